//! The gates that a change must pass, each a few commands; CI and people run the same.

use std::env;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::fresh::files_under;
use crate::project::Project;
use crate::{browser, consumers, npm, process, python, toolchain};

/// A named check: its commands must all succeed.
struct Gate {
    name: &'static str,
    commands: Vec<Command>,
    /// Whether what the commands write is shown even when they succeed.
    show: bool,
}

/// Checks the form of everything: formatting, lints, documentation, types. Returns whether all of it is in order.
///
/// # Errors
///
/// When something is missing and cannot be installed.
pub(crate) fn lint(project: &Project) -> Result<bool> {
    npm::install(project)?;
    let mut gates = rust_lints();
    // The page's types come from the engine's glue.
    gates.push(gate("webassembly", [xtask("build")?]));
    gates.extend(page_lints(project)?);
    pass(project, gates)
}

/// Runs every gate, and installs what they need. Returns whether all are passed.
///
/// # Errors
///
/// When something is missing and cannot be installed.
pub(crate) fn test(project: &Project) -> Result<bool> {
    browser::install()?;
    let python = python::with_torch()?;
    let consumers = consumers::python(project)?;
    npm::install(project)?;
    let mut gates = rust_lints();
    gates.push(gate("rust tests", [cargo(&["test", "--workspace"])]));
    gates.push(gate(
        "command line",
        [cargo(&["build", "--release", "--bin", "wassam"])],
    ));
    gates.push(gate("consumers", [consumer_tests(project, &consumers)]));
    gates.push(gate("training", training(project, python)?));
    gates.push(gate("webassembly, page", [xtask("dist")?]));
    gates.extend(page_lints(project)?);
    gates.push(gate("page, units", [node_tests(project, "tests/js")?]));
    gates.push(gate(
        "page, in browsers",
        [node_tests(project, "tests/browser")?],
    ));
    gates.push(Gate {
        show: true,
        ..gate("size budget", [xtask("size")?])
    });
    pass(project, gates)
}

fn rust_lints() -> Vec<Gate> {
    let mut wasm = vec!["--lib", "--no-default-features", "--features", "wasm"];
    if toolchain::has_target() {
        wasm.extend(["--target", toolchain::TARGET]);
    } else {
        println!(
            "no WebAssembly target for clippy: it checks the border with JavaScript on this machine's own"
        );
    }
    let native = ["--workspace", "--all-targets"];
    let mut format = Command::new("cargo");
    format.args(["fmt", "--all", "--check"]);
    let mut documentation = cargo(&["doc", "--workspace", "--no-deps"]);
    documentation.env("RUSTDOCFLAGS", "-D warnings");
    vec![
        gate("format", [format]),
        gate("clippy", [clippy(&native)]),
        gate("clippy, webassembly", [clippy(&wasm)]),
        gate("rustdoc", [documentation]),
    ]
}

/// Trains a model on generated text, from nothing, and asks of it what it must have learned.
fn training(project: &Project, python: &str) -> Result<[Command; 2]> {
    let work = project.target("training-quick");
    // What it finds made it would not make again.
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let mut train = Command::new(python);
    train
        .arg(project.path("training/train.py"))
        .args(["--quick", "--work"])
        .arg(&work);
    let mut evaluate = Command::new(project.target("release/wassam"));
    evaluate
        .args(["evaluate", "--fail-under", "0.9", "--model"])
        .arg(work.join("held-out.bin"))
        .arg("--gold")
        .arg(work.join("corpora/news/news-1.jsonl"));
    Ok([train, evaluate])
}

/// Has what the command line writes loaded by those it is written for.
fn consumer_tests(project: &Project, python: &Path) -> Command {
    let mut command = Command::new(python);
    command
        .args([
            "-W",
            "ignore",
            "-m",
            "unittest",
            "discover",
            "--start-directory",
        ])
        .arg(project.path("tests/consumers"))
        .env("WASSAM_CLI", project.target("release/wassam"));
    command
}

fn page_lints(project: &Project) -> Result<[Gate; 2]> {
    let biome = node(
        project,
        "@biomejs/biome/bin/biome",
        &["check", "--error-on-warnings"],
    )?;
    let types = node(project, "typescript/bin/tsc", &["--project", "."])?;
    Ok([gate("page, form", [biome]), gate("page, types", [types])])
}

fn gate(name: &'static str, commands: impl Into<Vec<Command>>) -> Gate {
    Gate {
        name,
        commands: commands.into(),
        show: false,
    }
}

/// Goes through the gates in order, up to the first that is shut.
///
/// The last line counts them, in the form that CI reads.
fn pass(project: &Project, gates: Vec<Gate>) -> Result<bool> {
    let start = Instant::now();
    let count = gates.len();
    for (passed, gate) in gates.into_iter().enumerate() {
        print!("{:<20}", gate.name);
        io::stdout().flush()?;
        let begin = Instant::now();
        let output = run(project, gate.commands);
        println!(" {:>6.1} s", begin.elapsed().as_secs_f64());
        match output {
            Ok(output) if gate.show => print!("{output}"),
            Ok(_) => {}
            Err(error) => {
                println!("{error:#}\n\n{passed} passed, 1 failed");
                return Ok(false);
            }
        }
    }
    println!(
        "{:<20} {:>6.1} s\n",
        "in all",
        start.elapsed().as_secs_f64()
    );
    println!("{count} passed, 0 failed");
    Ok(true)
}

/// Runs a gate's commands, and returns what they wrote; when one fails, it is in the error.
fn run(project: &Project, commands: Vec<Command>) -> Result<String> {
    let path = project.target("gate.log");
    fs::create_dir_all(project.target(""))?;
    let mut written = String::new();
    for mut command in commands {
        let log = File::create(&path)?;
        let status = command
            .current_dir(project.root())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .with_context(|| format!("cannot start {}", process::describe(&command)))?;
        written.push_str(&String::from_utf8_lossy(&fs::read(&path)?));
        if !status.success() {
            bail!(
                "{written}\n`{}` failed ({status})",
                process::describe(&command)
            );
        }
    }
    Ok(written)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).args(["--locked", "--quiet"]);
    command
}

/// clippy, for which a warning is an error.
fn clippy(arguments: &[&str]) -> Command {
    let mut command = cargo(&[&["clippy"], arguments].concat());
    command.args(["--", "-D", "warnings"]);
    command
}

/// Another of our own tasks, so that its output is kept like that of any other program.
fn xtask(task: &str) -> Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    command.arg(task);
    Ok(command)
}

fn node(project: &Project, program: &str, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new("node");
    command.arg(npm::file(project, program)?).args(arguments);
    Ok(command)
}

/// Runs the tests in a folder; they find the command line program by a variable.
fn node_tests(project: &Project, folder: &str) -> Result<Command> {
    let files = files_under(&project.path(folder))?;
    let tests = files
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.js"))
        .collect::<Vec<_>>();
    if tests.is_empty() {
        bail!("no tests in {folder}");
    }
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-timeout=300000"])
        .args(tests)
        .env("WASSAM_CLI", project.target("release/wassam"));
    Ok(command)
}
