//! What people call themselves.

use std::collections::HashSet;

use confab_testkit::Signal;
use confab_testkit::read::{claims, is_identity};
use futures_util::future::join_all;

use crate::{SOON, confab};

#[tokio::test]
async fn two_hundred_joins_at_once_with_one_name_give_two_hundred_identities() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answers = join_all((0..200).map(|_| confab.try_join(&meeting.id, "John Doe"))).await;
    let identities: HashSet<String> = answers
        .iter()
        .map(|answer| {
            assert_eq!(answer.status, 200, "{}", answer.text);
            answer.json()["user_id"]
                .as_str()
                .expect("an identity")
                .to_owned()
        })
        .collect();
    assert_eq!(identities.len(), 200);
    assert!(
        identities
            .iter()
            .all(|one| one.starts_with("john_doe_") && is_identity(one))
    );
}

#[tokio::test]
async fn unusual_names_come_out_clean_or_are_refused_in_words() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let names = [
        "😀",
        "👩‍👩‍👧‍👦 the family",
        "שלום",
        "مرحبا بالعالم",
        "\u{202e}evil",
        "a\0b",
        "\0",
        "a\u{7}\u{1b}[31mb",
        "line\nbreak",
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE meetings;--",
        "../../etc/passwd",
        "{{7*7}}",
        "%00",
        "\u{feff}Ada",
        "\u{200b}",
        "Z\u{353}\u{354}a\u{35b}lgo",
        "Łukasz Żółć",
        "李雷",
    ];
    for name in names {
        let answer = confab.try_join(&meeting.id, name).await;
        if answer.status == 422 {
            answer.detail();
            continue;
        }
        assert_eq!(answer.status, 200, "{name:?}: {}", answer.text);
        let body = answer.json();
        let shown = body["user_name"].as_str().expect("a name");
        assert!(!shown.chars().any(char::is_control), "{name:?} → {shown:?}");
        assert!(!shown.trim().is_empty(), "{name:?} → {shown:?}");
        let identity = body["user_id"].as_str().expect("an identity");
        assert!(is_identity(identity), "{name:?} → {identity}");
        assert_eq!(
            claims(body["token"].as_str().expect("a token"))["name"],
            shown
        );
    }
}

#[tokio::test]
async fn a_name_of_letters_and_signs_is_kept_as_it_was_written() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for name in ["😀 Ada", "שלום", "<b>Ada</b>", "O'Neil & Söhne", "李雷"] {
        let answer = confab.try_join(&meeting.id, name).await.expect(200);
        assert_eq!(answer.json()["user_name"], name);
    }
}

#[tokio::test]
async fn the_name_arrives_in_the_room() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let name = "Łukasz 😀 <i>";
    let joined = confab.join(&meeting.id, name).await;
    let _guest = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("it gets in");
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["name"], name);
}

#[tokio::test]
async fn blanks_around_a_name_are_dropped() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answer = confab
        .try_join(&meeting.id, "  Ada \u{3000}")
        .await
        .expect(200);
    assert_eq!(answer.json()["user_name"], "Ada");
}
