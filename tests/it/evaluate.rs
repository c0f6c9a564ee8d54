//! Scores on CoNLL gold: they are those of seqeval 1.2.2 by default, which gave the figures here.

use std::process::{Command, Output};

use wassam::evaluate::gold::{self, Gold};
use wassam::evaluate::{Match, Tally, View, compare};
use wassam::{Annotation, ByteSpan, Schema, Source, State};

/// Two documents: an emoji before names, names with a conjunction, names that begin with `I-`,
/// a type of another corpus, an unknown type, a separator.
const CONLL: &str = "\
-DOCSTART- O

😀 O
وصل O
سيرغي B-PER
لافروف I-PER
إلى O
دمشق B-GPE
وبغداد B-GPE
. O

وزار O
ليلى I-PER
الكاتبة I-PER
النهر B-LOC
$#$ O
الأمم B-ORG
المتحدة I-ORG

-DOCSTART- O

شاهد O
طائرة B-VEH
في O
بيروت B-Town
يوم B-DATE
الأربعاء I-DATE
";

/// What a tagger might have found, as type and form, in the order of the text.
const FOUND: [&[(&str, &str)]; 2] = [
    &[
        ("PERS", "سيرغي لافروف"),
        ("GPE", "دمشق"),
        // Without its conjunction, twice, and once inside a longer one.
        ("GPE", "بغداد"),
        ("GPE", "بغداد"),
        ("LOC", "النهر $#$"),
        ("PERS", "النهر"),
        ("ORG", "الأمم المتحدة"),
    ],
    &[
        ("GPE", "بيروت"),
        ("DATE", "يوم الأربعاء"),
        ("DATE", "الأربعاء"),
    ],
];

fn annotations(gold: &Gold, found: &[(&str, &str)]) -> Vec<Annotation> {
    let annotation = |&(label, form): &(&str, &str)| {
        let start = gold.text.as_str().find(form).expect("stands in the text");
        let span = ByteSpan::of(start, start + form.len());
        Annotation {
            id: String::new(),
            span,
            head: span,
            label: label.to_owned(),
            subtype: None,
            norm: None,
            value: None,
            entity: None,
            confidence: 1000,
            alternatives: Vec::new(),
            source: Source::Tagger,
            state: State::Suggested,
            note: None,
        }
    };
    found.iter().map(annotation).collect()
}

/// Rows of type, gold, found, right, all types together first.
fn rows(view: &View) -> Vec<(String, Tally)> {
    let mut all = wassam::evaluate::Comparison::default();
    let golds = gold::read_conll(CONLL, 0).expect("is CoNLL");
    assert_eq!(golds.len(), FOUND.len());
    for (gold, found) in golds.into_iter().zip(FOUND) {
        let mut annotations = annotations(&gold, found);
        annotations.retain_mut(|annotation| {
            let name = view.schema.view_name(&annotation.label);
            let name = name.map(str::to_owned);
            annotation.label = name.clone().unwrap_or_default();
            name.is_some()
        });
        let gold = view.of_gold(gold);
        let found = view.of_found(annotations, &gold);
        all.add_counts(&compare(&gold, &found, Match::Strict));
    }
    let total = [("all".to_owned(), all.total())];
    total.into_iter().chain(all.by_label).collect()
}

fn check(view: &View, expected: &[(&str, usize, usize, usize)]) {
    let rows = rows(view);
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, tally)| (name.as_str(), tally.gold, tally.found, tally.right))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn all_types_are_counted_by_token() {
    check(
        &View::default(),
        &[
            ("all", 9, 7, 5),
            ("DATE", 1, 1, 1),
            ("GPE", 2, 3, 2),
            ("LOC", 1, 1, 0),
            ("ORG", 1, 1, 1),
            ("PERS", 2, 1, 1),
            ("PRODUCT", 1, 0, 0),
            ("Town", 1, 0, 0),
        ],
    );
}

#[test]
fn gold_is_seen_through_the_schema() {
    let view = View {
        schema: Schema::Conll4,
        types: None,
    };
    check(
        &view,
        &[
            ("all", 8, 6, 4),
            ("LOC", 3, 4, 2),
            ("MISC", 1, 0, 0),
            ("ORG", 1, 1, 1),
            ("PERS", 2, 1, 1),
            ("Town", 1, 0, 0),
        ],
    );
}

#[test]
fn types_that_are_not_asked_for_are_left_out() {
    let view = View {
        schema: Schema::Conll4,
        types: Some(vec!["PERS".to_owned(), "LOC".to_owned()]),
    };
    check(
        &view,
        &[("all", 5, 5, 3), ("LOC", 3, 4, 2), ("PERS", 2, 1, 1)],
    );
}

fn evaluate(name: &str, content: &str, arguments: &[&str]) -> Output {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("evaluate");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name);
    std::fs::write(&file, content).expect("the file can be written");
    Command::new(env!("CARGO_BIN_EXE_wassam"))
        .arg("evaluate")
        .arg("--gold")
        .arg(&file)
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_program_reads_columns() {
    let content = "😀 X O\nفي X O\nدمشق X B-GPE\nوبغداد X B-GPE\n\nقلم X B-PER\n";
    for name in ["gold.conll", "gold.bio", "gold.txt", "gold"] {
        let options = ["--column", "2", "--schema", "conll4", "--types", "PER,LOC"];
        let table = printed(&evaluate(name, content, &options));
        for line in [
            "PERS            1      0      0   0.000   0.000   0.000",
            "LOC             2      2      2   1.000   1.000   1.000",
            "all             3      2      2   1.000   0.667   0.800",
            "PERS\t😀 في دمشق وبغداد 【قلم】 \t1",
        ] {
            assert!(
                table.lines().any(|printed| printed == line),
                "{line}\n{table}"
            );
        }
    }
}

#[test]
fn a_file_of_unknown_name_that_begins_as_json_is_json() {
    let json =
        r#" {"text":"في دمشق","annotations":[{"start":3,"end":7,"type":"GPE","text":"دمشق"}]}"#;
    let table = printed(&evaluate("gold.data", json, &[]));
    assert!(table.contains("GPE             1      1      1"), "{table}");
}

#[test]
fn json_gold_is_seen_flat_where_the_schema_is() {
    let json = r#"{"text":"وزير خارجية فرنسا","annotations":[
        {"start":0,"end":17,"type":"OCC","text":"وزير خارجية فرنسا"},
        {"start":12,"end":17,"type":"GPE","text":"فرنسا"}]}"#;
    let table = printed(&evaluate("flat.json", json, &["--schema", "conll4"]));
    assert!(table.contains("LOC             1      1      1"), "{table}");
    assert!(table.contains("all             1      1      1"), "{table}");
}

#[test]
fn a_bad_line_is_named_with_its_file() {
    for (content, options, fault) in [
        (
            "في O\nدمشق\n",
            &[][..],
            "bad.conll: line 2: expected a token",
        ),
        (
            "في O\n\nدمشق GPE\n",
            &[],
            "bad.conll: line 3: expected O, B-TYPE or I-TYPE in tag column 1, found \"GPE\"",
        ),
        (
            "في O\n",
            &["--column", "2"],
            "bad.conll: no line has a tag column 2",
        ),
    ] {
        let output = evaluate("bad.conll", content, options);
        assert_eq!(output.status.code(), Some(1));
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains(fault), "{errors}");
    }
    let output = evaluate("bad.conll", "في O\n", &["--column", "0"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_type_that_the_schema_lacks_is_refused() {
    for (schema, types, wrong, right) in [
        (
            "wojood",
            "PERS,PERSONS",
            "\"PERSONS\"",
            "PERS, OCC, ORG, GPE, LOC",
        ),
        ("wojood", "MISC", "\"MISC\"", "PERS, OCC, ORG, GPE, LOC"),
        ("wojood", "pers", "\"pers\"", "PERS, OCC, ORG, GPE, LOC"),
        ("wojood", "PERS,", "\"\"", "PERS, OCC, ORG, GPE, LOC"),
        ("conll4", "PER,GPE", "\"GPE\"", "PERS, ORG, LOC, MISC\n"),
    ] {
        let options = ["--schema", schema, "--types", types];
        let output = evaluate("types.conll", "دمشق B-GPE\n", &options);
        assert_eq!(output.status.code(), Some(2), "{types}");
        assert!(output.stdout.is_empty());
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains(wrong), "{errors}");
        assert!(errors.contains(right), "{errors}");
    }
}
