//! Small words: plurals, lists, numbers.

/// "1 day", "3 days", "2 people", "no goals" is for the caller.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {}", plural_noun(noun)) }
}

fn plural_noun(noun: &str) -> String {
    if noun == "person" {
        return "people".into();
    }
    if let Some(stem) = noun.strip_suffix("y").filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        return format!("{stem}ies");
    }
    format!("{noun}s")
}

/// "`a`".
#[must_use]
pub fn tick(word: impl std::fmt::Display) -> String {
    format!("`{word}`")
}

/// "a", "a and b", "a, b, and c".
#[must_use]
pub fn and_list<S: AsRef<str>>(items: &[S]) -> String {
    list(items, "and")
}

/// "a", "a or b", "a, b, or c".
#[must_use]
pub fn or_list<S: AsRef<str>>(items: &[S]) -> String {
    list(items, "or")
}

fn list<S: AsRef<str>>(items: &[S], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [one, two] => format!("{} {last} {}", one.as_ref(), two.as_ref()),
        [init @ .., end] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{}, {last} {}", init.join(", "), end.as_ref())
        }
    }
}

/// "a goal", "an item"; "a KPI", "a unit".
#[must_use]
pub fn a_or_an(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o']) || noun.starts_with("IT");
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A number as a person would write it: no trailing zeros, at most four decimals.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// A number with its unit: "2.5 %", "120 EUR"; the number alone where no unit is known.
#[must_use]
pub fn quantity(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{} {unit}", number(value)),
        None => number(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_agree_with_their_number() {
        assert_eq!(plural(1, "day"), "1 day");
        assert_eq!(plural(2, "day"), "2 days");
        assert_eq!(plural(2, "body"), "2 bodies");
        assert_eq!(plural(5, "person"), "5 people");
    }

    #[test]
    fn lists_take_the_oxford_comma() {
        assert_eq!(and_list(&["a", "b", "c"]), "a, b, and c");
        assert_eq!(or_list(&["a", "b"]), "a or b");
    }

    #[test]
    fn numbers_carry_no_noise() {
        assert_eq!(number(2.50), "2.5");
        assert_eq!(number(100.0), "100");
        assert_eq!(number(-0.0), "0");
    }
}
