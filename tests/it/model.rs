//! Model files that are none, damaged, or made to do harm: each is refused with its reason,
//! and none makes the engine panic or take more memory than its size explains.
//!
//! [`tiny`] writes a small model of random numbers, so that the tests need not read the large one.
//! It is the seed of the fuzz target too: `UPDATE_EXPECT=1 cargo test model` writes it again.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{LazyLock, Mutex, PoisonError};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use wassam::tagger::features;
use wassam::{Annotator, InvalidModel, Label, Model, Options, Source, Tradition};

use crate::properties::check_document;
use crate::texts::any_text;
use repair::repair;

#[path = "../fuzz/repair.rs"]
mod repair;

const SEED: &str = "tests/fuzz/seeds/read_model/tiny.bin";
const TEXT: &str = "😀 وصل وزير الخارجية الروسي سيرغي لافروف إلى دمشق وبيروت يوم الأربعاء.";
const VOCABULARY: &str = "وصل\nسيرغي\nوزير\nالي\nدمشق\nبيروت\n";
const KNOTS: i64 = 33;
/// Traditions by name, each nested or not, and its types.
const TRADITIONS: [(&str, bool, &[Label]); 2] = [
    (
        "house",
        true,
        &[Label::Pers, Label::Occ, Label::Gpe, Label::Norp],
    ),
    ("anercorp", false, &[Label::Pers, Label::Gpe, Label::Org]),
];

/// The numbers of a model.
#[derive(Clone, Copy, Debug)]
enum Numbers {
    /// Such as a trained model has.
    Usual,
    /// The least that each can be.
    Least,
    /// The most.
    Most,
    /// Now the least, now the most.
    Ends,
}

/// A model file, part after part as the head of `src/tagger/model.rs` tells.
struct Writer {
    file: Vec<u8>,
    /// Where its parts begin, by their names.
    places: BTreeMap<String, usize>,
    numbers: Numbers,
    random: u32,
}

impl Writer {
    fn mark(&mut self, name: &str) {
        self.places.insert(name.to_owned(), self.file.len());
    }

    fn size(&mut self, name: &str, size: usize) {
        self.mark(name);
        let size = u32::try_from(size).expect("sizes are small");
        self.file.extend(size.to_le_bytes());
    }

    fn text(&mut self, name: &str, text: &str) {
        self.size(name, text.len());
        self.mark(&format!("letters of {name}"));
        self.file.extend(text.bytes());
    }

    /// So many numbers of so many bytes.
    fn numbers(
        &mut self,
        (count, bytes): (usize, usize),
        usual: RangeInclusive<i64>,
        possible: RangeInclusive<i64>,
    ) {
        for _ in 0..count {
            // Numerical Recipes' generator; its low bits repeat.
            self.random = self
                .random
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            let random = i64::from(self.random >> 8);
            let number = match self.numbers {
                Numbers::Usual => usual.start() + random % (usual.end() - usual.start() + 1),
                Numbers::Least => *possible.start(),
                Numbers::Ends if random % 2 == 0 => *possible.start(),
                Numbers::Most | Numbers::Ends => *possible.end(),
            };
            self.file.extend(&number.to_le_bytes()[..bytes]);
        }
    }

    fn i16s(&mut self, count: usize) {
        self.numbers((count, 2), -500..=500, -0x8000..=0x7fff);
    }

    fn i32s(&mut self, count: usize, usual: RangeInclusive<i64>) {
        self.numbers((count, 4), usual, -0x8000_0000..=0x7fff_ffff);
    }

    fn matrix(&mut self, name: &str, rows: usize, columns: usize) {
        self.mark(name);
        self.numbers((rows * columns, 1), -100..=100, -0x80..=0x7f);
        self.i32s(rows, 1 << 23..=1 << 25);
        self.mark(&format!("bias of {name}"));
        // More is refused.
        let most = 1 << 28;
        self.numbers((rows, 4), -2000..=2000, -most..=most);
    }
}

/// A tiny model of these numbers, knowing the house's own tradition and one of single chains.
fn tiny(numbers: Numbers) -> Writer {
    let [word, pieces, piece, width, layers] = [8, 16, 8, 16, 1];
    let mut writer = Writer {
        file: b"WASSAMTG".to_vec(),
        places: BTreeMap::new(),
        numbers,
        random: 1,
    };
    writer.size("layout", 1);
    writer.text("name", "tiny");
    writer.size("checksum", 0);
    writer.size("word", word);
    writer.size("pieces", pieces);
    writer.size("piece", piece);
    writer.size("features", features::COUNT);
    writer.size("width", width);
    writer.size("layers", layers);
    writer.text("vocabulary", VOCABULARY);
    let words = VOCABULARY.lines().count();
    writer.numbers((words, 2), 300..=900, 0..=0xffff);
    // Two numbers from -8 to 7 in a byte.
    writer.numbers((words * word / 2, 1), -0x80..=0x7f, -0x78..=0x77);
    writer.i16s(2 * word);
    writer.numbers((1, 4), 1 << 13..=1 << 13, 0..=0xffff_ffff);
    writer.numbers((pieces * piece, 1), -100..=100, -0x80..=0x7f);
    writer.i16s(features::COUNT * width);
    writer.matrix("input", width, 2 * word + piece);
    for _ in 0..layers {
        writer.matrix("gates", 3 * width, width);
        writer.i16s(2 * width);
    }
    writer.matrix("skip", 3, width);
    writer.size("traditions", TRADITIONS.len());
    for (name, nested, labels) in TRADITIONS {
        writer.text(name, name);
        writer.size(&format!("nested {name}"), nested.into());
        writer.size(&format!("labels of {name}"), labels.len());
        for label in labels {
            let place = Label::ALL.iter().position(|one| one == label);
            writer.size(
                &format!("{label} of {name}"),
                place.expect("all are in the list"),
            );
        }
        let (chains, states) = if nested {
            (labels.len() + 1, 3)
        } else {
            (1, 1 + 2 * labels.len())
        };
        writer.matrix(&format!("emissions of {name}"), chains * states, width);
        writer.i32s(chains * states * states, -4000..=4000);
    }
    writer.mark("calibration");
    for knot in 0..KNOTS {
        let straight = knot * 1000 / (KNOTS - 1);
        writer.numbers((1, 2), straight..=straight, 0..=1000);
    }
    repair(&mut writer.file);
    writer
}

/// The tiny model with another number at a place, its checksum repaired.
fn with(place: &str, number: u32) -> Vec<u8> {
    let Writer {
        mut file, places, ..
    } = tiny(Numbers::Usual);
    file[places[place]..][..4].copy_from_slice(&number.to_le_bytes());
    repair(&mut file);
    file
}

/// Why the file is no model.
fn refusal(file: &[u8]) -> InvalidModel {
    Model::read(file).expect_err("is no model")
}

static TINY: LazyLock<Model> =
    LazyLock::new(|| Model::read(&tiny(Numbers::Usual).file).expect("is a model"));

/// One engine for all models, since reading the lists takes longest.
static ANNOTATOR: LazyLock<Mutex<Annotator>> = LazyLock::new(|| Mutex::new(Annotator::new()));

/// Annotates a text in every tradition, and returns how many annotations the tagger made in each.
fn annotate(model: Model, text: &str) -> [usize; 4] {
    // An engine in which a model has panicked takes the next.
    let mut annotator = ANNOTATOR.lock().unwrap_or_else(PoisonError::into_inner);
    annotator.set_model(model);
    let traditions = [
        Tradition::House,
        Tradition::Anercorp,
        Tradition::Wikifane,
        Tradition::Wojood,
    ];
    traditions.map(|tradition| {
        let options = Options {
            tradition,
            ..Options::default()
        };
        let document = annotator.annotate(text, &options);
        check_document(&document).expect("annotations are sound");
        let sources = document.annotations.iter().map(|found| found.source);
        sources.filter(|&source| source == Source::Tagger).count()
    })
}

#[test]
fn the_tiny_model_is_one() {
    assert_eq!(TINY.name(), "tiny");
    let [house, anercorp, wikifane, wojood] = annotate(TINY.clone(), TEXT);
    assert!(house > 0 && anercorp > 0);
    // What it has not learned.
    assert_eq!([wikifane, wojood], [0, 0]);
}

#[test]
fn the_seed_of_the_fuzz_target_is_the_tiny_model() {
    let file = tiny(Numbers::Usual).file;
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(crate::path(SEED), &file).expect("the seed can be written");
    }
    let seed = fs::read(crate::path(SEED)).unwrap_or_default();
    assert!(
        seed == file,
        "{SEED} is another: UPDATE_EXPECT=1 rewrites it"
    );
}

#[test]
fn numbers_at_the_ends_of_their_ranges_run_nothing_over() {
    for numbers in [Numbers::Least, Numbers::Most, Numbers::Ends] {
        annotate(Model::read(&tiny(numbers).file).expect("is a model"), TEXT);
    }
}

#[test]
fn what_begins_otherwise_is_no_model() {
    for file in [
        &b""[..],
        b"WASSAM",
        b"wassamtg\x01\0\0\0",
        b"<!doctype html>\n<title>404 Not Found</title>\n",
        b"PK\x03\x04\x14\0\0\0",
        "دمشق\n".as_bytes(),
        &[0; 100],
    ] {
        assert_eq!(refusal(file), InvalidModel::Magic);
    }
    assert_eq!(refusal(b"").to_string(), "not a Wassam model");
}

#[test]
fn another_layout_is_named() {
    for found in [0, 2, u32::MAX] {
        let mut file = tiny(Numbers::Usual).file;
        file[8..12].copy_from_slice(&found.to_le_bytes());
        assert_eq!(refusal(&file), InvalidModel::Layout { found });
    }
    // Even where all that follows is laid out in another way.
    let newer = refusal(b"WASSAMTG\x02\0\0\0\xff\xff\xff\xff");
    assert_eq!(
        newer.to_string(),
        "a model of layout 2, where this engine reads layout 1"
    );
}

#[test]
fn a_part_of_a_model_is_damaged() {
    let whole = tiny(Numbers::Usual).file;
    for length in 8..whole.len() {
        let part = &whole[..length];
        assert!(
            matches!(refusal(part), InvalidModel::Damaged(_)),
            "{length}"
        );
        // A checksum that fits does not make it whole.
        let mut part = part.to_vec();
        repair(&mut part);
        let InvalidModel::Damaged(why) = refusal(&part) else {
            panic!("{length} bytes are damaged");
        };
        assert_eq!(why, "it ends too early", "{length}");
    }
}

#[test]
fn a_byte_that_differs_is_seen() {
    let Writer {
        mut file, places, ..
    } = tiny(Numbers::Usual);
    // The name alone is not summed.
    let name = places["name"] + 4..places["checksum"];
    for place in (0..file.len()).filter(|place| !name.contains(place)) {
        for bit in [0x01, 0x80] {
            file[place] ^= bit;
            let why = refusal(&file);
            if place > name.end {
                assert_eq!(why, InvalidModel::Damaged("its checksum differs"));
            }
            file[place] ^= bit;
        }
    }
}

#[test]
fn what_follows_a_model_is_seen() {
    for more in [&b"\0"[..], b"\n", &tiny(Numbers::Usual).file] {
        let mut file = tiny(Numbers::Usual).file;
        file.extend(more);
        assert_eq!(refusal(&file).to_string(), WRONG_CHECKSUM);
        repair(&mut file);
        assert_eq!(
            refusal(&file).to_string(),
            "a damaged model: it goes on after its end"
        );
    }
}

const WRONG_CHECKSUM: &str = "a damaged model: its checksum differs";
const TOO_LARGE: &str = "a damaged model: a size is too large";
const TOO_EARLY: &str = "a damaged model: it ends too early";
const ODD: &str = "a damaged model: a vector has an odd size";
const OTHER_FEATURES: &str = "a damaged model: it was trained on other features than this engine's";
const NO_TEXT: &str = "a damaged model: a text in it is no UTF-8";
const UNKNOWN_TRADITION: &str =
    "a damaged model: it has a tradition that this engine does not know";
const LARGE_BIAS: &str = "a damaged model: a bias is too large";
const UNKNOWN_TYPE: &str = "a damaged model: it has a type that this engine does not know";

#[test]
fn numbers_that_cannot_be_are_refused() {
    for (place, number, why) in [
        ("word", 0, ODD),
        ("word", 12, ODD),
        ("word", 505, TOO_LARGE),
        // Each of the three fits, a row of all does not.
        ("word", 504, TOO_EARLY),
        ("pieces", 0, "a damaged model: it has no pieces"),
        ("pieces", 1 << 16, TOO_EARLY),
        ("pieces", (1 << 16) + 1, TOO_LARGE),
        ("piece", 4, ODD),
        ("piece", u32::MAX, TOO_LARGE),
        ("features", 0, OTHER_FEATURES),
        ("features", u32::MAX, TOO_LARGE),
        ("width", 8, ODD),
        ("width", 0, ODD),
        ("width", u32::MAX, TOO_LARGE),
        ("layers", 8, TOO_EARLY),
        ("layers", 9, TOO_LARGE),
        ("vocabulary", 1 << 24, TOO_EARLY),
        ("vocabulary", u32::MAX, TOO_LARGE),
        ("vocabulary", 1, NO_TEXT),
        ("letters of vocabulary", u32::MAX, NO_TEXT),
        ("bias of input", (1 << 28) + 1, LARGE_BIAS),
        ("bias of skip", 1 << 31, LARGE_BIAS),
        ("traditions", (1 << 16) + 1, TOO_LARGE),
        ("house", 201, TOO_LARGE),
        (
            "letters of house",
            u32::from_le_bytes(*b"home"),
            UNKNOWN_TRADITION,
        ),
        ("nested house", 2, TOO_LARGE),
        ("labels of house", 22, TOO_LARGE),
        ("labels of anercorp", u32::MAX, TOO_LARGE),
        ("PERS of house", 21, UNKNOWN_TYPE),
        ("ORG of anercorp", u32::MAX, UNKNOWN_TYPE),
        (
            "calibration",
            1001,
            "a damaged model: its calibration is beyond one",
        ),
    ] {
        let found = refusal(&with(place, number)).to_string();
        assert_eq!(found, why, "{place}: {number}");
    }
}

/// Sizes that do not fit what follows, whichever they are: among them those that multiply to the most.
#[test]
fn any_other_size_is_refused() {
    let tiny = tiny(Numbers::Usual);
    let sizes = [
        "word",
        "pieces",
        "piece",
        "features",
        "width",
        "layers",
        "vocabulary",
        "traditions",
    ];
    for place in sizes {
        let at = tiny.places[place];
        for number in [
            0,
            1,
            2,
            7,
            8,
            16,
            24,
            160,
            496,
            504,
            1 << 16,
            1 << 20,
            1 << 24,
            1 << 31,
        ] {
            let file = with(place, number);
            if file[at..at + 4] != tiny.file[at..at + 4] {
                refusal(&file);
            }
        }
    }
}

#[test]
fn a_model_without_the_house_s_tradition_is_refused() {
    let Writer {
        mut file, places, ..
    } = tiny(Numbers::Usual);
    let house = places["house"]..places["nested house"];
    let other = [&8_u32.to_le_bytes()[..], b"wikifane"].concat();
    file.splice(house, other);
    repair(&mut file);
    assert_eq!(
        refusal(&file).to_string(),
        "a damaged model: it lacks the house's own tradition"
    );
}

/// One change of a file, wherever it falls.
#[derive(Clone, Debug)]
enum Change {
    Bytes(Index, Vec<u8>),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
}

fn any_change() -> impl Strategy<Value = Change> {
    let numbers = select(&[0_u32, 1, 7, 8, 504, 0x7fff_ffff, 0x8000_0000, u32::MAX][..]);
    let bytes = prop_oneof![
        vec(any::<u8>(), 1..8),
        numbers.prop_map(|number| number.to_le_bytes().to_vec()),
    ];
    let anywhere = any::<Index>;
    prop_oneof![
        8 => (anywhere(), bytes.clone()).prop_map(|(at, bytes)| Change::Bytes(at, bytes)),
        1 => (anywhere(), bytes).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        1 => (anywhere(), 1_usize..300).prop_map(|(at, count)| Change::Remove(at, count)),
    ]
}

impl Change {
    fn make(self, file: &mut Vec<u8>) {
        match self {
            Self::Bytes(at, bytes) => {
                let start = at.index(file.len());
                let end = file.len().min(start + bytes.len());
                file[start..end].copy_from_slice(&bytes[..end - start]);
            }
            Self::Insert(at, bytes) => {
                let at = at.index(file.len());
                file.splice(at..at, bytes);
            }
            Self::Remove(at, count) => {
                let start = at.index(file.len());
                file.drain(start..file.len().min(start + count));
            }
        }
    }
}

proptest! {
    #[test]
    fn a_model_changed_anywhere_is_refused_or_does_its_work(changes in vec(any_change(), 1..6)) {
        let mut file = tiny(Numbers::Usual).file;
        for change in changes {
            change.make(&mut file);
        }
        repair(&mut file);
        if let Ok(model) = Model::read(&file) {
            annotate(model, TEXT);
        }
    }

    #[test]
    fn a_model_finds_nothing_unsound_in_any_text(text in any_text()) {
        annotate(TINY.clone(), &text);
    }

    #[test]
    fn any_bytes_are_refused(mut file in vec(any::<u8>(), 0..200)) {
        prop_assert!(Model::read(&file).is_err());
        repair(&mut file);
        prop_assert!(Model::read(&file).is_err());
    }
}

/// Runs the program with a model, in so little address space that no memory is left for what a file only claims.
#[cfg(target_os = "linux")]
fn annotate_in_little_memory(model: &[u8]) -> Output {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("claims.bin");
    fs::write(&path, model).expect("the file can be written");
    Command::new("sh")
        .args(["-c", "ulimit -v 131072; exec \"$@\" < /dev/null", "sh"])
        .args([env!("CARGO_BIN_EXE_wassam"), "annotate", "--model"])
        .arg(&path)
        .output()
        .expect("the program runs")
}

#[cfg(target_os = "linux")]
#[test]
fn memory_follows_the_file_and_not_what_it_claims() {
    let output = annotate_in_little_memory(&tiny(Numbers::Usual).file);
    assert!(output.status.success(), "{output:?}");
    for place in [
        "name",
        "pieces",
        "layers",
        "vocabulary",
        "traditions",
        "house",
        "labels of anercorp",
    ] {
        for number in [1 << 16, 1 << 24, 1 << 30, u32::MAX] {
            let output = annotate_in_little_memory(&with(place, number));
            let errors = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{place}: {number}: {errors}");
            assert!(
                errors.contains("a damaged model"),
                "{place}: {number}: {errors}"
            );
        }
    }
}
