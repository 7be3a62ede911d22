//! By whose rules a plan is judged: its own, or those of the base, which a change cannot loosen.

use clap::ValueEnum;

use crate::cli::args::CheckArgs;
use crate::cli::failure::Failure;
use crate::plan::{self, Plan};
use crate::snapshot::{CONFIG, Snapshot};

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
    pub(super) fn demand(self, args: &CheckArgs, base: Option<&Snapshot>) -> Result<(), Failure> {
        if self == Self::Head {
            return Ok(());
        }
        let Some(base) = base else {
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

    /// The plan, and the one before it, where there is a base; what both have is read once.
    pub(super) fn load<'s>(
        self,
        head: &'s Snapshot,
        base: Option<&'s Snapshot>,
    ) -> (Plan<'s>, Option<Plan<'s>>) {
        match (base, self) {
            (None, _) => (plan::load(head), None),
            (Some(base), Self::Head) => {
                let plan = plan::load(head);
                let before = plan::load_beside(base, &plan);
                (plan, Some(before))
            }
            (Some(base), Self::Base) => {
                let before = plan::load(base);
                (plan::load_by(head, &before), Some(before))
            }
        }
    }

    /// Whose rules a plan is judged by: its own where there is none before it.
    pub(super) fn judge<'p, 's>(
        self,
        plan: &'p Plan<'s>,
        before: Option<&'p Plan<'s>>,
    ) -> &'p Plan<'s> {
        before.filter(|_| self == Self::Base).unwrap_or(plan)
    }
}
