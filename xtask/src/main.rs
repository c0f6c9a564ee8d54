//! `cargo xtask`: builds, serves, checks and packs Wassam; the one entry for people and for CI.

mod bindgen;
mod build;
mod debian;
mod fonts;
mod fresh;
mod npm;
mod policy;
mod process;
mod project;
mod serve;
mod toolchain;
mod wasm;

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
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let project = Project::locate();
    match arguments.task {
        Task::Serve(options) => serve::serve(&project, &options),
        Task::Build => build::build(&project),
    }
}
