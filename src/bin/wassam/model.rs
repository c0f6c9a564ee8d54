//! Which trained model finds names: the one inside the program, another, or none.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use wassam::{Annotator, Model, Tradition};

/// The model that the page loads too.
const BUNDLED: &[u8] = include_bytes!("../../../seeds/model/tagger.bin");

#[derive(clap::Args)]
#[group(skip)]
pub(crate) struct Arguments {
    /// The trained model that finds names; the one inside the program where it is left out
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Find names by lists and rules alone
    #[arg(long, conflicts_with = "model")]
    no_model: bool,
    /// Whose guideline to follow: the house's own, or, by the model alone, that of a corpus it has learned from
    #[arg(
        long,
        default_value = "house",
        value_parser = PossibleValuesParser::new(["house", "anercorp", "wikifane", "wojood"])
            .try_map(|name| name.parse::<Tradition>())
    )]
    pub(crate) tradition: Tradition,
}

impl Arguments {
    /// The engine with the model that is asked for.
    ///
    /// # Errors
    ///
    /// When the model's file cannot be read, or is no model for this engine.
    pub(crate) fn annotator(&self) -> Result<Annotator> {
        if self.no_model {
            return Ok(Annotator::new());
        }
        // Before the lists, which take longer: what cannot be is refused at once.
        let model = match &self.model {
            None => Model::read(BUNDLED).context("the model inside the program")?,
            Some(path) => {
                let name = path.display();
                let bytes = fs::read(path).with_context(|| format!("cannot read {name}"))?;
                Model::read(&bytes).with_context(|| name.to_string())?
            }
        };
        Ok(Annotator::new().with_model(model))
    }
}
