//! Who stands behind a commit.

/// A person as a commit names them. Neither part is more than what somebody has typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// The name; may be empty.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
}

impl Signature {
    /// Reads "Ana Berg <ana@example.org>"; where there are no brackets, all is name.
    pub(super) fn parse(text: &str) -> Self {
        let (name, email) = text.split_once('<').unwrap_or((text, ""));
        let email = email.split('>').next().unwrap_or_default();
        Self { name: name.trim().to_owned(), email: email.trim().to_owned() }
    }

    pub(super) fn of(signature: &git2::Signature<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        Self { name: text(signature.name_bytes()), email: text(signature.email_bytes()) }
    }

    /// What the person is called: the name, else the address, else that there is neither.
    #[must_use]
    pub fn called(&self) -> &str {
        match (self.name.as_str(), self.email.as_str()) {
            ("", "") => "somebody without a name",
            ("", email) => email,
            (name, _) => name,
        }
    }
}
