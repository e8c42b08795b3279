//! Chat: everybody reads the same, whatever happens in between, and only those inside.

use std::time::Duration;

use confab_testkit::http::{self, Method};
use confab_testkit::inside::chat;
use confab_testkit::{Api, Confab, Events, Inside, Reader, wait_until};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::{LONG, SOON, confab};

async fn say_at(api: &Api, meeting: &str, text: &str) -> Value {
    let path = format!("/meetings/{meeting}/chat");
    let said = api.post_json(&path, &json!({ "text": text })).await;
    said.expect(200).json()
}

/// Those who were inside come back with what they had.
async fn come_back(confab: &Confab, meeting: &str, people: Vec<Inside>) -> Vec<Inside> {
    let back = people
        .into_iter()
        .map(|person| Inside::with(confab, meeting, person.joined));
    join_all(back).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_messages_are_the_same_for_twenty_late_joiners() {
    const ALL: usize = 1_000;
    const WRITERS: usize = 5;
    const LATE: usize = 20;
    let confab = confab().start().await;
    let meeting = confab
        .create_with(&json!({"max_participants": 100}))
        .await
        .id;
    let mut writers = Vec::new();
    for n in 0..WRITERS {
        writers.push(Inside::enter(&confab, &meeting, &format!("Writer {n}")).await);
    }
    // Each writer says what a session may say at once; scripts of the host's say the rest, and the
    // last of it only once everybody who came late is reading along, however fast the machine is.
    let reading = Barrier::new(LATE + 4);
    let scripts = (0..4).map(|script| {
        let (api, meeting, reading) = (confab.local(), &meeting, &reading);
        async move {
            for n in 0..(ALL - WRITERS * 10) / 4 + 1 {
                if n == 150 {
                    reading.wait().await;
                }
                if script * ((ALL - WRITERS * 10) / 4 + 1) + n < ALL - WRITERS * 10 {
                    say_at(&api, meeting, &format!("script {script}, {n}")).await;
                }
            }
        }
    });
    let people = writers
        .iter()
        .enumerate()
        .map(|(writer, inside)| async move {
            for n in 0..10 {
                inside.say(&format!("writer {writer}, {n}")).await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
    let readers = (0..LATE).map(|n| {
        let (confab, meeting, reading) = (&confab, &meeting, &reading);
        async move {
            tokio::time::sleep(Duration::from_millis(60) * u32::try_from(n).expect("small")).await;
            let late = Inside::enter(confab, meeting, &format!("Late {n}")).await;
            let mut reader = Reader::begin(&late).await;
            reader.until(ALL / 2, LONG).await;
            if n % 2 == 0 {
                reader.reconnect().await;
            }
            reading.wait().await;
            reader.until(ALL, LONG).await;
            (late, reader)
        }
    });
    let (_, _, read) = tokio::join!(join_all(scripts), join_all(people), join_all(readers));

    let expected = chat(&confab.local(), &meeting).await;
    assert_eq!(expected.len(), ALL);
    let ids: Vec<i64> = expected.iter().filter_map(|m| m["id"].as_i64()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "ids order the messages");
    for (late, reader) in &read {
        let seen: Vec<i64> = reader.messages.keys().copied().collect();
        assert_eq!(seen, ids, "{}", late.identity());
        let told = &reader.told;
        assert!(!told.is_empty(), "some came by the stream");
        assert!(
            told.is_sorted_by(|a, b| a < b),
            "told in order and once: {told:?}"
        );
        let texts: Vec<&str> = expected.iter().filter_map(|m| m["text"].as_str()).collect();
        assert_eq!(reader.texts(), texts);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chat_goes_on_after_kill_nine_and_after_an_orderly_end() {
    let mut options = confab();
    let first = options.start().await;
    let meeting = first.create().await.id;
    let mut people = vec![
        Inside::enter(&first, &meeting, "Ada").await,
        Inside::enter(&first, &meeting, "Ben").await,
    ];
    let mut said = Vec::new();
    let mut running = first;
    for round in 0..3 {
        for person in &people {
            let text = format!("round {round} by {}", person.identity());
            said.push(person.say(&text).await["id"].as_i64().expect("an id"));
        }
        options = if round % 2 == 0 {
            running.crash().await
        } else {
            running.stop().await.options
        };
        running = options.start().await;
        let before = chat(&running.local(), &meeting).await;
        assert_eq!(ids(&before), said, "round {round}, before anybody is back");
        people = come_back(&running, &meeting, people).await;
        let late = Inside::enter(&running, &meeting, "Late").await;
        let mut reader = Reader::begin(&late).await;
        said.push(people[0].say("back").await["id"].as_i64().expect("an id"));
        reader.until(said.len(), SOON).await;
        assert_eq!(reader.messages.keys().copied().collect::<Vec<_>>(), said);
    }
}

fn ids(messages: &[Value]) -> Vec<i64> {
    messages.iter().filter_map(|m| m["id"].as_i64()).collect()
}

#[tokio::test]
async fn whoever_comes_after_a_long_time_of_nobody_finds_an_empty_chat() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    ada.say("before").await;
    let file = ada.send("a.txt", b"before").await;
    let options = confab.stop().await.options;
    let database = options.data().database();
    // Nobody waits 90 seconds for a test: the store is told that it was so.
    confab_testkit::sqlite::execute(
        &database,
        "UPDATE chats SET inside = 0, seen_at = seen_at - 91",
    )
    .await;
    let again = options.start().await;
    let local = again.local();
    assert_eq!(
        chat(&local, &meeting).await.len(),
        2,
        "the host still reads it"
    );
    let path = format!(
        "/meetings/{meeting}/files/{}",
        file["file"]["file_id"].as_str().expect("an id")
    );
    local.get(&path).await.expect(200);
    let mut events = Events::open(&local).await;
    let ben = Inside::enter(&again, &meeting, "Ben").await;
    assert_eq!(ben.chat().await, Vec::<Value>::new());
    events
        .until("chat_cleared", SOON, |data| data["meeting_id"] == meeting)
        .await;
    assert_eq!(local.get(&path).await.expect(404).code(), "file_not_found");
    wait_until("its files are gone", SOON, || async {
        stored(&again).is_empty().then_some(())
    })
    .await;
    let first = ben.say("after").await;
    assert!(
        first["id"].as_i64() > file["id"].as_i64(),
        "ids are not used again"
    );
}

fn stored(confab: &Confab) -> Vec<std::path::PathBuf> {
    let files = confab.data().path().join("files");
    let all = confab.data().files();
    all.into_iter()
        .filter(|path| path.starts_with(&files))
        .collect()
}

#[tokio::test]
async fn a_message_says_who_wrote_what_when_and_in_answer_to_what() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada L").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let mut events = ben.events().await;
    let key = "9b1c0de4-1f5e-4c39-8d53-0a7a4b8f6e11";
    let said = ada
        .try_say(&json!({"text": "  Hello\r\n  <b>you</b>\u{0007}\n", "key": key}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        http::keys(&said),
        [
            "deleted",
            "file",
            "id",
            "identity",
            "key",
            "name",
            "reactions",
            "reply_to",
            "role",
            "sent_at",
            "text"
        ]
    );
    assert_eq!(said["text"], "Hello\n  <b>you</b>");
    assert_eq!(
        (&said["identity"], &said["name"]),
        (&json!(ada.identity()), &json!("Ada L"))
    );
    assert_eq!(
        (&said["role"], &said["deleted"], &said["file"]),
        (&json!("guest"), &json!(false), &Value::Null)
    );
    let sent_at = said["sent_at"].as_str().expect("a time");
    assert!(
        sent_at.len() == "2024-01-15T10:30:00.250Z".len() && sent_at.ends_with('Z'),
        "{sent_at}"
    );

    let told = events.until("chat_message", SOON, |_| true).await.data;
    assert_eq!(
        (&told["meeting_id"], &told["type"]),
        (&json!(meeting), &json!("chat_message"))
    );
    assert_eq!(
        told["message"]["key"],
        Value::Null,
        "a key is its author's affair"
    );
    assert_eq!(ben.chat().await[0]["key"], Value::Null);
    assert_eq!(ada.chat().await[0]["key"], key);

    let answer = ben
        .try_say(&json!({"text": "Hello yourself", "reply_to": said["id"]}))
        .await
        .expect(200)
        .json();
    assert_eq!(answer["reply_to"], said["id"]);
    let gone = ben
        .try_say(&json!({"text": "To whom?", "reply_to": 999_999}))
        .await;
    assert_eq!(gone.expect(404).code(), "message_not_found");

    let host = say_at(&confab.local(), &meeting, "From the window").await;
    assert_eq!(
        (&host["identity"], &host["role"]),
        (&Value::Null, &json!("host"))
    );
}

#[tokio::test]
async fn a_repetition_is_answered_and_said_once() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let body = json!({"text": "Once", "key": "k-1"});
    let tries = join_all((0..20).map(|_| ada.try_say(&body))).await;
    let first = tries[0].clone().expect(200).json();
    for again in tries {
        assert_eq!(
            again.expect(200).json(),
            first,
            "not counted as too many either"
        );
    }
    let other = ben.try_say(&body).await.expect(200).json();
    assert_ne!(other["id"], first["id"], "keys are each author's own");
    assert_eq!(ada.chat().await.len(), 2);

    let ada = Inside::with(&confab, &meeting, ada.joined).await;
    let options = confab.crash().await;
    let again = options.start().await;
    let ada = Inside::with(&again, &meeting, ada.joined).await;
    assert_eq!(
        ada.try_say(&body).await.expect(200).json()["id"],
        first["id"],
        "after a crash too"
    );
    assert_eq!(ada.chat().await.len(), 2);
}

#[tokio::test]
async fn a_session_may_say_ten_at_once_and_scripts_as_much_as_they_like() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let tries = join_all((0..14).map(|n| {
        let ada = &ada;
        async move { ada.try_say(&json!({"text": n.to_string()})).await }
    }))
    .await;
    let refused: Vec<_> = tries.iter().filter(|t| t.status == 429).collect();
    assert!((3..=4).contains(&refused.len()), "{} of 14", refused.len());
    for refusal in refused {
        assert_eq!(refusal.code(), "too_many_messages");
        let wait: u64 = refusal
            .header("retry-after")
            .and_then(|w| w.parse().ok())
            .expect("Retry-After");
        assert!((1..=4).contains(&wait), "{wait}");
        refusal.detail();
    }
    ben.say("Each for themselves").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    ada.say("After a rest").await;
    let path = format!("/meetings/{meeting}/chat");
    for n in 0..40 {
        let body = json!({"text": format!("script {n}")});
        confab.local().post_json(&path, &body).await.expect(200);
    }
}

#[tokio::test]
async fn only_those_inside_read_and_write() {
    let confab = confab().start().await;
    let (meeting, other) = (confab.create().await.id, confab.create().await.id);
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let eve = Inside::enter(&confab, &other, "Eve").await;
    let said = ada.say("Among us").await;
    let mut events = eve.events().await;
    let (chat_path, id) = (ada.path("chat"), said["id"].as_i64().expect("an id"));
    let message = format!("{chat_path}/{id}");
    let reaction = format!("{message}/reactions/%F0%9F%91%8D");
    let joined_only = confab.join(&meeting, "Not there yet").await;
    let not_inside = confab
        .guest()
        .with("authorization", &format!("Bearer {}", joined_only.session));
    for (who, api, status) in [
        ("nobody", confab.guest(), 401),
        ("another meeting's", eve.api().clone(), 403),
        ("not inside", not_inside, 403),
    ] {
        for (method, path, body) in [
            (Method::GET, &chat_path, None),
            (
                Method::POST,
                &chat_path,
                Some(("application/json", br#"{"text":"x"}"#.to_vec())),
            ),
            (Method::DELETE, &chat_path, None),
            (Method::DELETE, &message, None),
            (Method::PUT, &reaction, None),
        ] {
            let answer = api.send(method.clone(), path, body).await;
            assert_eq!(
                answer.status, status,
                "{who}: {method} {path} {}",
                answer.text
            );
            assert!(!answer.text.contains("Among us"));
        }
    }
    say_at(&confab.local(), &other, "To Eve").await;
    let first = events.until("chat_message", SOON, |_| true).await;
    assert_eq!(
        first.data["message"]["text"], "To Eve",
        "nothing of the other meeting"
    );

    // Who was put out is refused at once, with what they had.
    let path = format!("/meetings/{meeting}/participants/{}", ada.identity());
    confab.local().delete(&path).await.expect(200);
    assert_eq!(
        ada.api().get(&chat_path).await.expect(403).code(),
        "removed_by_host"
    );
    let answer = ada.try_say(&json!({"text": "Still here?"})).await;
    assert_eq!(answer.expect(403).code(), "removed_by_host");
}

#[tokio::test]
async fn nothing_is_said_where_nobody_is() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let path = format!("/meetings/{meeting}/chat");
    let answer = confab
        .local()
        .post_json(&path, &json!({"text": "Anybody?"}))
        .await;
    assert_eq!(answer.expect(409).code(), "nobody_inside");
}

#[tokio::test]
async fn reactions_are_each_persons_own_and_told_to_all() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let id = ada.say("Done!").await["id"].as_i64().expect("an id");
    let mut events = ada.events().await;
    let party = ben.path(&format!("chat/{id}/reactions/%F0%9F%8E%89"));
    for person in [&ben, &ada, &ben] {
        person
            .api()
            .send(Method::PUT, &party, None)
            .await
            .expect(200);
    }
    let both = json!({"🎉": [ben.identity(), ada.identity()]});
    events
        .until("chat_updated", SOON, |data| {
            data["message"]["reactions"] == both
        })
        .await;
    assert_eq!(ada.chat().await[0]["reactions"], both);
    ben.api().delete(&party).await.expect(200);
    events
        .until("chat_updated", SOON, |data| {
            data["message"]["reactions"] == json!({"🎉": [ada.identity()]})
        })
        .await;
    for (path, status) in [
        (ben.path(&format!("chat/{id}/reactions/%F0%9F%91%8E")), 422),
        (ben.path("chat/999999/reactions/%F0%9F%8E%89"), 404),
        (ben.path("chat/x/reactions/%F0%9F%8E%89"), 404),
    ] {
        ben.api()
            .send(Method::PUT, &path, None)
            .await
            .expect(status)
            .detail();
    }
}

#[tokio::test]
async fn a_message_is_taken_back_by_its_author_or_the_host_and_the_host_clears() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let mut events = ben.events().await;
    let by_ada = ada
        .try_say(&json!({"text": "Oops", "key": "k"}))
        .await
        .expect(200)
        .json();
    let by_ben = ben.say("Mine").await;
    let path = |message: &Value| ada.path(&format!("chat/{}", message["id"]));
    assert_eq!(
        ben.api().delete(&path(&by_ada)).await.expect(403).code(),
        "not_allowed"
    );
    let left = ada.api().delete(&path(&by_ada)).await.expect(200).json();
    assert_eq!(
        (&left["deleted"], &left["text"]),
        (&json!(true), &json!(""))
    );
    let told = events
        .until("chat_updated", SOON, |data| {
            data["message"]["deleted"] == true
        })
        .await;
    assert_eq!(told.data["message"]["id"], by_ada["id"]);
    assert_eq!(
        ada.api().delete(&path(&by_ada)).await.expect(404).code(),
        "message_not_found"
    );
    let again = ada
        .try_say(&json!({"text": "Oops", "key": "k"}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&again["id"], &again["deleted"]),
        (&by_ada["id"], &json!(true)),
        "not said again"
    );
    confab.local().delete(&path(&by_ben)).await.expect(200);

    ben.say("More").await;
    assert_eq!(
        ben.api().delete(&ben.path("chat")).await.expect(403).code(),
        "not_allowed"
    );
    let cleared = confab
        .local()
        .delete(&ben.path("chat"))
        .await
        .expect(200)
        .json();
    assert_eq!(cleared, json!({"success": true, "meeting_id": meeting}));
    events.until("chat_cleared", SOON, |_| true).await;
    assert_eq!(ben.chat().await.len(), 0);
    assert!(ben.say("New").await["id"].as_i64() > by_ben["id"].as_i64());
}

#[tokio::test]
async fn who_may_chat_is_a_rule() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let rules = format!("/meetings/{meeting}/rules");
    confab
        .local()
        .patch(&rules, &json!({"who_chats": "hosts"}))
        .await
        .expect(200);
    assert_eq!(
        ada.try_say(&json!({"text": "May I?"}))
            .await
            .expect(403)
            .code(),
        "chat_closed"
    );
    assert_eq!(
        ada.try_send("name=a", b"x".to_vec())
            .await
            .expect(403)
            .code(),
        "chat_closed"
    );
    say_at(&confab.local(), &meeting, "I may").await;
    assert_eq!(ada.chat().await.len(), 1, "reading stays");
    let person = format!("/meetings/{meeting}/participants/{}", ada.identity());
    confab
        .local()
        .patch(&person, &json!({"role": "cohost"}))
        .await
        .expect(200);
    assert_eq!(ada.say("As co-host").await["role"], "cohost");
}

#[tokio::test]
async fn what_does_not_fit_is_told_in_words() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    for body in [
        json!({}),
        json!({"text": 5}),
        json!({"text": " \n "}),
        json!({"text": "é".repeat(4_001)}),
        json!({"text": "x", "reply_to": "y"}),
        json!({"text": "x", "reply_to": 1.5}),
        json!({"text": "x", "key": ""}),
        json!({"text": "x", "key": "a b"}),
        json!({"text": "x", "key": "k".repeat(65)}),
    ] {
        ada.try_say(&body).await.expect(422).detail();
    }
    ada.say(&"é".repeat(4_000)).await;
    for query in ["limit=0", "limit=501", "limit=x", "after=x"] {
        ada.api()
            .get(&ada.path(&format!("chat?{query}")))
            .await
            .expect(422)
            .detail();
    }
}
