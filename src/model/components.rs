//! Which of a number of things hang together, directly or through others (union-find, Galler & Fischer 1964).

/// Things 0 to n, joined two by two.
#[derive(Debug, Clone)]
pub struct Components {
    parents: Vec<usize>,
}

impl Components {
    /// `n` things, each alone.
    pub fn new(n: usize) -> Self {
        Self {
            parents: (0..n).collect(),
        }
    }

    /// The smallest thing that `thing` hangs together with.
    pub fn of(&self, thing: usize) -> usize {
        let mut at = thing;
        while self.parents[at] != at {
            at = self.parents[at];
        }
        at
    }

    /// Joins two things, and all that hang together with either.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// Joins all of these.
    pub fn join_all(&mut self, things: &[usize]) {
        for pair in things.windows(2) {
            self.join(pair[0], pair[1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Components;

    #[test]
    fn what_hangs_together_through_others_is_one() {
        let mut of = Components::new(5);
        of.join(3, 1);
        of.join_all(&[4, 3]);
        assert_eq!((0..5).map(|n| of.of(n)).collect::<Vec<_>>(), [0, 1, 2, 1, 1]);
    }
}
