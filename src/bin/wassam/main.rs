//! The command line program: parses arguments, calls the library, prints.

mod annotate;
mod clock;
mod convert;
mod done;
mod evaluate;
mod input;
mod model;
mod output;
mod pending;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds and tags names, titles, dates and amounts in Arabic text
#[derive(Parser)]
#[command(name = "wassam", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Arguments),
    Convert(convert::Arguments),
    Evaluate(evaluate::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
    };
    match result {
        Ok(code) => code,
        // Who reads us has heard enough (`wassam annotate … | head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
