//! What keeps a command from judging or writing everything: exit code 2.

use crate::snapshot::Unread;

/// One reason, and a way out where there is one.
#[derive(Debug)]
pub(super) struct Failure {
    /// The reason, as one lowercase phrase.
    pub(super) message: String,
    /// What to do, in the imperative.
    pub(super) help: Option<String>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// A reason that the system gave for `what` not being done.
    pub(super) fn io(what: impl Into<String>, error: &std::io::Error) -> Self {
        let why = match error.kind() {
            std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::StorageFull => "no space left on the device".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("{}: {why}", what.into()))
    }

    /// Something of the plan that was not read.
    pub(super) fn unread(unread: Unread) -> Self {
        let message = format!("`{}` was not read: {}", unread.path, unread.why);
        Self { message, help: unread.help }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
