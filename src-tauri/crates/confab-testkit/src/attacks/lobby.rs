//! One address takes every place of a lobby that it gets, and another asks to be let in.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use http_body_util::BodyExt as _;
use serde_json::json;

use crate::confab::Confab;
use crate::dice::Dice;
use crate::events::Events;
use crate::figure::Figure;
use crate::http::{Answer, Api, Method};

const CROWD: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 3);
const OTHER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 4);
const AT_ONCE: usize = 16;
const SOON: Duration = Duration::from_secs(15);
/// How many places there are, and how many of them a network has without a known browser.
const PLACES: usize = 200;
const UNRECOGNISED: usize = 25;

/// Asks `count` times for a place from one address, without a cookie and then each with one of its
/// own, and once from another address.
pub async fn lobby(confab: &Confab, count: usize) -> Figure {
    crate::process::many_files();
    let meeting = confab.create().await;
    let at = format!("/meetings/{}", meeting.id);
    let rules = json!({"lobby": true});
    let rules = confab.local().patch(&format!("{at}/rules"), &rules).await;
    rules.expect(200);
    let path = format!("{at}/lobby");
    let mut told = Events::open(&confab.local()).await;
    let mut faults = Vec::new();

    let began = Instant::now();
    let strangers = fill(&confab.guest_from(CROWD), &path, count.min(60), |api, _| {
        api
    })
    .await;
    if strangers.len() > UNRECOGNISED {
        faults.push(format!("{} places without a browser", strangers.len()));
    }
    let mut dice = Dice::new(12);
    let ids: Vec<String> = (0..count).map(|_| cookie(&mut dice)).collect();
    let crowd = fill(&confab.guest_from(CROWD), &path, count, |api, n| {
        api.with("cookie", &ids[n])
    })
    .await;
    let taken = strangers.len() + crowd.len();
    let filling = began.elapsed();

    let name = json!({"user_name": "Zoe"});
    let place = match wait(&confab.guest_from(OTHER), &path).await {
        Ok(mut events) => events
            .next(SOON)
            .await
            .map(|event| event.data["place"].clone()),
        Err(answer) => {
            faults.push(format!("another address is told {}", answer.status));
            None
        }
    };
    let full = confab.guest_from(CROWD).post_json(&path, &name).await;
    if taken >= PLACES && full.status != 429 {
        faults.push(format!("one more of the crowd is told {}", full.status));
    }
    let listed = confab.local().get(&path).await.expect(200).json();
    let listed = listed["waiting"].as_array().map_or(0, Vec::len);
    let denied = confab.local().delete(&path).await.expect(200).json();
    let left = confab.local().get(&path).await.expect(200).json();
    if left["waiting"] != json!([]) {
        faults.push("some wait on after all were denied".to_owned());
    }
    let mut events = 0;
    loop {
        let event = told.next(SOON).await.expect("the stream goes on");
        if event.kind != "waiting" {
            continue;
        }
        events += 1;
        if events > 1 && event.data["waiting_people"] == json!([]) {
            break;
        }
    }
    Figure::new(
        "places of one address in a lobby",
        count,
        format!("{taken} taken, another address is number {}", place.as_ref().unwrap_or(&json!(null))),
        "another address finds a place, all are denied at once",
        faults.is_empty() && place.is_some(),
    )
    .noting([format!(
        "{} without a known browser; {:.1} s to ask; {listed} listed, {} denied at once; moderators were told {events} times of {} changes",
        strangers.len(),
        filling.as_secs_f64(),
        denied["count"],
        taken + 2,
    )])
    .noting(faults)
}

fn cookie(dice: &mut Dice) -> String {
    let letter = |dice: &mut Dice| char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0));
    let id: String = (0..22).map(|_| letter(dice)).collect();
    format!("confab_browser={id}")
}

/// Asks so many times, and once more where it is told to wait for its turn; who has a place.
async fn fill(
    api: &Api,
    path: &str,
    count: usize,
    as_browser: impl Fn(Api, usize) -> Api,
) -> Vec<Events> {
    let asked = stream::iter(0..count).map(|n| {
        let api = as_browser(api.clone(), n);
        async move {
            loop {
                match wait(&api, path).await {
                    Ok(events) => return Some(events),
                    Err(answer) if answer.code() == "too_many_requests" => {
                        let seconds = answer.header("retry-after").and_then(|s| s.parse().ok());
                        tokio::time::sleep(Duration::from_secs(seconds.unwrap_or(1))).await;
                    }
                    Err(_) => return None,
                }
            }
        }
    });
    let places: Vec<_> = asked.buffered(AT_ONCE).collect().await;
    places.into_iter().flatten().collect()
}

/// A place, or why not.
async fn wait(api: &Api, path: &str) -> Result<Events, Answer> {
    let body = json!({"user_name": "Eve"}).to_string().into_bytes();
    let body = Some(("application/json", body));
    let response = api.open(Method::POST, path, body).await;
    if response.status() == 200 {
        return Ok(Events::of(response));
    }
    let (head, body) = response.into_parts();
    let body = body.collect().await.map(|body| body.to_bytes());
    Err(Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        text: String::from_utf8_lossy(&body.unwrap_or_default()).into_owned(),
    })
}
