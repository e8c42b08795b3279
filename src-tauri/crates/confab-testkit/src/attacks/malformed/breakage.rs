//! Ways to break a request.

use crate::dice::Dice;

/// Pieces that parsers trip over.
const PIECES: [&[u8]; 24] = [
    b"\0",
    b"\r",
    b"\n",
    b"\r\n",
    b"\r\n\r\n",
    b" ",
    b"\t",
    b":",
    b"%",
    b"%00",
    b"%ff%fe",
    b"%zz",
    b"..",
    b"/",
    b"?",
    b"#",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\"",
    b"{",
    b"[",
    b"\\ud800",
];

/// Header lines that change how a request is read.
const HEADERS: [&str; 24] = [
    "Content-Length: 0",
    "Content-Length: 99999999999999999999",
    "Content-Length: -1",
    "Content-Length: 5, 5",
    "Content-Length: 0x10",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: chunked, identity",
    "Transfer-Encoding: gzip",
    "Transfer-Encoding : chunked",
    "Expect: 100-continue",
    "Expect: the unexpected",
    "Content-Encoding: gzip",
    "Content-Type: application/json; charset=\"",
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c",
    "Connection: close, keep-alive, host",
    "Range: bytes=9999999999999999999-",
    "Range: bytes=-0,0-,5-1",
    "If-None-Match: \"",
    "If-Modified-Since: never",
    "Accept-Encoding: br;q=nan",
    "Accept-Language: *;q=1e999",
    "Authorization: Bearer",
    "Cookie: confab_browser=%00; confab_browser=x; =; ;;",
    "Sec-WebSocket-Version: 99999",
];

/// What objects that are sent to us hold.
const FIELDS: [&str; 22] = [
    "user_name",
    "title",
    "max_participants",
    "data",
    "code",
    "locked",
    "lobby",
    "text",
    "key",
    "reply_to",
    "source",
    "what",
    "name",
    "role",
    "identity",
    "seconds",
    "raised",
    "emoji",
    "guests",
    "minutes",
    "starts_at",
    "encrypted",
];

/// JSON, of every kind.
const VALUES: [&str; 20] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.5",
    "1e999",
    "4294967296",
    "18446744073709551616",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"\\u0000\"",
    "\"\\ud83d\\ude00\"",
    "\"2026-02-30T25:61:61Z\"",
    "[]",
    "[[[[]]]]",
    "[\"x\",1]",
    "{}",
    "{\"a\":{\"b\":[]}}",
];

const METHODS: [&str; 10] = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get",
];

const VERSIONS: [&str; 7] = [
    "HTTP/1.0",
    "HTTP/0.9",
    "HTTP/2.0",
    "HTTP/1.10",
    "HTTP/1",
    "HTCPCP/1.0",
    "",
];

/// The request with one to four things wrong. It may come out right: that is chance.
pub(super) fn broken(dice: &mut Dice, request: &[u8]) -> Vec<u8> {
    let mut bytes = request.to_vec();
    for _ in 0..=dice.below(4) {
        match dice.below(14) {
            0 => flip(dice, &mut bytes),
            1 => insert_piece(dice, &mut bytes),
            2 => remove_span(dice, &mut bytes),
            3 => repeat_span(dice, &mut bytes),
            4 => bytes.truncate(dice.below(bytes.len() + 1)),
            5 => add_header(dice, &mut bytes),
            6 => many_headers(dice, &mut bytes),
            7 => replace_line(dice, &mut bytes),
            8 => long_target(dice, &mut bytes),
            9..=11 => body(dice, &mut bytes),
            12 => chunks(dice, &mut bytes),
            _ => {
                let garbage = 1 + dice.below(400);
                let at = dice.below(bytes.len() + 1);
                bytes.splice(at..at, dice.bytes(garbage));
            }
        }
    }
    bytes
}

fn flip(dice: &mut Dice, bytes: &mut [u8]) {
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        let mask = u8::try_from(1 << dice.below(8)).unwrap_or(1);
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= mask;
        }
    }
}

fn insert_piece(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = dice.below(bytes.len() + 1);
    let piece = *dice.pick(&PIECES);
    let times = 1 + dice.below(3);
    bytes.splice(at..at, piece.repeat(times));
}

fn span(dice: &mut Dice, length: usize) -> std::ops::Range<usize> {
    let from = dice.below(length + 1);
    let to = (from + dice.below(60)).min(length);
    from..to
}

fn remove_span(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let span = span(dice, bytes.len());
    bytes.drain(span);
}

fn repeat_span(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let span = span(dice, bytes.len());
    let again = bytes[span.clone()].repeat(1 + dice.below(20));
    bytes.splice(span.end..span.end, again);
}

/// Where the head's first line ends, and where its last one does.
fn lines(bytes: &[u8]) -> Option<(usize, usize)> {
    let first = bytes.windows(2).position(|end| end == b"\r\n")?;
    let last = bytes.windows(4).position(|end| end == b"\r\n\r\n")?;
    Some((first, last))
}

fn add_header(dice: &mut Dice, bytes: &mut Vec<u8>) {
    if let Some((first, _)) = lines(bytes) {
        let line = format!("\r\n{}", dice.pick(&HEADERS));
        bytes.splice(first..first, line.into_bytes());
    }
}

fn many_headers(dice: &mut Dice, bytes: &mut Vec<u8>) {
    if let Some((first, _)) = lines(bytes) {
        let many = match dice.below(3) {
            0 => "\r\nX: y".repeat(1 + dice.below(300)),
            1 => format!("\r\nX: {}", "y".repeat(dice.below(200_000))),
            _ => format!("\r\n{}: y", "X".repeat(dice.below(70_000))),
        };
        bytes.splice(first..first, many.into_bytes());
    }
}

/// Another method, version or target in the first line.
fn replace_line(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let Some((first, _)) = lines(bytes) else {
        return;
    };
    let line = String::from_utf8_lossy(&bytes[..first]).into_owned();
    let mut words: Vec<&str> = line.split(' ').collect();
    match dice.below(4) {
        0 => words[0] = *dice.pick(&METHODS),
        1 => *words.last_mut().unwrap_or(&mut "") = *dice.pick(&VERSIONS),
        2 => words.reverse(),
        _ => words.insert(1, "//"),
    }
    bytes.splice(..first, words.join(" ").into_bytes());
}

fn long_target(dice: &mut Dice, bytes: &mut Vec<u8>) {
    if let Some(at) = bytes.iter().position(|byte| *byte == b'/') {
        let piece = *dice.pick(&["a", "/", "%41", "%c3%a9", "..%2f", "?a=b&", "\u{e9}"]);
        let long = piece.repeat(1 + dice.below(30_000));
        bytes.splice(at + 1..at + 1, long.into_bytes());
    }
}

/// Another body, with its right length, as JSON.
fn body(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let depth = 1 + dice.below(50_000);
    let garbage = dice.below(300);
    let body = match dice.below(14) {
        0 => "[".repeat(depth).into_bytes(),
        1 => format!("{{\"user_name\":{}", "{\"a\":".repeat(depth)).into_bytes(),
        2 => br#"{"user_name":"\ud800\udc00\ud800"}"#.to_vec(),
        3 => br#"{"user_name":"a","user_name":1e999,"max_participants":1e999}"#.to_vec(),
        4 => format!(r#"{{"user_name":"{}"}}"#, "\u{1f469}\u{200d}".repeat(depth)).into_bytes(),
        5 => br#"{"max_participants":-9223372036854775809,"title":null}"#.to_vec(),
        6 => dice.bytes(garbage),
        7 => format!(r#"{{"title":"{}"}}"#, "\\u0000".repeat(garbage)).into_bytes(),
        8 => b"{\"user_name\":\"\xed\xa0\x80\xff\"}".to_vec(),
        9 => dice.pick(&VALUES).as_bytes().to_vec(),
        _ => fields(dice).into_bytes(),
    };
    let line = format!("Content-Length: {}", body.len());
    carry(bytes, &line, &body);
}

/// Puts another body into a request, and this line into its head instead of what told its length.
fn carry(bytes: &mut Vec<u8>, line: &str, body: &[u8]) {
    let Some((first, last)) = lines(bytes) else {
        return;
    };
    let mut carried = bytes[..first].to_vec();
    let rest = String::from_utf8_lossy(&bytes[first..last]).into_owned();
    for header in rest.split("\r\n").filter(|header| !header.is_empty()) {
        let told = ["Content-Type:", "Content-Length:"];
        if !told.iter().any(|name| header.starts_with(name)) {
            carried.extend_from_slice(format!("\r\n{header}").as_bytes());
        }
    }
    let end = format!("\r\nContent-Type: application/json\r\n{line}\r\n\r\n");
    carried.extend_from_slice(end.as_bytes());
    carried.extend_from_slice(body);
    *bytes = carried;
}

/// An object whose fields are known here and there, and are seldom what they should be.
fn fields(dice: &mut Dice) -> String {
    let mut object = String::new();
    for _ in 0..=dice.below(4) {
        let comma = if object.is_empty() { "" } else { "," };
        let (name, value) = (dice.pick(&FIELDS), dice.pick(&VALUES));
        object.push_str(&format!("{comma}\"{name}\":{value}"));
    }
    format!("{{{object}}}")
}

/// A body in chunks, which may be wrong ones.
fn chunks(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let body = *dice.pick::<&[u8]>(&[
        b"2\r\n{}\r\n0\r\n\r\n",
        b"2;x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
        b"fffffffffffffffff\r\n{}",
        b"-1\r\n{}\r\n0\r\n\r\n",
        b"2\n{}\n0\n\n",
        b"0\r\n\r\nGET /api/v1/meetings HTTP/1.1\r\n\r\n",
        b"3\r\n{}\r\n0\r\n\r\n",
        b"zz\r\n",
    ]);
    carry(bytes, "Transfer-Encoding: chunked", body);
}
