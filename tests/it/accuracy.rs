//! A floor under the accuracy of the bundled model, on a text that stands in this repository.
//!
//! `gold/founding.jsonl` holds the first twelve paragraphs of `seeds/articles/founding.txt`,
//! annotated for this project by the rules that the engine follows.
//! The model has not learned from them.

use std::fmt::Write;
use std::fs;

use wassam::evaluate::gold::{self, Gold};
use wassam::evaluate::{Finding, Match, View, compare};
use wassam::{Annotation, Annotator, Model, Options, Schema};

/// Far enough below what is measured (the README's table) that another training run may lose an annotation or two.
const LOWEST_F1: f64 = 0.9;
/// The types that hold names of people, bodies and places.
const NAMES: [&str; 5] = ["PERS", "ORG", "GPE", "LOC", "FAC"];

fn gold() -> Gold {
    let golds = gold::read(&crate::read("tests/it/gold/founding.jsonl"));
    golds.expect("is gold").remove(0)
}

#[test]
fn the_gold_is_of_the_founding_article() {
    let article = crate::read("seeds/articles/founding.txt");
    assert!(article.starts_with(gold().text.as_str()));
}

#[test]
fn the_bundled_model_stays_above_its_floor() {
    let model = fs::read(crate::path("seeds/model/tagger.bin")).expect("the model can be read");
    let model = Model::read(&model).expect("the bundled model is for this engine");
    let gold = gold();
    let date = gold.reference_date.as_deref().map(str::parse);
    let options = Options {
        reference_date: date.transpose().expect("is a date"),
        ..Options::default()
    };
    let annotator = Annotator::new().with_model(model);
    let found = annotator.annotate(gold.text.as_str(), &options).annotations;
    check("all types", None, &gold, &found);
    let names = NAMES.map(str::to_owned).to_vec();
    check("names", Some(names), &gold, &found);
}

/// Compares as `wassam evaluate --match head --types` does.
fn check(what: &str, types: Option<Vec<String>>, gold: &Gold, found: &[Annotation]) {
    let view = View {
        schema: Schema::Wojood,
        types,
    };
    let gold = view.of_gold(gold.clone());
    let found = view.of_found(found.to_vec(), &gold);
    let comparison = compare(&gold, &found, Match::Head);
    let f1 = comparison.total().f1();
    assert!(
        f1 >= LOWEST_F1,
        "F1 of {what} is {f1:.3}, under {LOWEST_F1}\nmisses:{}\nfalse alarms:{}",
        listed(&comparison.misses, &gold),
        listed(&comparison.false_alarms, &gold)
    );
}

fn listed(findings: &[Finding], gold: &Gold) -> String {
    findings.iter().fold(String::new(), |mut list, finding| {
        let _ = write!(
            list,
            "\n    {} {}",
            finding.label,
            gold.text.slice(finding.span)
        );
        list
    })
}
