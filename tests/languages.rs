//! Articles that are not in English: marked with their language, and read by the dictionaries and for dates in digits alone.
#![allow(clippy::unwrap_used)]

use dateline::extract::{NamesMode, Settings};
use dateline::lexicon::Lexicon;
use dateline::model::{Article, Record, ValueLine};
use dateline::pipeline::Analyst;

const FRENCH: &str = "Le ministère a confirmé mercredi que le groupe Fancy Bear avait volé les données de 80 athlètes le 21/02/2017. \
    Selon la police, la ville de Nairobi a été touchée par la même attaque au mois de mars, et trois personnes ont été arrêtées.";
const GERMAN: &str = "Die Hacker von Fancy Bear haben nach Angaben der Polizei am 21.02.2017 die Daten von 80 Athleten gestohlen. \
    Der Verband erklärte am Mittwoch, dass auch Büros in Nairobi betroffen seien; drei Personen wurden im März festgenommen.";
const SPANISH: &str = "El grupo Fancy Bear robó los datos de 80 atletas el 21/02/2017, según informó la policía el miércoles. \
    La federación explicó que las oficinas de Nairobi también fueron atacadas, y que tres personas fueron detenidas en marzo.";

fn read(language: &str, text: &str) -> Record {
    let settings = Settings {
        names: NamesMode::Rules,
        ..Settings::default()
    };
    let analyst = Analyst::new(Lexicon::built_in().unwrap(), settings).unwrap();
    analyst.read(&article(language, text))
}

fn article(language: &str, text: &str) -> Article {
    Article {
        id: "1".into(),
        path: "1".into(),
        language: language.into(),
        text: text.into(),
        ..Article::default()
    }
}

#[test]
fn dictionaries_and_dates_in_digits_apply_to_every_language() {
    for (language, text) in [("fr", FRENCH), ("de", GERMAN), ("es", SPANISH)] {
        let record = read(language, text);
        let found: Vec<(&str, &str)> = record
            .mentions
            .iter()
            .map(|m| (m.kind.as_str(), m.text.as_str()))
            .collect();
        assert!(found.contains(&("actor", "Fancy Bear")), "{language}: {found:?}");
        assert!(found.contains(&("place", "Nairobi")), "{language}: {found:?}");
        assert!(
            found
                .iter()
                .any(|(kind, text)| *kind == "date" && text.contains("2017")),
            "{language}: {found:?}"
        );
    }
}

#[test]
fn nothing_else_is_read_in_them() {
    for (language, text) in [("fr", FRENCH), ("de", GERMAN), ("es", SPANISH)] {
        let record = read(language, text);
        assert_eq!(record.language, language);
        assert_eq!(record.claims, [], "{language}");
        for mention in &record.mentions {
            match &mention.value {
                ValueLine::Figure(_) => panic!("{language}: a figure {}", mention.text),
                ValueLine::Date(_) => assert_eq!(mention.rule.as_str(), "dates/numeric", "{language}"),
                ValueLine::Name(_) => assert!(
                    mention.rule.as_str().ends_with("/dictionary"),
                    "{language}: {mention:?}"
                ),
            }
        }
    }
}

#[test]
fn a_least_score_cuts_mentions() {
    let text = "The hacking group Fancy Bear, also known as Velvet Heron, stole data of 80 athletes on 21 February 2017.";
    let with = |min_score| {
        let settings = Settings {
            min_score,
            names: NamesMode::Rules,
            ..Settings::default()
        };
        let analyst = Analyst::new(Lexicon::built_in().unwrap(), settings).unwrap();
        analyst.read(&article("en", text)).mentions
    };
    let all = with(0.0);
    for least in [0.5, 0.9, 0.97] {
        let kept: Vec<_> = all.iter().filter(|m| m.score >= least).cloned().collect();
        assert_eq!(with(least), kept, "{least}");
    }
    assert!(all.iter().all(|m| (0.0..=1.0).contains(&m.score)), "{all:?}");
    assert!(with(0.97).len() < all.len());
}
