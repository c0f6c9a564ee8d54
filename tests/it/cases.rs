//! The literate cases: `tests/cases/*.md`.
//!
//! Every fenced block is a case: a text, a line `---`, then one line for each annotation,
//! in order of start, the longest first: type, value as JSON or `-`, and the annotated text.
//! The words after the fence set the options: a reference date, or the name of a schema;
//! names of types leave out all others.
//! Invisible characters are written `\u{200F}`.
//! What stands between the blocks is for people.
//! `UPDATE_EXPECT=1 cargo test cases` rewrites the annotations.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use expect_test::expect;
use wassam::{Document, Label, Options};

use crate::ANNOTATOR;

const FENCE: &str = "```";
const RULE: &str = "---";

#[test]
fn cases() {
    let mut paths: Vec<PathBuf> = fs::read_dir(crate::path("tests/cases"))
        .expect("the folder can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut failures = String::new();
    for path in paths {
        let given = fs::read_to_string(&path).expect("the cases can be read");
        let checked = check(&given);
        if update && checked.file != given {
            fs::write(&path, &checked.file).expect("the cases can be written");
        } else if !update {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            for failure in checked.failures {
                let _ = writeln!(failures, "tests/cases/{name}:{failure}");
            }
        }
    }
    assert!(
        failures.is_empty(),
        "\n{failures}\nUPDATE_EXPECT=1 rewrites the annotations"
    );
}

/// A file of cases with the annotations that are found now, and where it had others.
struct Checked {
    file: String,
    failures: Vec<String>,
}

fn check(file: &str) -> Checked {
    let mut checked = Checked {
        file: String::with_capacity(file.len()),
        failures: Vec::new(),
    };
    let mut lines = file.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let _ = writeln!(checked.file, "{line}");
        let Some(words) = line.strip_prefix(FENCE) else {
            continue;
        };
        let block: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != FENCE)
            .collect();
        let rule = block.iter().position(|line| *line == RULE);
        let (text, expected) = block.split_at(rule.unwrap_or(block.len()));
        let document = ANNOTATOR.annotate(&unescaped(&text.join("\n")), &options(words));
        let found = annotations(&document, &types(words));
        let _ = writeln!(checked.file, "{}\n{RULE}", text.join("\n"));
        for line in &found {
            let _ = writeln!(checked.file, "{line}");
        }
        let _ = writeln!(checked.file, "{FENCE}");
        let expected = expected.get(1..).unwrap_or_default();
        if expected != found {
            let difference = difference(expected, &found);
            checked
                .failures
                .push(format!("{}: {}\n{difference}", number + 1, text.join(" ")));
        }
    }
    checked
}

/// The text with `\u{200F}` and the like as the characters themselves: in the files nothing is invisible.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape ends in a brace");
        let code = u32::from_str_radix(code, 16).expect("an escape is hexadecimal");
        whole.push(char::from_u32(code).expect("an escape is a character"));
        whole.push_str(rest);
    }
    whole
}

/// The text with its invisible characters escaped.
fn escaped(text: &str) -> String {
    let invisible = wassam::normalise::letters::is_invisible;
    text.chars()
        .map(|c| {
            if invisible(c) {
                format!("\\u{{{:04X}}}", c as u32)
            } else {
                c.to_string()
            }
        })
        .collect()
}

/// The options that the words after a fence set.
fn options(words: &str) -> Options {
    let mut options = Options::default();
    for word in words.split_whitespace() {
        if let Ok(schema) = word.parse() {
            options.schema = schema;
        } else if word.parse::<Label>().is_err() {
            options.reference_date =
                Some(word.parse().expect("a schema, a type or a reference date"));
        }
    }
    options
}

/// The types that the words after a fence name; none means all.
fn types(words: &str) -> Vec<&str> {
    words
        .split_whitespace()
        .filter(|word| word.parse::<Label>().is_ok())
        .collect()
}

/// One line for each annotation of these types, or of all.
fn annotations(document: &Document, types: &[&str]) -> Vec<String> {
    let line = |annotation: &wassam::Annotation| {
        let value = annotation.value.as_ref().map_or_else(
            || "-".to_owned(),
            |value| serde_json::to_string(value).expect("a value is JSON"),
        );
        let text = escaped(document.text.slice(annotation.span)).replace('\n', "⏎");
        format!("{} {value} {text}", annotation.label)
    };
    document
        .annotations
        .iter()
        .filter(|annotation| types.is_empty() || types.contains(&annotation.label.as_str()))
        .map(line)
        .collect()
}

/// Lines that were expected and not found, and the other way about.
fn difference(expected: &[&str], found: &[String]) -> String {
    let mut difference = String::new();
    for line in expected
        .iter()
        .filter(|line| !found.iter().any(|other| other == *line))
    {
        let _ = writeln!(difference, "    missing: {line}");
    }
    for line in found
        .iter()
        .filter(|line| !expected.contains(&line.as_str()))
    {
        let _ = writeln!(difference, "    found:   {line}");
    }
    if difference.is_empty() {
        difference.push_str("    in another order, or another number of times\n");
    }
    difference
}

#[test]
fn a_file_is_rewritten_with_what_is_found() {
    let file = "Why.\n\n``` conll4\nفي دمشق\n---\nGPE - دمشق\n```\nMore.\n";
    let checked = check(file);
    expect![[r"
        Why.

        ``` conll4
        في دمشق
        ---
        LOC - دمشق
        ```
        More.
    "]]
    .assert_eq(&checked.file);
    assert_eq!(checked.failures.len(), 1);
    assert!(check(&checked.file).failures.is_empty());
}
