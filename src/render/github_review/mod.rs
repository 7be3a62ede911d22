//! The payload of GitHub's call "create a review for a pull request": fixes that can be taken over by a click.
//!
//! GitHub refuses a whole review for one comment beside the diff, so only fixes on lines that the change has touched are in it.

mod suggestion;

use serde::Serialize;

use crate::check::{Report, Reported};
use crate::render::inert::{code, fenced, words};
use crate::render::json_text;
use crate::text::plural;
use suggestion::{Suggestion, suggestion};

/// The most suggestions of one review: GitHub names no limit, but nobody reads more.
const MOST: usize = 30;

/// A review.
#[derive(Serialize)]
struct Review<'a> {
    /// The head of the pull request; left out where what was checked is no commit, and GitHub then takes the newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    commit_id: Option<&'a str>,
    /// Neither approves nor asks for changes.
    event: &'static str,
    body: String,
    comments: Vec<Comment<'a>>,
}

/// A comment on lines of a file as the change leaves it.
#[derive(Serialize)]
struct Comment<'a> {
    path: &'a str,
    /// The first line, where it is not the last one too.
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_side: Option<&'static str>,
    /// The last line.
    line: usize,
    side: &'static str,
    body: String,
}

/// The later side of a diff.
const RIGHT: &str = "RIGHT";

/// A review with a suggestion for each fix on changed lines, as JSON; without comments where there is none.
#[must_use]
pub fn github_review(report: &Report<'_>) -> String {
    let mut suggestions: Vec<(&Reported, Suggestion)> = report
        .findings
        .iter()
        .filter_map(|reported| {
            Some((reported, suggestion(report, reported.finding.fix.as_ref()?)?))
        })
        .collect();
    suggestions
        .sort_by_key(|(reported, _)| (std::cmp::Reverse(reported.severity), !reported.is_new));
    let left_out = suggestions.len().saturating_sub(MOST);
    suggestions.truncate(MOST);
    let moment = report.plan.snapshot.moment.as_str();
    let is_commit = moment.bytes().all(|byte| byte.is_ascii_hexdigit()) && moment.len() >= 40;
    let review = Review {
        commit_id: is_commit.then_some(moment),
        event: "COMMENT",
        body: body(suggestions.len(), left_out),
        comments: suggestions
            .iter()
            .map(|(reported, suggestion)| comment(report, reported, suggestion))
            .collect(),
    };
    json_text(&review)
}

fn body(shown: usize, left_out: usize) -> String {
    let mut body = match shown {
        0 => "goalpact has no fix to suggest for the lines that this change touches.".to_owned(),
        _ => format!(
            "goalpact has {} for lines that this change touches. Take over what you agree with.",
            plural(shown, "suggestion")
        ),
    };
    if left_out > 0 {
        body.push_str(&format!(
            " {left_out} more are not shown; `goalpact fix` applies those that are safe."
        ));
    }
    body
}

fn comment<'a>(
    report: &'a Report<'_>,
    reported: &Reported,
    suggestion: &Suggestion,
) -> Comment<'a> {
    let finding = &reported.finding;
    let fix = finding.fix.as_ref();
    let title = fix.map_or("", |fix| &fix.title);
    let care =
        if fix.is_some_and(|fix| fix.safe) { "" } else { " Look at it before you take it over." };
    let body = format!(
        "**{}** ({}): {}\n\nSuggested: {}.{care}\n\n{}",
        reported.severity,
        code(finding.rule),
        words(&finding.title),
        words(title),
        fenced("suggestion", &suggestion.text),
    );
    let is_one_line = suggestion.first == suggestion.last;
    Comment {
        path: report.plan.snapshot.path(suggestion.file),
        start_line: (!is_one_line).then_some(suggestion.first),
        start_side: (!is_one_line).then_some(RIGHT),
        line: suggestion.last,
        side: RIGHT,
        body,
    }
}
