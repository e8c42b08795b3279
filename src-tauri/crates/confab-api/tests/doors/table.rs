//! The table in `ARCHITECTURE.md`, between its markers.

use std::path::Path;

use confab_api::doors::Door;

/// What a door promises for a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    Yes,
    No,
    Everything,
    ItsMeeting,
    Unauthorized,
    Forbidden,
    /// For those who are in the call, which nobody is here.
    Inside,
    /// For somebody in the call, whose session has to be shown.
    OnBehalf,
    /// A one-time code, from a program of this user.
    Code,
    /// For those who name a meeting that is there, which the request of the table does not.
    NamesMeeting,
    /// The host's own session, from a program of this user.
    HostsOwn,
    Ticket,
    Token,
    /// The same as at the guest door.
    AsGuest,
}

/// Which session of the meeting somebody shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    None,
    /// A guest's.
    Own,
    /// The host's or a co-host's.
    Hosts,
}

/// One route.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) method: String,
    pub(crate) path: String,
    cells: [Cell; 7],
}

impl Row {
    /// What this door promises to somebody with this session.
    pub(crate) fn cell(&self, door: Door, shown: Shown) -> Cell {
        match door {
            Door::Host => self.cells[0],
            Door::Local => self.cells[1],
            Door::Guest => {
                self.cells[match shown {
                    Shown::None => 2,
                    Shown::Own => 3,
                    Shown::Hosts => 4,
                }]
            }
            Door::Shared => match self.cells[6] {
                Cell::AsGuest => self.cell(Door::Guest, shown),
                cell => cell,
            },
            Door::Signal => self.cells[5],
        }
    }
}

pub(crate) fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ARCHITECTURE.md");
    let text = std::fs::read_to_string(&path).expect("ARCHITECTURE.md");
    let table = text
        .split_once("<!-- doors -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /doors -->"))
        .map(|(table, _)| table)
        .expect("ARCHITECTURE.md has a table between <!-- doors --> and <!-- /doors -->");
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(row)
        .collect();
    assert!(!rows.is_empty(), "the table has rows");
    rows
}

fn row(line: &str) -> Row {
    let columns: Vec<_> = line
        .trim_matches('|')
        .split(" | ")
        .map(|cell| cell.trim().trim_end_matches('|').trim())
        .collect();
    let [route, cells @ ..] = &columns[..] else {
        panic!("a row without cells: {line}")
    };
    let (method, path) = route
        .trim_matches('`')
        .split_once(' ')
        .unwrap_or_else(|| panic!("no route: {line}"));
    let cells: Vec<_> = cells.iter().map(|cell| read(cell)).collect();
    let cells = cells
        .try_into()
        .unwrap_or_else(|_| panic!("seven doors and sessions: {line}"));
    Row {
        method: method.to_owned(),
        path: path.to_owned(),
        cells,
    }
}

fn read(cell: &str) -> Cell {
    match cell {
        "yes" => Cell::Yes,
        "no" => Cell::No,
        "everything" => Cell::Everything,
        "its meeting" => Cell::ItsMeeting,
        "401" => Cell::Unauthorized,
        "403" => Cell::Forbidden,
        "inside" => Cell::Inside,
        "on behalf" => Cell::OnBehalf,
        "one-time code, this user" => Cell::Code,
        "names a meeting" => Cell::NamesMeeting,
        "host, this user" => Cell::HostsOwn,
        "ticket" => Cell::Ticket,
        "token" => Cell::Token,
        "as guest" => Cell::AsGuest,
        other => panic!("the table says {other:?}, which this test does not know"),
    }
}
