//! Text that people typed: names and titles of one line, messages of several.

/// The line without control characters, blanks around it, runs of blanks, and the marks that
/// reorder what follows them (with those, one name could pose as another). `None` where nothing
/// visible is left.
pub fn clean(typed: &str) -> Option<String> {
    let mut line = String::with_capacity(typed.len().min(512));
    for c in typed.chars().filter(|c| !is_unwanted(*c)) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if !(c == ' ' && (line.is_empty() || line.ends_with(' '))) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    line.chars().any(is_visible).then_some(line)
}

/// The same for text of several lines: line ends and blanks inside stay as typed.
pub fn clean_lines(typed: &str) -> Option<String> {
    let text: String = typed
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !is_unwanted(*c))
        .map(|c| match c {
            '\n' | '\t' | ' ' => c,
            '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c => c,
        })
        .collect();
    let text = text.trim();
    text.chars().any(is_visible).then(|| text.to_owned())
}

/// Control characters; tabs and line ends count as blanks instead.
fn is_unwanted(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E001F}')
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}
