//! What holds for every text.

use proptest::prelude::*;
use wassam::normalise::{Normalised, letters};
use wassam::tokenise::{Kind, Tokens};
use wassam::{
    Annotator, ByteOffset, ByteSpan, CodePointOffset, Document, Options, Schema, Text, Utf16Offset,
    with_line_feeds,
};

use crate::ANNOTATOR;
use crate::texts::any_text;

/// The borders of characters, the end of the text included.
fn borders(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().map(|(at, _)| at).chain([text.len()])
}

fn is_letter_or_digit(c: char) -> bool {
    // Unicode counts vowel marks among the alphabetic characters.
    c.is_alphanumeric() && !letters::is_mark(c)
}

fn is_ligature(c: char) -> bool {
    matches!(letters::plain(c), letters::Plain::Two(..))
}

proptest! {
    #[test]
    fn tokens_with_their_gaps_are_the_source(text in any_text()) {
        let tokens = Tokens::new(Text::new(text.as_str()));
        let mut end = 0;
        for token in tokens.as_slice() {
            let gap = &text[end..token.span.start.0];
            prop_assert!(!gap.chars().any(is_letter_or_digit), "{gap:?} between tokens");
            prop_assert_eq!(token.glued, gap.is_empty() && end > 0);
            prop_assert!(!token.span.is_empty());
            let word = &text[token.span.range()];
            match token.kind {
                Kind::Word => prop_assert!(word.starts_with(letters::is_arabic_letter)),
                Kind::Number => {
                    prop_assert!(word.starts_with(|c| letters::digit(c).is_some()));
                    prop_assert!(word.ends_with(|c| letters::digit(c).is_some()));
                }
                Kind::Latin => prop_assert!(word.starts_with(is_letter_or_digit)),
                Kind::Punctuation | Kind::Symbol => {}
            }
            end = token.span.end.0;
        }
        prop_assert!(!text[end..].chars().any(is_letter_or_digit));
    }

    #[test]
    fn a_cut_takes_its_proclitics_off(text in any_text()) {
        let tokens = Tokens::new(Text::new(text.as_str()));
        for (index, token) in tokens.as_slice().iter().enumerate() {
            for cut in &token.cuts {
                let (clitics, rest) = text[token.span.range()].split_at(cut.source);
                let folded = tokens.folded(index);
                if rest.starts_with(is_ligature) {
                    // A ligature cannot be cut: the rest keeps it whole.
                    prop_assert!(wassam::normalise::fold(rest).ends_with(&folded[cut.folded..]));
                } else {
                    prop_assert_eq!(wassam::normalise::fold(rest), &folded[cut.folded..]);
                    prop_assert_eq!(wassam::normalise::fold(clitics), &folded[..cut.folded]);
                }
                prop_assert!(folded[..cut.folded].chars().all(|c| "وفبلكس".contains(c)));
            }
        }
    }

    #[test]
    fn sentences_and_paragraphs_start_where_they_should(text in any_text()) {
        let tokens = Tokens::new(Text::new(text.as_str()));
        let mut end = 0;
        for (index, token) in tokens.as_slice().iter().enumerate() {
            let gap = &text[end..token.span.start.0];
            prop_assert_eq!(token.starts_paragraph, index == 0 || gap.contains('\n'));
            prop_assert!(token.starts_sentence || !token.starts_paragraph);
            end = token.span.end.0;
        }
    }

    #[test]
    fn alignment_goes_there_and_back(text in any_text()) {
        let normalised = Normalised::new(&text);
        let plain = normalised.plain();
        prop_assert_eq!(plain.len(), normalised.folded().len());
        prop_assert!(borders(plain).eq(borders(normalised.folded())));
        for offset in borders(plain) {
            let source = normalised.to_source(offset);
            prop_assert!(text.is_char_boundary(source));
            // Of the two letters of a ligature, the way back finds the first.
            let back = normalised.to_normal(source);
            prop_assert!(back <= offset);
            prop_assert_eq!(normalised.to_source(back), source);
        }
        for offset in borders(&text) {
            let normal = normalised.to_normal(offset);
            prop_assert_eq!(&plain[normal..], wassam::normalise::plain(&text[offset..]));
            prop_assert!(normalised.to_source(normal) >= offset);
        }
    }

    #[test]
    fn folding_again_changes_nothing(text in any_text()) {
        let folded = wassam::normalise::fold(&text);
        prop_assert_eq!(wassam::normalise::fold(&folded), folded.as_str());
        prop_assert_eq!(wassam::normalise::fold(&wassam::normalise::plain(&text)), folded);
    }

    #[test]
    fn offsets_agree_with_counting(source in any_text()) {
        let text = Text::new(source.as_str());
        for byte in borders(&source) {
            let code_point = CodePointOffset(source[..byte].chars().count());
            let utf16 = Utf16Offset(source[..byte].encode_utf16().count());
            prop_assert_eq!(text.code_point(ByteOffset(byte)), code_point);
            prop_assert_eq!(text.utf16(ByteOffset(byte)), utf16);
            prop_assert_eq!(text.byte_of_code_point(code_point), ByteOffset(byte));
            prop_assert_eq!(text.byte_of_utf16(utf16), ByteOffset(byte));
        }
        // Inside a character, and past the end.
        let mut utf16 = 0;
        for (byte, c) in source.char_indices() {
            for inside in 1..c.len_utf16() {
                let end = ByteOffset(byte + c.len_utf8());
                prop_assert_eq!(text.byte_of_utf16(Utf16Offset(utf16 + inside)), end);
            }
            utf16 += c.len_utf16();
        }
        let end = ByteOffset(source.len());
        for past in [1, 1000, usize::MAX / 2] {
            prop_assert_eq!(text.byte_of_code_point(CodePointOffset(utf16 + past)), end);
            prop_assert_eq!(text.byte_of_utf16(Utf16Offset(utf16 + past)), end);
            prop_assert_eq!(text.code_point(ByteOffset(source.len() + past)), text.code_point(end));
        }
    }

    #[test]
    fn paragraphs_are_the_lines(source in any_text()) {
        let text = Text::new(source.as_str());
        let lines: Vec<&str> = text.paragraphs().map(|span| text.slice(span)).collect();
        let expected: Vec<&str> = source
            .split('\n')
            .map(|line| line.strip_suffix('\r').unwrap_or(line))
            .collect();
        prop_assert_eq!(lines, expected);
        prop_assert!(!with_line_feeds(&source).contains('\r'));
    }

    #[test]
    fn annotations_are_sound(text in any_text()) {
        let document = ANNOTATOR.annotate(&text, &Options::default());
        prop_assert_eq!(document.text.as_str(), &text);
        check_document(&document)?;
    }

    #[test]
    fn annotations_are_sound_in_every_view(text in any_text()) {
        let options = Options {
            reference_date: "2015-11-20T04:30+03:00".parse().ok(),
            schema: Schema::Conll4,
            ..Options::default()
        };
        let document = ANNOTATOR.annotate(&text, &options);
        check_document(&document)?;
        for pair in document.annotations.windows(2) {
            prop_assert!(!pair[0].span.overlaps(&pair[1].span), "conll4 is flat");
        }
    }
}

/// Spans slice the text, hold their heads, stand in order and nest; identifiers mean something.
pub(crate) fn check_document(document: &Document) -> Result<(), TestCaseError> {
    let text = document.text.as_str();
    for (number, annotation) in document.annotations.iter().enumerate() {
        let (span, head) = (annotation.span, annotation.head);
        prop_assert!(
            text.get(span.range())
                .is_some_and(|slice| !slice.is_empty())
        );
        prop_assert!(
            text.get(head.range())
                .is_some_and(|slice| !slice.is_empty())
        );
        prop_assert!(span.contains(&head));
        prop_assert_eq!(annotation.id.clone(), format!("a{}", number + 1));
        prop_assert!(annotation.confidence <= 1000);
        if let Some(id) = &annotation.entity {
            let entity = document.entities.iter().find(|entity| entity.id == *id);
            prop_assert!(entity.is_some_and(|entity| entity.label == annotation.label));
        }
    }
    let order = |span: ByteSpan| (span.start, std::cmp::Reverse(span.end));
    let mut around: Vec<ByteSpan> = Vec::new();
    let mut previous = None;
    for annotation in &document.annotations {
        let span = annotation.span;
        prop_assert!(previous <= Some(order(span)));
        previous = Some(order(span));
        around.retain(|outer| outer.overlaps(&span));
        prop_assert!(around.iter().all(|outer| !outer.crosses(&span)));
        around.push(span);
    }
    Ok(())
}

/// Two engines built apart agree: nothing hangs on the order of a hash map.
#[test]
fn the_same_text_gives_the_same_document() {
    let other = Annotator::new();
    let options = Options::default();
    let text = crate::read("seeds/articles/founding.txt");
    let write = |annotator: &Annotator| {
        let document = annotator.annotate(&text, &options);
        wassam::format::wassam::write(&document, "")
    };
    assert_eq!(write(&ANNOTATOR), write(&other));
    assert_eq!(write(&other), write(&other));
}

/// One engine serves all threads.
#[test]
fn the_annotator_is_shared() {
    const fn shared<T: Send + Sync>() {}
    shared::<Annotator>();
}
