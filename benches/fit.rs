//! Fits the weights of names and measures them.
//!
//! ```sh
//! cargo bench --bench fit -- coverage FILE…                      # how candidates meet marked names
//! cargo bench --bench fit -- measure --train FILE=WEIGHT… --folds corpus/names/fit=3 FILE…
//! cargo bench --bench fit -- why TEXT WORDS                      # what each feature of a name adds
//! cargo bench --bench fit -- write --train FILE=WEIGHT… -o dictionaries/names/fitted.tsv
//! ```
//! The weights on file were written with the sets that `dictionaries/NOTICE.md` names, `wikigold=1.5 crossner=0.3 gum_open=0.5 re3d_open=0.3
//! uner_ewt=0.5 btc_efg=0.4 wnut17=0.3 corpus/names/fit=4` and `--threshold 0.4,0.5,0.5 --at-least 4`.
//!
//! A FILE is JSON lines of texts with spans (`{"id","text","spans":[{"start","end","label"}]}`, offsets in code points), or a folder of
//! `*.gold` files as `corpus/README.md` describes. The same files give the same bytes.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::Path;

use dateline::eval::fit::{Fitting, MarkedText, Model, Score, Settings, Share, read};

fn main() {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let Some(command) = args.next() else { return };
    if command == "why" {
        return why(&args.collect::<Vec<_>>());
    }
    let options = Options::parse(args.collect());
    let fitting = Fitting::new().unwrap();
    match command.as_str() {
        "coverage" => coverage(&fitting, &options),
        "errors" => errors(&fitting, &options),
        "measure" => measure(&fitting, &options),
        "write" => write(&fitting, &options),
        other => panic!("`{other}`: coverage, measure or write is wanted"),
    }
}

/// `why TEXT WORDS`: what each feature adds.
fn why(args: &[String]) {
    let fitting = Fitting::new().unwrap();
    let found = fitting.why(&args[0], &args[1]);
    let mut sum = [0.0; 3];
    for (name, weights) in &found {
        sum = [0, 1, 2].map(|k| sum[k] + weights[k]);
        println!("{name}\t{:.2}\t{:.2}\t{:.2}", weights[0], weights[1], weights[2]);
    }
    println!("sum\t{:.2}\t{:.2}\t{:.2}", sum[0], sum[1], sum[2]);
}

#[derive(Default)]
struct Options {
    train: Vec<MarkedText>,
    weights: BTreeMap<String, f32>,
    /// Sets that are both trained on and measured, fold by fold.
    folds: Vec<String>,
    tests: Vec<Vec<MarkedText>>,
    output: Option<String>,
    show: usize,
    settings: Settings,
    thresholds: Vec<[f32; 3]>,
}

impl Options {
    fn parse(args: Vec<String>) -> Self {
        let mut options = Self::default();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().unwrap();
            match arg.as_str() {
                "--train" | "--folds" => {
                    let value = value();
                    let (path, weight) = value.rsplit_once('=').unwrap();
                    let texts = read(Path::new(path)).unwrap();
                    let set = Path::new(path)
                        .file_stem()
                        .unwrap()
                        .to_string_lossy()
                        .into_owned();
                    options.weights.insert(set.clone(), weight.parse().unwrap());
                    options.train.extend(texts);
                    if arg == "--folds" {
                        options.folds.push(set);
                    }
                }
                "-o" => options.output = Some(value()),
                "--show" => options.show = value().parse().unwrap(),
                "--passes" => options.settings.passes = value().parse().unwrap(),
                "--step" => options.settings.step = value().parse().unwrap(),
                "--l1" => options.settings.l1 = value().parse().unwrap(),
                "--l2" => options.settings.l2 = value().parse().unwrap(),
                "--at-least" => options.settings.at_least = value().parse().unwrap(),
                "--threshold" => {
                    let value = value();
                    let mut parts = value.split(',').map(|p| p.parse().unwrap());
                    options.thresholds.push([(); 3].map(|()| parts.next().unwrap()));
                }
                path => options.tests.push(read(Path::new(path)).unwrap()),
            }
        }
        options
    }

    fn fit(&self, fitting: &Fitting, without: impl Fn(&MarkedText) -> bool) -> Model {
        let train: Vec<&MarkedText> = self.train.iter().filter(|t| !without(t)).collect();
        fitting.fit(
            &train,
            |set| self.weights.get(set).copied().unwrap_or(1.0),
            self.settings,
        )
    }
}

fn coverage(fitting: &Fitting, options: &Options) {
    println!("set\tkind\tmarked\texact\toverlapped\tnone");
    for texts in &options.tests {
        let mut counts = [[0_u32; 3]; 3];
        let mut lines = Vec::new();
        for text in texts {
            for (kind, share, line) in fitting.coverage(text) {
                counts[kind][share as usize] += 1;
                if share != Share::Exact {
                    lines.push(format!("{share:?}\t{}\t{line}", KINDS[kind]));
                }
            }
        }
        let set = texts.first().map_or("", MarkedText::set);
        for (kind, [exact, over, none]) in KINDS.iter().zip(counts) {
            println!("{set}\t{kind}\t{}\t{exact}\t{over}\t{none}", exact + over + none);
        }
        lines.sort();
        let step = (lines.len() / options.show.max(1)).max(1);
        for line in lines.iter().step_by(step).take(options.show) {
            println!("  {line}");
        }
    }
}

/// What is wrong, by sort of error, with `--show` lines of each.
fn errors(fitting: &Fitting, options: &Options) {
    let mut model = options.fit(fitting, |text| options.folds.iter().any(|f| f == text.set()));
    model.set_thresholds(options.thresholds.first().copied().unwrap_or([0.5; 3]));
    let rules = options.settings.passes == 0;
    for texts in &options.tests {
        let mut sorts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for text in texts {
            for line in fitting.errors(text, (!rules).then_some(&model)) {
                let (sort, line) = line.split_once('\t').unwrap();
                sorts.entry(sort.to_owned()).or_default().push(line.to_owned());
            }
        }
        for (sort, lines) in &sorts {
            println!("{sort}: {}", lines.len());
            let step = (lines.len() / options.show.max(1)).max(1);
            for line in lines.iter().step_by(step).take(options.show) {
                println!("    {line}");
            }
        }
    }
}

const KINDS: [&str; 3] = ["organisation", "person", "place"];

fn measure(fitting: &Fitting, options: &Options) {
    println!("set\tweights\tkind\tgold\tfound\tstrict\trelaxed P\tR\tF1\tdistinct");
    let thresholds = if options.thresholds.is_empty() {
        vec![[0.5; 3]]
    } else {
        options.thresholds.clone()
    };
    let tests: Vec<Vec<&MarkedText>> = options.tests.iter().map(|t| t.iter().collect()).collect();
    for texts in &tests {
        print(texts, "rules", &fitting.measure(texts, None));
    }
    if !options.train.is_empty() {
        let mut model = options.fit(fitting, |_| false);
        println!("# {} features", model.len());
        for threshold in &thresholds {
            model.set_thresholds(*threshold);
            for texts in &tests {
                print(
                    texts,
                    &format!("{threshold:?}"),
                    &fitting.measure(texts, Some(&model)),
                );
            }
        }
    }
    for set in &options.folds {
        folds(fitting, options, set, &thresholds);
    }
}

/// Five folds over the documents of one set.
fn folds(fitting: &Fitting, options: &Options, set: &str, thresholds: &[[f32; 3]]) {
    let texts: Vec<&MarkedText> = options.train.iter().filter(|t| t.set() == set).collect();
    let mut scores = vec![[Score::default(); 3]; thresholds.len()];
    for fold in 0..5 {
        let held: Vec<&MarkedText> = texts
            .iter()
            .enumerate()
            .filter(|(n, _)| n % 5 == fold)
            .map(|(_, t)| *t)
            .collect();
        let is_held = |text: &MarkedText| held.iter().any(|h| std::ptr::eq(*h, text));
        let mut model = options.fit(fitting, is_held);
        for (threshold, scores) in thresholds.iter().zip(&mut scores) {
            model.set_thresholds(*threshold);
            for (sum, part) in scores.iter_mut().zip(fitting.measure(&held, Some(&model))) {
                sum.strict.add(part.strict);
                sum.relaxed.add(part.relaxed);
                sum.distinct.add(part.distinct);
            }
        }
    }
    print(&texts, "rules", &fitting.measure(&texts, None));
    for (threshold, scores) in thresholds.iter().zip(&scores) {
        print(&texts, &format!("folds {threshold:?}"), scores);
    }
}

fn print(texts: &[&MarkedText], weights: &str, scores: &[Score; 3]) {
    let set = texts.first().map_or("", |t| t.set());
    for (kind, score) in KINDS.iter().zip(scores) {
        let r = &score.relaxed;
        println!(
            "{set}\t{weights}\t{kind}\t{:.0}\t{:.0}\t{:.1}\t{:.1}\t{:.1}\t{:.1}\t{:.1}",
            r.gold,
            r.found,
            100.0 * score.strict.f1(),
            100.0 * r.precision(),
            100.0 * r.recall(),
            100.0 * r.f1(),
            100.0 * score.distinct.f1()
        );
    }
}

fn write(fitting: &Fitting, options: &Options) {
    let mut model = options.fit(fitting, |_| false);
    if let Some(thresholds) = options.thresholds.first() {
        model.set_thresholds(*thresholds);
    }
    std::fs::write(options.output.as_ref().unwrap(), model.text(HEAD)).unwrap();
    println!("{} features", model.len());
}

const HEAD: &str = "\
# Fitted weights of names: a feature, and what it counts for organisation, person and place; thresholds are probabilities.
# Source: counted over openly licensed texts by `cargo bench --bench fit`; which, and their terms: dictionaries/NOTICE.md. No text of theirs
# is in it. Features: src/extract/names/feature.rs.
";
