//! Who stands behind what is checked: the commits since the base, and the approvals in a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::agreed::Agreed;
use crate::cli::args::CheckArgs;
use crate::cli::failure::Failure;
use crate::cli::opened::Opened;
use crate::text::cut;

/// The most bytes that a file of approvals may have: 1 MiB.
const LARGEST: u64 = 1024 * 1024;

/// Who stands behind the change; `None` where there is no base, or no commit since: the message is yet to be written.
pub(super) fn agreed(opened: &Opened, args: &CheckArgs) -> Result<Option<Agreed>, Failure> {
    let approvals = args.approvals.as_deref().map(approvals).transpose()?;
    let (Some(repository), Some(base)) = (&opened.repository, opened.base) else {
        if approvals.is_none() {
            return Ok(None);
        }
        let message = "`--approvals` says who agreed to a change, and there is no base to tell what has changed";
        return Err(Failure::new(message).help("add `--base REV`, such as `--base origin/main`"));
    };
    let head = args.moment.head(repository).map_err(Failure::unread)?;
    let Some(head) = head.filter(|head| *head != base && !args.moment.staged) else {
        return Ok(None);
    };
    let mut agreed = repository.agreed(base, head).map_err(Failure::unread)?;
    for approval in approvals.into_iter().flatten() {
        match approval {
            Approval::Email(email) => agreed.add_email(&email),
            Approval::Login(login) => agreed.add_login(&login),
        }
    }
    Ok(Some(agreed))
}

/// Somebody who approved the change.
enum Approval {
    Email(String),
    Login(String),
}

/// Those whom a file names: `["maria-silva", "ana@example.org"]`.
fn approvals(path: &Path) -> Result<Vec<Approval>, Failure> {
    let name = path.display();
    let unread = |error: std::io::Error| Failure::io(format!("`{name}` was not read"), &error);
    let mut text = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut text))
        .map_err(unread)?;
    if text.len() as u64 > LARGEST {
        return Err(Failure::new(format!("`{name}` has more than 1 MiB, and no more is read")));
    }
    let help = "write a list of GitHub logins and e-mail addresses: `[\"maria-silva\", \"ana@example.org\"]`";
    let names: Vec<String> = serde_json::from_slice(&text).map_err(|error| {
        let message = format!("`{name}` is no list of approvals: {error}");
        Failure::new(message).help(help)
    })?;
    let approval = |who: String| match who.trim().strip_prefix('@').unwrap_or(who.trim()) {
        "" => None,
        name if name.contains(char::is_whitespace) => None,
        name if name.contains('@') => Some(Approval::Email(name.to_owned())),
        name => Some(Approval::Login(name.to_owned())),
    };
    names
        .into_iter()
        .map(|who| {
            let message =
                format!("`{name}` names `{}`, which is neither a login nor an address", cut(&who));
            approval(who).ok_or_else(|| Failure::new(message).help(help))
        })
        .collect()
}
