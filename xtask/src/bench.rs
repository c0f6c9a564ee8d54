//! Speed and size, as they are reported.

use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::{browser, dist, npm, process, size};

/// Measures the engine natively and in the page's worker, the page with a long text, and what a first visit downloads.
///
/// # Errors
///
/// When something does not build or run.
pub(crate) fn bench(project: &Project) -> Result<()> {
    browser::install()?;
    npm::install(project)?;
    dist::dist(project)?;
    println!("\nnative, by size of the text");
    process::run(&mut native(project, "sizes"))?;
    let milliseconds = process::capture(&mut native(project, "founding"))?;
    let rules = process::capture(&mut native(project, "rules"))?;
    println!("\nthe founding article, warm");
    println!(
        "  rules alone, native         {:.2} ms",
        rules.trim().parse::<f64>()?
    );
    process::run(
        Command::new("node")
            .args(["tests/bench/worker.js", milliseconds.trim()])
            .current_dir(project.root()),
    )?;
    println!("\nthe page, by length of the text");
    process::run(
        Command::new("node")
            .arg("tests/bench/page.js")
            .current_dir(project.root()),
    )?;
    println!();
    size::check(project).map(|_| ())
}

fn native(project: &Project, what: &str) -> Command {
    let mut command = Command::new("cargo");
    command
        .args([
            "run",
            "--release",
            "--quiet",
            "--locked",
            "--example",
            "bench",
            "--",
            what,
        ])
        .current_dir(project.root());
    command
}
