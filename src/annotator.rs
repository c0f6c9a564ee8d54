//! The whole way of the text on one screen.

use std::str::FromStr;

use crate::document::Document;
use crate::grammar;
use crate::label::Schema;
use crate::lexicon::{self, Lexicon};
use crate::merge;
use crate::reference::ReferenceDate;
use crate::resolve;
use crate::text::Text;
use crate::tokenise::Tokens;

/// How to annotate one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day, and perhaps time, from which relative dates count.
    pub reference_date: Option<ReferenceDate>,
    /// Which types to show.
    pub schema: Schema,
    /// Which way a bare weekday looks.
    pub weekday: Weekday,
}

/// Which way a bare weekday, or a day with no year, looks from the reference date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weekday {
    /// The way its verb does; back where no verb tells.
    #[default]
    News,
    /// Always forward.
    Forward,
}

/// What is not a way for weekdays to look.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not one of news, forward")]
pub struct UnknownWeekday(pub String);

impl FromStr for Weekday {
    type Err = UnknownWeekday;

    fn from_str(name: &str) -> Result<Self, UnknownWeekday> {
        match name {
            "news" => Ok(Self::News),
            "forward" => Ok(Self::Forward),
            _ => Err(UnknownWeekday(name.to_owned())),
        }
    }
}

/// Everything the engine knows: built once, immutable, shared between threads.
#[derive(Debug, Default)]
pub struct Annotator {
    lexicon: Lexicon,
}

impl Annotator {
    /// Reads the lists.
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds everything in a text. Never fails, on no text.
    pub fn annotate(&self, text: &str, options: &Options) -> Document {
        let tokens = Tokens::new(Text::new(text));
        let hits = self.lexicon.find(&tokens);
        let mut candidates = lexicon::candidates(&tokens, &hits, &self.lexicon);
        let context = grammar::Context {
            tokens: &tokens,
            lexicon: &self.lexicon,
            hits: &hits,
            reference: options.reference_date.as_ref(),
            weekday: options.weekday,
        };
        let found = grammar::find(&context, &candidates);
        let reference = options.reference_date.clone().or(found.dateline);
        candidates.extend(found.candidates);
        // The trained tagger's candidates join here.
        let mentions = merge::merge(candidates, &tokens);
        resolve::document(tokens, mentions, &self.lexicon, options.schema, reference)
    }
}
