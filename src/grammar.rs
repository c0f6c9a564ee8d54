//! What has structure, and names in context; one family per file, each with its normalised value.

use crate::lexicon::{Hits, Lexicon};
use crate::mention::Candidate;
use crate::reference::ReferenceDate;
use crate::tokenise::Tokens;

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
}

/// The compiled rules.
#[derive(Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// What all families find, unmerged.
    pub fn candidates(&self, _context: &Context) -> Vec<Candidate> {
        Vec::new()
    }
}
