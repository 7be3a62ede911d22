//! The lines at the end of a commit's message that name people, such as `Agreed-by: Ana Berg <ana@example.org>`.

use crate::snapshot::Signature;

/// The trailers by which somebody stands behind a commit besides its author.
const OF_CONSENT: [&str; 2] = ["agreed-by", "co-authored-by"];

/// Who stands behind a commit besides its author, by its message: each once, in the order of the lines.
pub(super) fn consent(message: &[u8]) -> Vec<Signature> {
    let mut people: Vec<Signature> = Vec::new();
    // A message that ends at a NUL byte has no trailers.
    let Ok(trailers) = git2::message_trailers_bytes(message) else { return people };
    for (key, value) in trailers.iter() {
        let is_consent = OF_CONSENT.iter().any(|name| key.eq_ignore_ascii_case(name.as_bytes()));
        let person = Signature::parse(&String::from_utf8_lossy(value));
        if is_consent && !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::consent;

    fn names(message: &str) -> Vec<String> {
        consent(message.as_bytes()).into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn only_the_last_paragraph_holds_trailers() {
        let message = "later\n\nAgreed-by: nobody, this is prose\nand goes on.\n\n\
            Agreed-by: Ana Berg <ana@example.org>\nSigned-off-by: Cy <cy@example.org>\n\
            co-authored-by: Bo Lind <bo@example.org>\nAgreed-by: Ana Berg <ana@example.org>\n";
        assert_eq!(names(message), ["Ana Berg", "Bo Lind"]);
        assert_eq!(names("later\n"), [""; 0]);
        assert_eq!(names("later\n\nAgreed-by: Ana <a@b>\0\n"), [""; 0]);
    }
}
