//! What the rules read, and the questions that several families ask of it.

use crate::annotator::Weekday;
use crate::lexicon::{Entry, Hits, Lexicon, List};
use crate::mention::TokenSpan;
use crate::reference::ReferenceDate;
use crate::tokenise::{Kind, Tokens};

/// What the rules read: the tokens of one text and what the lists know of them.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The text.
    pub tokens: &'c Tokens,
    /// The lists.
    pub lexicon: &'c Lexicon,
    /// What the lists know of the text.
    pub hits: &'c Hits<'c>,
    /// The day from which relative dates count, where one was given.
    pub reference: Option<&'c ReferenceDate>,
    /// Which way a bare weekday looks.
    pub weekday: Weekday,
}

// The joints of the rules: the particles between the parts of a phrase, folded. All other words are in the lists.

/// "And", attached or apart.
pub(crate) const AND: &str = "و";
/// "Or".
pub(crate) const OR: &str = "او";
/// "From, of".
pub(crate) const FROM: &str = "من";
/// "In".
pub(crate) const IN: &str = "في";
/// "By", attached: with a hundred it makes "per cent".
pub(crate) const HUNDRED_PREFIX: &str = "ب";
/// "Over, on".
pub(crate) const OVER: &str = "علي";
/// The article, which stands alone before digits (الـ16).
pub(crate) const ARTICLE: &str = "ال";

/// Opening quotation marks, each with what may close it.
/// In the press » also opens, and straight quotes stand for both.
const QUOTES: [(&str, &[&str]); 7] = [
    ("«", &["»", "«"]),
    ("»", &["»", "«"]),
    ("\"", &["\""]),
    ("\u{201C}", &["\u{201D}", "\u{201C}"]),
    ("\u{201D}", &["\u{201C}", "\u{201D}"]),
    ("'", &["'"]),
    ("\u{2018}", &["\u{2019}"]),
];

/// Fields of government that one office may join.
const FIELDS: usize = 4;

impl Context<'_> {
    /// Whether the token at `index` is a word that can be part of a name: not a function word.
    pub(crate) fn is_name_word(&self, index: usize) -> bool {
        self.tokens.is_word(index) && self.lexicon.function_word(self.tokens, index).is_none()
    }

    /// Whether the token at `index` is a word that carries the article, attached proclitics aside.
    pub(crate) fn is_definite(&self, index: usize) -> bool {
        self.article(index).is_some()
    }

    /// Bytes of source before the article of the word at `index`, where it carries one.
    /// With لل the article's alif is gone, and the span begins at its lām.
    pub(crate) fn article(&self, index: usize) -> Option<usize> {
        let token = self
            .tokens
            .get(index)
            .filter(|token| token.kind == Kind::Word)?;
        // As written: ألماني begins with no article. The normal forms share their offsets.
        let plain = self.tokens.plain(index);
        if has_article(plain) {
            return Some(0);
        }
        token
            .cuts
            .iter()
            .filter(|cut| !cut.verbal)
            .find(|cut| cut.restore_alef || has_article(&plain[cut.folded..]))
            .map(|cut| cut.source)
    }

    /// Whether the word at `index` carries the article and no proclitic before it.
    pub(crate) fn is_bare_definite(&self, index: usize) -> bool {
        self.tokens.is_word(index) && has_article(self.tokens.plain(index))
    }

    /// The token before `index` in the same sentence: the only one that a rule may look back at.
    pub(crate) fn before(&self, index: usize) -> Option<usize> {
        self.tokens
            .continues(index)
            .then(|| index.checked_sub(1))
            .flatten()
    }

    /// Index of the mark that closes the quotation opened at `open`, at most `reach` tokens further;
    /// nothing where no quotation opens there.
    pub(crate) fn closing_quote(&self, open: usize, reach: usize) -> Option<usize> {
        let (_, closers) = QUOTES
            .iter()
            .find(|(opener, _)| *opener == self.tokens.plain(open))?;
        let content = open + 1;
        if !self.tokens.continues(content) || self.tokens.kind(content) == Kind::Punctuation {
            return None;
        }
        (content + 1..=content + reach)
            .take_while(|&i| self.tokens.continues(i))
            .find(|&i| closers.contains(&self.tokens.plain(i)))
    }

    /// The end of the field of government that begins at token `index`, with the fields that و joins
    /// to it: الخارجية, التربية والتعليم.
    pub(crate) fn portfolio(&self, index: usize) -> Option<usize> {
        let (first, _) = self.hits.find_bare(index, List::Portfolios)?;
        let mut end = first.span.end;
        for _ in 1..FIELDS {
            let next = self.hits.at(end).iter().find(|hit| {
                hit.span.skip > 0
                    && self.tokens.folded(end).starts_with(AND)
                    && self.tokens.continues(end)
                    && hit.entry(List::Portfolios).is_some()
            });
            let Some(next) = next else { break };
            end = next.span.end;
        }
        Some(end)
    }

    /// Whether one of `lists` knows the token at `index` with no proclitic attached.
    pub(crate) fn listed(&self, index: usize, lists: &[List]) -> bool {
        self.hits.at(index).iter().any(|hit| {
            hit.span.skip == 0
                && hit.span.len() == 1
                && hit.entries.iter().any(|entry| lists.contains(&entry.list))
        })
    }

    /// Whether the token at `index` goes on the phrase before it and is this word, folded.
    pub(crate) fn is_word(&self, index: usize, folded: &str) -> bool {
        self.tokens.continues(index) && self.tokens.folded(index) == folded
    }

    /// Whether a number in digits goes on the phrase at `index`.
    pub(crate) fn is_number(&self, index: usize) -> bool {
        self.tokens.continues(index) && self.tokens.kind(index) == Kind::Number
    }

    /// Whether a span is all that its paragraph says, as in the cell of a table.
    pub(crate) fn is_alone(&self, span: TokenSpan) -> bool {
        let starts = |at: usize| {
            self.tokens
                .get(at)
                .is_none_or(|token| token.starts_paragraph)
        };
        let end = span.end + usize::from(self.tokens.plain(span.end) == ".");
        span.skip == 0 && starts(span.first) && starts(end)
    }

    /// Whether a phrase can go on into token `index`.
    pub(crate) fn continues_to(&self, index: usize) -> bool {
        self.tokens.continues(index)
    }

    /// Whether the word at `index` begins with the article.
    pub(crate) fn starts_with_article(&self, index: usize) -> bool {
        self.tokens.plain(index).starts_with(ARTICLE)
    }

    /// The proclitics that a span leaves out at the start of its first token, folded.
    pub(crate) fn proclitic(&self, span: TokenSpan) -> &str {
        let folded = self.tokens.folded(span.first);
        self.tokens[span.first]
            .cuts
            .iter()
            .find(|cut| cut.source == span.skip)
            .and_then(|cut| folded.get(..cut.folded))
            .unwrap_or_default()
    }

    /// The first word of a span as written, without its attached proclitics.
    pub(crate) fn written(&self, span: TokenSpan) -> Option<&str> {
        let skipped = self.proclitic(span).chars().count();
        let plain = self.tokens.plain(span.first);
        let at = plain.char_indices().nth(skipped)?.0;
        plain.get(at..)
    }

    /// Whether the word at `index` puts its clause in the future: سيلتقي, سوف, من المقرر.
    pub(crate) fn is_future(&self, index: usize) -> bool {
        const MARKS: [&str; 6] = ["سوف", "المقرر", "المتوقع", "المرتقب", "المنتظر", "المزمع"];
        let word = self.tokens.folded(index);
        let is_verb = |entry: &Entry| match entry.list {
            List::CommonVerbs | List::SpeechVerbs => true,
            List::FunctionWords => entry.is("pos", "verb"),
            _ => false,
        };
        let verb = |word: &str| {
            word.strip_prefix('س').is_some_and(|rest| {
                // A word that begins so and is in no list of names or nouns is a verb.
                let only = rest.starts_with('ي') && self.lexicon.get(word).iter().all(is_verb);
                rest.starts_with(['ي', 'ت', 'ن', 'ا']) && self.lexicon.get(rest).iter().any(is_verb)
                    || only
            })
        };
        MARKS.contains(&word) || verb(word) || word.strip_prefix('و').is_some_and(verb)
    }

    /// What stands between token `index` and the one before it.
    pub(crate) fn gap(&self, index: usize) -> Option<&str> {
        let before = self.tokens.get(index.checked_sub(1)?)?.span.end.0;
        let after = self.tokens.get(index)?.span.start.0;
        self.tokens.text().as_str().get(before..after)
    }
}

/// Whether a word as written begins with the article and goes on for at least two letters.
fn has_article(plain: &str) -> bool {
    plain
        .strip_prefix(ARTICLE)
        .is_some_and(|rest| rest.len() >= 4)
}
