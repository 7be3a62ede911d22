//! What keeps a command from judging or writing everything: exit code 2.

use crate::finding::Help;
use crate::snapshot::Unread;
use crate::text::Line;

/// A reason, and a way out where there is one.
#[derive(Debug)]
pub(super) struct Failure {
    /// The reason, as one lowercase phrase.
    pub(super) message: Line,
    /// Further reasons of its kind.
    pub(super) others: Vec<Line>,
    /// What to do, in the imperative.
    pub(super) help: Option<Help>,
}

impl Failure {
    pub(super) fn new(message: impl Into<Line>) -> Self {
        Self { message: message.into(), others: Vec::new(), help: None }
    }

    /// A reason that the system gave for `what` not being done.
    pub(super) fn io(what: impl std::fmt::Display, error: &std::io::Error) -> Self {
        let why = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("{what}: {why}"))
    }

    /// Something of the plan that was not read.
    pub(super) fn unread(unread: Unread) -> Self {
        let message = format!("`{}` was not read: {}", unread.path, unread.why);
        Self { help: unread.help.map(Help::from), ..Self::new(message) }
    }

    /// The same, for a further reason.
    pub(super) fn and(mut self, other: impl Into<Line>) -> Self {
        self.others.push(other.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<Help>) -> Self {
        self.help = Some(help.into());
        self
    }
}
