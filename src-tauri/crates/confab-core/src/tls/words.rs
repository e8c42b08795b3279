//! Fingerprints as words that can be read out over a table: one word for each of the first bytes.
//!
//! Eight words are 64 bits: enough that nobody finds a certificate with the same ones, few enough to
//! be compared. The list never changes, for invitations that went out hold words of it.

/// How many words stand for a fingerprint.
pub const WORDS: usize = 8;

/// The words of a fingerprint.
pub fn words(fingerprint: &[u8; 32]) -> [&'static str; WORDS] {
    std::array::from_fn(|place| LIST[usize::from(fingerprint[place])])
}

#[rustfmt::skip]
const LIST: [&str; 256] = [
    "acorn", "actor", "alarm", "album", "amber", "angel", "ankle", "apple", "apron", "arrow",
    "artist", "atlas", "autumn", "avenue", "badge", "bagel", "baker", "balcony", "bamboo", "banana",
    "banjo", "barber", "barrel", "basket", "beach", "beacon", "beaver", "bench", "berry", "bicycle",
    "birch", "biscuit", "blanket", "blossom", "bottle", "boulder", "bracelet", "branch", "bread",
    "bridge", "broom", "bucket", "buffalo", "bunker", "butter", "button", "cabin", "cactus",
    "camel", "camera", "canal", "candle", "canoe", "canyon", "caramel", "cargo", "carpet", "carrot",
    "castle", "cedar", "cellar", "cherry", "chess", "chimney", "cinema", "circus", "citrus",
    "clarinet", "clover", "coconut", "comet", "compass", "copper", "coral", "cotton", "cousin",
    "cradle", "crane", "crayon", "cricket", "crystal", "cushion", "daisy", "dancer", "dentist",
    "desert", "diamond", "dinner", "doctor", "dolphin", "donkey", "dragon", "drawer", "driver",
    "drummer", "eagle", "echo", "elbow", "elephant", "engine", "evening", "falcon", "farmer",
    "feather", "fence", "ferry", "fiddle", "finger", "flag", "flute", "forest", "fountain",
    "garden", "garlic", "ginger", "giraffe", "glacier", "goblet", "grape", "guitar", "hammer",
    "harbor", "hazel", "helmet", "hermit", "hill", "hockey", "honey", "horse", "hotel", "iceberg",
    "igloo", "island", "ivory", "jacket", "jaguar", "jelly", "jewel", "jungle", "kangaroo",
    "kettle", "kitchen", "ladder", "lagoon", "lantern", "laptop", "lemon", "library", "lizard",
    "lobster", "locket", "lotus", "magnet", "mango", "maple", "marble", "market", "meadow", "melon",
    "mirror", "mitten", "monkey", "mosaic", "muffin", "museum", "napkin", "needle", "nickel",
    "noodle", "nutmeg", "oasis", "ocean", "olive", "onion", "orange", "orbit", "orchard", "otter",
    "oyster", "paddle", "palace", "panda", "paper", "parrot", "pasta", "pearl", "pebble", "pelican",
    "pencil", "pepper", "piano", "picnic", "pigeon", "pillow", "pilot", "pirate", "planet", "plum",
    "pocket", "poet", "pony", "potato", "prairie", "puzzle", "pyramid", "quarry", "quilt", "rabbit",
    "radio", "rainbow", "raven", "ribbon", "river", "rocket", "rooster", "saddle", "sailor",
    "salmon", "sandal", "satin", "scarf", "school", "shadow", "shell", "silver", "spider", "spoon",
    "squirrel", "stadium", "summit", "sunset", "tango", "teapot", "temple", "ticket", "tiger",
    "tomato", "trumpet", "tulip", "tunnel", "turtle", "umbrella", "valley", "velvet", "violin",
    "volcano", "waffle", "walnut", "whale", "wheel", "willow", "window", "winter", "wizard",
    "yogurt", "zebra",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_word_of_its_own() {
        let all: std::collections::BTreeSet<_> = LIST.iter().collect();
        assert_eq!(all.len(), 256);
        assert!(
            LIST.iter()
                .all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()))
        );
        let mut fingerprint = [0; 32];
        fingerprint[1] = 255;
        fingerprint[8] = 7;
        let words = words(&fingerprint);
        assert_eq!(
            (words[0], words[1], words[7]),
            (LIST[0], LIST[255], LIST[0])
        );
    }
}
