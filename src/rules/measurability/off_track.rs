//! Targets that are behind the straight line to where they shall be, and the words for them.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::model::Goal;
use crate::plan::Course;
use crate::rules::amounts::amount;
use crate::rules::{Cx, Looser, Setting};
use crate::text::number;

pub(super) const PERCENT: Setting = Setting {
    rule: "goal-off-track",
    name: "percent",
    default: 75.0,
    looser: Looser::Lower,
    about: "how much of the progress due by the last measurement counts as on track, in percent",
};

/// The targets of `goal` that are behind, the earliest first; of several steps of one KPI only the first that is.
pub(super) fn courses_off_track<'a>(cx: &Cx<'a>, goal: &'a Goal<'a>) -> Vec<Course<'a, 'a>> {
    let percent = cx.setting(&PERCENT);
    let targets = goal.targets.iter();
    let mut courses: Vec<Course<'_, '_>> = targets
        .filter_map(|target| cx.plan.course(goal, target, cx.today))
        .filter(|course| course.is_behind(percent))
        .collect();
    courses.sort_by_key(|course| course.end.0);
    let mut told = HashSet::new();
    courses.retain(|course| told.insert(course.kpi.id.as_ref()));
    courses
}

/// "`churn` was at 2.48 % on 2026-02-28, where 2.42 % was due".
pub(super) fn where_it_is(course: &Course<'_, '_>) -> String {
    format!(
        "`{}` was at {} on {}, where {} was due",
        course.kpi.id,
        amount(course.actual.value, course.kpi),
        course.actual.on.value,
        amount(on_the_line(course, course.progress_due()), course.kpi)
    )
}

/// Shows the line, the measurement that is behind it, and what would be on track.
pub(super) fn show(course: &Course<'_, '_>, cx: &Cx<'_>, finding: &mut Finding) {
    let shown = |value| amount(value, course.kpi);
    let (percent, (start, from), (by, to)) = (cx.setting(&PERCENT), course.begin, course.end);
    let day = course.actual.on.value;
    let enough = on_the_line(course, course.progress_due() * percent / 100.0);
    finding
        .label(
            course.target.by.at().unwrap_or(course.target.at),
            format!(
                "the straight line from {} on {start} to {} on {by} is at {} on {day}",
                shown(from),
                shown(to),
                shown(on_the_line(course, course.progress_due()))
            ),
        )
        .label(
            course.actual.at,
            format!(
                "the last measurement of `{}` is {}; {} or {}, {} % of the progress due, would be on track",
                course.kpi.id,
                shown(course.actual.value),
                shown(enough),
                if to > from { "more" } else { "less" },
                number(percent)
            ),
        );
}

/// The value on the line at `progress`, rounded to a hundredth of the way or finer, and towards the end: what is shown
/// as enough is enough.
fn on_the_line(course: &Course<'_, '_>, progress: f64) -> f64 {
    let (from, to) = (course.begin.1, course.end.1);
    let way = to - from;
    let step = 10_f64.powf(way.abs().log10().floor() - 2.0);
    let steps = (from + way * progress) / step;
    if way > 0.0 {
        ((steps - 1e-6).ceil() * step).min(to)
    } else {
        ((steps + 1e-6).floor() * step).max(to)
    }
}
