//! The invariants of the house that a program can check.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::path;

/// Folders that are built, installed or written by tests, and stand in `.gitignore`.
const NOT_OURS: [&str; 12] = [
    ".git",
    "target",
    "dist",
    "node_modules",
    "shared",
    "www/pkg",
    "www/fonts",
    "tests/fuzz/target",
    "tests/fuzz/corpus",
    "tests/fuzz/artifacts",
    "tests/browser/shots",
    "__pycache__",
];

/// The files under a folder of the repository that are kept in it, with their names in the repository.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    collect(&path(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|file| {
            let content = fs::read(&file).expect("the file can be read");
            (name(&file), content)
        })
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    // A folder that is not there holds nothing.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("the entry can be read");
        let kind = entry.file_type().expect("the entry is of some kind");
        let path = entry.path();
        let name = name(&path);
        let ours = !NOT_OURS.contains(&name.as_str()) && !name.starts_with("target-");
        if kind.is_dir() && ours {
            collect(&path, found);
        } else if kind.is_file() && ours {
            found.push(path);
        }
    }
}

/// The name in the repository, with `/` between its parts.
fn name(file: &Path) -> String {
    let relative = file
        .strip_prefix(path(""))
        .expect("stands in the repository");
    let parts = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Fails where a text file under `folder`, among those that `wanted` takes, holds one of the words.
fn forbid(folder: &str, words: &[&str], why: &str, wanted: impl Fn(&str) -> bool) {
    let mut faults = Vec::new();
    for (name, content) in files(folder) {
        let Ok(content) = std::str::from_utf8(&content) else {
            continue;
        };
        if !wanted(&name) {
            continue;
        }
        for (number, line) in content.lines().enumerate() {
            if let Some(word) = words.iter().find(|word| line.contains(**word)) {
                faults.push(format!("{name}:{}: {word}", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{why}:\n{}", faults.join("\n"));
}

#[test]
fn only_wasm_rs_knows_javascript() {
    let words = ["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen"];
    forbid("src", &words, "only src/wasm.rs knows JavaScript", |name| {
        name != "src/wasm.rs"
    });
}

#[test]
fn the_engine_does_no_input_or_output() {
    let words = [
        "std::fs",
        "std::io",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "std::time",
        "Instant::",
        "SystemTime",
        "println!",
    ];
    let why = "the engine does no IO, reads no clock and knows no screen";
    forbid("src", &words, why, |name| !name.starts_with("src/bin/"));
}

#[test]
fn the_page_builds_no_html_from_text() {
    let words = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "createContextualFragment",
        "setHTMLUnsafe",
        "parseFromString",
        "eval(",
        "new Function",
    ];
    forbid("www", &words, "the page builds no HTML from text", |_| true);
}

#[test]
fn no_path_of_a_machine_stands_in_the_repository() {
    let words = ["work", "home", "root", "Users"].map(|folder| format!("/{folder}/"));
    let mut faults = Vec::new();
    for (name, content) in files("") {
        let Ok(content) = std::str::from_utf8(&content) else {
            continue;
        };
        for (number, line) in content.lines().enumerate() {
            // Inside a longer path, or an address, it is some folder's name.
            let absolute = |word: &str| {
                line.match_indices(word).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || "._-/}*".contains(c))
                })
            };
            if words.iter().any(|word| absolute(word)) {
                faults.push(format!("{name}:{}: {line}", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_founding_article_is_untouched() {
    let content = fs::read(path("seeds/articles/founding.txt")).expect("the article can be read");
    let hash = format!("{:x}", Sha256::digest(content));
    assert_eq!(
        hash,
        "87c213c8cc479a7950e4c193bf79ea93216e4af95cfd143424ff91247df0a5f3"
    );
}

#[test]
fn every_source_file_says_what_it_is() {
    for (name, content) in files("src").into_iter().chain(files("tests/it")) {
        let is_rust = Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "rs");
        let says = content.starts_with(b"//! ") || content.starts_with(b"#![doc = include_str!");
        assert!(says || !is_rust, "{name} begins without //!");
    }
}

/// Files of others are fuzzed in every format that is read, from files that are in it.
#[test]
fn every_reader_is_fuzzed() {
    let manifest = crate::read("tests/fuzz/Cargo.toml");
    for format in wassam::format::Format::ALL {
        let name = match format {
            wassam::format::Format::Wassam => "read_document".to_owned(),
            _ => format!("read_{}", format.name().replace('-', "_")),
        };
        let is_target = manifest.contains(&format!("\nname = \"{name}\"\n"));
        assert_eq!(
            is_target,
            format.is_read(),
            "{name} in tests/fuzz/Cargo.toml"
        );
        let seeds = path(&format!("tests/fuzz/seeds/{name}"));
        assert_eq!(seeds.is_dir(), format.is_read(), "tests/fuzz/seeds/{name}");
    }
}

/// `cargo xtask fuzz` builds with its lock as it stands, and no other gate would tell.
#[test]
fn the_fuzz_targets_have_locked_what_the_engine_needs() {
    let manifest = crate::read("Cargo.toml");
    let dependencies = manifest
        .split("\n[")
        .find_map(|section| section.strip_prefix("dependencies]\n"))
        .expect("the engine has dependencies");
    let needed = dependencies
        .lines()
        .filter(|line| !line.starts_with('#') && !line.contains("optional = true"))
        .filter_map(|line| Some(line.split_once(" = ")?.0));
    let lock = crate::read("tests/fuzz/Cargo.lock");
    let locked = lock
        .split("[[package]]")
        .find(|package| package.contains("name = \"wassam\"\n"))
        .expect("the targets are of the engine");
    let missing: Vec<&str> = needed
        .filter(|name| !locked.contains(&format!(" \"{name}\"")))
        .collect();
    assert!(
        missing.is_empty(),
        "`cargo update --workspace` in tests/fuzz locks {missing:?}"
    );
}
