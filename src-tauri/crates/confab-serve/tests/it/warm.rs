//! Warmed up before joining: nobody until they join, somebody from then on.

use std::time::Duration;

use confab_testkit::confab::joined;
use confab_testkit::{
    Answer, Api, Confab, Events, Guests, Joined, LiveKit, Meeting, Ready, Refused, Signal, Wire,
    wait_until,
};
use futures_util::future::join_all;
use livekit_protocol::{DisconnectReason, ParticipantInfo, signal_response};
use serde_json::{Value, json};

use crate::{LONG, SOON, confab, settings};

/// What `warm` answered.
struct Warm {
    ticket: String,
    token: String,
    user_id: String,
    livekit_url: String,
}

async fn ask(guest: &Api, meeting: &Meeting) -> Answer {
    guest.post(&format!("/meetings/{}/warm", meeting.id)).await
}

async fn warm(guest: &Api, meeting: &Meeting) -> Warm {
    let body = ask(guest, meeting).await.expect(200).json();
    let text = |name: &str| body[name].as_str().expect(name).to_owned();
    Warm {
        ticket: text("ticket"),
        token: text("token"),
        user_id: text("user_id"),
        livekit_url: text("livekit_url"),
    }
}

impl Warm {
    async fn connect(&self) -> Signal {
        self.try_connect().await.expect("it may wait")
    }

    async fn try_connect(&self) -> Result<Signal, Refused> {
        Signal::connect_v1(&self.livekit_url, &self.token).await
    }
}

/// Joins as our page does.
async fn try_join(guest: &Api, meeting: &Meeting, name: &str, ticket: Option<&str>) -> Answer {
    let mut body = json!({"user_name": name, "data": false});
    if let Some(ticket) = ticket {
        body["warm"] = json!(ticket);
    }
    guest
        .post_json(&format!("/meetings/{}/join", meeting.id), &body)
        .await
}

async fn join(guest: &Api, meeting: &Meeting, name: &str, ticket: Option<&str>) -> Joined {
    joined(&try_join(guest, meeting, name, ticket).await)
}

fn no_warming(answer: Answer) {
    let answer = answer.expect(409);
    assert_eq!(answer.code(), "no_warming");
    answer.detail();
}

fn refused(refused: &Refused) {
    assert_eq!((refused.status, refused.body.trim()), (403, "no_warming"));
}

/// What LiveKit itself says of one of its participants.
async fn behind(confab: &Confab, meeting: &Meeting, identity: &str) -> Option<ParticipantInfo> {
    let people = confab.behind().people(&meeting.id).await;
    people.into_iter().find(|p| p.identity == identity)
}

/// Waits until LiveKit has them as somebody who may do what a guest may.
async fn is_shown(confab: &Confab, meeting: &Meeting, identity: &str, name: &str) {
    wait_until(&format!("{name} is somebody at LiveKit"), SOON, || async {
        let info = behind(confab, meeting, identity).await?;
        let may = info.permission.clone().unwrap_or_default();
        let rights = may.can_publish && may.can_subscribe && !may.can_publish_data && !may.hidden;
        (info.name == name && rights && may.can_publish_sources.is_empty()).then_some(())
    })
    .await;
}

async fn is_nobody(confab: &Confab, meeting: &Meeting) {
    assert_eq!(confab.people(&meeting.id).await, Vec::<Value>::new());
    let path = format!("/meetings/{}/info", meeting.id);
    assert_eq!(
        confab.local().get(&path).await.json()["num_participants"],
        0
    );
    let list = confab.local().get("/meetings").await.json();
    let row = &list["meetings"][0];
    assert_eq!(
        (&row["num_participants"], &row["live_since"]),
        (&json!(0), &Value::Null)
    );
}

#[tokio::test]
async fn who_is_warmed_up_is_in_no_list_count_or_event_until_joining() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let mut events = Events::open(&confab.local()).await;
    events.next(SOON).await.expect("a snapshot");

    let early = warm(&guest, &meeting).await;
    let connection = early.connect().await;
    assert_eq!(connection.identity(), early.user_id);
    let info = behind(&confab, &meeting, &early.user_id)
        .await
        .expect("LiveKit has them");
    let may = info.permission.expect("rights");
    assert!(may.hidden && !may.can_publish && !may.can_subscribe && !may.can_publish_data);
    assert_eq!(info.name, "");
    // Longer than LiveKit's webhook and a round of ours take.
    tokio::time::sleep(SOON).await;
    is_nobody(&confab, &meeting).await;

    let ada = join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    assert_eq!(ada.user_id, early.user_id);
    // Nothing was announced before this.
    let event = events.next(SOON).await.expect("an event");
    assert_eq!(event.kind, "participant_joined", "{event:?}");
    assert_eq!(event.data["participant"]["name"], "Ada");
    assert_eq!(event.data["participant"]["identity"], ada.user_id.as_str());
    is_shown(&confab, &meeting, &ada.user_id, "Ada").await;
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(
        (&people[0]["name"], &people[0]["identity"]),
        (&json!("Ada"), &json!(ada.user_id))
    );
    // They are inside since they joined, not since they began to wait.
    let waited = people[0]["joined_at"].as_i64().expect("a time") - info.joined_at;
    assert!(waited >= 2, "{waited}");
    assert!(!connection.closed());
    wait_for_update(&connection, |p| {
        let shown = p.permission.as_ref().is_some_and(|may| !may.hidden);
        p.identity == early.user_id && p.name == "Ada" && shown
    })
    .await;
}

async fn wait_for_update(
    connection: &Signal,
    wanted: impl Fn(&ParticipantInfo) -> bool,
) -> ParticipantInfo {
    wait_until("an update of a participant", SOON, || {
        let found = connection
            .messages()
            .into_iter()
            .find_map(|message| match message {
                signal_response::Message::Update(update) => {
                    update.participants.into_iter().find(|p| wanted(p))
                }
                _ => None,
            });
        async move { found }
    })
    .await
}

#[tokio::test]
async fn a_connection_that_waits_takes_no_seat_and_joining_takes_one() {
    let confab = confab().start().await;
    let guest = confab.guest();
    let meeting = confab.create_with(&json!({"max_participants": 1})).await;
    let (one, two) = (warm(&guest, &meeting).await, warm(&guest, &meeting).await);
    let (_one, _two) = (one.connect().await, two.connect().await);

    let ada = join(&guest, &meeting, "Ada", None).await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("the seat is free");
    let full = try_join(&guest, &meeting, "Ben", Some(&one.ticket))
        .await
        .expect(409);
    assert_eq!(full.code(), "meeting_full");
    no_warming(ask(&guest, &meeting).await);

    confab.has_people(&meeting.id, 1, SOON).await;
    let path = format!("/meetings/{}/participants/{}", meeting.id, ada.user_id);
    confab.local().delete(&path).await.expect(200);
    inside.ended(SOON).await;
    // Whoever was told that it is full still waits, and takes the seat now.
    let ben = wait_until("the seat is free again", SOON, || async {
        let answer = try_join(&guest, &meeting, "Ben", Some(&one.ticket)).await;
        (answer.status == 200).then(|| joined(&answer))
    })
    .await;
    assert_eq!(ben.user_id, one.user_id);
    confab.has_people(&meeting.id, 1, SOON).await;
    let full = try_join(&guest, &meeting, "Cleo", Some(&two.ticket))
        .await
        .expect(409);
    assert_eq!(full.code(), "meeting_full");
    let full = try_join(&guest, &meeting, "Dan", None).await.expect(409);
    assert_eq!(full.code(), "meeting_full");
}

#[tokio::test]
async fn who_waits_gets_no_media_and_no_data_and_may_send_neither() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let mut guests = Guests::start().await;
    let ada = join(&guest, &meeting, "Ada", None).await;
    let publisher = guests.connect(&ada.livekit_url, &ada.token, &["video", "audio"]);
    publisher.connected().await;

    let early = warm(&guest, &meeting).await;
    let waiting = guests.connect(&early.livekit_url, &early.token, &[]);
    waiting.connected().await;
    // Our page may not send data; LiveKit takes what it sends to nobody.
    publisher.send("hello");
    tokio::time::sleep(SOON).await;
    let heard = |what: &str| waiting.events().iter().any(|event| event["event"] == what);
    assert!(!heard("frames") && !heard("data"), "{:?}", waiting.events());
    let seen = publisher.events();
    assert!(
        !seen.iter().any(|e| e["event"] == "participant_connected"),
        "{seen:?}"
    );

    join(&guest, &meeting, "Ben", Some(&early.ticket)).await;
    waiting.until("frames", LONG).await;
    let met = publisher
        .until_that("participant_connected", SOON, |e| {
            e["identity"] == early.user_id.as_str()
        })
        .await;
    assert_eq!(met["identity"], early.user_id.as_str());
    publisher.send("hello again");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(!heard("data"), "{:?}", waiting.events());
}

#[tokio::test]
async fn nobody_waits_while_somebody_may_send_data() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let early = warm(&guest, &meeting).await;
    let waiting = early.connect().await;

    // A front end of somebody else's: its token may send data. It is out now, so nobody begins to
    // wait; who waits already may go on until it is used.
    let ada = confab.join(&meeting.id, "Ada").await;
    no_warming(ask(&guest, &meeting).await);
    assert!(!waiting.closed());
    let path = format!("/meetings/{}/warm/{}", meeting.id, early.ticket);
    guest.post(&path).await.expect(204);

    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("she gets in");
    // By the time that she is in, LiveKit has nobody else.
    let there = confab.behind().people(&meeting.id).await;
    assert_eq!(there.len(), 1, "{there:?}");
    assert_eq!(
        waiting.left(SOON).await,
        DisconnectReason::ParticipantRemoved
    );
    refused(
        &early
            .try_connect()
            .await
            .expect_err("it does not wait any more"),
    );
    no_warming(guest.post(&path).await);
    no_warming(ask(&guest, &meeting).await);
    drop(inside);

    // Whose connection has ended joins as ever.
    let ben = join(&guest, &meeting, "Ben", Some(&early.ticket)).await;
    assert_ne!(ben.user_id, early.user_id);
    assert!(ben.user_id.starts_with("ben_"), "{}", ben.user_id);
    let _inside = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("he gets in");
}

#[tokio::test]
async fn a_token_with_data_ends_those_who_wait_also_by_promotion() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let (one, two) = (warm(&guest, &meeting).await, warm(&guest, &meeting).await);
    let (_one, second) = (one.connect().await, two.connect().await);
    let body = json!({"user_name": "Ada", "warm": one.ticket});
    let path = format!("/meetings/{}/join", meeting.id);
    guest.post_json(&path, &body).await.expect(200);
    let there = confab.behind().people(&meeting.id).await;
    assert_eq!(there.len(), 1, "{there:?}");
    assert!(
        there[0]
            .permission
            .as_ref()
            .is_some_and(|p| p.can_publish_data)
    );
    second.ended(SOON).await;
}

#[tokio::test]
async fn joining_before_the_connection_stands_makes_it_somebody_when_it_does() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let early = warm(&guest, &meeting).await;
    let ada = join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    assert_eq!(ada.user_id, early.user_id);
    is_nobody(&confab, &meeting).await;
    // The page goes on with what it began.
    let _late = early.connect().await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    confab.has_people(&meeting.id, 1, SOON).await;

    // Both at the same moment, however it falls.
    for round in 0..10 {
        let early = warm(&guest, &meeting).await;
        let name = format!("Guest {round}");
        let (connection, joined) = tokio::join!(
            early.connect(),
            join(&guest, &meeting, &name, Some(&early.ticket))
        );
        assert_eq!(joined.user_id, early.user_id);
        is_shown(&confab, &meeting, &early.user_id, &name).await;
        drop(connection);
    }
}

#[tokio::test]
async fn name_and_rights_outlast_reconnects_with_the_first_token() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let early = warm(&guest, &meeting).await;
    let connection = early.connect().await;
    join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    connection.cut();

    // A stay from scratch.
    let again = early.connect().await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    confab.has_people(&meeting.id, 1, SOON).await;

    // Another LiveKit server, which knows nothing of the one before.
    let first = confab.engine_pid();
    confab_testkit::faults::kill(first);
    again.ended(SOON).await;
    let back = wait_until("back at the new server", LONG, || async {
        early.try_connect().await.ok()
    })
    .await;
    assert_ne!(confab.running_engine(), Some(first));
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["name"], "Ada");
    drop(back);
}

#[tokio::test]
async fn name_and_rights_outlast_what_real_clients_do_when_their_network_or_the_server_breaks() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let mut guests = Guests::start().await;
    let early = warm(&guest, &meeting).await;
    let wire = Wire::to(Ready::port(&early.livekit_url)).await;
    let url = format!("ws://localhost:{}", wire.port());
    let real = guests.connect(&url, &early.token, &[]);
    real.until("connected", LONG).await;
    join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;

    wire.unplug();
    real.until("reconnecting", LONG).await;
    wire.plug();
    real.until("reconnected", LONG).await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    // Resumed or begun anew, as the client chose: either way once, by name and with her rights.
    let info = behind(&confab, &meeting, &early.user_id)
        .await
        .expect("she is there");
    let permission = info.permission.expect("rights");
    assert!(!permission.hidden && permission.can_publish && permission.can_subscribe);
    confab.has_people(&meeting.id, 1, SOON).await;

    confab_testkit::faults::kill(confab.engine_pid());
    wait_until("reconnected to the new server", 2 * LONG, || {
        let times = real
            .events()
            .iter()
            .filter(|e| e["event"] == "reconnected")
            .count();
        async move { (times == 2).then_some(()) }
    })
    .await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
    confab.has_people(&meeting.id, 1, SOON).await;
}

#[tokio::test]
async fn who_waits_goes_on_waiting_after_a_crash_of_the_server() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let early = warm(&guest, &meeting).await;
    let connection = early.connect().await;
    confab_testkit::faults::kill(confab.engine_pid());
    connection.ended(SOON).await;
    let _back = wait_until("back at the new server", LONG, || async {
        early.try_connect().await.ok()
    })
    .await;
    is_nobody(&confab, &meeting).await;
    join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    is_shown(&confab, &meeting, &early.user_id, "Ada").await;
}

#[tokio::test]
async fn a_deleted_meeting_ends_those_who_wait() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let early = warm(&guest, &meeting).await;
    let waiting = early.connect().await;
    let path = format!("/meetings/{}", meeting.id);
    confab.local().delete(&path).await.expect(200);
    assert_eq!(waiting.left(SOON).await, DisconnectReason::RoomDeleted);
    let refused = early.try_connect().await.expect_err("there is no meeting");
    assert_eq!(
        (refused.status, refused.body.trim()),
        (403, "meeting_not_found")
    );
    let gone = guest
        .post(&format!("{path}/warm/{}", early.ticket))
        .await
        .expect(404);
    assert_eq!(gone.code(), "meeting_not_found");
    ask(&guest, &meeting).await.expect(404);
}

#[tokio::test]
async fn nobody_waits_in_a_locked_meeting_or_in_one_with_a_lobby() {
    for rule in ["locked", "lobby"] {
        let confab = confab().start().await;
        let (guest, meeting) = (confab.guest(), confab.create().await);
        let early = warm(&guest, &meeting).await;
        let waiting = early.connect().await;
        let rules = format!("/meetings/{}/rules", meeting.id);
        let local = confab.local();
        local.patch(&rules, &json!({rule: true})).await.expect(200);
        // It has ended by the time that the rule is answered for.
        let there = confab.behind().people(&meeting.id).await;
        assert!(there.is_empty(), "{rule}: {there:?}");
        assert_eq!(
            waiting.left(SOON).await,
            DisconnectReason::ParticipantRemoved
        );
        refused(&early.try_connect().await.expect_err("it does not wait"));
        no_warming(ask(&guest, &meeting).await);
        let late = try_join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
        assert_eq!(late.status, 403, "{rule}: {}", late.text);
        local.patch(&rules, &json!({rule: false})).await.expect(200);
        ask(&guest, &meeting).await.expect(200);
    }
}

#[tokio::test]
async fn with_somebody_else_s_server_nobody_warms_up() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    no_warming(ask(&confab.guest(), &meeting).await);
    // The page asks all the same, and joins with what it has.
    let ada = join(&confab.guest(), &meeting, "Ada", Some("no ticket")).await;
    Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("she gets in");
}

#[tokio::test]
async fn a_ticket_is_good_for_its_own_meeting_and_once() {
    let confab = confab().start().await;
    let guest = confab.guest();
    let (meeting, other) = (confab.create().await, confab.create().await);
    let early = warm(&guest, &meeting).await;
    let _waiting = early.connect().await;
    no_warming(
        guest
            .post(&format!("/meetings/{}/warm/{}", other.id, early.ticket))
            .await,
    );
    let elsewhere = join(&guest, &other, "Ada", Some(&early.ticket)).await;
    assert_ne!(elsewhere.user_id, early.user_id);
    let ada = join(&guest, &meeting, "Ada", Some(&early.ticket)).await;
    assert_eq!(ada.user_id, early.user_id);
    let ben = join(&guest, &meeting, "Ben", Some(&early.ticket)).await;
    assert_ne!(ben.user_id, early.user_id);
    let wrong = json!({"user_name": "Cleo", "warm": 5});
    let path = format!("/meetings/{}/join", meeting.id);
    guest.post_json(&path, &wrong).await.expect(422).detail();
    let wrong = json!({"user_name": "Cleo", "data": "no"});
    guest.post_json(&path, &wrong).await.expect(422).detail();
}

#[tokio::test]
async fn a_waiting_connection_ends_when_its_page_is_silent() {
    let data = tempfile::tempdir().expect("a folder");
    let mut settings = settings(data.path());
    assert_eq!(settings.warm_life, Duration::from_secs(60));
    settings.warm_life = Duration::from_secs(4);
    let mode = confab_api::Mode::Serve;
    let house = confab_api::House::start(settings, mode, &Default::default(), |_| {})
        .await
        .expect("the house stands");
    let url = |name: &str| {
        let doors = house.doors();
        let door = doors.iter().find(|door| door.door == name);
        door.and_then(|door| door.url.clone())
            .expect("the door is open")
    };
    let guest = Api::new(format!("{}/api/v1", url("guest")));
    let local = Api::new(format!("{}/api/v1", url("local")));
    let made = local.post("/meetings/create").await.expect(200).json();
    let id = made["meeting_id"].as_str().expect("an id").to_owned();
    let meeting = Meeting {
        id,
        link: String::new(),
        created_at: String::new(),
        livekit_url: String::new(),
    };

    let (kept, silent) = (warm(&guest, &meeting).await, warm(&guest, &meeting).await);
    let (alive, dead) = (kept.connect().await, silent.connect().await);
    let path = |of: &Warm| format!("/meetings/{}/warm/{}", meeting.id, of.ticket);
    for _ in 0..8 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        guest.post(&path(&kept)).await.expect(204);
    }
    assert_eq!(dead.left(SOON).await, DisconnectReason::ParticipantRemoved);
    no_warming(guest.post(&path(&silent)).await);
    refused(
        &silent
            .try_connect()
            .await
            .expect_err("it does not wait any more"),
    );
    assert!(!alive.closed(), "its page shows life");
    join(&guest, &meeting, "Ada", Some(&kept.ticket)).await;
    // Who has joined needs no more signs of life.
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(!alive.closed());
    house.shutdown().await;
}

#[tokio::test]
#[allow(clippy::cast_precision_loss, reason = "figures to look at")]
async fn twenty_who_wait_are_cheap() {
    let confab = confab().start().await;
    let (guest, meeting) = (confab.guest(), confab.create().await);
    let mut guests = Guests::start().await;
    let ours = [confab.pid(), confab.engine_pid()];
    let (cpu, memory) = (cpu_ms(&ours), memory_mb(&ours));
    tokio::time::sleep(Duration::from_secs(3)).await;
    let idle = (cpu_ms(&ours) - cpu) / 3.0;
    let all = join_all((0..20).map(|_| warm(&guest, &meeting))).await;
    let waiting: Vec<_> = all
        .iter()
        .map(|one| guests.connect(&one.livekit_url, &one.token, &[]))
        .collect();
    for one in &waiting {
        one.connected().await;
    }
    tokio::time::sleep(SOON).await;
    let (cpu, more) = (cpu_ms(&ours), memory_mb(&ours) - memory);
    tokio::time::sleep(Duration::from_secs(5)).await;
    let busy = (cpu_ms(&ours) - cpu) / 5.0;
    println!(
        "20 who wait: {busy:.0} ms of CPU a second ({idle:.0} without them), {more:.0} MB more"
    );
    assert!(busy < 150.0, "{busy:.0} ms of CPU a second");
    assert!(more < 80.0, "{more:.0} MB");
    is_nobody(&confab, &meeting).await;
}

/// CPU time of processes so far.
fn cpu_ms(pids: &[u32]) -> f64 {
    let ticks = |pid: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it runs");
        let fields: Vec<_> = stat
            .rsplit(") ")
            .next()
            .expect("fields")
            .split(' ')
            .collect();
        let number = |field: usize| fields[field].parse::<f64>().expect("a number");
        number(11) + number(12)
    };
    pids.iter().map(ticks).sum::<f64>() * 10.0
}

fn memory_mb(pids: &[u32]) -> f64 {
    pids.iter()
        .map(|pid| confab_testkit::process::memory(*pid) as f64)
        .sum::<f64>()
        / 1e6
}
