//! `index.html` with a hole in it where the meeting's title goes.

const MARK: &str = r#"<meta name="confab-title" content=""#;

/// The page before and after the hole.
#[derive(Debug)]
pub(super) struct Template {
    before: String,
    after: String,
}

impl Template {
    /// Finds the hole; a page without one is served as it is.
    pub(super) fn new(page: &[u8]) -> Self {
        let page = String::from_utf8_lossy(page);
        match page.split_once(MARK) {
            Some((before, after)) => {
                let after = after.split_once('"').map_or(after, |(_old, after)| after);
                Self {
                    before: format!("{before}{MARK}"),
                    after: format!("\"{after}"),
                }
            }
            None => Self {
                before: page.into_owned(),
                after: String::new(),
            },
        }
    }

    /// The page with this title.
    pub(super) fn fill(&self, title: &str) -> String {
        let mut page = String::with_capacity(self.before.len() + self.after.len() + title.len());
        page.push_str(&self.before);
        if !self.after.is_empty() {
            escape(title, &mut page);
        }
        page.push_str(&self.after);
        page
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
            template.fill(r#""><script>alert('&')</script>"#),
            "<head><meta name=\"confab-title\" content=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\" /><title>x</title></head>"
        );
        assert!(template.fill("").contains(r#"content="" />"#));
    }

    #[test]
    fn a_page_without_a_hole_is_served_as_it_is() {
        assert_eq!(Template::new(b"<p>hello</p>").fill("title"), "<p>hello</p>");
    }
}
