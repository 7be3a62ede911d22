//! How much is read and shown at most, as the environment says: the only place that asks it for that.

use crate::cli::failure::Failure;
use crate::snapshot::{HIGHEST, HIGHEST_FILE_MIB, Limits};
use crate::text::{nearest, tick};

/// The limits that `GOALPACT_LIMITS` sets, such as `files=400000,seconds=600`; for all others the usual ones.
pub(super) fn asked() -> Result<Limits, Failure> {
    match std::env::var_os(Limits::VARIABLE) {
        None => Ok(Limits::default()),
        Some(text) => parse(&text.to_string_lossy()),
    }
}

fn parse(text: &str) -> Result<Limits, Failure> {
    let mut limits = Limits::default();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        let failure = |why: String| {
            Failure::new(format!("{} has {}: {why}", Limits::VARIABLE, tick(part))).help(
                "write it like `files=400000,seconds=600`; `goalpact --help` names all limits",
            )
        };
        let (name, number) =
            part.split_once('=').ok_or_else(|| failure("there is no `=` in it".into()))?;
        let mut all = limits.by_name();
        let names = all.each_ref().map(|(name, _)| *name);
        let Some((_, limit)) = all.iter_mut().find(|(known, _)| *known == name) else {
            let near = nearest(name, names).map(|near| format!("; perhaps `{near}`"));
            let near = near.unwrap_or_default();
            return Err(failure(format!("no limit is called so{near}")));
        };
        let highest = if name == "file-mib" { HIGHEST_FILE_MIB } else { HIGHEST };
        let number = number.parse().ok().filter(|number| (1..=highest).contains(number));
        **limit = number.ok_or_else(|| failure(format!("no number from 1 to {highest}")))?;
    }
    Ok(limits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_set_by_its_name_and_no_other_is_touched() {
        let usual = Limits::default();
        assert_eq!(parse("").unwrap(), usual);
        assert_eq!(
            parse("files=7, seconds=600").unwrap(),
            Limits { files: 7, seconds: 600, ..usual }
        );
        for (name, _) in Limits::default().by_name() {
            let mut set = parse(&format!("{name}=3")).unwrap();
            assert!(set.by_name().iter().all(|(other, limit)| (**limit == 3) == (*other == name)));
        }
    }

    #[test]
    fn what_sets_no_limit_is_said() {
        for (text, says) in [
            ("file=3", "GOALPACT_LIMITS has `file=3`: no limit is called so; perhaps `files`"),
            ("files", "GOALPACT_LIMITS has `files`: there is no `=` in it"),
            ("files=0", "GOALPACT_LIMITS has `files=0`: no number from 1 to 1000000000"),
            ("files=-1", "GOALPACT_LIMITS has `files=-1`: no number from 1 to 1000000000"),
            ("file-mib=4096", "GOALPACT_LIMITS has `file-mib=4096`: no number from 1 to 1000"),
        ] {
            assert_eq!(parse(text).unwrap_err().message, says.into());
        }
    }
}
