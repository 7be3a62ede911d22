//! Who stands behind a change: by e-mail address and GitHub login, never by name.

use std::collections::BTreeSet;

/// What GitHub puts behind the login of those who keep their address to themselves.
const NOREPLY: &str = "@users.noreply.github.com";

/// Those who stand behind a change: who wrote it, who agreed in a message, and who approved it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Their addresses, in lower case.
    emails: BTreeSet<String>,
    /// Their GitHub logins, in lower case.
    logins: BTreeSet<String>,
}

impl Agreed {
    /// Notes whoever has that address; one of GitHub's noreply addresses tells a login, too.
    pub fn add_email(&mut self, email: &str) {
        self.add_noreply(email);
        self.emails.insert(email.trim().to_lowercase());
    }

    /// Notes the login that one of GitHub's noreply addresses tells; any other address tells none.
    pub fn add_noreply(&mut self, email: &str) {
        let email = email.trim().to_lowercase();
        self.logins.extend(noreply_login(&email).map(ToOwned::to_owned));
    }

    /// Notes whoever has that GitHub login; an `@` before it means nothing.
    pub fn add_login(&mut self, login: &str) {
        self.logins.insert(bare(login));
    }

    /// Whether somebody with that address, that login, or both is among them.
    #[must_use]
    pub fn has(&self, email: Option<&str>, login: Option<&str>) -> bool {
        let email = email.map(|email| email.trim().to_lowercase()).unwrap_or_default();
        let login = login.map(bare).unwrap_or_default();
        !email.is_empty() && self.emails.contains(&email)
            || !login.is_empty() && self.logins.contains(&login)
            || noreply_login(&email).is_some_and(|login| self.logins.contains(login))
    }
}

fn bare(login: &str) -> String {
    login.trim().trim_start_matches('@').to_lowercase()
}

/// The login in `123+login@users.noreply.github.com`, and in the older form without a number.
fn noreply_login(email: &str) -> Option<&str> {
    let name = email.strip_suffix(NOREPLY)?;
    let login = match name.split_once('+') {
        Some((id, login)) if id.bytes().all(|byte| byte.is_ascii_digit()) => login,
        _ => name,
    };
    Some(login).filter(|login| !login.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Agreed;

    fn by_email(email: &str) -> Agreed {
        let mut agreed = Agreed::default();
        agreed.add_email(email);
        agreed
    }

    #[test]
    fn an_address_is_the_same_whatever_the_case() {
        assert!(by_email("Ana@Example.org ").has(Some("ana@example.ORG"), None));
        assert!(!by_email("ana@example.org").has(Some("ana@example.com"), Some("ana")));
    }

    #[test]
    fn a_noreply_address_tells_a_login_on_either_side() {
        for email in ["123+Ana-Ruiz@users.noreply.github.com", "ana-ruiz@users.noreply.github.com"]
        {
            assert!(by_email(email).has(None, Some("@ana-ruiz")), "{email}");
            let mut agreed = Agreed::default();
            agreed.add_login("@Ana-Ruiz");
            assert!(agreed.has(Some(email), None), "{email}");
        }
        assert!(!by_email("ana-ruiz@noreply.github.com").has(None, Some("ana-ruiz")));
    }

    #[test]
    fn nobody_is_like_nobody() {
        let agreed = by_email("");
        assert!(
            !agreed.has(Some(""), None) && !agreed.has(None, Some("@")) && !agreed.has(None, None)
        );
        assert!(!by_email("1+@users.noreply.github.com").has(None, Some("")));
    }
}
