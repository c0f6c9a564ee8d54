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
            let after_noun = index > 0 && is_language_noun(context.tokens.folded(index - 1));
            let by = hit.span.skip > 0 && context.tokens.folded(index).starts_with("بال");
            let closes = !context.tokens.continues(hit.span.end)
                || !context.is_name_word(hit.span.end)
                || !context.is_definite(hit.span.end);
            (after_noun || by && closes && !follows_noun(context, index))
                .then(|| Candidate::new(hit.span, Label::Language, Source::Lexicon, 920))
        })
        .collect()
}

/// Whether a folded word is اللغة or اللغتين, attached proclitics aside.
fn is_language_noun(folded: &str) -> bool {
    let article = folded.trim_start_matches(['و', 'ف', 'ب', 'ك']);
    matches!(article, "اللغه" | "اللغتين" | "اللغتان" | "للغه" | "لغه")
}

/// Whether a definite noun stands before, so that the word is its adjective (بالعاصمة الفرنسية).
fn follows_noun(context: &Context, index: usize) -> bool {
    index > 0 && context.tokens.continues(index) && context.is_definite(index - 1)
}
