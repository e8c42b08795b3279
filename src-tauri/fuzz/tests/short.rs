//! The promises of `confab_fuzz` for a while, with dice: what libFuzzer would find soonest.

use confab_fuzz::ALL;
use confab_testkit::Dice;

/// Tries of each promise.
const TRIES: usize = 40_000;

/// Pieces that get further than bytes by chance.
const PIECES: &[&[u8]] = &[
    b"",
    b"/",
    b"//",
    b"..",
    b"%2f",
    b"%2e%2e",
    b"\r\n",
    b"\n",
    b"\0",
    b"{",
    b"}",
    b"[",
    b"\"",
    b":",
    b",",
    b"null",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"\\ud800",
    b"localhost",
    b"127.0.0.1:8000",
    b"[::1]:8000",
    b"origin: null",
    b"host: evil.example",
    b"host: localhost:8000.",
    b"twirp",
    b"=",
    b"\xff\xfe",
    "\u{202e}".as_bytes(),
    "\u{ff21}".as_bytes(),
    b"eyJhbGciOiJub25lIn0",
    b".",
];

#[test]
fn promises_hold_for_whatever_the_dice_make() {
    let mut dice = Dice::new(6);
    for (name, promise, seeds) in ALL {
        for seed in *seeds {
            promise(seed);
        }
        for _ in 0..TRIES {
            let bytes = mutated(&mut dice, seeds);
            let tried = std::panic::catch_unwind(|| promise(&bytes));
            assert!(
                tried.is_ok(),
                "{name} with {:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}

#[test]
fn libfuzzer_drives_every_promise() {
    let manifest = include_str!("../Cargo.toml");
    let programs = manifest.split("[[bin]]").skip(1);
    let programs: Vec<_> = programs.filter_map(|bin| bin.split('"').nth(1)).collect();
    let promises: Vec<_> = ALL.iter().map(|(name, ..)| *name).collect();
    assert_eq!(programs, promises);
    for name in promises {
        let program = format!("{}/fuzz_targets/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let program = std::fs::read_to_string(&program).expect(name);
        assert!(program.contains(&format!("confab_fuzz::{name}(")), "{name}");
    }
}

/// One of the seeds after a few changes of any kind.
fn mutated(dice: &mut Dice, seeds: &[&[u8]]) -> Vec<u8> {
    let mut bytes = dice.pick(seeds).to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => bytes
                .splice(at..at, dice.pick(PIECES).iter().copied())
                .for_each(drop),
            2 => {
                let end = (at + dice.below(8)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let count = dice.below(5);
                let random = dice.bytes(count);
                bytes.splice(at..at, random);
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
            _ => {
                let other = dice.pick(seeds).to_vec();
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    bytes
}
