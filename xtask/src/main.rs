//! `cargo xtask`: builds, serves, checks and packs Wassam; the one entry for people and for CI.

mod bindgen;
mod build;
mod debian;
mod dist;
mod fonts;
mod fresh;
mod mime;
mod npm;
mod optimise;
mod policy;
mod process;
mod project;
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
    /// Pack the optimised site and the single file into dist/
    Dist,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match perform(arguments.task, &Project::locate()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task, project: &Project) -> Result<()> {
    match task {
        Task::Serve(options) => serve::serve(project, &options),
        Task::Build => build::build(project),
        Task::Dist => dist::dist(project),
    }
}
