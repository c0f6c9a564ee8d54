//! Languages, which are spelled like feminine nisbas: اللغة العربية, بالفرنسية, تتحدث الكردية.

use super::Context;
use crate::label::Label;
use crate::lexicon::List;
use crate::mention::{Candidate, Source};

/// LANGUAGE candidates.
pub(crate) fn candidates(context: &Context) -> Vec<Candidate> {
    (0..context.tokens.len())
        .filter_map(|index| {
            let (hit, _) = context.hits.find(index, List::Languages)?;
            let after_noun = context
                .before(index)
                .is_some_and(|noun| is_language_noun(context, noun));
            let by = hit.span.skip > 0 && context.tokens.folded(index).starts_with("بال");
            let closes = !context.tokens.continues(hit.span.end)
                || !context.is_name_word(hit.span.end)
                || !context.is_definite(hit.span.end);
            (after_noun || by && closes && !follows_noun(context, index))
                .then(|| Candidate::new(hit.span, Label::Language, Source::Lexicon, 920))
        })
        .collect()
}

/// Whether the word at `index` is اللغة, in any number and after any proclitic.
fn is_language_noun(context: &Context, index: usize) -> bool {
    context
        .hits
        .find(index, List::GenericHeads)
        .is_some_and(|(_, noun)| noun.is("type", Label::Language.as_str()))
}

/// Whether a definite noun stands before, so that the word is its adjective (بالعاصمة الفرنسية).
fn follows_noun(context: &Context, index: usize) -> bool {
    context
        .before(index)
        .is_some_and(|before| context.is_definite(before))
}
