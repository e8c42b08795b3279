//! What is known of rooms, without a server.

use super::*;
use crate::livekit::TOKEN_LIFETIME;
use crate::member::MemberId;
use crate::secret::Secret;

fn person(identity: &str, joined_at: i64) -> Person {
    Person {
        sid: format!("PA_{identity}_{joined_at}"),
        identity: identity.to_owned(),
        name: identity.to_owned(),
        state: "ACTIVE",
        joined_at,
        microphone: false,
        camera: false,
        screen: false,
        role: Role::Guest,
        hand: None,
    }
}

fn joined(id: MeetingId, p: &Person) -> Notice {
    Notice {
        meeting: id,
        change: Change::Joined(p.clone()),
    }
}

fn left(id: MeetingId, p: &Person, by_choice: bool) -> Notice {
    Notice {
        meeting: id,
        change: Change::Left {
            identity: p.identity.clone(),
            sid: p.sid.clone(),
            by_choice,
        },
    }
}

impl Presence {
    /// A participant at the gate who was not connected before joining.
    fn connect(&self, id: MeetingId, identity: &str, terms: &Terms) -> Result<Connection, Stopped> {
        let connection = Connection::new();
        let arrival = Arrival {
            identity,
            hidden: false,
            data: false,
            terms: *terms,
            connection: &connection,
        };
        let hidden = self.arrive(id, &arrival)?;
        assert_eq!(hidden, None);
        Ok(connection)
    }

    fn take_seat(&self, id: MeetingId, identity: &str, terms: &Terms) -> Result<(), Stopped> {
        self.connect(id, identity, terms).map(drop)
    }

    /// The oldest connection of an identity ends.
    fn leave_seat(&self, id: MeetingId, identity: &str) {
        let oldest = self.lock().rooms[&id].seats[identity][0].clone();
        self.disconnected(id, identity, &oldest);
    }
}

fn seats(max_participants: u32) -> Terms {
    Terms {
        max_participants,
        rules: Rules::default(),
        role: Role::Guest,
    }
}

fn open() -> (Presence, MeetingId) {
    let (presence, id) = (Presence::new(), MeetingId::generate());
    presence.opened(id, 1);
    (presence, id)
}

#[tokio::test(start_paused = true)]
async fn seats_count_those_inside_and_those_on_their_way() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    assert_eq!(presence.take_seat(id, "bob", &seats(2)), Ok(()));
    assert_eq!(presence.take_seat(id, "cy", &seats(2)), Err(Stopped::Full));
    presence.apply(joined(id, &person("bob", 2)));
    assert_eq!(
        presence.take_seat(id, "cy", &seats(2)),
        Err(Stopped::Full),
        "bob counts once, not twice"
    );
    assert_eq!(
        presence.take_seat(id, "bob", &seats(2)),
        Ok(()),
        "a second connection of somebody inside"
    );
    presence.apply(left(id, &person("bob", 2), true));
    presence.leave_seat(id, "bob");
    assert!(
        presence.is_full(id, 2),
        "one connection of bob's is still there"
    );
    presence.leave_seat(id, "bob");
    assert_eq!(presence.take_seat(id, "cy", &seats(2)), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn who_was_lost_comes_back_to_a_full_meeting_but_not_after_90_seconds() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(left(id, &person("ann", 1), false));
    assert_eq!(presence.take_seat(id, "bob", &seats(1)), Ok(()));
    presence.apply(joined(id, &person("bob", 2)));
    assert_eq!(
        presence.take_seat(id, "ann", &seats(1)),
        Ok(()),
        "lost a moment ago"
    );
    presence.leave_seat(id, "ann");
    tokio::time::advance(WAY_BACK).await;
    assert_eq!(presence.take_seat(id, "ann", &seats(1)), Err(Stopped::Full));
}

#[tokio::test(start_paused = true)]
async fn those_who_reconnect_while_the_server_is_away_count_as_occupants() {
    let (presence, id) = open();
    presence.set_server(ServerState::Ready);
    for name in ["ann", "bob", "cy"] {
        presence.apply(joined(id, &person(name, 1)));
    }
    presence.apply(left(id, &person("cy", 1), true));
    assert_eq!(presence.occupancy(), [(id, 2)]);
    presence.apply(left(id, &person("ann", 1), false));
    presence.apply(left(id, &person("bob", 1), false));
    assert_eq!(presence.occupancy(), [], "lost, while the server is there");
    presence.set_server(ServerState::Starting);
    assert_eq!(presence.occupancy(), [(id, 2)]);
    tokio::time::advance(WAY_BACK).await;
    assert_eq!(presence.occupancy(), []);
}

#[tokio::test(start_paused = true)]
async fn who_left_by_choice_or_was_put_out_has_no_way_back() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(left(id, &person("ann", 1), true));
    assert!(!presence.knows(id, "ann"));
    presence.apply(joined(id, &person("bob", 2)));
    presence.put_out(id, "bob");
    assert!(!presence.knows(id, "bob"));
    assert_eq!(presence.count(id).0, 0);
}

#[tokio::test(start_paused = true)]
async fn an_older_list_than_the_last_webhook_is_not_believed() {
    let (presence, id) = open();
    let asked = presence.version(id);
    presence.apply(joined(id, &person("ann", 1)));
    assert!(!presence.compare(id, asked, vec![]));
    assert_eq!(presence.count(id), (1, Some(1)));
    assert!(presence.compare(id, presence.version(id), vec![person("bob", 5)]));
    assert_eq!(presence.count(id), (1, Some(5)));
    assert!(presence.knows(id, "ann"), "she is lost, not gone");
}

#[tokio::test(start_paused = true)]
async fn leaving_an_earlier_stay_does_not_end_the_present_one() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(joined(id, &person("ann", 7)));
    presence.apply(left(id, &person("ann", 1), false));
    assert_eq!(presence.count(id).0, 1);
}

#[tokio::test(start_paused = true)]
async fn a_view_and_its_events_have_neither_gap_nor_overlap() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    let mut view = presence.view(None);
    let rooms: Vec<_> = view
        .rooms
        .into_iter()
        .map(|(id, r)| (id, r.people))
        .collect();
    assert_eq!(rooms, [(id, vec![person("ann", 1)])]);
    presence.apply(joined(id, &person("bob", 2)));
    presence.apply(joined(id, &person("bob", 2)));
    presence.lose_everybody();
    let mut seen = Vec::new();
    while let Ok(envelope) = view.events.try_recv() {
        assert_eq!(envelope.seq, view.seq + 1 + seen.len() as u64);
        seen.push(envelope.event.clone());
    }
    let expected = [
        Event::ParticipantJoined(id, person("bob", 2)),
        Event::ParticipantLeft(id, "ann".to_owned()),
        Event::ParticipantLeft(id, "bob".to_owned()),
    ];
    assert_eq!(seen, expected);
    assert_eq!(presence.needed(), [id], "they may come back");
}

#[tokio::test(start_paused = true)]
async fn news_of_a_deleted_meeting_does_not_bring_it_back() {
    let (presence, id) = open();
    presence.forget(id);
    presence.apply(joined(id, &person("ann", 1)));
    assert_eq!(presence.count(id).0, 0);
    assert!(presence.followed().is_empty());
}

#[tokio::test(start_paused = true)]
async fn nothing_is_kept_of_rooms_that_are_over() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(Notice {
        meeting: id,
        change: Change::Closed,
    });
    tokio::time::advance(WAY_BACK).await;
    presence.tidy();
    assert!(presence.lock().rooms.is_empty());
}

fn under(rules: Rules, role: Role) -> Terms {
    Terms {
        rules,
        role,
        ..seats(50)
    }
}

#[tokio::test(start_paused = true)]
async fn a_locked_meeting_takes_back_whom_it_lost_and_nobody_else() {
    let (presence, id) = open();
    let locked = Rules {
        locked: true,
        ..Rules::default()
    };
    let (guest, cohost) = (under(locked, Role::Guest), under(locked, Role::CoHost));
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(left(id, &person("ann", 1), false));
    assert_eq!(presence.take_seat(id, "bob", &guest), Err(Stopped::Locked));
    assert_eq!(presence.take_seat(id, "cy", &cohost), Ok(()));
    presence.admitted(id, "bob");
    assert_eq!(
        presence.take_seat(id, "bob", &guest),
        Err(Stopped::Locked),
        "a lobby does not open a lock"
    );
    assert_eq!(presence.take_seat(id, "ann", &guest), Ok(()));
    presence.leave_seat(id, "ann");
    tokio::time::advance(WAY_BACK).await;
    assert_eq!(presence.take_seat(id, "ann", &guest), Err(Stopped::Locked));
}

#[tokio::test(start_paused = true)]
async fn who_was_let_in_comes_in_until_they_leave() {
    let (presence, id) = open();
    let lobby = Rules {
        lobby: true,
        ..Rules::default()
    };
    let guest = under(lobby, Role::Guest);
    assert_eq!(presence.take_seat(id, "ann", &guest), Err(Stopped::Lobby));
    presence.admitted(id, "ann");
    assert_eq!(presence.take_seat(id, "ann", &guest), Ok(()));
    presence.apply(joined(id, &person("ann", 1)));
    presence.apply(left(id, &person("ann", 1), true));
    presence.leave_seat(id, "ann");
    assert_eq!(presence.take_seat(id, "ann", &guest), Err(Stopped::Lobby));
    presence.admitted(id, "bob");
    tokio::time::advance(crate::livekit::TOKEN_LIFETIME).await;
    assert_eq!(presence.take_seat(id, "bob", &guest), Err(Stopped::Lobby));
}

#[tokio::test(start_paused = true)]
async fn a_hand_outlives_a_lost_connection_and_not_a_farewell() {
    let (presence, id) = open();
    let ann = person("ann", 1);
    presence.apply(joined(id, &ann));
    assert_eq!(presence.hand(id, "bob", true), None, "bob is not inside");
    let up = presence.hand(id, "ann", true).and_then(|ann| ann.hand);
    assert!(up.is_some());
    presence.apply(left(id, &ann, false));
    presence.apply(joined(id, &ann));
    assert_eq!(presence.person(id, "ann").and_then(|ann| ann.hand), up);
    presence.apply(left(id, &ann, true));
    presence.apply(joined(id, &ann));
    assert_eq!(presence.person(id, "ann").and_then(|ann| ann.hand), None);
}

#[tokio::test(start_paused = true)]
async fn the_end_leaves_nobody_a_way_back() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("ann", 1)));
    presence.learn_role(id, "ann", Role::CoHost);
    assert!(presence.spotlight(id, Some("ann")));
    let number = presence.begin_ending(id, 7);
    assert!(presence.is_ending(id, number));
    let mut events = presence.view(None).events;
    presence.over(id);
    let mut told = Vec::new();
    while let Ok(envelope) = events.try_recv() {
        told.push(envelope.event.clone());
    }
    assert_eq!(
        told,
        [
            Event::ParticipantLeft(id, "ann".to_owned()),
            Event::Spotlight(id, None),
            Event::Ending(id, None),
        ]
    );
    assert!(!presence.knows(id, "ann") && !presence.is_ending(id, number));
    assert_eq!(presence.role(id, "ann"), Some(Role::CoHost), "roles stay");
    assert_ne!(
        presence.begin_ending(id, 9),
        number,
        "an old countdown is old"
    );
}

fn told(view: &mut View) -> Vec<Event> {
    let mut told = Vec::new();
    while let Ok(envelope) = view.events.try_recv() {
        told.push(envelope.event.clone());
    }
    told
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_hands_is_told_at_once_and_then_as_it_stands() {
    let (presence, id) = open();
    let presence = Arc::new(presence);
    let telling = Arc::clone(&presence);
    let telling = tokio::spawn(async move { telling.tell_bursts().await });
    let ann = person("ann", 1);
    presence.apply(joined(id, &ann));
    presence.apply(joined(id, &person("bob", 2)));
    let mut view = presence.view(Some(id));
    for _ in 0..500 {
        presence.hand(id, "ann", true);
        presence.hand(id, "ann", false);
    }
    let up = presence.hand(id, "ann", true).and_then(|ann| ann.hand);
    presence.hand(id, "bob", true);
    let hands = |told: Vec<Event>| -> Vec<(String, Option<u64>)> {
        let hand = |event| match event {
            Event::ParticipantUpdated(_, person) => (person.identity, person.hand),
            other => panic!("{other:?}"),
        };
        told.into_iter().map(hand).collect()
    };
    let first = hands(told(&mut view));
    assert_eq!(first.len(), 2, "ann and bob, once each: {first:?}");
    tokio::time::sleep(2 * bursts::MERGED).await;
    assert_eq!(hands(told(&mut view)), [("ann".to_owned(), up)]);
    tokio::time::sleep(2 * bursts::MERGED).await;
    assert!(told(&mut view).is_empty(), "nothing is told twice");
    presence.hand(id, "ann", false);
    presence.hand(id, "ann", true);
    presence.apply(left(id, &ann, true));
    tokio::time::sleep(2 * bursts::MERGED).await;
    let last = told(&mut view).pop();
    assert_eq!(last, Some(Event::ParticipantLeft(id, "ann".to_owned())));
    presence.tidy();
    assert_eq!(presence.lock().bursts, bursts::Bursts::default());
    telling.abort();
}

#[tokio::test(start_paused = true)]
async fn a_flood_in_one_meeting_never_fills_the_queue_of_another() {
    let (presence, id) = open();
    let other = MeetingId::generate();
    presence.opened(other, 1);
    presence.apply(joined(id, &person("ann", 1)));
    let mut quiet = presence.view(Some(other));
    for seconds in 0..5_000 {
        presence.begin_ending(id, seconds);
    }
    presence.spotlight(other, None);
    presence.apply(joined(other, &person("bob", 2)));
    let told = told(&mut quiet);
    assert_eq!(
        told,
        [Event::ParticipantJoined(other, person("bob", 2))],
        "and no gap"
    );
    drop(quiet);
    presence.tidy();
    assert!(presence.lock().feeds.is_empty());
}

#[tokio::test(start_paused = true)]
async fn tokens_that_are_never_used_are_remembered_up_to_a_limit_and_hold_all_the_same() {
    let (presence, id) = open();
    let browser = crate::browser::BrowserId::generate().browser();
    presence.apply(joined(id, &person("ann", 1)));
    let member = MemberId::generate();
    let hand = |identity: &str, data: bool, browser: Option<&crate::browser::Browser>| {
        presence.handed_to(id, identity, &member, browser);
        presence.handed_out(id, identity, data);
    };
    hand("ann", false, Some(&browser));
    hand("early", true, None);
    for n in 0..100_000 {
        hand(&format!("guest_{n}"), false, None);
    }
    let kept = presence.lock().rooms[&id].handed_count();
    assert!(kept <= 2 * 1000 + 1, "{kept} are remembered");
    let kept = presence.lock().rooms[&id].member_count();
    assert!(kept <= 2 * 1000 + 1, "of {kept} the member is known");
    assert_eq!(
        presence.browser(id, "ann"),
        Some(browser.clone()),
        "who is inside is never dropped"
    );
    assert!(!presence.has_identity(id, "early"), "and the gate is told");
    // The gate learns again what was dropped.
    let kindling = Kindling {
        identity: "waits",
        ticket: &Secret::random(16),
        browser: None,
        life: WARM_LIFE,
        max: 50,
    };
    assert!(presence.warm(id, &kindling));
    let connection = Connection::new();
    let arrival = Arrival {
        identity: "early",
        hidden: false,
        data: true,
        terms: seats(50),
        connection: &connection,
    };
    assert_eq!(presence.arrive(id, &arrival), Ok(None));
    presence.note_owner(id, "early", None, Some(&browser));
    assert_eq!(presence.browser(id, "early"), Some(browser));
    assert_eq!(presence.ending(id), ["waits"]);
}

mod lobby {
    use std::net::IpAddr;

    use super::*;
    use crate::meeting::{Entry, Newcomer};
    use crate::name::DisplayName;

    fn from(network: Option<&str>, recognised: bool) -> Newcomer {
        Newcomer {
            name: DisplayName::new("Ann").expect("a name"),
            role: Role::Guest,
            member: None,
            entry: Entry {
                recognised,
                network: network.map(|text| text.parse::<IpAddr>().expect("an address")),
                ..Entry::default()
            },
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_network_without_known_browsers_has_few_places() {
        let (presence, id) = open();
        let wait = |who: &Newcomer| presence.wait(id, who, 0);
        let strangers: Vec<_> = (0..200)
            .filter_map(|_| wait(&from(Some("192.0.2.1"), false)))
            .collect();
        assert_eq!(strangers.len(), 25);
        assert!(wait(&from(Some("192.0.2.2"), false)).is_some());
        assert!(wait(&from(Some("192.0.2.1"), true)).is_some());
        assert!(wait(&from(None, false)).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn a_full_lobby_has_a_place_for_another_network() {
        let (presence, id) = open();
        let wait = |network: &str| presence.wait(id, &from(Some(network), true), 0);
        let mut crowd: Vec<_> = (0..200).map(|_| wait("192.0.2.1").expect("one")).collect();
        assert!(wait("192.0.2.1").is_none(), "not for the same one");
        let mut other = wait("192.0.2.2").expect("a place");
        let newest = crowd.pop().expect("the newest").verdict.try_recv();
        assert!(matches!(newest, Ok(Verdict::Closed(Code::TooManyWaiting))));
        assert!(crowd.iter_mut().all(|one| one.verdict.try_recv().is_err()));
        assert_eq!(presence.waiting_count(id), 200);
        // Others get their share and no more, and nobody is pushed out again and again.
        let others: Vec<_> = (0..300).filter_map(|_| wait("192.0.2.2")).collect();
        assert_eq!(others.len(), 99);
        assert!(other.verdict.try_recv().is_err());
        assert!(wait("192.0.2.1").is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn comings_and_goings_are_told_together() {
        let (presence, id) = open();
        let presence = Arc::new(presence);
        let telling = Arc::clone(&presence);
        let telling = tokio::spawn(async move { telling.tell_bursts().await });
        let mut view = presence.view(None);
        let who = from(Some("192.0.2.1"), true);
        let waits: Vec<_> = (0..200).map(|_| presence.wait(id, &who, 0)).collect();
        assert!(waits.iter().all(Option::is_some));
        tokio::time::sleep(2 * bursts::MERGED).await;
        let told = told(&mut view);
        let counts: Vec<_> = told
            .iter()
            .map(|event| match event {
                Event::Waiting(_, waiting) => waiting.len(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(counts, [1, 200]);
        telling.abort();
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_livekit_never_lists_counts_for_nothing_after_20_seconds() {
    let (presence, id) = open();
    let seat = |identity| presence.connect(id, identity, &seats(1));
    let held = seat("eve").expect("a seat is free");
    assert!(presence.knows(id, "eve") && presence.is_full(id, 1) && presence.is_occupied(id));
    tokio::time::advance(connections::COMING).await;
    assert!(!presence.knows(id, "eve"), "not for chat, lock or lobby");
    assert!(!presence.is_full(id, 1) && !presence.is_occupied(id));
    seat("bob").expect("the seat is free again, although the connection stands");
    // One that LiveKit listed and then lost stays as long as any participant who was lost.
    presence.apply(joined(id, &person("bob", 1)));
    tokio::time::advance(connections::COMING).await;
    presence.apply(left(id, &person("bob", 1), false));
    assert!(presence.knows(id, "bob") && !presence.is_full(id, 1));
    tokio::time::advance(WAY_BACK).await;
    assert!(!presence.knows(id, "bob"));
    drop(held);
}

#[tokio::test(start_paused = true)]
async fn removal_deletion_and_the_end_cut_connections_and_free_their_seats() {
    type Act = fn(&Presence, MeetingId);
    let acts: [Act; 3] = [
        |presence, id| presence.put_out(id, "ann"),
        |presence, id| presence.forget(id),
        |presence, id| presence.over(id),
    ];
    for (number, act) in acts.into_iter().enumerate() {
        let (presence, id) = open();
        let connections = [(); 2].map(|()| {
            let connected = presence.connect(id, "ann", &seats(1));
            connected.expect("it is the same participant")
        });
        act(&presence, id);
        assert!(
            connections.iter().all(|one| one.ended().is_cancelled()),
            "{number}"
        );
        assert!(
            !presence.knows(id, "ann") && !presence.is_full(id, 1),
            "{number}"
        );
        // Their ends come later and count for nothing.
        for connection in &connections {
            presence.disconnected(id, "ann", connection);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_gate_is_remembered_for_as_long_as_a_participant_may_come_back_and_no_longer() {
    let (presence, id) = open();
    let admitted = |identity| presence.is_admitted_by_gate(id, identity);
    assert!(!admitted("eve"), "who never came through it");

    let ann = presence
        .connect(id, "ann", &seats(9))
        .expect("a seat is free");
    presence.apply(joined(id, &person("ann", 1)));
    // Signalling that broke: LiveKit keeps the participant, and the client resumes.
    presence.disconnected(id, "ann", &ann);
    tokio::time::advance(WAY_BACK * 2).await;
    presence.tidy();
    assert!(admitted("ann"));
    // The LiveKit server is started again.
    presence.lose_everybody();
    assert!(admitted("ann"), "and its participants come back");
    tokio::time::advance(WAY_BACK).await;
    presence.opened(id, 2);
    presence.tidy();
    assert!(!admitted("ann"), "not for ever");

    let ann = presence
        .connect(id, "ann", &seats(9))
        .expect("a seat is free");
    presence.apply(joined(id, &person("ann", 2)));
    // A full reconnect: the old stay ends by choice while the new connection stands.
    let again = presence
        .connect(id, "ann", &seats(9))
        .expect("the same participant");
    presence.disconnected(id, "ann", &ann);
    presence.apply(left(id, &person("ann", 2), true));
    assert!(admitted("ann"));
    presence.apply(joined(id, &person("ann", 3)));
    presence.disconnected(id, "ann", &again);
    presence.apply(left(id, &person("ann", 3), true));
    assert!(
        !admitted("ann"),
        "who left comes in through the gate or not at all"
    );
}

#[tokio::test(start_paused = true)]
async fn an_identity_that_the_room_knows_is_given_to_nobody_else() {
    let (presence, id) = open();
    presence.apply(joined(id, &person("inside", 1)));
    presence.apply(joined(id, &person("lost", 1)));
    presence.apply(left(id, &person("lost", 1), false));
    assert_eq!(presence.take_seat(id, "coming", &seats(9)), Ok(()));
    presence.handed_out(id, "handed", false);
    presence.admitted(id, "admitted");
    presence.learn_role(id, "helps", Role::CoHost);
    let ticket = Secret::random(16);
    let kindling = Kindling {
        identity: "waits",
        ticket: &ticket,
        browser: None,
        life: WARM_LIFE,
        max: 9,
    };
    assert!(presence.warm(id, &kindling));
    assert!(presence.claim(id, "new"));
    for known in [
        "inside", "lost", "coming", "handed", "admitted", "helps", "waits", "new",
    ] {
        assert!(!presence.claim(id, known), "{known}");
        assert!(presence.has_identity(id, known), "{known}");
    }
    assert!(!presence.has_identity(id, "another"));
}

#[tokio::test(start_paused = true)]
async fn whose_an_identity_is_is_known_for_as_long_as_a_token_for_it_lives() {
    let (presence, id) = open();
    let (ann, bob) = (MemberId::generate(), MemberId::generate());
    for (identity, member) in [("ann_1", &ann), ("ann_2", &ann), ("bob_1", &bob)] {
        assert!(presence.claim(id, identity));
        presence.handed_to(id, identity, member, None);
    }
    let of = |member| {
        let mut of = presence.identities_of(id, Some(member), None);
        of.sort();
        of
    };
    assert_eq!(of(&ann), ["ann_1", "ann_2"]);
    presence.apply(joined(id, &person("ann_1", 1)));
    for _ in 0..4 {
        tokio::time::advance(TOKEN_LIFETIME / 3).await;
        presence.tidy();
    }
    // LiveKit may have refreshed the token of who was inside a moment ago.
    presence.apply(left(id, &person("ann_1", 1), true));
    tokio::time::advance(TOKEN_LIFETIME / 2).await;
    presence.tidy();
    assert_eq!(of(&ann), ["ann_1"]);
    assert!(presence.identities_of(id, Some(&bob), None).is_empty());
    tokio::time::advance(TOKEN_LIFETIME).await;
    presence.tidy();
    assert!(of(&ann).is_empty());
    assert_eq!(presence.member(id, "ann_1"), None);
}

#[tokio::test(start_paused = true)]
async fn a_member_is_inside_with_any_identity_and_for_a_while_after_a_loss() {
    let (presence, id) = open();
    let ann = MemberId::generate();
    for identity in ["ann_1", "ann_2"] {
        assert!(presence.claim(id, identity));
        presence.handed_to(id, identity, &ann, None);
    }
    let inside = |identity: &str| presence.inside(id, identity, Some(&ann));
    assert_eq!(inside("ann_2"), Inside::No);
    presence.apply(joined(id, &person("ann_1", 1)));
    assert_eq!(inside("ann_2"), Inside::Now);
    assert_eq!(presence.inside(id, "bob_1", None), Inside::No);
    presence.apply(left(id, &person("ann_1", 1), false));
    assert_eq!(inside("ann_2"), Inside::Until(Instant::now() + WAY_BACK));
    tokio::time::advance(WAY_BACK).await;
    assert_eq!(inside("ann_2"), Inside::No);
    assert_eq!(inside("ann_1"), Inside::No);
}

#[tokio::test(start_paused = true)]
async fn a_room_is_closed_before_its_deletion_is_stored_only_while_nobody_is_connected() {
    let (presence, id) = open();
    let may_close = |generation| presence.close_empty(id, generation).is_some();
    assert!(may_close(1) && !may_close(2), "of this server alone");

    let closing = presence.close_empty(id, 1).expect("nobody is there");
    assert!(!may_close(1), "once");
    let refused = presence.take_seat(id, "ann", &seats(2));
    assert_eq!(refused, Err(Stopped::Closing));
    // LiveKit has closed it, the deletion is not on disk yet.
    presence.apply(Notice {
        meeting: id,
        change: Change::Closed,
    });
    presence.tidy();
    let refused = presence.take_seat(id, "ann", &seats(2));
    assert_eq!(refused, Err(Stopped::Closing));
    drop(closing);
    presence.opened(id, 1);
    assert_eq!(presence.take_seat(id, "ann", &seats(2)), Ok(()));
    assert!(!may_close(1), "ann is on her way in");
    presence.apply(joined(id, &person("ann", 1)));
    presence.leave_seat(id, "ann");
    assert!(!may_close(1), "ann is inside");
    presence.apply(left(id, &person("ann", 1), false));
    assert!(!may_close(1), "ann was lost and may come back");
    tokio::time::advance(WAY_BACK).await;
    assert!(may_close(1));
    presence.not_open(id);
    assert!(!may_close(1), "it is closed");
}

#[tokio::test(start_paused = true)]
async fn a_room_is_not_closed_early_under_a_connection_that_waits() {
    let (presence, id) = open();
    let ticket = Secret::random(16);
    let new = Kindling {
        identity: "guest_1",
        ticket: &ticket,
        browser: None,
        life: WARM_LIFE,
        max: 2,
    };
    assert!(presence.warm(id, &new));
    assert!(presence.close_empty(id, 1).is_some(), "not connected yet");
    let connection = Connection::new();
    let arrival = Arrival {
        identity: "guest_1",
        hidden: true,
        data: false,
        terms: seats(2),
        connection: &connection,
    };
    assert_eq!(presence.arrive(id, &arrival), Ok(Some(Hidden::Waiting)));
    assert!(presence.close_empty(id, 1).is_none());
    presence.disconnected(id, "guest_1", &connection);
    assert!(presence.close_empty(id, 1).is_some());
}
