//! Whose guideline the tagger follows: it has learned from several corpora, each with its own.

use std::str::FromStr;

/// A way to annotate that the tagger has learned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tradition {
    /// The house's own: 21 types, nested, proclitics outside, together with lists and rules.
    #[default]
    House,
    /// ANERcorp (Benajiba et al. 2007): newswire; persons, places, organisations and the rest, whole words.
    Anercorp,
    /// WikiFANE (Alotaibi and Lee 2013), by its coarse types: Wikipedia, whole words.
    Wikifane,
    /// Wojood (Jarrar et al. 2022), outer level.
    Wojood,
}

/// What is not a tradition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not one of house, anercorp, wikifane, wojood")]
pub struct UnknownTradition(pub String);

impl FromStr for Tradition {
    type Err = UnknownTradition;

    fn from_str(name: &str) -> Result<Self, UnknownTradition> {
        match name {
            "house" => Ok(Self::House),
            "anercorp" => Ok(Self::Anercorp),
            "wikifane" => Ok(Self::Wikifane),
            "wojood" => Ok(Self::Wojood),
            _ => Err(UnknownTradition(name.to_owned())),
        }
    }
}
