//! By whose rules a plan is judged: its own, or those of the base, which a change cannot loosen.

use clap::ValueEnum;

use crate::cli::args::CheckArgs;
use crate::cli::failure::Failure;
use crate::plan::{self, Plan};
use crate::snapshot::{CONFIG, Changed, Snapshot};

/// Where the rules are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ConfigFrom {
    /// The goalpact.toml that is checked
    Head,
    /// The goalpact.toml of the base, so that a change cannot loosen its own judge
    Base,
}

impl ConfigFrom {
    /// Fails where the rules of a base are asked for and cannot be had. On a branch without a commit there is no rule to loosen.
    pub(super) fn demand(self, args: &CheckArgs, base: Option<&Changed>) -> Result<(), Failure> {
        if self == Self::Head {
            return Ok(());
        }
        let Some(base) = base.map(|changed| &changed.base) else {
            if args.moment.staged {
                return Ok(());
            }
            let message = "`--config-from base` takes the rules from a base, and none is named";
            return Err(Failure::new(message)
                .help("add `--staged`, or `--base REV`, such as `--base origin/main`"));
        };
        let is_config = |path: &str| base.within_plan(path) == CONFIG;
        let unread = base.unread.iter().find(|unread| is_config(&unread.path));
        unread.map_or(Ok(()), |unread| Err(Failure::unread(unread.clone())))
    }

    /// The plan, and whose rules it is judged by where they are not its own.
    pub(super) fn load<'s, 'p>(
        self,
        snapshot: &'s Snapshot,
        base: Option<&'p Plan<'p>>,
    ) -> (Plan<'s>, Option<&'p Plan<'p>>) {
        match base.filter(|_| self == Self::Base) {
            Some(judge) => (plan::load_by(snapshot, judge), Some(judge)),
            None => (plan::load(snapshot), None),
        }
    }
}
