//! Corrupt: a file that is not what was written.

/// What is done to a file's bytes.
pub type Damage = fn(&mut Vec<u8>);

/// Ways in which a database is damaged, each with its name.
pub const DAMAGES: [(&str, Damage); 6] = [
    ("not a database", |bytes| {
        *bytes = b"This is no database at all, but a letter.".repeat(200);
    }),
    ("a broken head", |bytes| bytes[..32].fill(0)),
    ("cut in the middle", |bytes| {
        bytes.truncate(bytes.len() / 2 + 7);
    }),
    ("cut at a page", |bytes| bytes.truncate(4096)),
    ("garbage in its pages", |bytes| {
        for (at, byte) in bytes.iter_mut().enumerate().skip(4096) {
            *byte = u8::try_from(at * 31 % 251).unwrap_or(0);
        }
    }),
    ("bits turned in two pages", |bytes| {
        for byte in &mut bytes[4096..12288] {
            *byte ^= 0x5a;
        }
    }),
];
