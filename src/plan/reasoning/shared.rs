//! The functions that share a goal, and on which side they are.

use std::collections::BTreeMap;

use crate::model::{Entry, Function, FunctionRef, Side};
use crate::plan::Plan;
use crate::text::Place;

impl<'s> Plan<'s> {
    /// The functions that take part in the goal at a position, each with the first place that says so.
    #[must_use]
    pub fn sharing(&self, goal: usize) -> Vec<(&Entry<'s, Function<'s>>, Place)> {
        let functions = &self.functions_by_goal()[goal];
        let mut first = BTreeMap::new();
        for (function, at) in
            [&functions.owners, &functions.champions, &functions.teams].into_iter().flatten()
        {
            first.entry(*function).or_insert(*at);
        }
        first.into_iter().map(|(function, at)| (&self.functions[function], at)).collect()
    }

    /// Those of them on one side.
    #[must_use]
    pub fn sharing_on(&self, side: Side, goal: usize) -> Vec<(&Entry<'s, Function<'s>>, Place)> {
        let mut sharing = self.sharing(goal);
        sharing.retain(|(function, _)| function.side.value() == Some(side));
        sharing
    }

    /// The side that all of `functions` are on; `None` where they differ, or one of them cannot be told.
    pub fn common_side<'p>(
        &self,
        functions: impl IntoIterator<Item = &'p FunctionRef<'s>>,
    ) -> Option<Side>
    where
        's: 'p,
    {
        let mut sides = functions.into_iter().map(|function| self.entry(function)?.side.value());
        let first = sides.next()??;
        sides.all(|side| side == Some(first)).then_some(first)
    }
}
