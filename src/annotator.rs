//! The whole way of the text on one screen.

use crate::document::Document;
use crate::grammar::{self, Grammar};
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
}

/// Everything the engine knows: built once, immutable, shared between threads.
#[derive(Debug, Default)]
pub struct Annotator {
    lexicon: Lexicon,
    grammar: Grammar,
}

impl Annotator {
    /// Reads the lists and compiles the rules.
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
        };
        candidates.extend(self.grammar.candidates(&context, &candidates));
        // The trained tagger's candidates join here.
        let mentions = merge::merge(candidates, &tokens);
        resolve::document(tokens, &mentions, options)
    }
}
