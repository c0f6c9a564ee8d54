//! Words, numbers, punctuation and Latin; each token knows its source span and its clitic candidates.

pub mod clitics;
pub mod sentences;

use crate::normalise::Normalised;
use crate::normalise::letters;
use crate::span::ByteSpan;
use crate::text::Text;
use clitics::Cut;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters of the Arabic script (marks and tatweel included).
    Word,
    /// Decimal digits of one of three scripts, with separators between digits (16.00, ٣٬٥٠٠).
    Number,
    /// Letters of another script, with digits and inner signs (Tu-22M3, U.S.).
    Latin,
    /// One punctuation mark.
    Punctuation,
    /// One other character: a sign, an emoji.
    Symbol,
}

/// A token: the smallest piece of text that a later stage can name.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where the token stands in the source, in bytes.
    pub span: ByteSpan,
    /// Where the token stands in the normal forms, in bytes.
    normal: (usize, usize),
    /// What it is made of.
    pub kind: Kind,
    /// Whether nothing at all stands between the token before and this one.
    pub glued: bool,
    /// Whether this is the first token of its paragraph.
    pub starts_paragraph: bool,
    /// Whether this is the first token of its sentence.
    pub starts_sentence: bool,
    /// Where attached proclitics may end, from the shortest proclitic to the longest.
    pub cuts: Vec<Cut>,
}

/// A text with its normal forms and its tokens: what every later stage reads.
#[derive(Clone, Debug)]
pub struct Tokens {
    text: Text,
    normalised: Normalised,
    list: Vec<Token>,
}

impl Tokens {
    /// Normalises and tokenises a text.
    pub fn new(text: Text) -> Self {
        let normalised = Normalised::new(text.as_str());
        let mut tokens = Vec::with_capacity(text.as_str().len() / 8);
        let mut previous_end = 0;
        let mut starts_paragraph = true;
        for (span, kind) in Pieces::new(text.as_str()) {
            let gap = &text.as_str()[previous_end..span.start.0];
            starts_paragraph |= gap.contains('\n');
            let normal = (
                normalised.to_normal(span.start.0),
                normalised.to_normal(span.end.0),
            );
            let cuts = if kind == Kind::Word {
                clitics::cuts(&normalised.folded()[normal.0..normal.1], |inside| {
                    normalised.to_source(normal.0 + inside) - span.start.0
                })
            } else {
                Vec::new()
            };
            tokens.push(Token {
                span,
                normal,
                kind,
                glued: gap.is_empty() && previous_end > 0,
                starts_paragraph,
                starts_sentence: false,
                cuts,
            });
            starts_paragraph = false;
            previous_end = span.end.0;
        }
        let mut this = Self {
            text,
            normalised,
            list: tokens,
        };
        sentences::mark(&mut this);
        this
    }

    /// The source text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Gives the text back.
    pub fn into_text(self) -> Text {
        self.text
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All tokens in order.
    pub fn as_slice(&self) -> &[Token] {
        &self.list
    }

    /// The token at `index`, where there is one.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.list.get(index)
    }

    /// The plain form of the token at `index` (letters as written), empty past the end.
    pub fn plain(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| {
            &self.normalised.plain()[token.normal.0..token.normal.1]
        })
    }

    /// The folded form of the token at `index`, empty past the end.
    pub fn folded(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |token| {
            &self.normalised.folded()[token.normal.0..token.normal.1]
        })
    }

    /// The folded form of the token at `index` without its first `skip` bytes of folded text.
    pub fn folded_from(&self, index: usize, skip: usize) -> &str {
        self.folded(index).get(skip..).unwrap_or("")
    }

    /// What the token at `index` is made of; a punctuation mark past the end.
    pub fn kind(&self, index: usize) -> Kind {
        self.list
            .get(index)
            .map_or(Kind::Punctuation, |token| token.kind)
    }

    /// Whether the token at `index` exists and is a word of the Arabic script.
    pub fn is_word(&self, index: usize) -> bool {
        self.list
            .get(index)
            .is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether the token at `index` exists and begins neither a sentence nor a paragraph:
    /// whether a phrase can run on into it.
    pub fn continues(&self, index: usize) -> bool {
        self.list
            .get(index)
            .is_some_and(|token| !token.starts_sentence && !token.starts_paragraph)
    }

    /// The index of the token that covers source byte `offset`, or of the first one after it.
    pub fn at_byte(&self, offset: usize) -> usize {
        self.list
            .partition_point(|token| token.span.end.0 <= offset)
    }

    pub(crate) fn tokens_mut(&mut self) -> &mut [Token] {
        &mut self.list
    }
}

impl std::ops::Index<usize> for Tokens {
    type Output = Token;

    fn index(&self, index: usize) -> &Token {
        &self.list[index]
    }
}

/// What a single character is, before its neighbours are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Arabic,
    /// Marks, tatweel and invisible characters: part of a word only beside its letters.
    Attached,
    Digit,
    Latin,
    Punctuation,
    Symbol,
}

fn class(c: char) -> Class {
    if c.is_whitespace() || c.is_control() {
        Class::Space
    } else if letters::is_arabic_letter(c) {
        Class::Arabic
    } else if letters::is_mark(c) || letters::is_invisible(c) || c == letters::TATWEEL {
        Class::Attached
    } else if letters::digit(c).is_some() {
        Class::Digit
    } else if c.is_alphanumeric() {
        Class::Latin
    } else if is_punctuation(c) {
        Class::Punctuation
    } else {
        Class::Symbol
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() && !matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~')
        || matches!(
            c,
            '\u{00A1}' | '\u{00A7}' | '\u{00AB}' | '\u{00B6}' | '\u{00B7}' | '\u{00BB}' | '\u{00BF}'
                | '\u{060C}' | '\u{060D}' | '\u{061B}' | '\u{061E}' | '\u{061F}'
                | '\u{066A}'..='\u{066D}' | '\u{06D4}'
                | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
                | '\u{3001}'..='\u{3003}' | '\u{FD3E}' | '\u{FD3F}'
        )
}

/// Cuts a text into token spans; what lies between them is blank, a control, or invisible.
struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Pieces<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The end of the run of characters from byte `from` on for which `inside` holds.
    /// `inside` gets the character and the text that follows it.
    fn run(&self, from: usize, inside: impl Fn(char, &str) -> bool) -> usize {
        let rest = &self.text[from..];
        for (at, c) in rest.char_indices() {
            if !inside(c, &rest[at + c.len_utf8()..]) {
                return from + at;
            }
        }
        self.text.len()
    }
}

/// The class of the first character of `rest`.
fn next_class(rest: &str) -> Option<Class> {
    rest.chars().next().map(class)
}

/// Whether a letter of the Arabic script follows in `rest`, looking over at most a few invisible characters.
fn letter_follows(rest: &str) -> bool {
    rest.chars()
        .take(4)
        .find(|&c| class(c) != Class::Attached)
        .is_some_and(letters::is_arabic_letter)
}

impl Iterator for Pieces<'_> {
    type Item = (ByteSpan, Kind);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let first = self.text[self.at..].chars().next()?;
            let start = self.at;
            let after = start + first.len_utf8();
            let (end, kind) = match class(first) {
                Class::Space => {
                    self.at = after;
                    continue;
                }
                Class::Attached => {
                    let end = self.run(start, |c, _| class(c) == Class::Attached);
                    let tatweel = self.text[start..end].contains(letters::TATWEEL);
                    if !tatweel {
                        // Stray marks and controls belong to no token.
                        self.at = end;
                        continue;
                    }
                    // A tatweel with no letter before it: a dash.
                    (end, Kind::Punctuation)
                }
                Class::Arabic => {
                    let end = self.run(start, |c, rest| match class(c) {
                        Class::Arabic => true,
                        Class::Attached => {
                            letters::is_mark(c) || c == letters::TATWEEL || letter_follows(rest)
                        }
                        _ => false,
                    });
                    (end, Kind::Word)
                }
                Class::Digit => {
                    let end = self.run(start, |c, rest| match class(c) {
                        Class::Digit => true,
                        // 16.00, ٣٬٥٠٠, 5،3, 16:30
                        _ if matches!(
                            c,
                            '.' | ',' | ':' | '\u{066B}' | '\u{066C}' | '\u{060C}'
                        ) =>
                        {
                            next_class(rest) == Some(Class::Digit)
                        }
                        _ => false,
                    });
                    if self.text[end..]
                        .chars()
                        .next()
                        .is_some_and(|c| class(c) == Class::Latin)
                    {
                        (self.latin_end(end), Kind::Latin)
                    } else {
                        (end, Kind::Number)
                    }
                }
                Class::Latin => (self.latin_end(start), Kind::Latin),
                Class::Punctuation => (after, Kind::Punctuation),
                Class::Symbol => (after, Kind::Symbol),
            };
            self.at = end;
            return Some((ByteSpan::of(start, end), kind));
        }
    }
}

impl Pieces<'_> {
    /// The end of a Latin word from byte `from` on: letters, digits, marks, and signs between them.
    fn latin_end(&self, from: usize) -> usize {
        self.run(from, |c, rest| match class(c) {
            Class::Latin | Class::Digit => true,
            Class::Attached => letters::is_mark(c),
            _ if matches!(c, '-' | '.' | '\'' | '\u{2019}' | '&' | '_' | '\u{2011}') => {
                matches!(next_class(rest), Some(Class::Latin | Class::Digit))
            }
            _ => false,
        })
    }
}
