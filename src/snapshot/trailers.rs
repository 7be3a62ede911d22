//! Whom the last lines of a commit's message name: `Co-authored-by: Ana Ruiz <ana@example.org>`.

use crate::snapshot::Signature;

/// The trailers by which people stand behind a commit that somebody else has made.
const TRAILERS: [&str; 2] = ["Co-authored-by", "Agreed-by"];

/// Those who wrote a commit together with its author, or agreed to it, by the trailers of its message: each once, in the order of the
/// lines.
#[must_use]
pub fn signers(message: &str) -> Vec<Signature> {
    // In a mailed patch `---` ends the message. In one that was committed it is a line like any other.
    let lines = message.lines().map(|line| if line.trim_end() == "---" { "" } else { line });
    let message = lines.collect::<Vec<_>>().join("\n");
    let mut signers = Vec::new();
    // A message that ends at a NUL byte has no trailers.
    let Ok(trailers) = git2::message_trailers_bytes(message) else { return signers };
    for (key, value) in trailers.iter() {
        let is_wanted = TRAILERS.iter().any(|name| key.eq_ignore_ascii_case(name.as_bytes()));
        let signer = signer(&String::from_utf8_lossy(value)).filter(|_| is_wanted);
        signers.extend(signer.filter(|signer| !signers.contains(signer)));
    }
    signers
}

/// Who is named by `Ana Ruiz <ana@example.org>`, or by the address alone.
fn signer(value: &str) -> Option<Signature> {
    let (name, email) = match value.rsplit_once('<') {
        Some((name, rest)) => (name, rest.split_once('>')?.0),
        None => ("", value),
    };
    let email = email.trim();
    let is_address = email.contains('@') && !email.contains(char::is_whitespace);
    is_address.then(|| Signature { name: name.trim().to_owned(), email: email.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::signers;

    fn emails(message: &str) -> Vec<String> {
        signers(message).into_iter().map(|signer| signer.email).collect()
    }

    #[test]
    fn the_last_lines_of_a_message_name_people() {
        assert_eq!(
            emails(
                "Move the date\n\nAs we said:\nAgreed-by: not <a@b.c>\nin the meeting of the board\n\n\
                 Signed-off-by: Eve <eve@x.org>\nco-authored-BY: Ana Ruiz <ana@x.org>\nAgreed-by: bo@x.org\n"
            ),
            ["ana@x.org", "bo@x.org"]
        );
        assert_eq!(signers("x\n\nAgreed-by: Ana Ruiz <ana@x.org>")[0].name, "Ana Ruiz");
        assert_eq!(emails("x\r\n\r\nAgreed-by: Ana <ana@x.org>\r\n"), ["ana@x.org"]);
    }

    #[test]
    fn lines_across_a_message_do_not_end_it() {
        let message =
            "x\n\n* one\n\n---\n\n* two\n\n---------\n\nCo-authored-by: Ana <ana@x.org>\n";
        assert_eq!(emails(message), ["ana@x.org"]);
    }

    #[test]
    fn what_is_no_address_is_nobody() {
        for value in
            ["", "Ana", "Ana <ana>", "Ana <ana@x.org", "ana ana@x.org", "<>", "Ana < @ @ >"]
        {
            assert_eq!(emails(&format!("x\n\nAgreed-by: {value}\n")), [""; 0], "{value}");
        }
        assert_eq!(emails("Agreed-by: Ana <ana@x.org>"), [""; 0], "a title is no trailer");
        assert_eq!(emails(""), [""; 0]);
    }
}
