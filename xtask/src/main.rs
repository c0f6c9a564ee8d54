//! `cargo xtask`: builds, serves, checks and packs Wassam; the one entry for people and for CI.

mod bench;
mod bindgen;
mod browser;
mod build;
mod consumers;
mod debian;
mod dist;
mod engine;
mod fonts;
mod fresh;
mod fuzz;
mod gates;
mod mime;
mod model;
mod npm;
mod optimise;
mod policy;
mod process;
mod project;
mod python;
mod serve;
mod single;
mod size;
mod toolchain;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::project::Project;

/// Builds, serves, checks and packs Wassam.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what is missing, then serve the page on 127.0.0.1
    Serve(serve::Options),
    /// Build the engine as WebAssembly, its glue and the fonts, into www/
    Build,
    /// Check formatting, lints, documentation and types
    Lint,
    /// Run every gate: what `lint` checks, all tests, and the size budget
    Test,
    /// Pack the optimised site and the single file into dist/
    Dist,
    /// Print how much a first visit to dist/ downloads, and fail over the budget
    Size,
    /// Try inputs at random, with libFuzzer
    Fuzz(fuzz::Options),
    /// Measure speed, natively and in Chromium, and the download
    Bench,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match perform(arguments.task, &Project::locate()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked; returns whether all that it checked is in order.
fn perform(task: Task, project: &Project) -> Result<bool> {
    match task {
        Task::Serve(options) => serve::serve(project, &options).map(|()| true),
        Task::Build => build::build(project).map(|()| true),
        Task::Lint => gates::lint(project),
        Task::Test => gates::test(project),
        Task::Dist => dist::dist(project).map(|()| true),
        Task::Size => size::check(project),
        Task::Fuzz(options) => fuzz::fuzz(project, &options).map(|()| true),
        Task::Bench => bench::bench(project).map(|()| true),
    }
}
