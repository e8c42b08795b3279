//! Readers of a meeting's event stream who are not inside: what they hear of a chat.

use std::time::Duration;

use serde_json::json;

use crate::confab::{Confab, Joined, joined};
use crate::events::Events;
use crate::figure::Figure;
use crate::inside::Inside;

const SOON: Duration = Duration::from_secs(20);
/// What everybody with a session of the meeting is told, after the last message.
const TITLE: &str = "After the last message";

/// So many of each kind read along while so many messages are written.
pub async fn outsiders(confab: &Confab, readers: usize, messages: usize) -> Vec<Figure> {
    let meeting = confab.create().await.id;
    let ann = Inside::enter(confab, &meeting, "Ann").await;
    let mut streams = Vec::new();
    for _ in 0..readers {
        // Joined, and never came in.
        let never = confab.join(&meeting, "Never").await;
        streams.push(("never inside", read(confab, &never).await));
        // Was inside and left.
        let left = Inside::enter(confab, &meeting, "Left").await;
        streams.push(("left", left.events().await));
        left.signal.leave();
        left.signal.ended(SOON).await;
        streams.push(("left", read(confab, &left.joined).await));
        // Was removed under another identity.
        let removed = Inside::enter(confab, &meeting, "Removed").await;
        let path = removed.path("join");
        let name = json!({"user_name": "Removed"});
        let spare = joined(&removed.api().post_json(&path, &name).await);
        streams.push(("removed", read(confab, &spare).await));
        let path = removed.path(&format!("participants/{}", removed.identity()));
        confab.local().delete(&path).await.expect(200);
    }
    confab.has_people(&meeting, 1, SOON).await;
    let mut inside = ann.events().await;
    for number in 0..messages {
        let text = json!({"text": format!("secret {number}")});
        let path = format!("/meetings/{meeting}/chat");
        confab.local().post_json(&path, &text).await.expect(200);
    }
    let path = format!("/meetings/{meeting}");
    let title = json!({ "title": TITLE });
    confab.local().patch(&path, &title).await.expect(200);

    let heard = heard(&mut inside).await;
    let count = streams.len();
    let (mut leaked, mut notes) = (0, Vec::new());
    for (kind, mut stream) in streams {
        let leaks = self::heard(&mut stream).await;
        leaked += leaks;
        if leaks > 0 {
            notes.push(format!("{kind}: {leaks} messages"));
        }
    }
    let of = count * messages;
    vec![
        Figure::new(
            "events read by who is not inside",
            count,
            format!("{leaked} messages leaked of {of}; {heard} of {messages} read inside"),
            "0 leaked, all read inside",
            leaked == 0 && heard == messages,
        )
        .noting(notes.into_iter().take(10)),
    ]
}

async fn read(confab: &Confab, joined: &Joined) -> Events {
    let bearer = format!("Bearer {}", joined.session);
    Events::open(&confab.guest().with("authorization", &bearer)).await
}

/// How many messages a stream tells of before the title, or before it ends.
async fn heard(stream: &mut Events) -> usize {
    let mut count = 0;
    while let Some(event) = stream.next(SOON).await {
        count += usize::from(event.kind == "chat_message");
        if event.kind == "meeting_updated" && event.data["meeting"]["title"] == TITLE {
            break;
        }
    }
    count
}
