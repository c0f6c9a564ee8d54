//! The files of phrases with their values, read.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

/// A phrase and what it means.
pub(super) struct Case {
    /// The suite and the place in its source: the text itself does not stand in the repository.
    pub(super) key: String,
    pub(super) suite: String,
    pub(super) input: String,
    /// As the suite writes it.
    pub(super) expected: Value,
    /// Whether nothing should be found.
    pub(super) negative: bool,
    /// Whether weekdays look forward.
    pub(super) forward: bool,
    /// The reference time, without its zone.
    pub(super) reference: String,
}

const FOLDER: &str = "../shared/corpora/values";
/// The reference time of Duckling's cases, and of those that have none.
const REFERENCE: &str = "2013-02-12T04:30-02:00";

/// All cases; nothing where the folder is absent.
pub(super) fn cases() -> Option<Vec<Case>> {
    let folder = crate::path(FOLDER);
    let mut cases = Vec::new();
    for (file, prefix) in [
        ("duckling-dev.jsonl", "duckling/"),
        ("recognizers-dev.jsonl", ""),
        ("other-dev.jsonl", ""),
    ] {
        let lines = fs::read_to_string(folder.join(file)).ok()?;
        cases.extend(lines.lines().filter_map(|line| case(line, prefix)));
    }
    Some(cases)
}

/// The case of a line; nothing for dialect and for what is no phrase with a value.
fn case(line: &str, prefix: &str) -> Option<Case> {
    let row: Value = serde_json::from_str(line).expect("the line is JSON");
    let dimension = row["dimension"].as_str()?;
    let dialect = row["dialect_hint"] == true;
    if dialect || dimension.starts_with("lucene") || dimension.contains("Extractor") {
        return None;
    }
    let place = row.get("index").or_else(|| row.get("line"))?;
    let suite = match dimension.split_once('/') {
        Some(("dateparser", _)) => "dateparser".to_owned(),
        _ => format!("{prefix}{dimension}"),
    };
    let reference = row["reference_time"].as_str().unwrap_or(REFERENCE);
    let reference = if prefix.is_empty() {
        // Some have fractions of a second.
        reference.get(..16).unwrap_or(reference).to_owned()
    } else {
        REFERENCE.to_owned()
    };
    Some(Case {
        key: format!("{prefix}{dimension} {place}"),
        suite,
        input: row["input"].as_str()?.to_owned(),
        negative: row["polarity"] == "negative",
        expected: row["expected_value"].clone(),
        forward: !prefix.is_empty(),
        reference,
    })
}

/// Why the gold of some cases is at fault, by their keys.
pub(super) fn faults() -> BTreeMap<String, String> {
    crate::read("tests/it/values/faults.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (key, reason) = line.split_once('\t')?;
            Some((key.to_owned(), reason.to_owned()))
        })
        .collect()
}
