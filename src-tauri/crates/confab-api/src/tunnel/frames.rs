//! What a client sends over its WebSocket, read frame by frame before any of it is passed on.
//!
//! LiveKit puts no limit on a message, so one arrives there only when it is complete here and within
//! [`MESSAGE_BYTES`]. Frames are passed on as they came: nothing is masked or framed anew, and
//! pings, pongs and the closing handshake stay between client and server.
//!
//! Deliberately absent: extensions. None is negotiated, so a frame that uses one breaks the protocol.

use std::io::Cursor;

use bytes::{Bytes, BytesMut};
use confab_core::livekit::is_simulation;
use tungstenite::protocol::frame::FrameHeader;
use tungstenite::protocol::frame::coding::{Data, OpCode};

/// The longest message, in bytes over all its frames. The longest that clients send are SDP answers,
/// about a kilobyte for each track.
pub(super) const MESSAGE_BYTES: usize = 1024 * 1024;
/// The most frames of one message.
const FRAMES: usize = 1024;
/// The longest control frame (RFC 6455, 5.5).
const CONTROL_BYTES: usize = 125;
/// How much is read at a time.
const READ_BYTES: usize = 8 * 1024;

/// Why a connection is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Violation {
    /// A message of more than [`MESSAGE_BYTES`], or of too many frames.
    TooLong,
    /// A reserved bit: an extension that was not agreed on.
    Extension,
    /// Not the protocol.
    Protocol,
    /// JSON, which LiveKit takes for debugging, or no message of LiveKit's at all.
    NotProtobuf,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the client sent a message that is too long",
            Self::Extension => "the client used a WebSocket extension that was not agreed on",
            Self::Protocol => "the client broke the WebSocket protocol",
            Self::NotProtobuf => "the client sent what is no signalling message",
        })
    }
}

impl std::error::Error for Violation {}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A control frame, or all frames of a message, for the server.
    Pass(Bytes),
    /// A message that is not passed on.
    Drop,
}

/// The frames of one client.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// What was read and not looked at yet.
    unread: BytesMut,
    /// The frames of a message whose end has not come.
    begun: BytesMut,
    frames: usize,
    /// The same unmasked.
    payload: Vec<u8>,
}

impl Frames {
    /// Where to read to.
    pub(super) fn space(&mut self) -> &mut BytesMut {
        self.unread.reserve(READ_BYTES);
        &mut self.unread
    }

    /// How many bytes wait for the end of their message.
    pub(super) fn held(&self) -> usize {
        self.unread.len() + self.begun.len()
    }

    /// What is complete, in the order in which it may be passed on; `None` until more was read.
    ///
    /// # Errors
    /// Where the connection has to end.
    pub(super) fn next(&mut self) -> Result<Option<Next>, Violation> {
        loop {
            let mut cursor = Cursor::new(&self.unread);
            let parsed = FrameHeader::parse(&mut cursor).map_err(|_| Violation::Protocol)?;
            let Some((header, length)) = parsed else {
                return Ok(None);
            };
            let head = usize::try_from(cursor.position()).map_err(|_| Violation::Protocol)?;
            let length = usize::try_from(length).map_err(|_| Violation::TooLong)?;
            if header.rsv1 || header.rsv2 || header.rsv3 {
                return Err(Violation::Extension);
            }
            let mask = header.mask.ok_or(Violation::Protocol)?;
            let data = match header.opcode {
                OpCode::Control(_) => {
                    if !header.is_final || length > CONTROL_BYTES {
                        return Err(Violation::Protocol);
                    }
                    false
                }
                OpCode::Data(Data::Text) => return Err(Violation::NotProtobuf),
                OpCode::Data(Data::Continue) if self.frames > 0 => true,
                OpCode::Data(Data::Binary) if self.frames == 0 => true,
                OpCode::Data(_) => return Err(Violation::Protocol),
            };
            // Judged by what the head announces, before any of it is held.
            if data && (length > MESSAGE_BYTES - self.payload.len() || self.frames >= FRAMES) {
                return Err(Violation::TooLong);
            }
            if self.unread.len() < head + length {
                return Ok(None);
            }
            let frame = self.unread.split_to(head + length);
            if !data {
                return Ok(Some(Next::Pass(frame.freeze())));
            }
            let masked = frame[head..].iter().zip(mask.iter().cycle());
            self.payload.extend(masked.map(|(byte, mask)| byte ^ mask));
            if !header.is_final {
                self.begun.unsplit(frame);
                self.frames += 1;
                continue;
            }
            return self.end_with(frame).map(Some);
        }
    }

    /// The last frame of a message is there.
    fn end_with(&mut self, last: BytesMut) -> Result<Next, Violation> {
        self.frames = 0;
        let payload = std::mem::take(&mut self.payload);
        let simulation = is_simulation(&payload).map_err(|_| Violation::NotProtobuf)?;
        if payload.capacity() <= READ_BYTES {
            self.payload = payload;
            self.payload.clear();
        }
        let mut message = std::mem::take(&mut self.begun);
        message.unsplit(last);
        Ok(if simulation {
            Next::Drop
        } else {
            Next::Pass(message.freeze())
        })
    }
}

#[cfg(test)]
mod tests {
    use tungstenite::protocol::frame::coding::Control;

    use super::*;

    const BINARY: OpCode = OpCode::Data(Data::Binary);
    const CONTINUE: OpCode = OpCode::Data(Data::Continue);
    const PING: OpCode = OpCode::Control(Control::Ping);

    fn frame_with(
        opcode: OpCode,
        is_final: bool,
        payload: &[u8],
        change: impl Fn(&mut FrameHeader),
    ) -> Vec<u8> {
        let mask = [1, 2, 3, 4];
        let mut header = FrameHeader {
            is_final,
            opcode,
            mask: Some(mask),
            ..FrameHeader::default()
        };
        change(&mut header);
        let mut frame = Vec::new();
        header
            .format(payload.len() as u64, &mut frame)
            .expect("a vector takes everything");
        let masked = payload.iter().zip(mask.iter().cycle());
        frame.extend(masked.map(|(byte, mask)| byte ^ mask));
        frame
    }

    fn frame(opcode: OpCode, is_final: bool, payload: &[u8]) -> Vec<u8> {
        frame_with(opcode, is_final, payload, |_| {})
    }

    /// A protobuf message of so many bytes: field 1, length-delimited.
    fn message(length: usize) -> Vec<u8> {
        let mut message = vec![0x0a];
        let body = length - 4;
        message.extend([
            (body & 0x7f) as u8 | 0x80,
            (body >> 7 & 0x7f) as u8 | 0x80,
            (body >> 14) as u8,
        ]);
        message.resize(length, 0);
        message
    }

    /// Everything that is passed on, fed in pieces of `size`.
    fn fed(bytes: &[u8], size: usize) -> Result<Vec<Next>, Violation> {
        let mut frames = Frames::default();
        let mut all = Vec::new();
        for piece in bytes.chunks(size) {
            frames.space().extend_from_slice(piece);
            while let Some(next) = frames.next()? {
                all.push(next);
            }
        }
        Ok(all)
    }

    #[test]
    fn frames_are_passed_on_as_they_came_however_they_arrive() {
        let (whole, first) = (frame(BINARY, true, &message(40)), &message(300)[..200]);
        let first = frame(BINARY, false, first);
        let ping = frame(PING, true, b"still there?");
        let last = frame(CONTINUE, true, &message(300)[200..]);
        let sent = [whole.clone(), first.clone(), ping.clone(), last.clone()].concat();
        let expected: Vec<_> = [whole, ping, [first, last].concat()]
            .map(|frames| Next::Pass(frames.into()))
            .into();
        for size in [1, 7, 100, sent.len()] {
            assert_eq!(
                fed(&sent, size).as_ref(),
                Ok(&expected),
                "in pieces of {size}"
            );
        }
    }

    #[test]
    fn a_message_of_a_megabyte_passes_and_a_longer_one_does_not() {
        let longest = frame(BINARY, true, &message(MESSAGE_BYTES));
        assert_eq!(fed(&longest, 8192), Ok(vec![Next::Pass(longest.into())]));
        // The head is enough.
        let longer = frame(BINARY, true, &message(MESSAGE_BYTES + 1));
        assert_eq!(fed(&longer[..14], 14), Err(Violation::TooLong));
        let half = frame(BINARY, false, &[0; MESSAGE_BYTES]);
        let parts = [half, frame(CONTINUE, true, &[0])].concat();
        assert_eq!(fed(&parts, 8192), Err(Violation::TooLong));
        let mut empty = frame(BINARY, false, &[]);
        for _ in 0..FRAMES {
            empty.extend(frame(CONTINUE, false, &[]));
        }
        assert_eq!(fed(&empty, 8192), Err(Violation::TooLong));
        let announced = [
            0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0,
        ];
        assert_eq!(fed(&announced, 14), Err(Violation::TooLong));
    }

    #[test]
    fn what_breaks_the_protocol_or_is_no_signalling_ends_the_connection() {
        let ok = message(10);
        let table = [
            (
                frame_with(BINARY, true, &ok, |head| head.rsv1 = true),
                Violation::Extension,
            ),
            (
                frame_with(BINARY, true, &ok, |head| head.rsv2 = true),
                Violation::Extension,
            ),
            (
                frame_with(PING, true, &[], |head| head.rsv3 = true),
                Violation::Extension,
            ),
            (
                frame_with(BINARY, true, &ok, |head| head.mask = None),
                Violation::Protocol,
            ),
            (frame(CONTINUE, true, &ok), Violation::Protocol),
            (
                [frame(BINARY, false, &ok), frame(BINARY, true, &ok)].concat(),
                Violation::Protocol,
            ),
            (frame(PING, false, &[]), Violation::Protocol),
            (frame(PING, true, &[0; 126]), Violation::Protocol),
            (vec![0x83, 0x80, 0, 0, 0, 0], Violation::Protocol),
            (
                frame(OpCode::Data(Data::Text), true, b"{}"),
                Violation::NotProtobuf,
            ),
            (frame(BINARY, true, &[0xff; 12]), Violation::NotProtobuf),
        ];
        for (sent, violation) in table {
            assert_eq!(fed(&sent, 5), Err(violation), "{sent:?}");
        }
    }

    #[test]
    fn simulated_failures_are_left_out_and_the_rest_goes_on() {
        // `simulate`, field 13.
        let simulation = [0x6a, 0x02, 0x08, 0x3c];
        let (first, last) = simulation.split_at(1);
        let split = [frame(BINARY, false, first), frame(CONTINUE, true, last)].concat();
        let after = frame(BINARY, true, &message(10));
        let sent = [frame(BINARY, true, &simulation), split, after.clone()].concat();
        let expected = vec![Next::Drop, Next::Drop, Next::Pass(after.into())];
        assert_eq!(fed(&sent, 3), Ok(expected));
    }
}
