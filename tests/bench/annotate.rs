//! How fast the engine is, natively: `sizes` shows that time grows linearly, `founding` one article,
//! `rules` the same without the model.

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use wassam::{Annotator, Model, Options};

const ARTICLE: &str = include_str!("../../seeds/articles/founding.txt");
const MODEL: &[u8] = include_bytes!("../../seeds/model/tagger.bin");
/// Rounds before the clock counts, and rounds that it counts.
const WARM_UP: usize = 5;
const ROUNDS: usize = 21;

fn main() {
    let model = Model::read(MODEL).expect("the model is for this engine");
    let rules = Annotator::new();
    let annotator = Annotator::new().with_model(model);
    match env::args().nth(1).as_deref() {
        Some("founding") => println!("{:.3}", founding(&annotator).as_secs_f64() * 1e3),
        Some("rules") => println!("{:.3}", founding(&rules).as_secs_f64() * 1e3),
        _ => sizes(&annotator),
    }
}

/// The median time of the founding article.
fn founding(annotator: &Annotator) -> Duration {
    let mut times: Vec<_> = (0..WARM_UP + ROUNDS)
        .map(|_| time(annotator, ARTICLE))
        .skip(WARM_UP)
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// Prints the time for texts of four sizes, made of the article's paragraphs over and over.
fn sizes(annotator: &Annotator) {
    println!(
        "{:>10} {:>12} {:>8} {:>16}",
        "bytes", "ms", "MB/s", "time per byte"
    );
    let mut first = None;
    for size in [10_000, 100_000, 1_000_000, 10_000_000] {
        let text = text_of(size);
        time(annotator, &text);
        let rounds = (10_000_000 / size).clamp(5, 20);
        let fastest = (0..rounds)
            .map(|_| time(annotator, &text))
            .min()
            .unwrap_or_default()
            .as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a size is far below 2^52")]
        let bytes = text.len() as f64;
        let per_byte = fastest / bytes;
        // Of a text ten times as long each byte should cost the same.
        let ratio = per_byte / *first.get_or_insert(per_byte);
        println!(
            "{:>10} {:>12.2} {:>8.2} {:>15.2}x",
            text.len(),
            fastest * 1e3,
            1e-6 / per_byte,
            ratio
        );
    }
}

/// Whole paragraphs of the article, up to at most `size` bytes.
fn text_of(size: usize) -> String {
    let mut text = String::with_capacity(size);
    for paragraph in ARTICLE.split_inclusive('\n').cycle() {
        if text.len() + paragraph.len() > size {
            break;
        }
        text.push_str(paragraph);
    }
    text
}

fn time(annotator: &Annotator, text: &str) -> Duration {
    let start = Instant::now();
    black_box(annotator.annotate(black_box(text), &Options::default()));
    start.elapsed()
}
