//! Numbers of a plan in a sentence: values of a KPI, and money.

use crate::model::{Case, Kpi};
use crate::text::{number, quantity};

/// A value of a KPI, with its unit: "2.5 %".
pub(super) fn amount(value: f64, kpi: &Kpi<'_>) -> String {
    quantity(value, kpi.unit.get().map(AsRef::as_ref))
}

/// An amount in the currency of `case`, its thousands set apart: "1,150,000 EUR"; the number alone where no currency is given.
pub(super) fn money(amount: f64, case: &Case<'_>) -> String {
    let digits = number((amount * 100.0).round() / 100.0);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    let (whole, cents) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let currency = case.currency.get().map_or(String::new(), |currency| format!(" {}", currency.0));
    format!("{sign}{grouped}{cents}{currency}")
}
