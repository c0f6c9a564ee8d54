//! Any file is a model or is refused, and no model makes the engine panic, or find what the text does not hold.
#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use wassam::{Annotator, Model, Options, Tradition};

#[path = "../repair.rs"]
mod repair;

const TEXT: &str = "😀 وصل وزير الخارجية الروسي سيرغي لافروف إلى دمشق وبيروت يوم الأربعاء.";
const TRADITIONS: [Tradition; 4] = [
    Tradition::House,
    Tradition::Anercorp,
    Tradition::Wikifane,
    Tradition::Wojood,
];

static ANNOTATOR: LazyLock<Mutex<Annotator>> = LazyLock::new(|| Mutex::new(Annotator::new()));

fuzz_target!(|file: &[u8]| {
    let mut file = file.to_vec();
    repair::repair(&mut file);
    let Ok(model) = Model::read(&file) else {
        return;
    };
    let mut annotator = ANNOTATOR.lock().expect("one input at a time");
    annotator.set_model(model);
    for tradition in TRADITIONS {
        let options = Options {
            tradition,
            ..Options::default()
        };
        for annotation in &annotator.annotate(TEXT, &options).annotations {
            assert!(annotation.span.contains(&annotation.head));
            assert!(!TEXT[annotation.head.range()].is_empty());
            assert!(annotation.confidence <= 1000);
        }
    }
});
