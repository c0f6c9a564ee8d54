//! No text makes the engine panic, or find what the text does not hold.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wassam::{Annotator, Options};

static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(Annotator::new);

fuzz_target!(|text: &str| {
    let document = ANNOTATOR.annotate(text, &Options::default());
    for annotation in &document.annotations {
        assert!(annotation.span.contains(&annotation.head));
        assert!(!text[annotation.head.range()].is_empty());
    }
});
