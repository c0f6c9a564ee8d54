//! `wassam evaluate`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::ValueEnum;
use wassam::evaluate::gold::{self, Gold};
use wassam::evaluate::{Comparison, Finding, Match, Tally, compare};
use wassam::{Annotator, Label, Options, Text};

use crate::input::Input;

/// Characters shown on either side of a miss or a false alarm.
const CONTEXT: usize = 40;

/// Annotate the texts of gold files, and say how well the annotations agree with gold
///
/// Gold is wassam-document/1, or JSON objects with id, text, reference_date and annotations.
/// Prints precision, recall and F1 by type, then misses and false alarms with what stands around them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Gold files
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// What must be equal
    #[arg(long = "match", value_enum, default_value_t)]
    how: How,
    /// List at most so many misses and so many false alarms; all where it is left out
    #[arg(long, value_name = "N")]
    list: Option<usize>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum How {
    /// Start, end and type
    #[default]
    Strict,
    /// The type, and start and end of the head
    Head,
}

/// A gold text with how its annotations agree with it.
struct Evaluated {
    gold: Gold,
    comparison: Comparison,
}

/// Evaluates all files together.
///
/// # Errors
///
/// When a file cannot be read or is not gold.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let how = match arguments.how {
        How::Strict => Match::Strict,
        How::Head => Match::Head,
    };
    let annotator = Annotator::new();
    let mut evaluated = Vec::new();
    for input in Input::all(&arguments.gold) {
        for gold in gold::read(&input.text()?).with_context(|| input.to_string())? {
            let comparison = evaluate(&annotator, &gold, how)?;
            evaluated.push(Evaluated { gold, comparison });
        }
    }
    let mut output = io::stdout().lock();
    print_table(&mut output, &evaluated)?;
    let limit = arguments.list.unwrap_or(usize::MAX);
    print_list(&mut output, "misses", limit, &evaluated, |c| &c.misses)?;
    print_list(&mut output, "false alarms", limit, &evaluated, |c| {
        &c.false_alarms
    })?;
    Ok(ExitCode::SUCCESS)
}

fn evaluate(annotator: &Annotator, gold: &Gold, how: Match) -> Result<Comparison> {
    let reference_date = gold.reference_date.as_deref();
    let options = Options {
        reference_date: reference_date
            .map(str::parse)
            .transpose()
            .with_context(|| format!("text {}", gold.id))?,
        ..Options::default()
    };
    let document = annotator.annotate(gold.text.as_str(), &options);
    Ok(compare(gold, &document.annotations, how))
}

fn print_table(output: &mut impl Write, evaluated: &[Evaluated]) -> io::Result<()> {
    let mut all = Comparison::default();
    for text in evaluated {
        all.add_counts(&text.comparison);
    }
    writeln!(
        output,
        "{:<10}{:>7}{:>7}{:>7}{:>8}{:>8}{:>8}",
        "type", "gold", "found", "right", "P", "R", "F1"
    )?;
    let ours = Label::ALL.map(Label::as_str);
    let known: BTreeSet<&str> = ours.into_iter().collect();
    let others = all.by_label.keys().map(String::as_str);
    let names = ours
        .into_iter()
        .chain(others.filter(|name| !known.contains(name)));
    for name in names {
        if let Some(tally) = all.by_label.get(name) {
            print_row(output, name, tally)?;
        }
    }
    print_row(output, "all", &all.total())
}

fn print_row(output: &mut impl Write, name: &str, tally: &Tally) -> io::Result<()> {
    writeln!(
        output,
        "{name:<10}{:>7}{:>7}{:>7}{:>8.3}{:>8.3}{:>8.3}",
        tally.gold,
        tally.found,
        tally.right,
        tally.precision(),
        tally.recall(),
        tally.f1()
    )
}

fn print_list(
    output: &mut impl Write,
    title: &str,
    limit: usize,
    evaluated: &[Evaluated],
    findings: impl Fn(&Comparison) -> &[Finding],
) -> io::Result<()> {
    let count: usize = evaluated
        .iter()
        .map(|text| findings(&text.comparison).len())
        .sum();
    let shown = count.min(limit);
    if 0 < shown && shown < count {
        writeln!(output, "\n{title}: {count}, the first {shown}:")?;
    } else {
        writeln!(output, "\n{title}: {count}")?;
    }
    let all = evaluated.iter().flat_map(|text| {
        let of_text = findings(&text.comparison).iter();
        of_text.map(move |finding| (&text.gold, finding))
    });
    for (gold, finding) in all.take(shown) {
        let context = in_context(&gold.text, finding);
        writeln!(output, "{}\t{context}\t{}", finding.label, gold.id)?;
    }
    Ok(())
}

/// The finding in brackets, between what stands around it, on one line.
fn in_context(text: &Text, finding: &Finding) -> String {
    let source = text.as_str();
    let (before, after) = (
        &source[..finding.span.start.0],
        &source[finding.span.end.0..],
    );
    let first = before.char_indices().rev().take(CONTEXT).last();
    let before = first.map_or("", |(at, _)| &before[at..]);
    let after: String = after.chars().take(CONTEXT).collect();
    format!("{before}【{}】{after}", text.slice(finding.span)).replace(['\n', '\r', '\t'], " ")
}
