//! `GET /meetings` and `PATCH /meetings/{id}`.

use confab_testkit::{Meeting, Signal, http};
use serde_json::{Value, json};

use crate::{SOON, confab};

fn ids(page: &Value) -> Vec<String> {
    let meetings = page["meetings"].as_array().expect("a list");
    meetings
        .iter()
        .map(|meeting| {
            meeting["meeting_id"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn meetings_are_listed_newest_first_and_page_by_page() {
    let confab = confab().start().await;
    let mut made = Vec::new();
    for _ in 0..7 {
        made.push(confab.create().await.id);
    }
    made.reverse();
    let local = confab.local();
    let all = local.get("/meetings").await.expect(200).json();
    assert_eq!(http::keys(&all), ["meetings", "next_cursor"]);
    assert_eq!(ids(&all), made);
    assert_eq!(all["next_cursor"], Value::Null);

    let (mut found, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let after = cursor
            .map(|cursor| format!("&cursor={cursor}"))
            .unwrap_or_default();
        let page = local
            .get(&format!("/meetings?limit=3{after}"))
            .await
            .expect(200)
            .json();
        assert!(ids(&page).len() <= 3);
        found.extend(ids(&page));
        // Somebody makes another one meanwhile: it belongs before the first page, not into a later one.
        confab.create().await;
        match page["next_cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
        assert!(found.len() <= 20, "the pages end");
    }
    assert_eq!(found, made, "every one once");
}

#[tokio::test]
async fn a_listed_meeting_has_these_fields() {
    let confab = confab().start().await;
    let meeting = confab
        .create_with(&json!({"title": "Weekly", "max_participants": 9}))
        .await;
    let page = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(
        page["meetings"][0],
        json!({
            "meeting_id": meeting.id,
            "title": "Weekly",
            "meeting_link": meeting.link,
            "created_at": meeting.created_at,
            "max_participants": 9,
            "num_participants": 0,
            "live_since": null,
            "rules": {
                "locked": false,
                "lobby": false,
                "microphones_locked": false,
                "who_shares": "everyone",
                "who_chats": "everyone",
            },
            "waiting": 0,
            "shared": false,
            "schedule": null,
            "encrypted": false,
        })
    );
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab_testkit::wait_until("the list counts one", SOON, || async {
        let page = confab.local().get("/meetings").await.expect(200).json();
        let first = page["meetings"][0].clone();
        (first["num_participants"] == 1 && first["live_since"].is_string()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_query_that_does_not_fit_is_422() {
    let confab = confab().start().await;
    for query in [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=ten",
        "limit=1.5",
        "cursor=garbage",
        "cursor=%00",
        "cursor=AAAA",
        "cursor=eyJhIjoxfQ",
        "cursor=%27%20OR%201%3D1",
    ] {
        let answer = confab.local().get(&format!("/meetings?{query}")).await;
        assert_eq!(answer.status, 422, "{query}: {}", answer.text);
        answer.detail();
    }
    for query in ["limit=1", "limit=200"] {
        confab
            .local()
            .get(&format!("/meetings?{query}"))
            .await
            .expect(200);
    }
}

#[tokio::test]
async fn a_search_finds_titles_and_ids() {
    let confab = confab().start().await;
    let titled = |title: &'static str| {
        let confab = &confab;
        async move { confab.create_with(&json!({"title": title})).await }
    };
    let weekly: Meeting = titled("Weekly stand-up").await;
    let percent = titled("100% ready_now").await;
    titled("Retro").await;
    let find = |query: String| {
        let local = confab.local();
        async move {
            ids(&local
                .get(&format!("/meetings?query={query}"))
                .await
                .expect(200)
                .json())
        }
    };
    assert_eq!(find("STAND".into()).await, [weekly.id.as_str()]);
    assert_eq!(find(weekly.id.clone()).await, [weekly.id.as_str()]);
    assert_eq!(
        find("100%25".into()).await,
        [percent.id.as_str()],
        "a percent sign is a percent sign"
    );
    assert_eq!(
        find("y_n".into()).await,
        [percent.id.as_str()],
        "so is an underscore"
    );
    assert!(find("nothing-like-it".into()).await.is_empty());
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_lasts() {
    let confab = confab().start().await;
    let meeting = confab
        .create_with(&json!({"title": "Weekly", "max_participants": 9}))
        .await;
    let path = format!("/meetings/{}", meeting.id);
    let patched = confab
        .local()
        .patch(&path, &json!({"title": "Monthly"}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        http::keys(&patched),
        [
            "created_at",
            "encrypted",
            "live_since",
            "max_participants",
            "meeting_id",
            "meeting_link",
            "num_participants",
            "rules",
            "schedule",
            "shared",
            "title",
            "waiting"
        ]
    );
    assert_eq!(
        (&patched["title"], &patched["max_participants"]),
        (&json!("Monthly"), &json!(9))
    );
    let patched = confab
        .local()
        .patch(&path, &json!({"max_participants": 3, "x": 1}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&patched["title"], &patched["max_participants"]),
        (&json!("Monthly"), &json!(3))
    );
    let patched = confab
        .local()
        .patch(&path, &json!({"title": null}))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&patched["title"], &patched["max_participants"]),
        (&json!(null), &json!(3))
    );
    let again = confab.crash().await.start().await;
    let info = again
        .local()
        .get(&format!("{path}/info"))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&info["max_participants"], &info["created_at"]),
        (&json!(3), &json!(meeting.created_at))
    );
}

#[tokio::test]
async fn a_patch_that_does_not_fit_is_422_and_changes_nothing() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"title": "Weekly"})).await;
    let path = format!("/meetings/{}", meeting.id);
    for patch in [
        json!({"max_participants": 0}),
        json!({"max_participants": 1001}),
        json!({"max_participants": "3"}),
        json!({"title": "x".repeat(201)}),
        json!({"title": 3, "max_participants": 5}),
        json!([]),
        json!(null),
    ] {
        let answer = confab.local().patch(&path, &patch).await;
        assert_eq!(answer.status, 422, "{patch}: {}", answer.text);
        answer.detail();
    }
    let page = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(
        (
            &page["meetings"][0]["title"],
            &page["meetings"][0]["max_participants"]
        ),
        (&json!("Weekly"), &json!(50))
    );
}

#[tokio::test]
async fn a_lower_limit_counts_for_the_next_guest() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let path = format!("/meetings/{}", meeting.id);
    confab
        .local()
        .patch(&path, &json!({"max_participants": 1}))
        .await
        .expect(200);
    let refused = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect_err("it is full now");
    assert_eq!((refused.status, refused.body.trim()), (403, "meeting_full"));
    confab
        .local()
        .patch(&path, &json!({"max_participants": 60}))
        .await
        .expect(200);
    Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("there is a seat again");
}

#[tokio::test]
async fn a_time_can_be_settled_in_any_zone_kept_and_taken_away() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}", meeting.id);
    let local = confab.local();
    let planned = json!({"starts_at": "2024-01-15T10:30:00Z", "minutes": 45});
    let body = json!({"schedule": {"starts_at": "2024-01-15T12:30:00+02:00", "minutes": 45}, "shared": true});
    let changed = local.patch(&path, &body).await.expect(200).json();
    assert_eq!(changed["schedule"], planned);
    assert_eq!(changed["shared"], true);
    for bad in [
        json!({"schedule": {"starts_at": "tomorrow", "minutes": 45}}),
        json!({"schedule": {"starts_at": "2024-01-15T10:30:00Z"}}),
        json!({"schedule": {"starts_at": "2024-01-15T10:30:00Z", "minutes": 0}}),
        json!({"schedule": {"starts_at": "2024-01-15T10:30:00Z", "minutes": 1441}}),
        json!({"schedule": {"starts_at": "-0001-01-15T10:30:00Z", "minutes": 5}}),
        json!({"schedule": "noon"}),
        json!({"shared": "yes"}),
    ] {
        local.patch(&path, &bad).await.expect(422);
    }
    // What is not named stays.
    local
        .patch(&path, &json!({"title": "Weekly"}))
        .await
        .expect(200);
    let confab = confab.crash().await.start().await;
    let page = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(page["meetings"][0]["schedule"], planned);
    assert_eq!(page["meetings"][0]["shared"], true);
    assert_eq!(page["meetings"][0]["encrypted"], false);
    let cleared = confab
        .local()
        .patch(&path, &json!({"schedule": null}))
        .await;
    assert_eq!(cleared.expect(200).json()["schedule"], Value::Null);
}
