//! What a co-host kept who was demoted, removed, or has left: spare sessions and tokens.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use http::Method;
use serde_json::{Value, json};

use crate::confab::{Confab, Joined, joined};
use crate::figure::Figure;
use crate::inside::Inside;
use crate::signal::Signal;

const AT_ONCE: usize = 2;
const SOON: Duration = Duration::from_secs(20);

/// What becomes of the co-host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Demoted,
    Removed,
    Left,
}

/// Each end so many times; every spare session and token is tried afterwards.
pub async fn credentials(confab: &Confab, times: usize) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (end, name) in [
        (End::Demoted, "co-host demoted"),
        (End::Removed, "co-host removed"),
        (End::Left, "co-host left"),
    ] {
        let tried: Vec<Tried> = stream::iter(0..times)
            .map(|_| once(confab, end))
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let ways: usize = tried.iter().map(|tried| tried.ways).sum();
        let back: Vec<String> = tried.into_iter().flat_map(|tried| tried.back).collect();
        figures.push(
            Figure::new(
                &format!("{name}, spare sessions and tokens kept"),
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

#[derive(Default)]
struct Tried {
    ways: usize,
    back: Vec<String>,
}

impl Tried {
    fn note(&mut self, way: String, worked: bool) {
        self.ways += 1;
        if worked {
            self.back.push(way);
        }
    }
}

async fn once(confab: &Confab, end: End) -> Tried {
    let meeting = confab.create().await.id;
    let local = confab.local();
    let path = |rest: &str| format!("/meetings/{meeting}{rest}");
    let ann = Inside::enter(confab, &meeting, "Ann").await;
    let eve = Inside::enter(confab, &meeting, "Eve").await;
    let person = path(&format!("/participants/{}", eve.identity()));
    let made = local.patch(&person, &json!({"role": "cohost"})).await;
    made.expect(200);
    let spare = || async {
        let name = json!({"user_name": "Eve"});
        joined(&eve.api().post_json(&path("/join"), &name).await)
    };
    let spares = [spare().await, spare().await];
    match end {
        End::Demoted => {
            let guest = json!({"role": "guest"});
            local.patch(&person, &guest).await.expect(200);
        }
        End::Removed => {
            local.delete(&person).await.expect(200);
        }
        End::Left => eve.signal.leave(),
    }
    if end != End::Demoted {
        eve.signal.ended(SOON).await;
        confab.has_people(&meeting, 1, SOON).await;
    }
    let lock = json!({"locked": true, "lobby": true});
    local.patch(&path("/rules"), &lock).await.expect(200);

    let mut tried = Tried::default();
    let kept: Vec<&Joined> = spares.iter().chain([&eve.joined]).collect();
    for one in kept {
        let api = confab
            .guest()
            .with("authorization", &format!("Bearer {}", one.session));
        let of_ann = format!("/participants/{}", ann.identity());
        for (method, rest, body) in [
            (Method::PATCH, "/rules", json!({"locked": false})),
            (Method::DELETE, of_ann.as_str(), Value::Null),
            (Method::POST, "/mute", json!({})),
            (Method::GET, "/lobby", Value::Null),
            (Method::POST, "/end", json!({"seconds": 60})),
            (Method::POST, "/join", json!({"user_name": "Eve"})),
        ] {
            let body = (!body.is_null()).then(|| body.to_string().into_bytes());
            let body = body.map(|body| ("application/json", body));
            let answer = api.send(method.clone(), &path(rest), body).await;
            tried.note(format!("{method} {rest}"), answer.status < 400);
        }
        // The identity that is inside comes back with its token.
        if end == End::Demoted && one.user_id == eve.joined.user_id {
            continue;
        }
        let signal = Signal::connect(&confab.guest_signal(), &one.token).await;
        tried.note("the token at the gate".to_owned(), signal.is_ok());
    }
    let people = confab.people(&meeting).await;
    let ann_is_inside = people
        .iter()
        .any(|person| person["identity"] == ann.identity());
    tried.note("Ann is out".to_owned(), !ann_is_inside);
    tried
}
