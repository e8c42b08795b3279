//! Brings the window of a call that is open to the front, where the desktop lets programs do that: on X11.
//!
//! The window is a browser's, so it is found as window managers find it: by its class, which we gave it,
//! and its instance, which browsers of the Chromium family make of the page's address. On Wayland no
//! program sees another's windows, and a tab of another browser can't be told from its other tabs.

use confab_core::id::MeetingId;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConfigureWindowAux, ConnectionExt as _, EventMask, InputFocus,
    StackMode, Window,
};
use x11rb::rust_connection::RustConnection;

/// The class that call windows are started with.
pub(super) const CLASS: &str = "confab-call";

/// Says that a user asked for it, by a pager: window managers do as they are told then.
const BY_THE_USER: u32 = 2;

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        _NET_CLIENT_LIST,
        _NET_ACTIVE_WINDOW,
        _NET_WM_NAME,
        UTF8_STRING,
    }
}

/// Raises the meeting's call window and gives it the focus; with a title only one that has it. `false`
/// where there is none, or it can't be done here.
pub(super) async fn raise(meeting: MeetingId, title: Option<String>) -> bool {
    let raised = tokio::task::spawn_blocking(move || {
        let (connection, screen) = x11rb::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        let display = Display { connection, root };
        let raised = display.raise(meeting, title.as_deref());
        raised
            .inspect_err(|e| tracing::debug!(cause = %e, "windows can't be looked at"))
            .ok()
    });
    raised.await.ok().flatten().unwrap_or(false)
}

struct Display {
    connection: RustConnection,
    root: Window,
}

impl Display {
    fn raise(&self, meeting: MeetingId, title: Option<&str>) -> Result<bool, ReplyError> {
        let atoms = Atoms::new(&self.connection)?.reply()?;
        let (windows, managed) = self.windows(&atoms)?;
        for window in windows.into_iter().rev() {
            // A window may go at any moment.
            let Ok(true) = self.shows(window, meeting, title, &atoms) else {
                continue;
            };
            if managed {
                let data = [BY_THE_USER, x11rb::CURRENT_TIME, 0, 0, 0];
                let ask = ClientMessageEvent::new(32, window, atoms._NET_ACTIVE_WINDOW, data);
                let manager = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
                self.connection
                    .send_event(false, self.root, manager, ask)?
                    .check()?;
            } else {
                let above = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
                self.connection.map_window(window)?.check()?;
                self.connection.configure_window(window, &above)?.check()?;
                self.connection
                    .set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME)?
                    .check()?;
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// The windows of programs, the one that was used last at the end, and whether a window manager
    /// tells of them.
    fn windows(&self, atoms: &Atoms) -> Result<(Vec<Window>, bool), ReplyError> {
        let list = self
            .connection
            .get_property(
                false,
                self.root,
                atoms._NET_CLIENT_LIST,
                AtomEnum::WINDOW,
                0,
                u32::MAX,
            )?
            .reply()?;
        if let Some(windows) = list.value32() {
            return Ok((windows.collect(), true));
        }
        let tree = self.connection.query_tree(self.root)?.reply()?;
        Ok((tree.children, false))
    }

    fn shows(
        &self,
        window: Window,
        meeting: MeetingId,
        title: Option<&str>,
        atoms: &Atoms,
    ) -> Result<bool, ReplyError> {
        let class = self.text(window, AtomEnum::WM_CLASS.into(), AtomEnum::STRING.into())?;
        if !is_of_call(&class, meeting) {
            return Ok(false);
        }
        let Some(title) = title else { return Ok(true) };
        let name = self.text(window, atoms._NET_WM_NAME, atoms.UTF8_STRING)?;
        Ok(name.contains(title))
    }

    fn text(&self, window: Window, property: u32, kind: u32) -> Result<String, ReplyError> {
        let value = self
            .connection
            .get_property(false, window, property, kind, 0, 1024)?
            .reply()?;
        Ok(String::from_utf8_lossy(&value.value).into_owned())
    }
}

/// `WM_CLASS` is the instance and the class, each ended by a zero.
fn is_of_call(class: &str, meeting: MeetingId) -> bool {
    let mut parts = class.split('\0');
    let (instance, class) = (parts.next(), parts.next());
    class == Some(CLASS)
        && instance.is_some_and(|instance| instance.ends_with(&format!("_meeting_{meeting}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calls_window_is_known_by_its_meeting() {
        let meeting: MeetingId = "abc-defg-hij".parse().expect("an id");
        let of = |class: &str| is_of_call(class, meeting);
        assert!(of("localhost__meeting_abc-defg-hij\0confab-call\0"));
        for other in [
            "localhost__meeting_xyz-defg-hij\0confab-call\0",
            "localhost__meeting_abc-defg-hij\0chromium\0",
            "localhost\0confab-call\0",
            "",
        ] {
            assert!(!of(other), "{other:?}");
        }
    }
}
