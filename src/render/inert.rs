//! Words as Markdown in which a plan's text can do nothing: mention nobody, link to nothing, load no image, be no HTML.

/// Shows nothing. Behind an `@` or `#`, it keeps GitHub and GitLab from seeing a name or a number there; an escape does not.
const NOTHING: &str = "&#8203;";

/// `text` as Markdown that shows it as it is written, code in backticks apart.
pub(super) fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(length) = code_at_start(rest) {
            let (code, after) = rest.split_at(length);
            out.push_str(code);
            rest = after;
            continue;
        }
        let (part, after) = rest.split_at(ticks_at_start(rest).max(c.len_utf8()));
        match c {
            '`' => out.push_str(&part.replace('`', "\\`")),
            '@' | '#' => out.push_str(&format!("{c}{NOTHING}")),
            // Of an address, which is a link wherever it stands.
            ':' if after.starts_with("//") => out.push_str(&format!("{NOTHING}:")),
            '.' if out.ends_with("www") => out.push_str(&format!("{NOTHING}.")),
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '!' | '~' | '|' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        rest = after;
    }
    out
}

/// `text` as a block of code that no line of it ends.
pub(super) fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{text}\n{fence}")
}

/// How many backticks `text` begins with.
fn ticks_at_start(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// How long the code is that `text` begins with: up to the next run of exactly as many backticks as open it.
fn code_at_start(text: &str) -> Option<usize> {
    let ticks = ticks_at_start(text);
    if ticks == 0 {
        return None;
    }
    let mut from = ticks;
    loop {
        from += text[from..].find('`')?;
        let run = ticks_at_start(&text[from..]);
        from += run;
        if run == ticks {
            return Some(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_and_everything_else_is_only_text() {
        assert_eq!(inert("goal `a*b@c` has no `due`"), "goal `a*b@c` has no `due`");
        assert_eq!(
            inert("ask @ana, see #1, <b>, ![x](https://e.org), www.e.org"),
            "ask @&#8203;ana, see #&#8203;1, \\<b\\>, \\!\\[x\\](https&#8203;://e.org), www&#8203;.e.org"
        );
    }

    #[test]
    fn backticks_in_foreign_text_open_nothing() {
        assert_eq!(inert("goal `a`b` has @ana"), "goal `a`b\\` has @&#8203;ana");
        assert_eq!(inert("``a` @b"), "\\`\\`a\\` @&#8203;b");
        assert_eq!(fenced("a\n```\nb"), "````\na\n```\nb\n````");
    }
}
