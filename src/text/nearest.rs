//! The name that was probably meant.

/// The candidate nearest to `word`, where one is near enough to be a slip of the keys: at most a third of its
/// characters differ, case aside, and at least the first or the last is right.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    // Far lengths are far words; the full comparison of a long text would be for nothing.
    if word.len().abs_diff(candidate.len()) > word.len() {
        return usize::MAX;
    }
    strsim::osa_distance(word, &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_names_are_offered() {
        let names = ["title", "status", "priority", "due"];
        assert_eq!(nearest("titel", names), Some("title"));
        assert_eq!(nearest("Status", names), Some("status"));
        assert_eq!(nearest("budget", names), None);
        assert_eq!(nearest("x", names), None);
    }
}
