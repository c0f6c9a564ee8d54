//! The whole way of the text on one screen.

use std::str::FromStr;

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::grammar;
use crate::label::Schema;
use crate::lexicon::{self, Hits, Lexicon};
use crate::mention::{Candidate, Source};
use crate::merge;
use crate::reference::ReferenceDate;
use crate::resolve;
use crate::tagger;
use crate::tagger::features::Features;
use crate::tagger::model::Model;
use crate::tagger::titles;
use crate::tagger::tradition::Tradition;
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
    /// Whose guideline is followed. Of another than the house's own the tagger alone knows.
    pub tradition: Tradition,
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
    model: Option<Model>,
}

impl Annotator {
    /// Reads the lists. Names are found by lists and rules alone.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, finding names with a trained model too.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.set_model(model);
        self
    }

    /// Finds names with a trained model too from now on; the lists stay as they were read.
    pub fn set_model(&mut self, model: Model) {
        self.model = Some(model);
    }

    /// The trained model, where there is one.
    pub const fn model(&self) -> Option<&Model> {
        self.model.as_ref()
    }

    /// Finds everything in a text. Never fails, on no text.
    pub fn annotate(&self, text: &str, options: &Options) -> Document {
        let tokens = Tokens::new(Text::new(text));
        let hits = self.lexicon.find(&tokens);
        let found = self.by_rules(&tokens, &hits, options);
        let mentions = match &self.model {
            Some(model) => {
                let features = Features::new(&tokens, &self.lexicon, &hits, &found.mentions);
                let tagged = tagger::find(model, &tokens, &features, options.tradition);
                together(found.mentions, tagged, &tokens, options.tradition)
            }
            None => found.mentions,
        };
        let mut document = resolve::document(
            tokens,
            mentions,
            &self.lexicon,
            options.schema,
            found.reference,
        );
        document.meta.model = self.model.as_ref().map(|model| model.name().to_owned());
        document
    }

    /// What the lists and the rules find, without the tagger.
    pub fn by_rules(&self, tokens: &Tokens, hits: &Hits, options: &Options) -> Found {
        let mut candidates = lexicon::candidates(tokens, hits, &self.lexicon);
        let context = grammar::Context {
            tokens,
            lexicon: &self.lexicon,
            hits,
            reference: options.reference_date.as_ref(),
            weekday: options.weekday,
        };
        let found = grammar::find(&context, &candidates);
        candidates.extend(found.candidates);
        Found {
            mentions: merge::merge(candidates, tokens),
            reference: options.reference_date.clone().or(found.dateline),
        }
    }

    /// The lists.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// What rules and tagger say together: each of the types that it knows best.
fn together(
    by_rules: Vec<Candidate>,
    mut tagged: Vec<Candidate>,
    tokens: &Tokens,
    tradition: Tradition,
) -> Vec<Candidate> {
    if tradition != Tradition::House {
        return merge::merge(tagged, tokens);
    }
    tagged.retain(|mention| tagger::knows_best(mention.label));
    let tagged = titles::outside_names(titles::joined(tagged, &by_rules, tokens));
    // Where proclitics end the rules know better: they know ولي from و and لي.
    let place = |mention: &Candidate| (mention.span.first, mention.span.end, mention.label);
    let places: FxHashMap<_, usize> = tagged.iter().map(place).zip(0..).collect();
    let mut all = tagged;
    for mention in by_rules {
        if !tagger::knows_best(mention.label) {
            all.push(mention);
        } else if let Some(&same) = places.get(&place(&mention)) {
            // The rules know more of what both have found: its head, its form, its kind.
            all[same] = Candidate {
                confidence: all[same].confidence,
                source: Source::Tagger,
                alternatives: std::mem::take(&mut all[same].alternatives),
                ..mention
            };
        }
    }
    merge::merge(all, tokens)
}

/// What lists and rules find in a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// The mentions, nested, in order.
    pub mentions: Vec<Candidate>,
    /// The day from which relative dates count: the given one, or the dateline's.
    pub reference: Option<ReferenceDate>,
}
