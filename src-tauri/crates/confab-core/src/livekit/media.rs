//! What a track carries.
//!
//! A client declares type and source of a track itself, and LiveKit compares neither with the media
//! nor with each other: sound can be published as a camera. Confab goes by the media, for which the
//! codec that LiveKit received stands, and reads the declared source only within it.

use livekit_protocol::{TrackInfo, TrackSource, TrackType};

/// Something that a participant sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Sound: a microphone, or a source that was not named or does not fit.
    Microphone,
    /// Video that is no screen.
    Camera,
    /// A shared screen, and its sound.
    Screen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Sound,
    Video,
}

impl Sent {
    /// What `track` carries, as one of `all` tracks of its participant. Sound that is declared as a
    /// screen's is that only beside a screen, else a microphone. `None` for data.
    pub(super) fn of(track: &TrackInfo, all: &[TrackInfo]) -> Option<Self> {
        let screen = |track: &TrackInfo| {
            medium(track) == Some(Medium::Video) && track.source() == TrackSource::ScreenShare
        };
        Some(match (medium(track)?, track.source()) {
            (Medium::Sound, TrackSource::ScreenShareAudio) if all.iter().any(screen) => {
                Sent::Screen
            }
            (Medium::Sound, _) => Sent::Microphone,
            (Medium::Video, TrackSource::ScreenShare) => Sent::Screen,
            (Medium::Video, _) => Sent::Camera,
        })
    }
}

/// A track whose media contradicts what its sender declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The track's id.
    pub sid: String,
    /// Whether it is muted.
    pub muted: bool,
}

/// Whether media, declared type and declared source disagree. A source that is not named is no
/// contradiction: native SDKs name none.
pub(super) fn contradicts(track: &TrackInfo) -> bool {
    let by_source = match track.source() {
        TrackSource::Unknown => None,
        TrackSource::Microphone | TrackSource::ScreenShareAudio => Some(Medium::Sound),
        TrackSource::Camera | TrackSource::ScreenShare => Some(Medium::Video),
    };
    medium(track).is_some_and(|medium| {
        declared(track) != Some(medium) || by_source.is_some_and(|declared| declared != medium)
    })
}

fn medium(track: &TrackInfo) -> Option<Medium> {
    let mime = track.mime_type.to_ascii_lowercase();
    if mime.starts_with("audio/") {
        Some(Medium::Sound)
    } else if mime.starts_with("video/") {
        Some(Medium::Video)
    } else {
        declared(track)
    }
}

fn declared(track: &TrackInfo) -> Option<Medium> {
    match track.r#type() {
        TrackType::Audio => Some(Medium::Sound),
        TrackType::Video => Some(Medium::Video),
        TrackType::Data => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(r#type: TrackType, source: TrackSource, mime: &str) -> TrackInfo {
        TrackInfo {
            r#type: r#type as i32,
            source: source as i32,
            mime_type: mime.to_owned(),
            ..TrackInfo::default()
        }
    }

    #[test]
    fn sound_is_a_microphone_whatever_it_is_declared_as() {
        for source in [
            TrackSource::Unknown,
            TrackSource::Microphone,
            TrackSource::Camera,
            TrackSource::ScreenShare,
            TrackSource::ScreenShareAudio,
        ] {
            let sound = track(TrackType::Audio, source, "audio/opus");
            assert_eq!(Sent::of(&sound, &[]), Some(Sent::Microphone), "{source:?}");
            // The declared type is the client's word too.
            let disguised = track(TrackType::Video, source, "audio/red");
            assert_eq!(Sent::of(&disguised, &[]), Some(Sent::Microphone));
        }
    }

    #[test]
    fn the_sound_of_a_screen_is_one_beside_a_screen() {
        let sound = track(
            TrackType::Audio,
            TrackSource::ScreenShareAudio,
            "audio/opus",
        );
        let screen = track(TrackType::Video, TrackSource::ScreenShare, "video/vp8");
        let camera = track(TrackType::Video, TrackSource::Camera, "video/vp8");
        let of = |all: &[TrackInfo]| Sent::of(&sound, all);
        assert_eq!(of(&[sound.clone(), screen.clone()]), Some(Sent::Screen));
        assert_eq!(of(&[sound.clone(), camera]), Some(Sent::Microphone));
        assert_eq!(Sent::of(&screen, &[]), Some(Sent::Screen));
    }

    #[test]
    fn what_disagrees_with_the_media_contradicts() {
        use TrackSource::{Camera, Microphone, ScreenShare, ScreenShareAudio, Unknown};
        let (audio, video) = (TrackType::Audio, TrackType::Video);
        for (r#type, mime, fitting) in [
            (audio, "audio/opus", [Unknown, Microphone, ScreenShareAudio]),
            (video, "video/VP8", [Unknown, Camera, ScreenShare]),
        ] {
            for source in [Unknown, Camera, Microphone, ScreenShare, ScreenShareAudio] {
                let declared = track(r#type, source, mime);
                let fits = fitting.contains(&source);
                assert_eq!(contradicts(&declared), !fits, "{mime} as {source:?}");
            }
        }
        assert!(
            contradicts(&track(video, Camera, "audio/opus")),
            "sound declared as video"
        );
        assert!(contradicts(&track(audio, Unknown, "video/VP8")));
        assert!(!contradicts(&track(TrackType::Data, Unknown, "")));
    }

    #[test]
    fn video_without_a_source_is_a_camera() {
        for source in [TrackSource::Unknown, TrackSource::Camera] {
            let video = track(TrackType::Video, source, "");
            assert_eq!(Sent::of(&video, &[]), Some(Sent::Camera));
        }
    }
}
