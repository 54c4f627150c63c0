//! The weights of words, letters and neighbours, added up as they are met.

use super::feature::{Position, Side, Template, Value};
use super::features::Collect;
use super::fitted::Fitted;
use super::look::Look;
use super::row::Row;

/// Adds up the weights of the features of words.
pub(crate) struct Sum<'a> {
    fitted: &'a Fitted,
    look: &'a Look<'a>,
    row: Row,
}

impl<'a> Sum<'a> {
    /// What the features add that `features` puts into it.
    #[inline]
    pub(crate) fn of(fitted: &'a Fitted, look: &'a Look<'a>, features: impl FnOnce(&mut Self)) -> Row {
        let mut sum = Self {
            fitted,
            look,
            row: Row::default(),
        };
        features(&mut sum);
        sum.row
    }

    #[inline]
    fn add(&mut self, template: Template, hash: u64) {
        if let Some(weights) = self.fitted.words[template as usize].get(hash) {
            self.row.add(weights);
        }
    }
}

impl Collect for Sum<'_> {
    #[inline]
    fn words(&mut self, template: Template, first: usize, end: usize) {
        self.add(template, Value::Words(first, end).hash(self.look));
    }

    #[inline]
    fn letters(&mut self, template: Template, _: &[u8], hash: u64) {
        self.add(template, hash);
    }

    #[inline]
    fn list(&mut self, position: Position, class: usize) {
        self.row.add(&self.fitted.lists[position as usize][class]);
    }

    #[inline]
    fn sign(&mut self, side: Side, sign: usize) {
        self.row.add(&self.fitted.signs[side as usize][sign]);
    }

    #[inline]
    fn length(&mut self, letters: usize) {
        self.row.add(&self.fitted.letters[letters]);
    }
}
