//! The calendar: days, quarters, and the periods that plans speak of.
//!
//! Knows no clock: today is always handed in.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

use std::fmt;

use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Span, Timestamp, ToSpan};

/// One day, without a time or a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day of a year, month (1–12) and day of the month (1–31), where the calendar has it.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-09-30` and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_number = |part: &str, digits| {
            part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !(is_number(year, 4) && is_number(month, 2) && is_number(day, 2)) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The system's date where the process runs.
    #[must_use]
    pub fn of_the_system() -> Self {
        Self(jiff::Zoned::now().date())
    }

    /// The day at a place whose clocks are `offset` minutes ahead of UTC, `seconds` after 1970 began in UTC; held at the ends of the
    /// calendar.
    #[must_use]
    pub fn of_clock(seconds: i64, offset: i32) -> Self {
        let local = seconds.saturating_add(i64::from(offset).saturating_mul(60));
        let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
        let local = Timestamp::from_second(local.clamp(first, last)).unwrap_or(Timestamp::MAX);
        Self(Offset::UTC.to_datetime(local).date())
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Whole days from this day to `later`; negative where `later` is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        self.0.duration_until(later.0).as_hours() / 24
    }

    /// The day `days` later, held at the end of the calendar (year 9999).
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus(Span::new().try_days(days).unwrap_or_default())
    }

    /// The same day `months` later, or the last of a shorter month.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        self.plus(Span::new().try_months(months).unwrap_or_default())
    }

    /// The same day `years` later; the 29th of February becomes the 28th.
    #[must_use]
    pub fn plus_years(self, years: i64) -> Self {
        self.plus(Span::new().try_years(years).unwrap_or_default())
    }

    fn plus(self, span: Span) -> Self {
        Self(self.0.saturating_add(span))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A stretch of the calendar as plans write it: `"2026"`, `"2026-H1"`, `"2026-Q3"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar year.
    Year(i16),
    /// Half a year, 1 or 2.
    Half(i16, i8),
    /// A quarter, 1 to 4.
    Quarter(i16, i8),
}

impl Period {
    /// Reads the three forms; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            None => (text, None),
            Some((year, part)) => (year, Some(part)),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year = year.parse().ok()?;
        Some(match part {
            None => Self::Year(year),
            Some("H1") => Self::Half(year, 1),
            Some("H2") => Self::Half(year, 2),
            Some("Q1") => Self::Quarter(year, 1),
            Some("Q2") => Self::Quarter(year, 2),
            Some("Q3") => Self::Quarter(year, 3),
            Some("Q4") => Self::Quarter(year, 4),
            Some(_) => return None,
        })
    }

    /// The calendar quarter that a day lies in.
    #[must_use]
    pub fn quarter_of(day: Day) -> Self {
        let quarter = match day.0.month() {
            1..=3 => 1,
            4..=6 => 2,
            7..=9 => 3,
            _ => 4,
        };
        Self::Quarter(day.year(), quarter)
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        let (year, month) = match self {
            Self::Year(year) => (year, 1),
            Self::Half(year, half) => (year, half.saturating_mul(6).saturating_sub(5)),
            Self::Quarter(year, quarter) => (year, quarter.saturating_mul(3).saturating_sub(2)),
        };
        Day(Date::new(year, month, 1).unwrap_or(Date::MAX))
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        let months = match self {
            Self::Year(_) => 12,
            Self::Half(..) => 6,
            Self::Quarter(..) => 3,
        };
        Day(self.first_day().0.saturating_add(months.months()).saturating_sub(1.days()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_counted_across_months_and_leap_years() {
        assert_eq!(day("2026-06-30").days_until(day("2026-12-31")), 184);
        assert_eq!(day("2028-03-01").days_until(day("2028-02-28")), -2);
        assert_eq!(day("2026-08-31").plus_months(6), day("2027-02-28"));
        assert_eq!(day("9999-12-31").plus_days(10), day("9999-12-31"));
    }

    #[test]
    fn a_clock_shows_the_day_of_its_place_and_no_time_is_out_of_reach() {
        assert_eq!(Day::of_clock(1_767_223_800, 0), day("2025-12-31"));
        assert_eq!(Day::of_clock(1_767_223_800, 60), day("2026-01-01"));
        assert_eq!(Day::of_clock(-1, 0), day("1969-12-31"));
        assert_eq!(Day::of_clock(i64::MAX, i32::MAX).year(), 9999);
        assert!(Day::of_clock(i64::MIN, i32::MIN).year() < 0);
    }

    #[test]
    fn only_iso_days_are_days() {
        for text in
            ["2026-9-30", "30.09.2026", "2026-02-30", "2026-09-30T00:00", "２０２６-09-30", ""]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn periods_know_their_first_and_last_day() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-H2", "2026-07-01", "2026-12-31"),
            ("2028-Q1", "2028-01-01", "2028-03-31"),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!((period.first_day(), period.last_day()), (day(first), day(last)));
            assert_eq!(period.to_string(), text);
        }
        for (text, quarter) in [("2026-03-31", "2026-Q1"), ("2026-12-31", "2026-Q4")] {
            assert_eq!(Period::quarter_of(day(text)).to_string(), quarter);
        }
        for text in ["26", "2026-q1", "2026-Q5", "2026-H1 ", "H1-2026", "2026-"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
