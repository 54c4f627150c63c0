//! Where the items of a slice stand that are wanted, where most are not.

/// The indices of the items that `is` holds for, in order.
///
/// Sixty-four items give one mask without a branch: one word in ten is a trigger, at no regular distance, and a branch at each would
/// be foretold wrongly at most of them (Ross, "Selection conditions in main memory", 2004). Cheapest with `for_each`.
#[inline]
pub fn flagged<'a, T>(items: &'a [T], is: impl Fn(&T) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
    items.chunks(64).enumerate().flat_map(move |(chunk, items)| {
        let mut mask = 0u64;
        for item in items.iter().rev() {
            mask = mask << 1 | u64::from(is(item));
        }
        std::iter::from_fn(move || {
            let next = mask.trailing_zeros() as usize;
            mask &= mask.wrapping_sub(1);
            (next < 64).then_some(chunk * 64 + next)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_a_filter_finds(items in proptest::collection::vec(any::<bool>(), 0..200)) {
            let filtered: Vec<usize> = (0..items.len()).filter(|at| items[*at]).collect();
            prop_assert_eq!(flagged(&items, |item| *item).collect::<Vec<_>>(), filtered);
        }
    }
}
