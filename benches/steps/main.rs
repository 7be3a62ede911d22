//! How long each step of a check takes, in memory: `cargo bench`.
//!
//! Whole runs beside those of other programs are timed by `python3 benches/compare`.

#![expect(clippy::expect_used, reason = "a bench that cannot begin has nothing to say")]

mod plan;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use goalpact::check::{Report, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::decode::Document;
use goalpact::diff::diff;
use goalpact::plan::{Plan, load, load_beside};
use goalpact::render::{self, View};
use goalpact::rules::{self, Past};
use goalpact::snapshot::{Snapshot, from_texts, side_by_side};

/// The day that plans are judged on.
const TODAY: &str = "2026-03-31";

/// The goals of the plans.
const SIZES: [usize; 2] = [100, 1000];

fn snapshot(goals: usize, minutes: u32) -> Snapshot {
    let files = plan::files(goals, minutes);
    from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())))
}

fn today() -> Day {
    Day::parse(TODAY).expect("a day")
}

/// Some rules: all where nothing is selected.
fn rulebook(plan: &Plan<'_>, select: &[&str]) -> Rulebook {
    let select = select.iter().map(ToString::to_string).collect();
    let choice = Choice { select, opt_in: true, ..Choice::default() };
    Rulebook::new(&plan.config, &choice, today())
}

fn checked<'p>(plan: &'p Plan<'p>, rulebook: &Rulebook) -> Report<'p> {
    check(plan, rulebook, today(), Past::default())
}

/// Text to tables: bytes in a second.
fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for goals in SIZES {
        let files = plan::files(goals, 60);
        let bytes = files.iter().map(|(_, text)| text.len() as u64).sum();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_with_input(BenchmarkId::from_parameter(goals), &files, |bencher, files| {
            bencher.iter(|| {
                for (_, text) in files {
                    let _ = black_box(Document::parse(text.as_bytes()));
                }
            });
        });
    }
}

/// Files to a plan, on all cores: goals in a second.
fn load_plan(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("load");
    for goals in SIZES {
        let snapshot = snapshot(goals, 60);
        group.throughput(Throughput::Elements(goals as u64));
        group.bench_with_input(BenchmarkId::from_parameter(goals), &snapshot, |bencher, files| {
            bencher.iter_with_large_drop(|| load(files));
        });
    }
}

/// A plan to findings, on all cores: all rules, then each family alone.
fn rules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    for goals in SIZES {
        let snapshot = snapshot(goals, 60);
        let plan = load(&snapshot);
        let all = rulebook(&plan, &[]);
        group.throughput(Throughput::Elements(goals as u64));
        group.bench_function(BenchmarkId::new("all", goals), |bencher| {
            bencher.iter_with_large_drop(|| checked(&plan, &all));
        });
        for family in rules::FAMILIES {
            let of_family = rulebook(&plan, &[family.name]);
            group.bench_function(BenchmarkId::new(family.name, goals), |bencher| {
                bencher.iter_with_large_drop(|| checked(&plan, &of_family));
            });
        }
    }
}

/// Two plans, five goals of which differ: what the one takes over from the other, and what moved.
fn compare(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("compare");
    for goals in SIZES {
        let (base, head) = side_by_side(snapshot(goals, 60), snapshot(goals, 30));
        let plan = load(&head);
        group.bench_function(BenchmarkId::new("load beside", goals), |bencher| {
            bencher.iter_with_large_drop(|| load_beside(&base, &plan));
        });
        let before = load_beside(&base, &plan);
        group.bench_function(BenchmarkId::new("diff", goals), |bencher| {
            bencher.iter_with_large_drop(|| diff(&before, &plan));
        });
    }
}

/// Findings to text: every goal has some.
fn show(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render");
    let files = plan::files(200, 60);
    let spoilt: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| {
            (path.as_str(), text.replace("to = 40", "to = 20").replace("agreed", "agred"))
        })
        .collect();
    let snapshot = from_texts(spoilt.iter().map(|(path, text)| (*path, text.as_bytes())));
    let plan = load(&snapshot);
    let report = checked(&plan, &rulebook(&plan, &[]));
    group.throughput(Throughput::Elements(report.findings.len() as u64));
    group.bench_function("plain", |bencher| {
        bencher.iter(|| render::plain(&report, &View::default()));
    });
    group.bench_function("json", |bencher| bencher.iter(|| render::json(&report)));
    group.bench_function("sarif", |bencher| bencher.iter(|| render::sarif(&report)));
}

criterion_group!(steps, parse, load_plan, rules, compare, show);
criterion_main!(steps);
