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
