//! A place for every term of the window, and for whom the term is one of the heaviest.

use rustc_hash::FxHashMap;

/// Places are given up when the last article that holds their term leaves, so that there are no more than the window needs.
#[derive(Debug, Default)]
pub(super) struct Places {
    of_term: FxHashMap<u32, u32>,
    all: Vec<Place>,
    free: Vec<u32>,
}

#[derive(Debug, Default)]
struct Place {
    term: u32,
    /// Articles of the window that hold the term.
    holders: u32,
    /// Positions of those for whom it is one of the heaviest, rising; some may have left.
    leaders: Vec<u32>,
}

impl Places {
    /// How many places there are, in use or free.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The places of an article's terms, in their order.
    pub(super) fn enter(&mut self, terms: &[(u32, f32)]) -> Vec<u32> {
        let place = |&(term, _): &(u32, f32)| {
            let place = *self.of_term.entry(term).or_insert_with(|| {
                self.free.pop().unwrap_or_else(|| {
                    self.all.push(Place::default());
                    self.all.len() as u32 - 1
                })
            });
            let holding = &mut self.all[place as usize];
            holding.term = term;
            holding.holders += 1;
            place
        };
        terms.iter().map(place).collect()
    }

    /// Gives up the places of an article that leaves.
    pub(super) fn leave(&mut self, places: impl Iterator<Item = u32>) {
        for at in places {
            let place = &mut self.all[at as usize];
            place.holders -= 1;
            if place.holders == 0 {
                self.of_term.remove(&place.term);
                place.leaders.clear();
                self.free.push(at);
            }
        }
    }

    /// Who from position `start` on has this term among the heaviest.
    pub(super) fn leaders(&self, place: u32, start: u32) -> &[u32] {
        let leaders = &self.all[place as usize].leaders;
        &leaders[leaders.partition_point(|position| *position < start)..]
    }

    /// Adds one for whom the term is one of the heaviest, later than all before; those who stood before `start` are dropped once they are the
    /// greater half, so that none is moved more than once or twice.
    pub(super) fn lead(&mut self, place: u32, position: u32, start: u32) {
        let leaders = &mut self.all[place as usize].leaders;
        let gone = leaders.partition_point(|position| *position < start);
        if gone * 2 > leaders.len() {
            leaders.drain(..gone);
        }
        leaders.push(position);
    }
}
