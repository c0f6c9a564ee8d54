//! Any file is read or refused in a format, and what has been read is written and read again as it is.
//!
//! Each format has a program of its own, made of this one: `read_label_studio` reads Label Studio's.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wassam::Document;
use wassam::format::{About, Format, Unit};

static FORMAT: LazyLock<Format> = LazyLock::new(|| {
    let name = env!("CARGO_BIN_NAME").trim_start_matches("read_");
    Format::of_name(&name.replace('_', "-")).expect("the program is named after a format")
});

/// What stands between the two files of a format that has two.
const BETWEEN: char = '\0';

fuzz_target!(|input: &str| {
    let (file, beside) = input.split_once(BETWEEN).unwrap_or((input, ""));
    let Ok(read) = FORMAT.read(file, beside) else {
        return;
    };
    for imported in read {
        let document = imported.document;
        for annotation in &document.annotations {
            assert!(annotation.span.contains(&annotation.head));
            assert!(!document.text.slice(annotation.head).is_empty());
        }
        check_again(&document);
    }
});

/// What can be held of a document is written, and read as it is.
fn check_again(document: &Document) {
    let held = FORMAT.held(document);
    let written = FORMAT.write(document, About::default());
    let frame = FORMAT.frame();
    let file = [frame.open, &written[0].content, frame.close].concat();
    let beside = written.get(1).map_or("", |text| &text.content);
    let again = FORMAT.read(&file, beside).expect("what we write is read");
    let again: Vec<&Document> = again.iter().map(|imported| &imported.document).collect();
    let found = again.iter().map(|document| document.annotations.len());
    assert_eq!(found.sum::<usize>(), held.annotations.len());
    if !matches!(FORMAT.unit(), Unit::Token | Unit::None) {
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].text.as_str(), held.text.as_str());
        for (annotation, expected) in again[0].annotations.iter().zip(&held.annotations) {
            assert_eq!(annotation.span, expected.span);
        }
    }
}
