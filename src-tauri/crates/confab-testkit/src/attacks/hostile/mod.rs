//! Requests that are not what they should be, at one door: every deed that the door offers in every
//! guise that a website, a neighbour or a bad proxy could give it, and paths that lead elsewhere.
//!
//! A deed that is refused counts for nothing where it would be refused politely asked, too: so each
//! is done once as it should be, first.

mod guises;
mod paths;

use std::collections::BTreeSet;

use crate::figure::{Figure, Verdict};
use crate::http::{Answer, Api};
use crate::target::Target;
use futures_util::{StreamExt as _, stream};

use super::deeds::{self, Deed, Scene};

/// What a door has to be asked at least.
const AT_LEAST: usize = 300;
/// How many requests are on the way at once.
const AT_ONCE: usize = 8;

/// A request and what its answer may be.
struct Request {
    name: String,
    bytes: Vec<u8>,
    mercy: Mercy,
}

/// What an answer may be without having given anything away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mercy {
    /// A refusal, and nothing else.
    Refused,
    /// Anything that a browser keeps from the website that asked.
    Unreadable,
}

/// Does it to each of these doors of one Confab, whose local door is `local`.
pub async fn hostile(local: &Api, targets: &[Target]) -> Vec<Figure> {
    let scene = Scene::set(local).await;
    let ports = targets.iter().map(|target| target.address.port()).collect();
    let mut figures = Vec::new();
    for target in targets {
        let figure = at(target, &scene, &ports, local).await;
        let held = figure.verdict == Verdict::Met;
        figures.push(figure);
        if !held {
            // The meeting that the rest is about may be gone.
            break;
        }
    }
    figures
}

/// `ports`: those of all doors, each of which is another place to the others.
async fn at(target: &Target, scene: &Scene, ports: &BTreeSet<u16>, local: &Api) -> Figure {
    let deeds = deeds::of(target, scene);
    for deed in &deeds {
        politely(target, deed, local).await;
    }
    let before = state(local).await;
    let mut requests = guises::of(target, ports, &deeds);
    requests.extend(paths::of(target, scene));
    let sent = requests.len();
    let accepted: Vec<String> = stream::iter(requests)
        .map(|request| async move {
            let answer = target.ask(&request.bytes).await?;
            let accepted = request.mercy.breach(&answer)?;
            Some(format!("{}: {} {accepted}", request.name, answer.status))
        })
        .buffer_unordered(AT_ONCE)
        .filter_map(|accepted| async { accepted })
        .collect()
        .await;
    let after = state(local).await;
    let mut notes = accepted.clone();
    if before != after {
        notes.push(format!(
            "what there is has changed: {before:?} to {after:?}"
        ));
    }
    let met = notes.is_empty() && sent >= AT_LEAST;
    Figure::new(
        &format!(
            "hostile Host, Origin, type or path, {} door",
            target.door.name()
        ),
        sent,
        format!("{} accepted", accepted.len()),
        &format!("0 accepted of at least {AT_LEAST}"),
        met,
    )
    .noting(notes)
}

/// The deed as it should be, which has to be done.
async fn politely(target: &Target, deed: &Deed, local: &Api) {
    let deed = match deed.spends_a_meeting {
        Some(ref meeting) => {
            let made = local.post("/meetings/create").await.expect(200).json();
            let another = made["meeting_id"].as_str().expect("an id");
            Deed {
                path: deed.path.replace(meeting, another),
                ..deed.clone()
            }
        }
        None => deed.clone(),
    };
    let request = deed.request(&[&target.authority], &[]);
    let answer = target.ask(&request).await;
    let status = answer.as_ref().map(|answer| answer.status);
    assert!(
        matches!(status, Some(101 | 200)),
        "{} at the {} door, politely asked: {answer:?}",
        deed.name,
        target.door.name()
    );
}

/// What nobody but the host may change: which meetings there are, and what they are called.
async fn state(local: &Api) -> BTreeSet<(String, String)> {
    let mut all = BTreeSet::new();
    let list = local.get("/meetings?limit=200").await.expect(200).json();
    for meeting in list["meetings"].as_array().expect("meetings") {
        all.insert((
            meeting["meeting_id"].to_string(),
            meeting["title"].to_string(),
        ));
    }
    all
}

impl Mercy {
    /// What an answer gives away that it may not.
    fn breach(self, answer: &Answer) -> Option<&'static str> {
        let has = |name: &str| answer.headers.contains_key(name);
        if has("access-control-allow-origin") || has("access-control-allow-private-network") {
            return Some("and allows a website to read it");
        }
        let refused = (400..500).contains(&answer.status);
        match self {
            Mercy::Refused if refused => None,
            Mercy::Refused => Some("instead of a refusal"),
            Mercy::Unreadable if answer.status == 101 => Some("and talks to a website"),
            Mercy::Unreadable if answer.header("x-content-type-options") != Some("nosniff") => {
                Some("without nosniff")
            }
            Mercy::Unreadable
                if answer.header("cross-origin-resource-policy") != Some("same-origin") =>
            {
                Some("and may be embedded")
            }
            Mercy::Unreadable => None,
        }
    }
}
