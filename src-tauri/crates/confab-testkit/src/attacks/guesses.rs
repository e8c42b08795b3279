//! Somebody who tries meeting ids at the guest door, by every way that could tell a right one.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};

use super::deeds::Scene;
use crate::confab::Confab;
use crate::dice::Dice;
use crate::figure::Figure;
use crate::http::Answer;
use crate::target::{Door, Target};

/// How many wrong ids an address is answered before it has to wait.
const ANSWERED: usize = 29;
/// How often one more is forgiven, and for how long nothing is told beyond the limit.
const EVERY: Duration = Duration::from_secs(2);
const LOCKOUT: Duration = Duration::from_secs(20);
const AT_ONCE: usize = 8;
/// Who guesses, and somebody else.
const GUESSER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 1));
const ANOTHER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
const OFFICE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 3));

/// The ways to learn of a meeting without a session: method, path, body. `{id}` is what is guessed.
const WAYS: [(&str, &str, &str); 9] = [
    ("GET", "/api/v1/meetings/{id}/exists", ""),
    ("GET", "/api/v1/meetings/{id}/info", ""),
    ("GET", "/api/v1/meetings/{id}/participants", ""),
    (
        "POST",
        "/api/v1/meetings/{id}/join",
        r#"{"user_name":"Eve"}"#,
    ),
    (
        "POST",
        "/api/v1/meetings/{id}/lobby",
        r#"{"user_name":"Eve"}"#,
    ),
    ("POST", "/api/v1/meetings/{id}/warm", ""),
    ("POST", "/api/v1/meetings/{id}/host", r#"{"code":"x"}"#),
    ("GET", "/meeting/{id}", ""),
    ("HEAD", "/meeting/{id}", ""),
];

/// What is offered only to those inside, to whom a meeting is no secret.
const INSIDE: [(&str, &str, &str); 10] = [
    ("GET", "/api/v1/meetings/{id}/chat", ""),
    ("POST", "/api/v1/meetings/{id}/chat", r#"{"text":"x"}"#),
    ("GET", "/api/v1/meetings/{id}/lobby", ""),
    ("PATCH", "/api/v1/meetings/{id}/rules", r#"{"locked":true}"#),
    ("POST", "/api/v1/meetings/{id}/end", ""),
    ("PUT", "/api/v1/meetings/{id}/hand", r#"{"raised":true}"#),
    ("POST", "/api/v1/meetings/{id}/warm/x", ""),
    ("GET", "/api/v1/meetings/{id}/files/x", ""),
    ("POST", "/api/v1/meetings/{id}/files?name=x", "x"),
    (
        "DELETE",
        "/api/v1/meetings/{id}/participants/x_00000000",
        "",
    ),
];

/// Tries `count` wrong ids from one address.
pub async fn guesses(confab: &Confab, count: usize, seed: u64) -> Figure {
    let door = Target::plain(Door::Guest, confab.guest_address().port());
    let scene = Scene::set(&confab.local()).await;
    let mut dice = Dice::new(seed);
    let guesses: Vec<Guess> = (0..count).map(|_| Guess::roll(&mut dice)).collect();
    let mut faults = Vec::new();

    let began = Instant::now();
    let mut answered = 0;
    let (first, rest) = guesses.split_at(count.min(ANSWERED + 20));
    for (n, guess) in first.iter().enumerate() {
        let answer = guess.send(&door, GUESSER).await;
        answered += usize::from(answer.status != 429);
        if n < ANSWERED && answer.status == 429 {
            faults.push(format!("guess {} was limited already", n + 1));
        }
        faults.extend(guess.wrong_with(&answer, n >= ANSWERED));
    }
    let later: Vec<(bool, Option<String>)> = stream::iter(rest)
        .map(|guess| async {
            let answer = guess.send(&door, GUESSER).await;
            (answer.status != 429, guess.wrong_with(&answer, false))
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    answered += later.iter().filter(|(answered, _)| *answered).count();
    faults.extend(later.into_iter().filter_map(|(_, fault)| fault));
    let forgiven = began.elapsed().div_duration_f64(EVERY) as usize;
    let allowed = ANSWERED + forgiven;
    if answered > allowed {
        faults.push(format!(
            "{answered} were answered within {:?}",
            began.elapsed()
        ));
    }

    faults.extend(beyond(&door, &scene, &mut dice).await);
    faults.extend(a_crowd(confab, &scene.meeting).await);
    let other = Guess::with(&dice.meeting_id(), WAYS[1])
        .send(&door, ANOTHER)
        .await;
    if other.status != 404 {
        faults.push(format!("another address is told {}", other.status));
    }
    let hits = faults
        .iter()
        .filter(|fault| fault.starts_with("a hit"))
        .count();
    let figure = format!("{hits} hits, {answered} answered, the rest 429");
    let to_reach = "0 hits; from the 30th on 429 for right and wrong ids alike; sessions, another address and thirty people with a link unaffected";
    Figure::new(
        "wrong ids from one address",
        count,
        figure,
        to_reach,
        faults.is_empty(),
    )
    .noting(faults.into_iter().take(20))
}

/// Beyond the limit no way tells a meeting that is there from one that is not, and a session or a
/// browser of the meeting goes on as ever.
async fn beyond(door: &Target, scene: &Scene, dice: &mut Dice) -> Vec<String> {
    // The limit is reached anew, so that all of this is within one lockout.
    for _ in 0..2 {
        let began = Instant::now();
        while Guess::with(&dice.meeting_id(), WAYS[0])
            .send(door, GUESSER)
            .await
            .status
            != 429
        {}
        let faults = compare(door, scene, dice).await;
        if began.elapsed() < LOCKOUT {
            return faults;
        }
    }
    vec!["this computer is too slow to ask everything within one lockout".to_owned()]
}

async fn compare(door: &Target, scene: &Scene, dice: &mut Dice) -> Vec<String> {
    let mut faults = Vec::new();
    for way in WAYS.iter().chain(&INSIDE) {
        let right = Guess::with(&scene.meeting, *way).send(door, GUESSER).await;
        let wrong = Guess::with(&dice.meeting_id(), *way)
            .send(door, GUESSER)
            .await;
        if said(&right) != said(&wrong) || right.status != 429 {
            faults.push(format!(
                "{} {} tells a right id ({:?}) from a wrong one ({:?})",
                way.0,
                way.1,
                said(&right),
                said(&wrong)
            ));
        }
    }
    let bearer = format!("Authorization: Bearer {}\r\n", scene.guest.session);
    for way in &WAYS[..4] {
        let own = Guess::with(&scene.meeting, *way);
        let answer = own.send_with(door, GUESSER, &bearer).await;
        if answer.status != 200 {
            faults.push(format!("{} with a session: {}", way.1, answer.status));
        }
        let other = Guess::with(&dice.meeting_id(), *way);
        let answer = other.send_with(door, GUESSER, &bearer).await;
        if answer.status != 429 {
            faults.push(format!(
                "{} with a session of another: {}",
                way.1, answer.status
            ));
        }
    }
    faults
}

/// All that an answer says, but for how many seconds are left and what the time is.
fn said(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let headers = answer.headers.iter().filter(|(name, _)| {
        let name = name.as_str();
        name != "date" && name != "retry-after"
    });
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = headers.map(|(name, value)| (name.to_string(), text(value)));
    (answer.status, headers.collect(), answer.text.clone())
}

/// Thirty people behind one address that nobody guesses from, each with the link: the page, what
/// it asks, and a way in.
async fn a_crowd(confab: &Confab, meeting: &str) -> Vec<String> {
    let door = Target::plain(Door::Guest, confab.guest_address().port());
    let ways = [WAYS[7], WAYS[0], WAYS[2], WAYS[3]];
    let person = async |_: usize| {
        let mut faults = Vec::new();
        for way in ways {
            let answer = Guess::with(meeting, way).send(&door, OFFICE).await;
            if answer.status != 200 {
                faults.push(format!(
                    "{} {} with a right link: {}",
                    way.0, way.1, answer.status
                ));
            }
        }
        faults
    };
    let crowd = stream::iter(0..30).map(person).buffer_unordered(30);
    crowd.collect::<Vec<_>>().await.concat()
}

struct Guess {
    method: &'static str,
    path: String,
    body: &'static str,
}

impl Guess {
    /// A wrong id, as it is generated or as people write it, or nothing like one.
    fn roll(dice: &mut Dice) -> Self {
        let id = dice.meeting_id();
        let id = match dice.below(8) {
            0 => id.to_uppercase(),
            1 => id.replace('-', ""),
            2 => id.replace('-', "%2D"),
            3 => id.replace('-', "%E2%80%93"),
            4 => format!("{id}x"),
            5 => "%00".to_owned(),
            _ => id,
        };
        Self::with(&id, *dice.pick(&WAYS))
    }

    fn with(id: &str, (method, path, body): (&'static str, &str, &'static str)) -> Self {
        Self {
            method,
            path: path.replace("{id}", id),
            body,
        }
    }

    async fn send(&self, door: &Target, from: IpAddr) -> Answer {
        self.send_with(door, from, "").await
    }

    /// With more lines of the head.
    async fn send_with(&self, door: &Target, from: IpAddr, more: &str) -> Answer {
        let Self { method, path, body } = self;
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}",
            door.authority
        );
        if !body.is_empty() {
            let length = body.len();
            request.push_str(&format!(
                "Content-Type: application/json\r\nContent-Length: {length}\r\n"
            ));
        }
        request.push_str(&format!("\r\n{body}"));
        let answer = door.ask_from(from, request.as_bytes()).await;
        answer.unwrap_or_else(|| panic!("{method} {path} got no answer"))
    }

    /// What is wrong with the answer to a wrong id; `late`: the limit was reached before.
    fn wrong_with(&self, answer: &Answer, late: bool) -> Option<String> {
        let told = |what: &str| {
            Some(format!(
                "{what}: {} {}: {}",
                self.method, self.path, answer.status
            ))
        };
        let wait = answer
            .header("retry-after")
            .and_then(|wait| wait.parse::<u64>().ok());
        match answer.status {
            429 if !wait.is_some_and(|wait| (1..=60).contains(&wait)) => {
                told("429 without a sensible Retry-After")
            }
            429 => None,
            200 if answer.text.contains("\"exists\":true") => told("a hit"),
            200 if !self.path.ends_with("/exists") => told("a hit"),
            _ if late => told("answered after the limit"),
            200 | 404 => None,
            _ => told("neither 404 nor 429"),
        }
    }
}
