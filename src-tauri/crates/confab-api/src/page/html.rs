//! `index.html` with holes in it: where the meeting's title goes, and how one comes in.

const TITLE: &str = r#"<meta name="confab-title" content=""#;
const ENTRY: &str = r#"<meta name="confab-entry" content=""#;

/// The page around its holes.
#[derive(Debug)]
pub(super) struct Template {
    before: String,
    between: Option<String>,
    after: Option<String>,
}

impl Template {
    /// Finds the holes; a page without them is served as it is.
    pub(super) fn new(page: &[u8]) -> Self {
        let page = String::from_utf8_lossy(page);
        let (before, rest) = split(&page, TITLE);
        let (between, after) = rest.map_or((None, None), |rest| {
            let (between, after) = split(rest, ENTRY);
            (Some(between), after.map(str::to_owned))
        });
        Self {
            before,
            between,
            after,
        }
    }

    /// The page with this title and this way in.
    pub(super) fn fill(&self, title: &str, entry: &str) -> String {
        let mut page = self.before.clone();
        for (filling, rest) in [(title, &self.between), (entry, &self.after)] {
            if let Some(rest) = rest {
                escape(filling, &mut page);
                page.push_str(rest);
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
        assert_eq!(
            template.fill(r#""><script>alert('&')</script>"#, ""),
            "<head><meta name=\"confab-title\" content=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\" /><title>x</title></head>"
        );
        assert!(template.fill("", "").contains(r#"content="" />"#));
    }

    #[test]
    fn a_page_without_a_hole_is_served_as_it_is() {
        assert_eq!(
            Template::new(b"<p>hello</p>").fill("title", "lobby"),
            "<p>hello</p>"
        );
    }

    #[test]
    fn the_page_is_told_how_one_comes_in() {
        let template = Template::new(
            br#"<meta name="confab-title" content="" /><meta name="confab-entry" content="" /><p>"#,
        );
        assert_eq!(
            template.fill("Weekly", "lobby"),
            r#"<meta name="confab-title" content="Weekly" /><meta name="confab-entry" content="lobby" /><p>"#
        );
    }
}
