//! `index.html` with holes in it: where the meeting's title goes, how one comes in, and by what the
//! page knows the key of an encrypted meeting.

/// In the order in which they stand in the page.
const HOLES: [&str; 3] = [
    r#"<meta name="confab-title" content=""#,
    r#"<meta name="confab-entry" content=""#,
    r#"<meta name="confab-e2ee" content=""#,
];

/// What goes into the holes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filling<'f> {
    pub(super) title: &'f str,
    pub(super) entry: &'f str,
    pub(super) e2ee: &'f str,
}

/// The page around its holes: each piece but the last ends with one.
#[derive(Debug)]
pub(super) struct Template(Vec<String>);

impl Template {
    /// Finds the holes; a page without them is served as it is.
    pub(super) fn new(page: &[u8]) -> Self {
        let page = String::from_utf8_lossy(page);
        let mut pieces = Vec::new();
        let mut rest = &*page;
        for hole in HOLES {
            let (piece, after) = split(rest, hole);
            let Some(after) = after else { break };
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest.to_owned());
        Self(pieces)
    }

    /// The page with this in it.
    pub(super) fn fill(&self, filling: Filling<'_>) -> String {
        let Filling { title, entry, e2ee } = filling;
        let mut page = String::new();
        let mut fillings = [title, entry, e2ee].into_iter();
        for (at, piece) in self.0.iter().enumerate() {
            page.push_str(piece);
            if at + 1 < self.0.len()
                && let Some(filling) = fillings.next()
            {
                escape(filling, &mut page);
            }
        }
        page
    }
}

/// What is before a hole, its mark included, and what is after it.
fn split<'p>(page: &'p str, mark: &str) -> (String, Option<&'p str>) {
    match page.split_once(mark) {
        Some((before, after)) => {
            let old = after.find('"').unwrap_or(0);
            (format!("{before}{mark}"), Some(&after[old..]))
        }
        None => (page.to_owned(), None),
    }
}

fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            '"' => into.push_str("&quot;"),
            '\'' => into.push_str("&#39;"),
            c => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_fills_the_hole_and_cannot_leave_it() {
        let template = Template::new(
            br#"<head><meta name="confab-title" content="" /><title>x</title></head>"#,
        );
        let title = r#""><script>alert('&')</script>"#;
        assert_eq!(
            template.fill(Filling {
                title,
                ..Filling::default()
            }),
            "<head><meta name=\"confab-title\" content=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\" /><title>x</title></head>"
        );
        assert!(
            template
                .fill(Filling::default())
                .contains(r#"content="" />"#)
        );
    }

    #[test]
    fn a_page_without_a_hole_is_served_as_it_is() {
        let filling = Filling {
            title: "title",
            entry: "lobby",
            e2ee: "check",
        };
        assert_eq!(Template::new(b"<p>hello</p>").fill(filling), "<p>hello</p>");
    }

    #[test]
    fn the_page_is_told_how_one_comes_in() {
        let template = Template::new(
            br#"<meta name="confab-title" content="" /><meta name="confab-entry" content="" /><meta name="confab-e2ee" content="" /><p>"#,
        );
        let filling = Filling {
            title: "Weekly",
            entry: "lobby",
            e2ee: "-KLCH9majrw",
        };
        assert_eq!(
            template.fill(filling),
            r#"<meta name="confab-title" content="Weekly" /><meta name="confab-entry" content="lobby" /><meta name="confab-e2ee" content="-KLCH9majrw" /><p>"#
        );
    }
}
