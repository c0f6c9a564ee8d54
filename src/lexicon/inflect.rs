//! Forms that follow from a listed one: nisba adjectives and peoples, feminine and plural titles.

use super::feature;
use super::lists::{List, Row};

/// Which form of its row an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The listed form itself or a listed variant.
    Listed,
    /// A nisba adjective (سوري, السورية), or the noun of the same form.
    Nisba,
    /// A plural noun of people or of an office (الأكراد, وزراء).
    Plural,
    /// A dual (وزيران).
    Dual,
}

/// Grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Form, gender and article of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inflection {
    /// Which form.
    pub form: Form,
    /// Its gender.
    pub gender: Gender,
    /// Whether it carries the article.
    pub definite: bool,
}

const ARTICLE: &str = "ال";

/// Calls `each` with every form of a row: the listed ones first.
pub(super) fn for_each_form(list: List, row: &Row, mut each: impl FnMut(&str, Inflection)) {
    for form in row.forms() {
        let listed = inflection(Form::Listed, Gender::Masculine, form.starts_with(ARTICLE));
        each(form, listed);
    }
    match list {
        List::Countries | List::Regions | List::CitiesArab | List::ProvincesArab => {
            for base in items(row, "nisba") {
                nisba(base, &mut each);
            }
            for plural in items(row, "people") {
                both(plural, Form::Plural, Gender::Masculine, &mut each);
            }
        }
        List::Groups => {
            for base in row.forms() {
                nisba(base.strip_prefix(ARTICLE).unwrap_or(base), &mut each);
            }
            for plural in items(row, "plural") {
                both(plural, Form::Plural, Gender::Masculine, &mut each);
            }
        }
        List::Titles => title(row, &mut each),
        // Of the temporal words only the nouns inflect, not منذ and قبل.
        List::Temporal if feature(row.features, "kind") != Some("unit") => {}
        List::GenericHeads | List::Temporal | List::Currencies | List::Units => {
            for base in row.forms() {
                both(base, Form::Listed, Gender::Masculine, &mut each);
                // The accusative (مترا), but not of abbreviations (م, كم). Duals are listed.
                if !matches!(list, List::GenericHeads) && base.chars().count() > 2 {
                    let accusative = attach(base, "ا");
                    both(&accusative, Form::Listed, Gender::Masculine, &mut each);
                }
            }
            for plural in items(row, "plural") {
                both(plural, Form::Plural, Gender::Masculine, &mut each);
                if !matches!(list, List::GenericHeads) {
                    both(
                        &attach(plural, "ا"),
                        Form::Plural,
                        Gender::Masculine,
                        &mut each,
                    );
                }
            }
            for dual in items(row, "dual") {
                both(dual, Form::Dual, Gender::Masculine, &mut each);
            }
        }
        _ => {}
    }
}

const fn inflection(form: Form, gender: Gender, definite: bool) -> Inflection {
    Inflection {
        form,
        gender,
        definite,
    }
}

fn items(row: &Row, key: &str) -> impl Iterator<Item = &'static str> {
    feature(row.features, key)
        .into_iter()
        .flat_map(|value| value.split(','))
}

/// A noun with and without its article.
fn both(noun: &str, form: Form, gender: Gender, each: &mut impl FnMut(&str, Inflection)) {
    if noun.starts_with(ARTICLE) {
        each(noun, inflection(form, gender, true));
        return;
    }
    each(noun, inflection(form, gender, false));
    each(&definite(noun), inflection(form, gender, true));
}

/// The phrase with the article on each of its words (كوري شمالي → الكوري الشمالي).
fn definite(phrase: &str) -> String {
    phrase
        .split(' ')
        .map(|word| format!("{ARTICLE}{word}"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The word with an ending; a ta marbuta opens before it (وزيرة → وزيرتان).
fn attach(word: &str, ending: &str) -> String {
    match word.strip_suffix('ة') {
        Some(stem) => format!("{stem}ت{ending}"),
        None => format!("{word}{ending}"),
    }
}

/// All forms of a nisba adjective, each word of a phrase alike.
fn nisba(base: &str, each: &mut impl FnMut(&str, Inflection)) {
    use Gender::{Feminine, Masculine};
    both(base, Form::Nisba, Masculine, each);
    if base.contains(' ') {
        let feminine: Vec<_> = base.split(' ').map(attach_feminine).collect();
        both(&feminine.join(" "), Form::Nisba, Feminine, each);
        return;
    }
    both(&attach_feminine(base), Form::Nisba, Feminine, each);
    for ending in ["ون", "ين", "ان"] {
        both(&format!("{base}{ending}"), Form::Plural, Masculine, each);
    }
    for ending in ["ات", "تين", "تان"] {
        both(&format!("{base}{ending}"), Form::Plural, Feminine, each);
    }
}

fn attach_feminine(word: &str) -> String {
    if word.ends_with('ة') {
        word.to_owned()
    } else {
        format!("{word}ة")
    }
}

/// The forms of a title: feminine, dual and plural of its first word, with and without article.
fn title(row: &Row, each: &mut impl FnMut(&str, Inflection)) {
    use Gender::{Feminine, Masculine};
    for base in row.forms() {
        let base = base.trim();
        let (first, rest) = base.split_once(' ').map_or((base, ""), |(a, b)| (a, b));
        let mut put = |word: &str, form, gender| {
            if rest.is_empty() {
                both(word, form, gender, each);
            } else {
                each(
                    &format!("{word} {rest}"),
                    inflection(form, gender, word.starts_with(ARTICLE)),
                );
                if !word.starts_with(ARTICLE) && !rest.starts_with(ARTICLE) {
                    // أمين عام → الأمين العام
                    each(
                        &definite(&format!("{word} {rest}")),
                        inflection(form, gender, true),
                    );
                }
            }
        };
        put(first, Form::Listed, Masculine);
        put(&format!("{first}ا"), Form::Listed, Masculine);
        if first.ends_with('ة') {
            continue;
        }
        for ending in ["ون", "ين"] {
            put(&format!("{first}{ending}"), Form::Plural, Masculine);
        }
        put(&format!("{first}ان"), Form::Dual, Masculine);
        if rest.is_empty() {
            // The construct state, which takes no article: مسؤولو الحكومة.
            for ending in ["و", "ي"] {
                each(
                    &format!("{first}{ending}"),
                    inflection(Form::Plural, Masculine, false),
                );
            }
        }
    }
    for feminine in items(row, "fem") {
        both(feminine, Form::Listed, Feminine, each);
    }
    for plural in items(row, "plural") {
        both(plural, Form::Plural, Masculine, each);
    }
}
