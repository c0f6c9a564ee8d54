//! Where sentences begin.

use super::{Kind, Tokens};

/// Marks the first token of each sentence.
///
/// A sentence ends at a line end, at a question or exclamation mark or ellipsis, and at a full stop
/// that does not belong to an abbreviation of single letters (أ.ف.ب).
/// Closing quotes and brackets after the mark still belong to the sentence.
pub(crate) fn mark(tokens: &mut Tokens) {
    let mut ended = true;
    let starts: Vec<bool> = (0..tokens.len())
        .map(|i| {
            let token = &tokens[i];
            let closing = token.glued && matches!(tokens.plain(i), "»" | "\"" | "”" | ")" | "’");
            let starts = token.starts_paragraph || (ended && !closing);
            let ends = match tokens.plain(i) {
                "!" | "?" | "؟" | "…" | "۔" => true,
                "." => !is_abbreviation(tokens, i),
                _ => false,
            };
            ended = ends || (ended && closing && !starts);
            starts
        })
        .collect();
    for (token, starts) in tokens.tokens_mut().iter_mut().zip(starts) {
        token.starts_sentence = starts;
    }
}

/// Letters that a part of a dotted abbreviation has at most: أ.ف.ب, بي.بي.سي.
const PART: usize = 3;

/// Whether the full stop at `i` stands between the parts of an abbreviation, or after its last one.
fn is_abbreviation(tokens: &Tokens, i: usize) -> bool {
    let letters = |j: usize| {
        let word = tokens.get(j).is_some_and(|token| token.kind == Kind::Word);
        if word {
            tokens.plain(j).chars().count()
        } else {
            usize::MAX
        }
    };
    let glued = |j: usize| tokens.get(j).is_some_and(|token| token.glued);
    if i == 0 || !glued(i) {
        return false;
    }
    let between = glued(i + 1) && letters(i - 1) <= PART && letters(i + 1) <= PART;
    between || letters(i - 1) == 1 && i >= 2 && tokens.plain(i - 2) == "."
}
