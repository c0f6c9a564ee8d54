//! Fuzzing with libFuzzer, on the stable compiler: the instrumentation is LLVM's, and asked for by name.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::fresh::files_under;
use crate::process;
use crate::project::Project;

/// Counts which edges of the code an input takes, and what it is compared with.
const INSTRUMENTATION: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1";

/// Seconds after which one input counts as one that never ends.
const SLOWEST_INPUT: u32 = 5;
/// Words taken from each list, so that inputs hold what the engine knows.
const WORDS_OF_A_LIST: usize = 100;
/// Mebibytes over which an input counts as one that eats all memory: several times what the engine and its lists take.
const MOST_MEMORY: u32 = 512;

/// What to fuzz, and for how long.
#[derive(Args)]
pub(crate) struct Options {
    /// What to fuzz; everything in turn where it is left out
    #[arg(value_enum)]
    target: Option<Target>,
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Target {
    /// Annotating any text
    Annotate,
    /// Reading any file as a document
    ReadDocument,
    /// Reading any file as brat standoff, and its text after a zero
    ReadBrat,
    /// Reading any file as CoNLL-2003
    ReadConll,
    /// Reading any file as a token and its tag
    ReadTab,
    /// Reading any file as a token and its tags
    ReadTabNested,
    /// Reading any file as CoNLL-U Plus
    ReadConlluPlus,
    /// Reading any file as doccano's JSONL
    ReadDoccano,
    /// Reading any file as Label Studio's tasks
    ReadLabelStudio,
    /// Reading any file as spaCy's documents
    ReadSpacy,
    /// Reading any file as Prodigy's JSONL
    ReadProdigy,
    /// Reading any file as W3C Web Annotation
    ReadWebAnnotation,
    /// Reading any file as TEI
    ReadTei,
    /// Reading any file as UIMA CAS in XMI
    ReadUimaXmi,
    /// Reading any file as UIMA CAS in JSON
    ReadUimaJson,
    /// Reading any file as a model, and annotating with it
    ReadModel,
}

impl Target {
    /// Bytes of the longest input. The smallest model has some ten thousand.
    const fn longest_input(self) -> u32 {
        match self {
            Self::ReadModel => 16384,
            _ => 4096,
        }
    }
}

/// Builds the targets and lets libFuzzer try inputs. What it learns stays in tests/fuzz/corpus,
/// an input that fails in tests/fuzz/artifacts.
///
/// # Errors
///
/// When a target does not build, and when an input fails.
pub(crate) fn fuzz(project: &Project, options: &Options) -> Result<()> {
    let host = process::capture(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let host = host.trim();
    let folder = project.target("fuzz");
    process::run(
        Command::new("cargo")
            // With a target named, build scripts are not instrumented.
            .args(["build", "--release", "--locked", "--target", host])
            .current_dir(project.path("tests/fuzz"))
            .env("CARGO_TARGET_DIR", &folder)
            .env("RUSTFLAGS", INSTRUMENTATION)
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    let dictionary = folder.join("words.dict");
    fs::write(&dictionary, words(project)?)?;
    let wanted = options.target.as_ref();
    for target in wanted.map_or(Target::value_variants(), std::slice::from_ref) {
        let value = target.to_possible_value();
        let name = value.as_ref().map_or("", |value| value.get_name());
        println!("\n{name}, {} s", options.seconds);
        let program = folder.join(host).join("release").join(name);
        run(
            Command::new(program)
                .arg(format!("-dict={}", dictionary.display()))
                .arg(format!("-max_len={}", target.longest_input())),
            project,
            name,
            options.seconds,
        )?;
    }
    Ok(())
}

/// Words from all lists, spread over each, as libFuzzer reads them.
fn words(project: &Project) -> Result<String> {
    let mut dictionary = String::new();
    for file in files_under(&project.path("seeds/lexicon"))? {
        let list = fs::read_to_string(&file)?;
        let rows: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
        for row in rows.iter().step_by(rows.len() / WORDS_OF_A_LIST + 1) {
            let word = row.split('\t').next().unwrap_or_default();
            dictionary.push('"');
            for byte in word.bytes() {
                write!(dictionary, "\\x{byte:02x}")?;
            }
            dictionary.push_str("\"\n");
        }
    }
    Ok(dictionary)
}

fn run(program: &mut Command, project: &Project, name: &str, seconds: u32) -> Result<()> {
    let corpus = project.path("tests/fuzz/corpus").join(name);
    let artifacts = project.path("tests/fuzz/artifacts").join(name);
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    process::run(
        program
            // New inputs go to the first folder; the second only gives.
            .arg(corpus)
            .arg(project.path("tests/fuzz/seeds").join(name))
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-timeout={SLOWEST_INPUT}"))
            .arg(format!("-rss_limit_mb={MOST_MEMORY}"))
            .arg("-print_final_stats=1"),
    )
}
