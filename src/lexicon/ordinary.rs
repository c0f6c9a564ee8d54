//! Ordinary words: what no one is called, so that an unknown word can be told from a name.

use rustc_hash::FxHashSet;

use super::key;
use super::lists::List;

/// Letters that a stem must have after its endings are taken off.
const SHORTEST_STEM: usize = 3;
/// Endings of nouns and adjectives in folded letters: gender, number, case, possessor.
const ENDINGS: [&str; 22] = [
    "هما", "تها", "تهم", "تنا", "يات", "يين", "يون", "ها", "هم", "نا", "ات", "ون", "ين", "ان",
    "يه", "ته", "تي", "ه", "ي", "ا", "و", "ت",
];

/// The set of ordinary stems and verb forms.
#[derive(Debug, Default)]
pub(super) struct Ordinary {
    nouns: FxHashSet<Box<str>>,
    verbs: FxHashSet<Box<str>>,
}

impl Ordinary {
    pub(super) fn new() -> Self {
        let forms = |list: List| {
            list.rows()
                .flat_map(|row| {
                    row.forms()
                        .map(|form| key(form).into())
                        .collect::<Vec<Box<str>>>()
                })
                .collect::<FxHashSet<_>>()
        };
        let mut nouns = forms(List::CommonWords);
        nouns.extend(forms(List::GenericHeads));
        Self {
            nouns,
            verbs: forms(List::CommonVerbs),
        }
    }

    /// Whether a folded word is an ordinary noun, adjective or verb, with or without attached
    /// proclitics, article and endings.
    pub(super) fn contains(&self, folded: &str) -> bool {
        if self.is_verb(folded) || self.is_noun(folded) {
            return true;
        }
        let rest = folded.strip_prefix(['و', 'ف']).unwrap_or(folded);
        if rest.len() < folded.len() && (self.is_verb(rest) || self.is_noun(rest)) {
            return true;
        }
        rest.strip_prefix("لل")
            .is_some_and(|rest| self.is_noun(rest))
            || rest
                .strip_prefix(['ب', 'ك', 'ل'])
                .is_some_and(|rest| self.is_noun(rest))
    }

    fn is_verb(&self, folded: &str) -> bool {
        self.verbs.contains(folded)
            || folded
                .strip_prefix('س')
                .is_some_and(|rest| self.verbs.contains(rest))
    }

    fn is_noun(&self, folded: &str) -> bool {
        let stem = folded.strip_prefix("ال").unwrap_or(folded);
        if self.is_stem(stem) {
            return true;
        }
        ENDINGS.iter().any(|ending| {
            stem.strip_suffix(ending).is_some_and(|stem| {
                let long = stem.chars().count() >= SHORTEST_STEM;
                long && self.is_stem(stem)
                    || (long || ending.len() > 2 && stem.chars().count() + 1 >= SHORTEST_STEM)
                        && self.is_stem(&format!("{stem}ه"))
            })
        })
    }

    fn is_stem(&self, stem: &str) -> bool {
        self.nouns.contains(stem)
    }
}
