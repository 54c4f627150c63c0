//! What the words of names, their letters and their neighbours add to the scores: the same before and after names are linked, so it is
//! looked up once.

use super::features::{of_context, of_name, of_shape};
use super::fitted::{ELSEWHERE, Fitted};
use super::groups::{Groups, Sighting};
use super::look::Look;
use super::row::Row;
use super::sum::Sum;

/// Sums of weights by mention and by name.
#[derive(Debug)]
pub(crate) struct Wording {
    mentions: Vec<OfMention>,
    names: Vec<OfName>,
}

#[derive(Debug, Clone, Copy)]
struct OfMention {
    /// How its words are written.
    shape: Row,
    /// What stands around it.
    context: Row,
}

#[derive(Debug, Clone, Copy, Default)]
struct OfName {
    /// Its own words.
    words: Row,
    /// What stands around its mentions, together.
    contexts: Row,
    /// How many mentions.
    mentions: u16,
}

impl Wording {
    /// Looks up what the words of all names of an article count by `fitted`.
    pub(crate) fn new(fitted: &Fitted, look: &Look<'_>, groups: &Groups) -> Self {
        let of_name = |name| OfName {
            words: Sum::of(fitted, look, |sum| of_name(look, groups, name, sum)),
            ..OfName::default()
        };
        let mut names: Vec<OfName> = (0..groups.names.len()).map(of_name).collect();
        let of_mention = |(at, sighting): (usize, &Sighting)| {
            let context = Sum::of(fitted, look, |sum| of_context(look, groups, at, sum));
            let name = &mut names[sighting.name];
            name.contexts.add(&context);
            name.mentions = name.mentions.saturating_add(1);
            OfMention {
                shape: Sum::of(fitted, look, |sum| of_shape(look, groups, at, sum)),
                context,
            }
        };
        let mentions = groups.sightings.iter().enumerate().map(of_mention).collect();
        Self { mentions, names }
    }

    /// What the shape of a mention adds.
    pub(crate) fn shape(&self, mention: usize) -> Row {
        self.mentions[mention].shape
    }

    /// Adds all else: the words of the name, what stands around this mention, and a share of what stands around the others.
    pub(crate) fn add(&self, scores: &mut Row, mention: usize, name: usize) {
        let (name, context) = (&self.names[name], &self.mentions[mention].context);
        scores.add(&name.words);
        scores.add(context);
        if name.mentions > 1 {
            let share = ELSEWHERE / f32::from(name.mentions - 1);
            scores.add_share(&name.contexts, share);
            scores.add_share(context, -share);
        }
    }
}
