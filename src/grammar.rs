//! What has structure, and names in context; one family per file, each with its normalised value.

mod context;
mod heads;
mod language;
mod names;
mod nisba;
mod person;
mod title;

pub use context::Context;

use crate::mention::Candidate;

/// The compiled rules.
#[derive(Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// What all families find, unmerged.
    ///
    /// `known` are the names that the lists know.
    /// Families that build on others' finds come after them.
    pub fn candidates(&self, context: &Context, known: &[Candidate]) -> Vec<Candidate> {
        let mut found = Vec::new();
        found.extend(nisba::candidates(context));
        found.extend(language::candidates(context));
        let mut names = known.to_vec();
        names.extend(found.iter().cloned());
        found.extend(heads::candidates(context, &names));
        names.extend(found.iter().cloned());
        let titles = title::candidates(context, &names);
        let persons = person::candidates(context, &titles, &names);
        found.extend(person::supported(titles, &persons));
        found.extend(persons);
        found
    }
}
