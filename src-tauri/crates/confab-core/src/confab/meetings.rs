//! Making, finding, changing and deleting meetings.

use super::{Confab, Live};
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::event::Event;
use crate::id::MeetingId;
use crate::meeting::{
    DEFAULT_MAX_PARTICIPANTS, ListRequest, Meeting, MeetingPatch, NewMeeting, Page, check_schedule,
    check_size, clean_title,
};
use crate::store::{ListQuery, MeetingRow, PAGE_LIMIT};

const DEFAULT_PAGE: u32 = 50;

impl Confab {
    /// Writes to the database what is there already, all the way to the disk.
    ///
    /// # Errors
    /// [`Code::Storage`], saying whether the disk is full or the directory is not ours to write.
    pub async fn try_storing(&self) -> Result<()> {
        self.inner.store.try_writing().await
    }

    /// When the newest meeting was made, in Unix seconds.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn newest_meeting(&self) -> Result<Option<i64>> {
        self.inner.store.newest_meeting().await
    }

    /// Makes a meeting, its LiveKit room and its row. Neither is kept where the other fails.
    ///
    /// # Errors
    /// [`Code::BadInput`], [`Code::NoGuestDoor`], and with "Failed to create meeting: …"
    /// [`Code::ServerAway`], [`Code::ServerUnavailable`] and [`Code::Storage`].
    pub async fn create(&self, new: NewMeeting) -> Result<Meeting> {
        let confab = self.clone();
        self.to_the_end(async move { confab.make(new).await }).await
    }

    async fn make(&self, new: NewMeeting) -> Result<Meeting> {
        let title = new.title.as_deref().map(clean_title).transpose()?.flatten();
        let max_participants =
            check_size(new.max_participants.unwrap_or(DEFAULT_MAX_PARTICIPANTS))?;
        let failed = |e: Error| e.prefixed("Failed to create meeting");
        let row = MeetingRow {
            title,
            encrypted: new.encrypted,
            ..MeetingRow::new(MeetingId::generate(), max_participants, clock::unix_now())
        };
        if self.link(row.id, row.shared).is_none() {
            return Err(failed(Error::new(
                Code::NoGuestDoor,
                "the guest page's port is taken, so no link would work. Set FRONTEND_URL if it is your own front end, else CONFAB_GUEST_PORT.",
            )));
        }
        let live = self.inner.live().map_err(failed)?;
        if row.encrypted {
            self.inner.keys.make(row.id).await.map_err(failed)?;
        }
        // Neither needs the other, and the answer waits for both.
        let name = row.id.to_string();
        let size = self.inner.room_limit(max_participants);
        let (room, stored) = tokio::join!(
            live.rooms.create(&name, size),
            self.inner.store.insert_meeting(&row)
        );
        if let Err(e) = room.and(stored) {
            self.unmake(row.id, &live).await;
            return Err(failed(e));
        }
        self.inner.presence.opened(row.id, live.up.generation);
        let meeting = self.see(row);
        self.inner
            .presence
            .announce(Event::MeetingCreated(meeting.clone()));
        Ok(meeting)
    }

    /// Keeps nothing of a meeting that nobody was told of.
    async fn unmake(&self, id: MeetingId, live: &Live) {
        let name = id.to_string();
        self.inner.keys.remove(id).await;
        let (row, room) = tokio::join!(
            self.inner.store.discard_meeting(id),
            live.rooms.delete(&name)
        );
        for left in [row, room] {
            if let Err(e) = left {
                tracing::warn!(error = %e, "half of a meeting that could not be made is left");
            }
        }
    }

    /// A meeting, with how many are inside; `None` where there is none of this id.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn meeting(&self, id: MeetingId) -> Result<Option<Meeting>> {
        Ok(self.inner.store.meeting(id).await?.map(|row| self.see(row)))
    }

    /// The same for those who need one.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn info(&self, id: MeetingId) -> Result<Meeting> {
        if self.inner.external {
            // Nobody tells us of the rooms of somebody else's server, so look; where that fails,
            // what was known last is said.
            self.look_again(id).await;
        }
        self.meeting(id).await?.ok_or_else(Error::meeting_not_found)
    }

    /// Meetings, newest first.
    ///
    /// # Errors
    /// [`Code::BadInput`] for a limit or cursor that does not fit, [`Code::Storage`].
    pub async fn list(&self, request: ListRequest) -> Result<Page> {
        let limit = request.limit.unwrap_or(DEFAULT_PAGE);
        if !(1..=PAGE_LIMIT).contains(&limit) {
            return Err(Error::new(
                Code::BadInput,
                format!("Ask for 1 to {PAGE_LIMIT} meetings at a time (limit)."),
            ));
        }
        let before = request.cursor.map(|cursor| {
            cursor.parse().map_err(|_| {
                Error::new(
                    Code::BadInput,
                    "This cursor is not one that a list gave out. Start again without it.",
                )
            })
        });
        let text = request.query.filter(|text| !text.trim().is_empty());
        let query = ListQuery {
            limit: limit + 1,
            before: before.transpose()?,
            text,
        };
        let mut rows = self.inner.store.list_meetings(&query).await?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|last| last.number.to_string());
        Ok(Page {
            meetings: rows.into_iter().map(|row| self.see(row)).collect(),
            next_cursor,
        })
    }

    /// Changes title, size, sharing and schedule.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::BadInput`], [`Code::Storage`].
    pub async fn update(&self, id: MeetingId, patch: MeetingPatch) -> Result<Meeting> {
        let _turn = self.inner.changes.lock().await;
        let mut row = self
            .inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        if let Some(title) = patch.title {
            row.title = title.as_deref().map(clean_title).transpose()?.flatten();
        }
        if let Some(size) = patch.max_participants {
            row.max_participants = check_size(size)?;
        }
        if let Some(shared) = patch.shared {
            row.shared = shared;
        }
        if let Some(schedule) = patch.schedule {
            row.schedule = schedule.map(check_schedule).transpose()?;
        }
        if !self.inner.store.update_meeting(&row).await? {
            return Err(Error::meeting_not_found());
        }
        let meeting = self.see(row);
        self.inner
            .presence
            .announce(Event::MeetingUpdated(meeting.clone()));
        Ok(meeting)
    }

    /// Deletes a meeting for good. Everybody inside is told and out; where LiveKit can't be told
    /// now, it is told when it is back.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn delete(&self, id: MeetingId) -> Result<()> {
        let confab = self.clone();
        self.to_the_end(async move { confab.end(id).await }).await
    }

    async fn end(&self, id: MeetingId) -> Result<()> {
        let presence = &self.inner.presence;
        let stored = self.inner.store.delete_meeting(id, clock::unix_now());
        // Where nobody is connected, LiveKit need not wait for the disk: if the deletion can't be
        // stored, nobody was put out, and the gate makes the room again for the next one.
        let empty = match self.inner.live() {
            Ok(live) if !self.inner.external => presence.close_empty(id, live.up.generation),
            _ => None,
        };
        let (stored, closed) = if empty.is_some() {
            let (stored, closed) = tokio::join!(stored, self.close_room(id));
            presence.not_open(id);
            (stored, Some(closed))
        } else {
            (stored.await, None)
        };
        if !stored? {
            return Err(Error::meeting_not_found());
        }
        presence.forget(id);
        let close = async {
            match closed {
                Some(closed) => closed,
                None => self.close_room(id).await,
            }
        };
        let (closed, (), ()) =
            tokio::join!(close, self.inner.keys.remove(id), self.forget_chat(id));
        if let Err(e) = closed {
            tracing::warn!(error = %e, "the room of a deleted meeting is closed later");
            self.inner.to_close().insert(id);
        }
        Ok(())
    }

    pub(super) async fn close_room(&self, id: MeetingId) -> Result<()> {
        let live = self.inner.live()?;
        let _turn = self.inner.deletions.acquire().await;
        live.rooms.delete(&id.to_string()).await
    }

    /// A row as callers see it.
    pub(super) fn see(&self, row: MeetingRow) -> Meeting {
        let (num_participants, live_since) = self.inner.presence.count(row.id);
        Meeting {
            link: self.link(row.id, row.shared),
            id: row.id,
            title: row.title,
            created_at: row.created_at,
            max_participants: row.max_participants,
            num_participants,
            live_since,
            rules: row.rules,
            waiting: self.inner.presence.waiting_count(row.id),
            shared: row.shared,
            schedule: row.schedule,
            encrypted: row.encrypted,
        }
    }
}
