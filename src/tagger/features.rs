//! What the tagger sees of a token: its word, its pieces, what the lists and the rules say of it.
//!
//! The trainer reads these numbers through the same code (`training/export.rs`), so that the model
//! meets in the page exactly what it was trained on.

use crate::label::Label;
use crate::lexicon::{Form, Hits, Lexicon, List};
use crate::mention::Candidate;
use crate::normalise::letters;
use crate::tokenise::{Kind, Tokens};

/// Shortest and longest run of letters that is a piece of a word.
const PIECE: std::ops::RangeInclusive<usize> = 2..=4;
/// What stands at either end of a word where its pieces are cut.
const EDGE: char = '^';
const ARTICLE: &str = "ال";

/// How many pieces are told apart.
pub const PIECES: u32 = 1 << 14;

/// Yes-or-no features that do not come from a list or a rule.
const SHAPES: usize = 40;
/// Features for each list: begins, goes on, and each of these where the entry is ambiguous.
const PER_LIST: usize = 4;
/// Forms that follow from a listed one: nisba, plural, each begins or goes on.
const FORMS: usize = 4;
/// Features for each type: a rule's or list's annotation begins, goes on.
const PER_LABEL: usize = 2;

const LISTS_AT: usize = SHAPES;
const FORMS_AT: usize = LISTS_AT + List::ALL.len() * PER_LIST;
const LABELS_AT: usize = FORMS_AT + FORMS;

/// The number of yes-or-no features.
pub const COUNT: usize = LABELS_AT + Label::ALL.len() * PER_LABEL;

/// The yes-or-no features of all tokens of a text.
#[derive(Debug, Default)]
pub struct Features {
    active: Vec<u16>,
    /// Index in `active` of the first feature of each token, and one more.
    starts: Vec<usize>,
}

impl Features {
    /// The features of a text, of which the lists and rules have found `hits` and `mentions`.
    pub fn new(tokens: &Tokens, lexicon: &Lexicon, hits: &Hits, mentions: &[Candidate]) -> Self {
        let mut pairs: Vec<(usize, usize)> = Vec::with_capacity(tokens.len() * 8);
        for index in 0..tokens.len() {
            shape(tokens, lexicon, index, |feature| {
                pairs.push((index, feature));
            });
        }
        for hit in hits.as_slice() {
            for entry in hit.entries {
                let list = LISTS_AT + entry.list as usize * PER_LIST + usize::from(entry.ambiguous);
                for index in hit.span.first..hit.span.end {
                    let inside = usize::from(index > hit.span.first);
                    match entry.inflection.form {
                        Form::Nisba => pairs.push((index, FORMS_AT + inside)),
                        Form::Plural => pairs.push((index, FORMS_AT + 2 + inside)),
                        Form::Listed | Form::Dual => pairs.push((index, list + 2 * inside)),
                    }
                }
            }
            if hit.span.skip > 0 {
                pairs.push((hit.span.first, Shape::ListedAfterProclitic as usize));
            }
        }
        for mention in mentions {
            let label = LABELS_AT + mention.label as usize * PER_LABEL;
            for index in mention.span.first..mention.span.end {
                pairs.push((index, label + usize::from(index > mention.span.first)));
            }
            if mention.span.skip > 0 {
                pairs.push((mention.span.first, Shape::FoundAfterProclitic as usize));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut features = Self {
            active: Vec::with_capacity(pairs.len()),
            starts: Vec::with_capacity(tokens.len() + 1),
        };
        let mut pairs = pairs.into_iter().peekable();
        for index in 0..tokens.len() {
            features.starts.push(features.active.len());
            while let Some((_, feature)) = pairs.next_if(|&(at, _)| at == index) {
                // There are a few hundred.
                features
                    .active
                    .push(u16::try_from(feature).unwrap_or_default());
            }
        }
        features.starts.push(features.active.len());
        features
    }

    /// The features that hold of token `index`, in ascending order.
    pub fn of(&self, index: usize) -> &[u16] {
        &self.active[self.starts[index]..self.starts[index + 1]]
    }
}

/// What can be seen of a word without any list. The numbers stand in trained models: append only.
#[derive(Clone, Copy)]
enum Shape {
    Word,
    Number,
    Latin,
    Punctuation,
    Symbol,
    StartsSentence,
    Glued,
    Article,
    CanLoseProclitic,
    /// 1, 2, 3, 4, 5, 6 to 8, or more letters.
    Length,
    ListedAfterProclitic = 16,
    FoundAfterProclitic,
    Function,
    FunctionAfterProclitic,
    Ordinary,
    Tanwin,
    TaMarbuta,
    FinalHa,
    AlefMaqsura,
    HamzaOnAlef,
    Quote,
    OpeningBracket,
    ClosingBracket,
    FullStop,
    Comma,
    Dash,
    Capital,
    AllCapitals,
    AfterQuote,
    BeforeQuote,
    StartsParagraph,
}

fn shape(tokens: &Tokens, lexicon: &Lexicon, index: usize, mut add: impl FnMut(usize)) {
    let token = &tokens[index];
    let plain = tokens.plain(index);
    add(match token.kind {
        Kind::Word => Shape::Word,
        Kind::Number => Shape::Number,
        Kind::Latin => Shape::Latin,
        Kind::Punctuation => Shape::Punctuation,
        Kind::Symbol => Shape::Symbol,
    } as usize);
    let quote = |plain: &str| matches!(plain, "\"" | "«" | "»" | "“" | "”" | "'" | "‘" | "’");
    let next = tokens.plain(index + 1);
    let previous = index
        .checked_sub(1)
        .map_or("", |previous| tokens.plain(previous));
    let mut when = |holds: bool, shape: Shape| {
        if holds {
            add(shape as usize);
        }
    };
    when(token.starts_sentence, Shape::StartsSentence);
    when(token.starts_paragraph, Shape::StartsParagraph);
    when(token.glued, Shape::Glued);
    when(quote(previous), Shape::AfterQuote);
    when(quote(next), Shape::BeforeQuote);
    match token.kind {
        Kind::Word => {
            when(plain.starts_with("ال"), Shape::Article);
            when(!token.cuts.is_empty(), Shape::CanLoseProclitic);
            when(
                lexicon.function_word(tokens, index).is_some(),
                Shape::Function,
            );
            when(
                lexicon.is_function_word_after_proclitic(tokens, index),
                Shape::FunctionAfterProclitic,
            );
            when(lexicon.is_ordinary(tokens, index), Shape::Ordinary);
            let source = tokens.text().slice(token.span);
            when(letters::has_tanwin(source), Shape::Tanwin);
            when(plain.ends_with('ة'), Shape::TaMarbuta);
            when(plain.ends_with('ه'), Shape::FinalHa);
            when(plain.ends_with('ى'), Shape::AlefMaqsura);
            when(plain.contains(['أ', 'إ', 'آ']), Shape::HamzaOnAlef);
        }
        Kind::Latin => {
            let mut capitals = plain.chars().map(char::is_uppercase);
            let first = capitals.next() == Some(true);
            when(first, Shape::Capital);
            when(first && capitals.all(|capital| capital), Shape::AllCapitals);
        }
        Kind::Punctuation => {
            when(quote(plain), Shape::Quote);
            when(matches!(plain, "(" | "["), Shape::OpeningBracket);
            when(matches!(plain, ")" | "]"), Shape::ClosingBracket);
            when(plain == ".", Shape::FullStop);
            when(matches!(plain, "،" | ","), Shape::Comma);
            when(matches!(plain, "-" | "–" | "—"), Shape::Dash);
        }
        Kind::Number | Kind::Symbol => {}
    }
    let bucket = match plain.chars().count() {
        short @ 0..=5 => short.saturating_sub(1),
        6..=8 => 5,
        _ => 6,
    };
    add(Shape::Length as usize + bucket);
}

/// The form under which the model knows the token at `index`: folded, all digits alike.
pub fn word(tokens: &Tokens, index: usize) -> String {
    let folded = tokens.folded(index);
    if folded.contains(|c| letters::digit(c).is_some()) {
        let alike = |c| if letters::digit(c).is_some() { '0' } else { c };
        folded.chars().map(alike).collect()
    } else {
        folded.to_lowercase()
    }
}

/// What remains of the token at `index` after each attached proclitic that it may have,
/// and after the article.
pub fn rests(tokens: &Tokens, index: usize) -> impl Iterator<Item = String> {
    let whole = std::iter::once(tokens.folded(index).to_owned());
    let cut = tokens[index].cuts.iter().map(move |cut| {
        let rest = tokens.folded_from(index, cut.folded);
        if cut.restore_alef {
            format!("{}{rest}", letters::ALEF)
        } else {
            rest.to_owned()
        }
    });
    whole.chain(cut).enumerate().flat_map(|(number, form)| {
        let bare = form.strip_prefix(ARTICLE).map(str::to_owned);
        let bare = bare.filter(|bare| bare.chars().count() > 1);
        // The whole word is no rest of itself.
        (number > 0).then_some(form).into_iter().chain(bare)
    })
}

/// The pieces of a word, each as a number below [`PIECES`]: its runs of two to four letters,
/// the word's edges counted as letters.
pub fn pieces(word: &str, mut each: impl FnMut(u32)) {
    // Longer words are no words: addresses, laughter.
    let letters: Vec<char> = std::iter::once(EDGE)
        .chain(word.chars().take(24))
        .chain([EDGE])
        .collect();
    for size in PIECE {
        for piece in letters.windows(size) {
            // FNV-1a over the letters' code points.
            let hash = piece.iter().fold(0x811c_9dc5_u32, |hash, &letter| {
                (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
            });
            each((hash ^ (hash >> 16)) % PIECES);
        }
    }
}
