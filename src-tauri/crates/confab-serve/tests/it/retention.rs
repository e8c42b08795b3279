//! `CONFAB_KEEP_CHAT` and `CONFAB_KEEP_HISTORY`: what is old enough goes, and nothing else.

use confab_testkit::{Confab, Inside, sqlite, wait_until};
use serde_json::json;

use crate::{LONG, confab};

async fn exists(confab: &Confab, id: &str) -> bool {
    let path = format!("/meetings/{id}/exists");
    confab.local().get(&path).await.expect(200).json()["exists"] == true
}

const LONG_AGO: i64 = 40 * 24 * 60 * 60;

/// Whatever is known of this meeting happened forty days ago.
fn aged(id: &str) -> String {
    format!(
        "UPDATE meetings SET created_at = created_at - {LONG_AGO}, starts_at = starts_at - {LONG_AGO} WHERE id = '{id}'; \
         UPDATE chats SET seen_at = seen_at - {LONG_AGO} WHERE meeting_id = '{id}';"
    )
}

#[tokio::test]
async fn meetings_that_nobody_came_to_for_long_go_and_their_ids_stay_known() {
    let running = confab().start().await;
    let old = running.create_with(&json!({"title": "Old"})).await;
    let (planned, visited) = (running.create().await, running.create().await);
    let new = running.create().await;
    let plan = json!({"schedule": {"starts_at": "2099-01-01T10:00:00Z", "minutes": 60}});
    let path = format!("/meetings/{}", planned.id);
    running.local().patch(&path, &plan).await.expect(200);
    let guest = Inside::enter(&running, &visited.id, "Ada").await;
    guest.say("I was here").await;
    drop(guest);
    running.has_people(&visited.id, 0, LONG).await;
    let options = running.stop().await.options;
    let database = options.data().database();
    let then =
        |id| format!("UPDATE meetings SET created_at = created_at - {LONG_AGO} WHERE id = '{id}'");
    for sql in [aged(&old.id), then(&planned.id), then(&visited.id)] {
        sqlite::execute(&database, &sql).await;
    }

    // Unless somebody says so, nothing goes.
    let running = options.start().await;
    assert!(exists(&running, &old.id).await);
    let options = running.stop().await.options;

    let running = options.env("CONFAB_KEEP_HISTORY", 30).start().await;
    wait_until("the old one is gone", LONG, || async {
        (!exists(&running, &old.id).await).then_some(())
    })
    .await;
    for id in [&planned.id, &visited.id, &new.id] {
        assert!(exists(&running, id).await, "{id} is not old");
    }
    // The folder lives as long as its options.
    let _options = running.stop().await.options;
    let rows = "SELECT id, title FROM meetings WHERE deleted_at IS NOT NULL";
    let rows = sqlite::pairs(&database, rows).await;
    assert_eq!(rows, [(old.id, None)], "its id stays, its title goes");
}

#[tokio::test]
async fn an_old_chat_goes_with_its_files_and_is_not_in_the_database_any_more() {
    let running = confab().start().await;
    let (old, new) = (running.create().await, running.create().await);
    let words = "a sentence that nobody says by chance";
    for id in [&old.id, &new.id] {
        let guest = Inside::enter(&running, id, "Ada").await;
        guest.say(words).await;
        guest.say(&format!("{words}, in {id}")).await;
        guest
            .send("notes.txt", b"a file that nobody sends by chance")
            .await;
        drop(guest);
        running.has_people(id, 0, LONG).await;
    }
    let options = running.stop().await.options;
    let (data, database) = (options.data().clone(), options.data().database());
    sqlite::execute(&database, &aged(&old.id)).await;

    let running = options.env("CONFAB_KEEP_CHAT", 7).start().await;
    let chat = async |id: &str| {
        confab_testkit::inside::chat(&running.local(), id)
            .await
            .len()
    };
    wait_until("the old chat is empty", LONG, || async {
        (chat(&old.id).await == 0).then_some(())
    })
    .await;
    assert_eq!(chat(&new.id).await, 3);
    assert!(exists(&running, &old.id).await, "the meeting stays");
    let files = data.path().join("files");
    wait_until("its files are gone", LONG, || async {
        (!files.join(&old.id).exists()).then_some(())
    })
    .await;
    assert!(files.join(&new.id).is_dir());
    running.stop().await;
    let bytes = std::fs::read(&database).expect("readable");
    let holds = |text: String| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(holds(format!("{words}, in {}", new.id)));
    assert!(
        !holds(format!("{words}, in {}", old.id)),
        "it is still in the file"
    );
}
