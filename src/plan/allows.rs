//! Allows in comments: `# goalpact: allow short-roadmap until 2026-12-31 because the merger closes then`.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

use std::ops::Range;

use globset::GlobSet;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::day::Day;
use crate::decode::{BadValue, Decoder, Defect, Spoiled};
use crate::model::Config;
use crate::plan::patterns::globs;
use crate::text::{FileId, Place, Spanned};

/// What an allow begins with, after the `#`.
const MARK: &str = "goalpact:";

/// Silence for one rule, somewhere, with a reason and perhaps a last day.
#[derive(Debug, Clone)]
pub struct Allow {
    /// The comment, from its `#`, or the value of `rule` in goalpact.toml.
    pub at: Place,
    /// The name of the rule, as written.
    pub rule: String,
    /// Where it is silent.
    pub scope: AllowScope,
    /// Why.
    pub reason: Option<String>,
    /// The last day of the silence.
    pub until: Option<Day>,
    /// Whether a last day is named that cannot be read: it counts as passed, since silence by mistake is worse than a
    /// finding too many.
    pub until_unreadable: bool,
    /// What is to be cut out so that the allow is gone and nothing else; `None` where it stands in goalpact.toml.
    pub whole: Option<Place>,
}

impl Allow {
    /// Whether it stands in a comment, and not in goalpact.toml's `[[allow]]`.
    #[must_use]
    pub fn is_comment(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether its last day has passed on `today`.
    #[must_use]
    pub fn is_over(&self, today: Day) -> bool {
        self.until_unreadable || self.until.is_some_and(|until| until < today)
    }
}

/// Where an allow is silent.
#[derive(Debug, Clone)]
pub enum AllowScope {
    /// In a whole file.
    File(FileId),
    /// Where a finding begins within this line.
    Line(Place),
    /// In the files whose paths within the plan match.
    Files(GlobSet),
    /// Everywhere.
    Plan,
}

/// The allows in the comments of a file, and what is wrong with them.
pub(super) fn comments(file: FileId, text: &str) -> (Vec<Allow>, Vec<Defect>) {
    // Nearly no file has one, and lexing costs a quarter of parsing.
    let bytes = text.as_bytes();
    if memchr::memchr(b'#', bytes).is_none()
        || memchr::memmem::find(bytes, MARK.as_bytes()).is_none()
    {
        return (Vec::new(), Vec::new());
    }
    let tokens = Source::new(text).lex().into_vec();
    let mut code = tokens.iter().filter(|token| is_code(token)).peekable();
    let code_begins = code.peek().map_or(text.len(), |token| token.span().start());
    let mut decoder = Decoder::new(file, text, Spoiled::default());
    let mut allows = Vec::new();
    for token in tokens.iter().filter(|token| token.kind() == TokenKind::Comment) {
        let span = token.span().start()..token.span().end();
        let comment = text.get(span.clone()).unwrap_or_default();
        let Some(words) = comment.trim_start_matches('#').trim_start().strip_prefix(MARK) else {
            continue;
        };
        let at = Place::new(file, span.clone());
        let Some(clauses) = clauses(words) else {
            decoder.bad_value(at, words.trim(), BadValue::NotAnAllow);
            continue;
        };
        let until = clauses.until.and_then(Day::parse);
        let until_unreadable = clauses.until.is_some() && until.is_none();
        if until_unreadable {
            decoder.bad_value(at, clauses.until.unwrap_or_default(), BadValue::NotADay);
        }
        let line = line_of(text, &span);
        let before = text.get(line.start..span.start).unwrap_or_default();
        let stands_alone = before.trim().is_empty();
        let scope = if !stands_alone {
            AllowScope::Line(Place::new(file, line.clone()))
        } else if span.start < code_begins {
            AllowScope::File(file)
        } else {
            // Allows may be stacked.
            while code.next_if(|token| token.span().start() < span.start).is_some() {}
            let next = code.peek().map(|token| token.span().start()..token.span().end());
            let line = next.map_or(text.len()..text.len(), |next| line_of(text, &next));
            AllowScope::Line(Place::new(file, line))
        };
        let whole = if stands_alone {
            line.start..line.end.saturating_add(1).min(text.len())
        } else {
            line.start.saturating_add(before.trim_end_matches([' ', '\t']).len())..span.end
        };
        allows.push(Allow {
            at,
            rule: clauses.rule.to_owned(),
            scope,
            reason: clauses.because.map(ToOwned::to_owned),
            until,
            until_unreadable,
            whole: Some(Place::new(file, whole)),
        });
    }
    (allows, decoder.into_defects())
}

/// The allows of goalpact.toml, and the patterns in them that cannot be read.
pub(super) fn configured(config: &Config<'_>) -> (Vec<Allow>, Vec<Defect>) {
    let mut allows = Vec::new();
    let mut defects = Vec::new();
    for entry in &config.allows {
        let Some(rule) = entry.rule.spanned() else { continue };
        let patterns = entry.files.iter().map(|Spanned { value, at }| (value.as_ref(), *at));
        let (files, broken) = globs(patterns);
        defects.extend(broken);
        let reason = entry.because.get().map(ToString::to_string);
        // A reason or a day that could not be read is a defect of its own, not a missing one.
        let reason =
            if entry.because.is_absent() { reason } else { reason.or_else(|| Some(String::new())) };
        let scope =
            if entry.files.is_missing() { AllowScope::Plan } else { AllowScope::Files(files) };
        let until = entry.until.value();
        let until_unreadable = until.is_none() && !entry.until.is_absent();
        allows.push(Allow {
            at: rule.at,
            rule: rule.value.to_string(),
            scope,
            reason,
            until,
            until_unreadable,
            whole: None,
        });
    }
    (allows, defects)
}

/// The parts of an allow.
struct Clauses<'a> {
    rule: &'a str,
    until: Option<&'a str>,
    because: Option<&'a str>,
}

/// Takes `allow RULE until DAY because REASON` apart; `None` where it is not of that form.
fn clauses(words: &str) -> Option<Clauses<'_>> {
    let rest = words.trim().strip_prefix("allow")?;
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
    let (rule, mut rest) = first_word(rest);
    let mut clauses = Clauses { rule, until: None, because: None };
    if rule.is_empty() {
        return None;
    }
    if let Some(after) = rest.strip_prefix("until").filter(|after| after.starts_with([' ', '\t'])) {
        let (until, after) = first_word(after.trim_start());
        clauses.until = Some(until);
        rest = after;
    }
    if let Some(because) = rest.strip_prefix("because") {
        clauses.because = Some(because.trim()).filter(|because| !because.is_empty());
        rest = "";
    }
    rest.is_empty().then_some(clauses)
}

fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    (word, rest.trim_start())
}

/// Whether a token is neither a comment nor blank.
fn is_code(token: &Token) -> bool {
    !matches!(
        token.kind(),
        TokenKind::Comment | TokenKind::Newline | TokenKind::Whitespace | TokenKind::Eof
    )
}

fn line_of(text: &str, span: &Range<usize>) -> Range<usize> {
    let (before, after) = text.split_at_checked(span.start).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    span.start.saturating_sub(before.len())..span.start.saturating_add(after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Allow> {
        comments(FileId(0), text).0
    }

    #[test]
    fn an_allow_has_a_rule_a_last_day_and_a_reason() {
        let allow = &read(
            "# goalpact: allow short-roadmap until 2026-12-31 because the merger closes then\n",
        )[0];
        assert_eq!(allow.rule, "short-roadmap");
        assert_eq!(allow.until, Day::parse("2026-12-31"));
        assert_eq!(allow.reason.as_deref(), Some("the merger closes then"));
    }

    #[test]
    fn its_place_says_where_it_is_silent() {
        let text = "# goalpact: allow a because x\ntitle = 1 # goalpact: allow b because x\n\
                    # goalpact: allow c because x\n# why\nto = 2\nwhy = \"# goalpact: allow d because x\"\n";
        let scopes: Vec<_> =
            read(text).into_iter().map(|allow| (allow.rule, allow.scope)).collect();
        assert_eq!(scopes.len(), 3);
        assert!(matches!(scopes[0].1, AllowScope::File(_)));
        assert!(
            matches!(scopes[1].1, AllowScope::Line(line) if text[line.range()].starts_with("title"))
        );
        assert!(matches!(scopes[2].1, AllowScope::Line(line) if &text[line.range()] == "to = 2"));
    }

    #[test]
    fn what_is_no_allow_is_a_defect() {
        for text in [
            "# goalpact: alow x",
            "# goalpact: allow",
            "# goalpact: allow x for ever",
            "# goalpact: allow x until soon",
        ] {
            assert_eq!(comments(FileId(0), text).1.len(), 1, "{text}");
        }
    }
}
