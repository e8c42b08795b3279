//! Somebody who was put out, locked out, or whose meeting was deleted, and who kept every token
//! that there ever was.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use http::Method;
use serde_json::json;

use super::deeds::upgrade;
use crate::confab::{Confab, Joined, joined};
use crate::figure::Figure;
use crate::http::Api;
use crate::signal::{CLIENT, Signal, join_request};
use crate::target::{Door, Target};

const AT_ONCE: usize = 4;

/// What the host does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Kick,
    Lock,
    Delete,
}

/// Each of kick, lock and delete so many times; what has to be refused afterwards is tried.
pub async fn removals(confab: &Confab, times: usize) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (deed, name) in [
        (Deed::Kick, "kick"),
        (Deed::Lock, "lock"),
        (Deed::Delete, "delete"),
    ] {
        let tried: Vec<Tried> = stream::iter(0..times)
            .map(|_| once(confab, deed))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let ways: usize = tried.iter().map(|tried| tried.ways).sum();
        let back: Vec<String> = tried.into_iter().flat_map(|tried| tried.back).collect();
        figures.push(
            Figure::new(
                &format!("{name}, all tokens kept"),
                times,
                format!("{} ways back of {ways} tried", back.len()),
                "0 ways back",
                back.is_empty() && ways > 0,
            )
            .noting(back.into_iter().take(10)),
        );
    }
    figures
}

/// Ways that were tried, and those that led back.
#[derive(Default)]
struct Tried {
    ways: usize,
    back: Vec<String>,
}

impl Tried {
    fn note(&mut self, way: &str, status: u16) {
        self.ways += 1;
        if status < 400 {
            self.back.push(format!("{way}: {status}"));
        }
    }
}

async fn once(confab: &Confab, deed: Deed) -> Tried {
    let meeting = confab.create().await.id;
    let guest = confab.guest();
    let path = |rest: &str| format!("/meetings/{meeting}{rest}");
    // Warmed up before anybody may send data, which would end it.
    let warm = guest.post(&path("/warm")).await.expect(200).json();
    let kept = |name: &str| warm[name].as_str().expect(name).to_owned();
    let (ticket, warm_token) = (kept("ticket"), kept("token"));
    let name = json!({"user_name": "Ann", "data": false});
    let join = || async { joined(&guest.post_json(&path("/join"), &name).await) };
    let (ann, unused) = (join().await, join().await);
    // Who was inside when it was locked may come back for 90 seconds: only the others are tried.
    let inside = match deed {
        Deed::Lock => None,
        Deed::Kick | Deed::Delete => {
            let signal = Signal::connect(&ann.livekit_url, &ann.token).await;
            let signal = signal.expect("she gets in");
            confab
                .has_people(&meeting, 1, Duration::from_secs(20))
                .await;
            Some(signal)
        }
    };
    let local = confab.local();
    match deed {
        Deed::Kick => {
            local
                .delete(&path(&format!("/participants/{}", ann.user_id)))
                .await
        }
        Deed::Lock => local.patch(&path("/rules"), &json!({"locked": true})).await,
        Deed::Delete => local.delete(&path("")).await,
    }
    .expect(200);

    let mut tried = Tried::default();
    let mut tokens = vec![ann.token.clone()];
    // What LiveKit itself would hand out while somebody is inside, and to whom it knew by then.
    tokens.push(confab.behind().token(&meeting, &ann.user_id));
    if deed != Deed::Kick {
        tokens.extend([unused.token.clone(), warm_token]);
    }
    for token in &tokens {
        at_the_gate(confab, token, inside.as_ref(), &mut tried).await;
    }
    let whose: &[&Joined] = if deed == Deed::Kick {
        &[&ann]
    } else {
        &[&ann, &unused]
    };
    for one in whose {
        with_the_session(confab, &meeting, one, &mut tried).await;
    }
    if deed != Deed::Kick {
        let warmed = json!({"user_name": "Ann", "data": false, "warm": ticket});
        for (way, api) in [("guest door", &guest), ("local door", &local)] {
            for body in [&name, &warmed] {
                let answer = api.post_json(&path("/join"), body).await;
                tried.note(&format!("join anew, {way}"), answer.status);
            }
        }
        let answer = guest.post(&path("/warm")).await;
        tried.note("warm up anew", answer.status);
        let answer = guest.post(&path(&format!("/warm/{ticket}"))).await;
        tried.note("keep the ticket", answer.status);
    }
    tried
}

/// A token at every door that signals, on every path, anew and as one who lost the connection.
async fn at_the_gate(confab: &Confab, token: &str, inside: Option<&Signal>, tried: &mut Tried) {
    let sid = inside.map(Signal::sid).unwrap_or_default();
    let old = format!("access_token={token}&{CLIENT}");
    let again = format!("{old}&reconnect=1&sid={sid}");
    let new = format!("access_token={token}&join_request={}", join_request());
    for door in [
        Target::plain(Door::Signal, confab.signal_address().port()),
        Target::plain(Door::Guest, confab.guest_address().port()),
    ] {
        for (path, query) in [
            ("/rtc", &old),
            ("/rtc", &again),
            ("/rtc/v1", &new),
            ("/rtc/validate", &old),
            ("/rtc/v1/validate", &new),
        ] {
            let mut request = format!(
                "GET {path}?{query} HTTP/1.1\r\nHost: {}\r\n",
                door.authority
            );
            for (name, value) in upgrade() {
                request.push_str(&format!("{name}: {value}\r\n"));
            }
            request.push_str("\r\n");
            let answer = door.ask(request.as_bytes()).await.expect("an answer");
            tried.note(
                &format!("{path} at the {} door", door.door.name()),
                answer.status,
            );
        }
    }
}

/// A session that was somebody's, for everything that it was good for.
async fn with_the_session(confab: &Confab, meeting: &str, one: &Joined, tried: &mut Tried) {
    let api: Api = confab
        .guest()
        .with("authorization", &format!("Bearer {}", one.session));
    let path = |rest: &str| format!("/meetings/{meeting}{rest}");
    let body =
        |value: serde_json::Value| Some(("application/json", value.to_string().into_bytes()));
    for (method, rest, body) in [
        (Method::POST, "/join", body(json!({"user_name": "Ann"}))),
        (Method::POST, "/chat", body(json!({"text": "Still here"}))),
        (Method::GET, "/chat", None),
        (Method::PUT, "/hand", body(json!({"raised": true}))),
        (Method::PATCH, "/rules", body(json!({"locked": false}))),
    ] {
        let answer = api.send(method.clone(), &path(rest), body).await;
        tried.note(&format!("{method} {rest} with the session"), answer.status);
    }
}
