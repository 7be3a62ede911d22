//! Which of some goals are linked: one supports the other, directly or through others.

use std::collections::HashMap;

use petgraph::unionfind::UnionFind;

use crate::plan::Graph;

/// How many links are followed for each goal; where there are more, all of them count as linked.
const LOOKS: usize = 64;

/// One of each set of linked goals among `members`, by position: the first. Goals that meet in a goal of `members` are linked.
pub(super) fn unlinked(alignment: &Graph, members: &[usize]) -> Vec<usize> {
    let mut found = members.to_vec();
    let mut number: HashMap<usize, usize> =
        members.iter().enumerate().map(|(number, member)| (*member, number)).collect();
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    let mut looks = members.len() * LOOKS;
    let mut next = 0;
    while let Some(goal) = found.get(next).copied() {
        for above in alignment.from(goal) {
            if looks == 0 {
                return members[..members.len().min(1)].to_vec();
            }
            looks -= 1;
            let above = *number.entry(above).or_insert_with(|| {
                found.push(above);
                below.push(Vec::new());
                found.len() - 1
            });
            below[above].push(next);
        }
        next += 1;
    }
    // Whatever lies on a way from one member to another belongs to the set of both.
    let mut sets = UnionFind::new(found.len());
    let mut is_way: Vec<bool> = (0..found.len()).map(|number| number < members.len()).collect();
    let mut waiting: Vec<usize> = (0..members.len()).collect();
    while let Some(above) = waiting.pop() {
        for goal in &below[above] {
            sets.union(above, *goal);
            if !std::mem::replace(&mut is_way[*goal], true) {
                waiting.push(*goal);
            }
        }
    }
    let mut told = vec![false; found.len()];
    let is_first = |number: &usize| !std::mem::replace(&mut told[sets.find(*number)], true);
    (0..members.len()).filter(is_first).map(|number| members[number]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_linked_directly_through_others_and_in_a_common_one() {
        let graph = Graph::new(7, [(0, 1), (1, 2), (3, 2), (4, 5), (6, 5)]);
        assert_eq!(unlinked(&graph, &[0, 2]), [0]);
        assert_eq!(unlinked(&graph, &[0, 2, 3]), [0]);
        assert_eq!(unlinked(&graph, &[0, 3]), [0, 3]);
        assert_eq!(unlinked(&graph, &[4, 6]), [4, 6]);
        assert_eq!(unlinked(&graph, &[0, 2, 4]), [0, 4]);
    }

    #[test]
    fn a_knot_is_linked() {
        let graph = Graph::new(3, [(0, 1), (1, 0)]);
        assert_eq!(unlinked(&graph, &[0, 1]), [0]);
    }
}
