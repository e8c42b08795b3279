//! What a picture is, by its first bytes alone.

/// The pictures that previews are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
}

impl Picture {
    /// What these bytes are the beginning of.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Picture::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Picture::Jpeg),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Picture::WebP),
            _ => None,
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Picture::Png => "image/png",
            Picture::Jpeg => "image/jpeg",
            Picture::WebP => "image/webp",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(Picture::of(b"\x89PNG\r\n\x1a\n..."), Some(Picture::Png));
        assert_eq!(Picture::of(b"\xff\xd8\xff\xe0..."), Some(Picture::Jpeg));
        assert_eq!(Picture::of(b"RIFF\x10\0\0\0WEBPVP8 "), Some(Picture::WebP));
        for other in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<!doctype html>",
            b"GIF89a",
            b"RIFF\x10\0\0\0WAVEfmt ",
            b"\x89PNG",
            b" \x89PNG\r\n\x1a\n",
        ] {
            assert_eq!(Picture::of(other), None, "{other:?}");
        }
    }
}
