//! What the finders propose, in tokens, and what it is worth.

use crate::label::Label;
use crate::span::ByteSpan;
use crate::tokenise::Tokens;
use crate::value::Value;
use serde::{Deserialize, Serialize};

/// A run of tokens; the first may begin inside its word, after attached proclitics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenSpan {
    /// Index of the first token.
    pub first: usize,
    /// Bytes of the source that the span leaves out at the start of its first token.
    pub skip: usize,
    /// Index after the last token.
    pub end: usize,
}

impl TokenSpan {
    /// The tokens from `first` up to, not including, `end`.
    pub const fn new(first: usize, end: usize) -> Self {
        Self {
            first,
            skip: 0,
            end,
        }
    }

    /// The same without `skip` bytes of source at the start of the first token.
    pub const fn skipping(first: usize, skip: usize, end: usize) -> Self {
        Self { first, skip, end }
    }

    /// The span in bytes of the source.
    pub fn bytes(&self, tokens: &Tokens) -> ByteSpan {
        let start = tokens[self.first].span.start.0 + self.skip;
        ByteSpan::of(start, tokens[self.end - 1].span.end.0)
    }

    /// The number of tokens.
    pub const fn len(&self) -> usize {
        self.end - self.first
    }

    /// Whether the span holds no token, which no candidate's does.
    pub const fn is_empty(&self) -> bool {
        self.end <= self.first
    }
}

/// Who proposed an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// A list under `seeds/lexicon`.
    Lexicon,
    /// A rule for what has structure, or for names in context.
    Grammar,
    /// The trained sequence model.
    Tagger,
    /// The user. Nothing automatic ever overwrites it.
    User,
}

/// Confidence below which an annotation is unsure, in thousandths.
pub const UNSURE: u16 = 700;

/// What an annotation may be instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The whole span.
    pub span: TokenSpan,
    /// The type.
    pub label: Label,
    /// How likely the alternative is right, in thousandths.
    pub confidence: u16,
}

/// A proposed annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole span.
    pub span: TokenSpan,
    /// The bare name or number inside it.
    pub head: TokenSpan,
    /// The type.
    pub label: Label,
    /// A finer kind, such as `nisba`.
    pub subtype: Option<&'static str>,
    /// The right form, where it differs from the text: the article restored, a misspelling cured.
    pub norm: Option<String>,
    /// The normalised value.
    pub value: Option<Value>,
    /// How likely the candidate is right, in thousandths.
    pub confidence: u16,
    /// Who proposed it.
    pub source: Source,
    /// What it may be instead, most likely first, where it is [`UNSURE`]; only the tagger says so.
    pub alternatives: Vec<Alternative>,
}

impl Candidate {
    /// A candidate whose head is its whole span.
    pub const fn new(span: TokenSpan, label: Label, source: Source, confidence: u16) -> Self {
        Self {
            span,
            head: span,
            label,
            subtype: None,
            norm: None,
            value: None,
            confidence,
            source,
            alternatives: Vec::new(),
        }
    }

    /// The same with a head of its own.
    #[must_use]
    pub const fn with_head(mut self, head: TokenSpan) -> Self {
        self.head = head;
        self
    }

    /// The same with a subtype.
    #[must_use]
    pub const fn with_subtype(mut self, subtype: &'static str) -> Self {
        self.subtype = Some(subtype);
        self
    }

    /// The same with a value.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<Option<Value>>) -> Self {
        self.value = value.into();
        self
    }
}
