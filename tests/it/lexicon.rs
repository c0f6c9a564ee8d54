//! The hand-kept lists, and the forms that follow from them.

use std::collections::BTreeMap;
use std::fs;

use unicode_normalization::is_nfc;
use wassam::lexicon::{Form, Gender, Lexicon, List};
use wassam::normalise::fold;
use wassam::normalise::letters::{TATWEEL, is_invisible, is_mark};

use crate::{path, read};

const HEADER: &str = "form\tvariants\tfeatures";

/// The rows of a list, each with its three columns.
fn rows(content: &str) -> impl Iterator<Item = [&str; 3]> {
    content
        .lines()
        .skip_while(|line| line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            columns
                .try_into()
                .unwrap_or_else(|_| panic!("not three columns: {line:?}"))
        })
}

fn content(list: List) -> String {
    read(&format!("seeds/lexicon/{}.tsv", list.name()))
}

#[test]
fn every_list_is_registered() {
    let mut registered: Vec<String> = List::ALL
        .iter()
        .map(|list| format!("{}.tsv", list.name()))
        .collect();
    let mut files: Vec<String> = fs::read_dir(path("seeds/lexicon"))
        .expect("the folder can be read")
        .map(|entry| {
            let entry = entry.expect("the entry can be read");
            entry.file_name().into_string().expect("the name is UTF-8")
        })
        .collect();
    registered.sort();
    files.sort();
    assert_eq!(registered, files);
}

#[test]
fn every_list_is_well_formed() {
    let mut faults = Vec::new();
    for list in List::ALL {
        for fault in faults_of(&content(list)) {
            faults.push(format!("{}: {fault}", list.name()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn faults_of(content: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let head = content.lines().find(|line| !line.starts_with('#'));
    if !content.starts_with("# ") || head != Some(HEADER) {
        faults.push("a list begins with what it holds, and a row of headings".to_owned());
    }
    if !content.ends_with('\n') || content.contains('\r') {
        faults.push("lines end with LF".to_owned());
    }
    let mut previous = "";
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for [form, variants, features] in rows(content) {
        if form <= previous {
            faults.push(format!("{form} stands after {previous}"));
        }
        previous = form;
        let variants = variants.split('|').filter(|_| !variants.is_empty());
        for form in std::iter::once(form).chain(variants) {
            if let Some(other) = known.insert(fold(form), form) {
                faults.push(format!("{form} repeats {other}"));
            }
            faults.extend(faults_of_form(form));
        }
        let features = features.split(';').filter(|_| !features.is_empty());
        for feature in features {
            if !is_feature(feature) {
                faults.push(format!("{form}: {feature:?} is no feature"));
            }
        }
    }
    faults
}

fn faults_of_form(form: &str) -> Option<String> {
    let stray =
        |c: char| c == TATWEEL || is_mark(c) || is_invisible(c) || (c.is_whitespace() && c != ' ');
    let blanks = form.is_empty() || form.trim() != form || form.contains("  ");
    (blanks || !is_nfc(form) || form.contains(stray))
        .then(|| format!("{form:?} has stray characters"))
}

/// `key=value`, the key of small letters.
fn is_feature(feature: &str) -> bool {
    feature.split_once('=').is_some_and(|(key, value)| {
        let small = |c: char| c.is_ascii_lowercase() || c == '_';
        !key.is_empty() && key.chars().all(small) && !value.is_empty() && !value.contains('=')
    })
}

/// Fails unless the lexicon has `form` as this form of a row of this list.
fn check(lexicon: &Lexicon, list: List, row: &str, form: &str, kind: (Form, Gender, bool)) {
    let (inflected, gender, definite) = kind;
    let found = lexicon.get(form).iter().any(|entry| {
        entry.list == list
            && entry.form == row
            && entry.inflection.form == inflected
            && entry.inflection.gender == gender
            && entry.inflection.definite == definite
    });
    assert!(
        found,
        "{form} is {kind:?} of {row}: {:?}",
        lexicon.get(form)
    );
}

#[test]
fn nisba_forms_of_a_country() {
    use Form::{Nisba, Plural};
    use Gender::{Feminine, Masculine};
    let lexicon = Lexicon::new();
    for (form, kind) in [
        ("سوري", (Nisba, Masculine, false)),
        ("السوري", (Nisba, Masculine, true)),
        ("السورية", (Nisba, Feminine, true)),
        ("سوريون", (Plural, Masculine, false)),
        ("السوريون", (Plural, Masculine, true)),
        ("السوريين", (Plural, Masculine, true)),
        ("سوريات", (Plural, Feminine, false)),
        ("السوريات", (Plural, Feminine, true)),
    ] {
        check(&lexicon, List::Countries, "سوريا", form, kind);
    }
    for (form, kind) in [
        ("كوري شمالي", (Nisba, Masculine, false)),
        ("الكوري الشمالي", (Nisba, Masculine, true)),
        ("كورية شمالية", (Nisba, Feminine, false)),
        ("الكورية الشمالية", (Nisba, Feminine, true)),
    ] {
        check(&lexicon, List::Countries, "كوريا الشمالية", form, kind);
    }
}

#[test]
fn every_nisba_has_its_forms() {
    let lexicon = Lexicon::new();
    for [row, _, features] in rows(&content(List::Countries)) {
        let nisba = features
            .split(';')
            .find_map(|feature| feature.strip_prefix("nisba="));
        for base in nisba.into_iter().flat_map(|bases| bases.split(',')) {
            let feminine = each_word(base, |word| {
                if word.ends_with('ة') {
                    word.to_owned()
                } else {
                    format!("{word}ة")
                }
            });
            let definite = |phrase: &str| each_word(phrase, |word| format!("ال{word}"));
            for form in [base, &feminine, &definite(base), &definite(&feminine)] {
                let known = lexicon
                    .get(form)
                    .iter()
                    .any(|entry| entry.list == List::Countries && entry.form == row);
                assert!(known, "{form} of {row}");
            }
        }
    }
}

fn each_word(phrase: &str, change: impl Fn(&str) -> String) -> String {
    phrase.split(' ').map(change).collect::<Vec<_>>().join(" ")
}
