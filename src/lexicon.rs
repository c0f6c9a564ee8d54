//! Names and triggers we know: lookup over the hand-kept lists in `seeds/lexicon`.
//!
//! The lookup takes the whole word first, then an attached proclitic and a known rest.

mod candidates;
mod inflect;
mod lists;
mod ordinary;

pub use candidates::{candidate, candidates, label, named};
pub use inflect::{Form, Gender, Inflection};
pub use lists::List;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::mention::TokenSpan;
use crate::normalise::{letters, plain};
use crate::text::Text;
use crate::tokenise::{Kind, Tokens};
use ordinary::Ordinary;

/// One listed name or word, in one of its forms.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The list it stands in.
    pub list: List,
    /// The form that heads its row.
    pub form: &'static str,
    /// Which form of the row this is.
    pub inflection: Inflection,
    /// Whether the form is also a common word, so that it needs support from its context.
    pub ambiguous: bool,
    features: &'static str,
}

impl Entry {
    /// The value of a feature of the row, where it has it.
    pub fn feature(&self, key: &str) -> Option<&'static str> {
        feature(self.features, key)
    }

    /// The items of a feature that is a list, none where the row lacks it.
    pub fn items(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.feature(key)
            .into_iter()
            .flat_map(|value| value.split(','))
    }

    /// Whether the row has the feature with exactly this value.
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.feature(key) == Some(value)
    }
}

fn feature(features: &'static str, key: &str) -> Option<&'static str> {
    features.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        (name == key).then_some(value)
    })
}

/// Listed entries found at one place of a text.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'l> {
    /// Where the listed form stands, without attached proclitics.
    pub span: TokenSpan,
    /// Whether the article's alif was swallowed by a ل before it (للأمم المتحدة).
    pub restored_alef: bool,
    /// The entries that have this form, in the order of the lists.
    pub entries: &'l [Entry],
}

impl<'l> Hit<'l> {
    /// The first entry from `list`.
    pub fn entry(&self, list: List) -> Option<&'l Entry> {
        self.entries.iter().find(|entry| entry.list == list)
    }
}

/// All hits in a text, by the token at which they start.
#[derive(Debug, Default)]
pub struct Hits<'l> {
    hits: Vec<Hit<'l>>,
    /// Index in `hits` of the first hit of each token, and one more.
    starts: Vec<usize>,
}

impl<'l> Hits<'l> {
    /// The hits that start at token `index`: without a proclitic before with one, longest first.
    pub fn at(&self, index: usize) -> &[Hit<'l>] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.hits[from..to],
            _ => &[],
        }
    }

    /// The longest hit at token `index` that has an entry from `list`, with that entry.
    pub fn find(&self, index: usize, list: List) -> Option<(Hit<'l>, &'l Entry)> {
        self.at(index)
            .iter()
            .find_map(|hit| Some((*hit, hit.entry(list)?)))
    }

    /// As [`find`](Self::find), but only where no proclitic is attached.
    pub fn find_bare(&self, index: usize, list: List) -> Option<(Hit<'l>, &'l Entry)> {
        self.at(index)
            .iter()
            .filter(|hit| hit.span.skip == 0)
            .find_map(|hit| Some((*hit, hit.entry(list)?)))
    }

    /// All hits in order of their first token.
    pub(crate) fn as_slice(&self) -> &[Hit<'l>] {
        &self.hits
    }
}

/// About as many forms as the lists have, so that the maps need not grow step by step.
const FORMS: usize = 160_000;

/// The lists, ready for lookup.
#[derive(Debug)]
pub struct Lexicon {
    /// Entries by folded form, words joined by one space.
    entries: FxHashMap<Box<str>, Vec<Entry>>,
    /// For the first word of each form, the most words a form that begins with it has.
    longest: FxHashMap<Box<str>, usize>,
    /// Plain forms of the function words, which no folding may confuse with a name (على, علي).
    function_words: FxHashMap<Box<str>, &'static str>,
    ordinary: Ordinary,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new()
    }
}

impl Lexicon {
    /// Reads the lists that stand in the program.
    pub fn new() -> Self {
        let mut this = Self {
            entries: FxHashMap::with_capacity_and_hasher(FORMS, FxBuildHasher),
            longest: FxHashMap::with_capacity_and_hasher(FORMS, FxBuildHasher),
            function_words: FxHashMap::default(),
            ordinary: Ordinary::new(),
        };
        for list in List::ALL.into_iter().filter(|list| !list.is_ordinary()) {
            for row in list.rows() {
                this.add_row(list, &row);
            }
        }
        this
    }

    fn add_row(&mut self, list: List, row: &lists::Row) {
        let ambiguous = feature(row.features, "ambiguous").is_some();
        if list == List::FunctionWords {
            let pos = feature(row.features, "pos").unwrap_or("part");
            // `also` holds spellings that fold to the same form: كأن beside كان.
            let also = feature(row.features, "also")
                .into_iter()
                .flat_map(|also| also.split(','));
            for form in row.forms().chain(also) {
                self.function_words.insert(plain(form).into(), pos);
            }
        }
        inflect::for_each_form(list, row, |form, inflection| {
            let entry = Entry {
                list,
                form: row.form,
                inflection,
                ambiguous: ambiguous && inflection.form == Form::Listed
                    || inflection.form != Form::Listed
                        && ambiguous
                        && list.ambiguity_is_inherited(),
                features: row.features,
            };
            self.add(form, entry);
        });
    }

    fn add(&mut self, form: &str, entry: Entry) {
        let key = key(form);
        let words = key.split(' ').count();
        let first = key.split(' ').next().unwrap_or_default();
        if first.is_empty() {
            return;
        }
        match self.longest.get_mut(first) {
            Some(longest) => *longest = (*longest).max(words),
            None => {
                self.longest.insert(first.into(), words);
            }
        }
        let entries = self.entries.entry(key.into()).or_default();
        let same = |e: &Entry| {
            e.list == entry.list
                && e.form == entry.form
                && e.inflection.form == entry.inflection.form
        };
        if !entries.iter().any(same) {
            entries.push(entry);
        }
    }

    /// The entries of a form, spelled in any way.
    pub fn get(&self, form: &str) -> &[Entry] {
        self.entries
            .get(key(form).as_str())
            .map_or(&[], Vec::as_slice)
    }

    /// The part of speech of the function word at token `index` (`prep`, `conj`, `verb`, …),
    /// where the token, as spelled, is one.
    pub fn function_word(&self, tokens: &Tokens, index: usize) -> Option<&'static str> {
        self.function_words.get(tokens.plain(index)).copied()
    }

    /// Whether the word at token `index` is an attached proclitic and a function word (ومن, فكان).
    pub fn is_function_word_after_proclitic(&self, tokens: &Tokens, index: usize) -> bool {
        let plain = tokens.plain(index);
        tokens.get(index).is_some_and(|token| {
            token.cuts.iter().any(|cut| {
                // The two normal forms share their offsets.
                plain
                    .get(cut.folded..)
                    .is_some_and(|rest| self.function_words.contains_key(rest))
            })
        })
    }

    /// Whether the word at token `index` is an ordinary noun, adjective or verb in any of its forms.
    /// A listed name may be spelled like one: ask the lists of names first.
    pub fn is_ordinary(&self, tokens: &Tokens, index: usize) -> bool {
        self.ordinary.contains(tokens.folded(index))
    }

    /// All listed forms in a text.
    pub fn find(&self, tokens: &Tokens) -> Hits<'_> {
        let mut hits = Hits {
            hits: Vec::new(),
            starts: Vec::with_capacity(tokens.len() + 1),
        };
        let mut scratch = String::new();
        for index in 0..tokens.len() {
            hits.starts.push(hits.hits.len());
            self.find_at(tokens, index, &mut scratch, &mut hits.hits);
        }
        hits.starts.push(hits.hits.len());
        hits
    }

    fn find_at<'l>(
        &'l self,
        tokens: &Tokens,
        index: usize,
        scratch: &mut String,
        hits: &mut Vec<Hit<'l>>,
    ) {
        let token = &tokens[index];
        if matches!(token.kind, Kind::Punctuation) {
            return;
        }
        let before = hits.len();
        scratch.clear();
        scratch.push_str(tokens.folded(index));
        self.extend(tokens, index, 0, false, scratch, hits);
        // A word that is listed whole and plainly is not also a proclitic with a rest.
        let known = hits[before..]
            .iter()
            .any(|hit| hit.span.len() == 1 && hit.entries.iter().any(|entry| !entry.ambiguous));
        // فرانس begins listed names: it is not ف and رانس.
        let begins_a_name = self
            .longest
            .get(tokens.folded(index))
            .is_some_and(|&words| words > 1);
        if known || begins_a_name || self.function_word(tokens, index).is_some() {
            return;
        }
        for cut in token.cuts.iter().filter(|cut| !cut.verbal) {
            scratch.clear();
            if cut.restore_alef {
                scratch.push(letters::ALEF);
            }
            scratch.push_str(tokens.folded_from(index, cut.folded));
            self.extend(tokens, index, cut.source, cut.restore_alef, scratch, hits);
        }
    }

    /// Adds the hits that begin with the word in `scratch`, longest first.
    fn extend<'l>(
        &'l self,
        tokens: &Tokens,
        first: usize,
        skip: usize,
        restored_alef: bool,
        scratch: &mut String,
        hits: &mut Vec<Hit<'l>>,
    ) {
        let Some(&longest) = self.longest.get(scratch.as_str()) else {
            return;
        };
        let from = hits.len();
        let mut end = first + 1;
        for words in 1..=longest {
            if let Some(entries) = self.entries.get(scratch.as_str()) {
                let span = TokenSpan { first, skip, end };
                hits.push(Hit {
                    span,
                    restored_alef,
                    entries,
                });
            }
            if words == longest {
                break;
            }
            if is_joint(tokens, end) {
                end += 1;
            }
            if !tokens.continues(end) || tokens.kind(end) == Kind::Punctuation {
                break;
            }
            scratch.push(' ');
            scratch.push_str(tokens.folded(end));
            end += 1;
        }
        hits[from..].reverse();
    }
}

/// Whether the token at `index` is a dot or hyphen between two parts of one written form (أ.ف.ب, إف-16).
fn is_joint(tokens: &Tokens, index: usize) -> bool {
    matches!(tokens.plain(index), "." | "-" | "\u{2010}" | "\u{2011}")
        && tokens.get(index).is_some_and(|token| token.glued)
        && tokens.get(index + 1).is_some_and(|token| token.glued)
}

/// The key of a form: its words folded, joined by one space, without dots and hyphens between them.
fn key(form: &str) -> String {
    // Listed forms carry no marks (the hygiene test sees to it): letters alone need no alignment.
    let simple =
        |c: char| c == ' ' || ('\u{0621}'..='\u{064A}').contains(&c) && c != letters::TATWEEL;
    if form.chars().all(simple) {
        return form.chars().map(letters::fold).collect();
    }
    let tokens = Tokens::new(Text::new(form));
    (0..tokens.len())
        .filter(|&i| !is_joint(&tokens, i))
        .map(|i| tokens.folded(i))
        .collect::<Vec<_>>()
        .join(" ")
}
