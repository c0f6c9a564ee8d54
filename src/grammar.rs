//! What has structure, and names in context; one family per file, each with its normalised value.

mod context;
mod date;
mod event;
mod heads;
mod language;
mod moment;
mod money;
mod names;
mod nisba;
mod number;
mod percent;
mod person;
mod quantity;
mod temporal;
mod time;
mod timex;
mod title;
mod web;

pub use context::Context;
use context::{AND, ARTICLE, FROM, HUNDRED_PREFIX, IN, OR, OVER};

use crate::label::Label;
use crate::mention::{Candidate, Source};
use crate::reference::ReferenceDate;

/// What the rules find in a text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What all families propose, unmerged.
    pub candidates: Vec<Candidate>,
    /// The day of the text's dateline, where no reference date was given.
    pub dateline: Option<ReferenceDate>,
}

/// Asks all families in turn; those that build on others' finds come after them.
///
/// `known` are the names that the lists know.
pub fn find(context: &Context, known: &[Candidate]) -> Found {
    let mut found = Vec::new();
    found.extend(nisba::candidates(context));
    found.extend(language::candidates(context));
    let mut names = known.to_vec();
    names.extend(found.iter().cloned());
    let heads = heads::candidates(context, &names);
    names.extend(heads.iter().cloned());
    found.extend(heads);
    found.extend(event::candidates(context, &names));
    let titles = title::candidates(context, &names);
    let persons = person::candidates(context, &titles, &names);
    found.extend(person::supported(titles, &persons));
    found.extend(persons);
    let numbers = number::readings(context);
    found.retain(|candidate| !takes_number(&numbers, candidate));
    let structured = structured(context, &numbers);
    found.extend(structured.candidates);
    Found {
        candidates: found,
        dateline: structured.dateline,
    }
}

/// Whether a person or building that the rules made has taken in a number in words:
/// مليون وثلاثمئة ألف حاج, سجن مئة.
fn takes_number(numbers: &number::Numbers, candidate: &Candidate) -> bool {
    let span = candidate.span;
    candidate.source == Source::Grammar
        && matches!(candidate.label, Label::Pers | Label::Fac)
        && (span.first..span.end).any(|at| {
            numbers.bare(at).is_some_and(|reading| {
                !reading.digits
                    && !reading.ambiguous
                    && !reading.definite
                    && matches!(reading.kind, number::Kind::Cardinal | number::Kind::Vague)
            })
        })
}

/// What is made of numbers, and of the words for days, money and measures.
fn structured(context: &Context, numbers: &number::Numbers) -> Found {
    let atoms = temporal::Atoms::new(context);
    let mut found = web::candidates(context);
    found.extend(web::telephones(context));
    found.extend(web::models(context));
    found.extend(number::candidates(context, numbers));
    found.extend(percent::candidates(context, numbers));
    found.extend(quantity::candidates(context, numbers));
    found.extend(money::candidates(context, numbers));
    let mut dates = date::candidates(context, numbers, &atoms);
    let dateline = moment::dateline(context, &dates);
    let anchored = Context {
        reference: context.reference.or(dateline.as_ref()),
        ..*context
    };
    if dateline.is_some() {
        dates = date::candidates(&anchored, numbers, &atoms);
    }
    dates.extend(time::candidates(&anchored, numbers, &atoms));
    moment::join(context, &mut dates);
    found.extend(dates);
    Found {
        candidates: found,
        dateline,
    }
}
