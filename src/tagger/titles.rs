//! Titles that the tagger has cut in pieces, or left inside a name.
//!
//! The tagger has one chain for titles, so that it sees none inside another, and it may stop where the
//! inner one begins: المبعوث الخاص | للرئيس الروسي, المتحدث باسم | وزير الدفاع.

use crate::label::Label;
use crate::mention::{Candidate, TokenSpan};
use crate::tokenise::Tokens;

/// Ends no title, folded.
const IN_THE_NAME_OF: &str = "باسم";

/// The same mentions, with one title for pieces that stand side by side where the rules see one title over them,
/// or where a piece is not at its end.
pub(crate) fn joined(
    tagged: Vec<Candidate>,
    by_rules: &[Candidate],
    tokens: &Tokens,
) -> Vec<Candidate> {
    let (mut titles, mut all): (Vec<_>, Vec<_>) = tagged
        .into_iter()
        .partition(|mention| mention.label == Label::Occ);
    titles.sort_by_key(|title| title.span.first);
    let mut whole: Vec<Candidate> = Vec::with_capacity(titles.len());
    for piece in titles {
        let before = whole
            .last_mut()
            .filter(|before| before.span.end == piece.span.first);
        match before {
            Some(before) if are_one(before.span, piece.span, by_rules, tokens) => {
                before.span.end = piece.span.end;
                before.head = before.span;
                before.confidence = before.confidence.min(piece.confidence);
                before.alternatives.clear();
            }
            _ => whole.push(piece),
        }
    }
    all.append(&mut whole);
    all
}

/// The same mentions, with a name cut where a title stands in it: سلمان | الأمير | محمد بن سلمان.
///
/// By the annotation guide titles are outside names; each type's chain sees its own alone.
pub(crate) fn outside_names(tagged: Vec<Candidate>) -> Vec<Candidate> {
    let titles: Vec<TokenSpan> = tagged
        .iter()
        .filter(|mention| mention.label == Label::Occ)
        .map(|title| title.span)
        .collect();
    let cut = |mention: Candidate| -> Vec<Candidate> {
        let name = mention.span;
        let mut inside: Vec<TokenSpan> = titles
            .iter()
            .filter(|title| title.first >= name.first && title.end <= name.end && **title != name)
            .copied()
            .collect();
        if mention.label != Label::Pers || inside.is_empty() {
            return vec![mention];
        }
        inside.sort_by_key(|title| title.first);
        let mut parts = Vec::new();
        let mut rest = name;
        for title in inside.iter().chain([&TokenSpan::new(name.end, name.end)]) {
            if rest.first < title.first {
                parts.push(TokenSpan {
                    end: title.first,
                    ..rest
                });
            }
            rest = TokenSpan::new(title.end, name.end);
        }
        let part = |span| Candidate::new(span, mention.label, mention.source, mention.confidence);
        parts.into_iter().map(part).collect()
    };
    tagged.into_iter().flat_map(cut).collect()
}

fn are_one(before: TokenSpan, piece: TokenSpan, by_rules: &[Candidate], tokens: &Tokens) -> bool {
    tokens.folded(before.end - 1) == IN_THE_NAME_OF
        || by_rules.iter().any(|title| {
            title.label == Label::Occ
                && title.span.first == before.first
                && title.span.end >= piece.end
        })
}

#[cfg(test)]
mod tests {
    use super::{joined, outside_names};
    use crate::label::Label;
    use crate::mention::{Candidate, Source, TokenSpan};
    use crate::text::Text;
    use crate::tokenise::Tokens;

    fn title(first: usize, end: usize) -> Candidate {
        Candidate::new(TokenSpan::new(first, end), Label::Occ, Source::Tagger, 900)
    }

    fn spans(tagged: Vec<Candidate>, by_rules: &[Candidate], text: &str) -> Vec<(usize, usize)> {
        let tokens = Tokens::new(Text::new(text));
        let joined = joined(tagged, by_rules, &tokens);
        joined.iter().map(|m| (m.span.first, m.span.end)).collect()
    }

    #[test]
    fn pieces_of_a_title_of_the_rules_are_one() {
        let text = "المبعوث الخاص للرئيس الروسي";
        let pieces = || vec![title(0, 2), title(2, 4)];
        assert_eq!(spans(pieces(), &[title(0, 4)], text), [(0, 4)]);
        // Two titles side by side, as the rules see them too.
        let both = [title(0, 2), title(2, 4)];
        assert_eq!(spans(pieces(), &both, text), [(0, 2), (2, 4)]);
    }

    #[test]
    fn in_the_name_of_ends_no_title() {
        let text = "المتحدث باسم وزير الدفاع";
        assert_eq!(spans(vec![title(0, 2), title(2, 4)], &[], text), [(0, 4)]);
        assert_eq!(
            spans(vec![title(0, 1), title(2, 4)], &[], text),
            [(0, 1), (2, 4)]
        );
    }

    #[test]
    fn a_name_ends_where_a_title_begins() {
        let name = |first, end| {
            Candidate::new(TokenSpan::new(first, end), Label::Pers, Source::Tagger, 800)
        };
        let names = |tagged| -> Vec<(usize, usize)> {
            outside_names(tagged)
                .iter()
                .filter(|mention| mention.label == Label::Pers)
                .map(|mention| (mention.span.first, mention.span.end))
                .collect()
        };
        assert_eq!(names(vec![name(1, 6), title(2, 3)]), [(1, 2), (3, 6)]);
        assert_eq!(names(vec![name(1, 6), title(1, 2)]), [(2, 6)]);
        assert_eq!(names(vec![name(1, 6), title(5, 6)]), [(1, 5)]);
        assert_eq!(
            names(vec![name(1, 6), title(2, 3), title(3, 5)]),
            [(1, 2), (5, 6)]
        );
        assert_eq!(names(vec![name(1, 6), title(0, 6)]), [(1, 6)]);
    }
}
