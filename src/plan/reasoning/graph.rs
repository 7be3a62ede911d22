//! What leads to what, by positions: reach, and circles.
//!
//! Knows neither goals nor items: alignment and dependencies are both a graph.

use std::collections::VecDeque;

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{Bfs, Walker};

/// How often each link may be looked at while the shortest circle of a knot is searched, so that a knot of thousands costs no more
/// than its links; up to some dozen members the circle found is the shortest.
const LOOKS_PER_LINK: usize = 64;

/// Things, known by their positions, and the links between them.
#[derive(Debug)]
pub struct Graph {
    links: DiGraph<(), (), u32>,
    /// Things that all lead to one another, each by position; a thing that leads to itself is one of its own.
    knots: Vec<Vec<usize>>,
    knot_of: Vec<Option<usize>>,
}

impl Graph {
    /// The graph of `count` things, and of links from one position to another.
    pub fn new(count: usize, links: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut graph = DiGraph::with_capacity(count, count);
        for _ in 0..count {
            graph.add_node(());
        }
        for (from, to) in links {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
        }
        let mut knots: Vec<Vec<usize>> = kosaraju_scc(&graph)
            .into_iter()
            .filter(|knot| knot.len() > 1 || graph.contains_edge(knot[0], knot[0]))
            .map(|knot| knot.into_iter().map(NodeIndex::index).collect())
            .collect();
        for knot in &mut knots {
            knot.sort_unstable();
        }
        knots.sort_unstable();
        let mut knot_of = vec![None; count];
        for (index, knot) in knots.iter().enumerate() {
            for member in knot {
                knot_of[*member] = Some(index);
            }
        }
        Self { links: graph, knots, knot_of }
    }

    /// What a thing leads to, in one step.
    pub fn from(&self, position: usize) -> impl Iterator<Item = usize> {
        self.links.neighbors(NodeIndex::new(position)).map(NodeIndex::index)
    }

    /// What leads to a thing, in one step.
    pub fn to(&self, position: usize) -> impl Iterator<Item = usize> {
        self.links.neighbors_directed(NodeIndex::new(position), Incoming).map(NodeIndex::index)
    }

    /// Everything a thing leads to in any number of steps, nearest first; the thing itself only where it is in a circle.
    pub fn all_from(&self, position: usize) -> impl Iterator<Item = usize> {
        let is_knotted = self.knot_of[position].is_some();
        let reached = Bfs::new(&self.links, NodeIndex::new(position)).iter(&self.links);
        reached.skip(usize::from(!is_knotted)).map(NodeIndex::index)
    }

    /// Which things lead, in one step or more, to one of `ends`; by position.
    #[must_use]
    pub fn leading_to(&self, ends: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.spread(ends, Incoming)
    }

    /// Which things one of `starts` leads to, in one step or more; by position.
    #[must_use]
    pub fn led_to_from(&self, starts: impl IntoIterator<Item = usize>) -> Vec<bool> {
        self.spread(starts, Outgoing)
    }

    fn spread(&self, starts: impl IntoIterator<Item = usize>, way: Direction) -> Vec<bool> {
        let mut reached = vec![false; self.links.node_count()];
        let mut waiting: VecDeque<usize> = starts.into_iter().collect();
        while let Some(at) = waiting.pop_front() {
            for next in self.links.neighbors_directed(NodeIndex::new(at), way) {
                if !std::mem::replace(&mut reached[next.index()], true) {
                    waiting.push_back(next.index());
                }
            }
        }
        reached
    }

    /// Whether two things are part of one knot, each leading to the other.
    #[must_use]
    pub fn is_knotted(&self, one: usize, other: usize) -> bool {
        self.knot_of[one].is_some() && self.knot_of[one] == self.knot_of[other]
    }

    /// The shortest circle of each knot, in the order of its links; it begins with its last member by position.
    #[must_use]
    pub fn circles(&self) -> Vec<Vec<usize>> {
        let mut search = Search::new(self);
        let mut circles: Vec<Vec<usize>> = self
            .knots
            .iter()
            .filter_map(|knot| {
                let mut circle = search.shortest_of(knot)?;
                let last = (0..circle.len()).max_by_key(|at| circle[*at])?;
                circle.rotate_left(last);
                Some(circle)
            })
            .collect();
        circles.sort_unstable();
        circles
    }
}

/// A search for circles; what it writes down is kept from one search to the next.
struct Search<'g> {
    graph: &'g Graph,
    /// From where each thing was reached, and in which round.
    reached: Vec<(usize, usize)>,
    /// The things whose circles are known already.
    done: Vec<bool>,
    round: usize,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph) -> Self {
        let count = graph.knot_of.len();
        Self { graph, reached: vec![(0, 0); count], done: vec![false; count], round: 0 }
    }

    fn shortest_of(&mut self, knot: &[usize]) -> Option<Vec<usize>> {
        let links: usize = knot.iter().map(|member| self.graph.from(*member).count()).sum();
        let mut looks = links * LOOKS_PER_LINK;
        let mut shortest: Option<Vec<usize>> = None;
        for start in knot {
            let limit = shortest.as_ref().map_or(knot.len(), |circle| circle.len() - 1);
            if limit == 0 || looks == 0 {
                break;
            }
            shortest = self.circle_through(*start, limit, &mut looks).or(shortest);
            self.done[*start] = true;
        }
        shortest
    }

    /// The shortest circle through `start`, of at most `limit` members, that leaves out what is done.
    fn circle_through(
        &mut self,
        start: usize,
        limit: usize,
        looks: &mut usize,
    ) -> Option<Vec<usize>> {
        self.round += 1;
        let mut waiting = VecDeque::from([(start, 1)]);
        while let Some((at, length)) = waiting.pop_front() {
            for next in self.graph.from(at) {
                *looks = looks.checked_sub(1)?;
                if next == start {
                    return Some(self.path_back(start, at));
                }
                let is_open = self.graph.is_knotted(start, next) && !self.done[next];
                if is_open && length < limit && self.reached[next].1 != self.round {
                    self.reached[next] = (at, self.round);
                    waiting.push_back((next, length + 1));
                }
            }
        }
        None
    }

    fn path_back(&self, start: usize, end: usize) -> Vec<usize> {
        let mut path = vec![end];
        let mut at = end;
        while at != start {
            at = self.reached[at].0;
            path.push(at);
        }
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_knot_is_told_by_its_shortest_circle_once() {
        let links = [(0, 1), (1, 2), (2, 3), (3, 0), (2, 1), (4, 0), (5, 5)];
        let graph = Graph::new(7, links);
        assert_eq!(graph.circles(), [vec![2, 1], vec![5]]);
        assert!(graph.is_knotted(0, 3));
        assert!(!graph.is_knotted(4, 0) && !graph.is_knotted(6, 6));
    }

    #[test]
    fn a_circle_begins_with_its_last_member() {
        let graph = Graph::new(3, [(0, 2), (2, 1), (1, 0)]);
        assert_eq!(graph.circles(), [[2, 1, 0]]);
    }

    #[test]
    fn a_circle_of_many_thousands_is_found_without_recursion() {
        let count = 20_000;
        let graph = Graph::new(count, (0..count).map(|at| (at, (at + 1) % count)));
        let circles = graph.circles();
        assert_eq!((circles.len(), circles[0].len(), circles[0][0]), (1, count, count - 1));
    }

    #[test]
    fn what_leads_where_is_known_over_any_number_of_steps() {
        let graph = Graph::new(5, [(0, 1), (1, 2), (3, 1)]);
        assert_eq!(graph.all_from(0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(graph.leading_to([2]), [true, true, false, true, false]);
        assert_eq!(graph.led_to_from([3, 4]), [false, true, true, false, false]);
        assert_eq!(graph.to(1).collect::<Vec<_>>(), [3, 0]);
    }
}
