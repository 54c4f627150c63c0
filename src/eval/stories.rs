//! Stories against gold: BCubed and pairs.

use std::collections::BTreeMap;

use super::counts::{Counts, Row};
use super::gold::StoryGold;
use crate::model::Story;

/// Rows `bcubed` and `pairs`.
pub(super) fn rows(gold: &[StoryGold], stories: &[Story]) -> Vec<Row> {
    let of = |groups: Vec<Vec<&str>>| -> BTreeMap<String, usize> {
        let members = groups
            .into_iter()
            .enumerate()
            .flat_map(|(n, ids)| ids.into_iter().map(move |id| (id.to_owned(), n)));
        members.collect()
    };
    let truth = of(gold
        .iter()
        .map(|s| s.articles.iter().map(|a| a.id.as_str()).collect())
        .collect());
    let said = of(stories
        .iter()
        .map(|s| s.articles.iter().map(String::as_str).collect())
        .collect());
    let ids: Vec<&String> = truth.keys().filter(|id| said.contains_key(*id)).collect();
    let (mut bcubed, mut pairs) = (Counts::default(), Counts::default());
    for (n, a) in ids.iter().enumerate() {
        let same = |map: &BTreeMap<String, usize>, b: &String| map[*a] == map[b];
        let count = |wanted: &dyn Fn(&String) -> bool| ids.iter().filter(|b| wanted(b)).count() as f64;
        let both = count(&|b| same(&truth, b) && same(&said, b));
        bcubed.add(Counts {
            gold: 1.0,
            found: 1.0,
            right_gold: both / count(&|b| same(&truth, b)),
            right_found: both / count(&|b| same(&said, b)),
        });
        for b in &ids[n + 1..] {
            let (t, s) = (same(&truth, b), same(&said, b));
            pairs.add(Counts::new(usize::from(t), usize::from(s), usize::from(t && s)));
        }
    }
    let row = |reading, counts| Row {
        stage: "story",
        what: "all".to_owned(),
        reading,
        counts,
    };
    vec![row("bcubed", bcubed), row("pairs", pairs)]
}
