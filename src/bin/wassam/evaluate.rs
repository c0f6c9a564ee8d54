//! `wassam evaluate`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use wassam::evaluate::gold::{self, Gold};
use wassam::evaluate::{Comparison, Finding, Match, Tally, View, compare};
use wassam::{Annotation, Annotator, Label, Options, Schema, Text, our_name};

use crate::input::Input;
use crate::model;

/// Characters shown on either side of a miss or a false alarm.
const CONTEXT: usize = 40;

/// How the program ends where an argument is wrong, as with those that clap refuses.
const WRONG_USE: u8 = 2;

/// Annotate the texts of gold files, and say how well the annotations agree with gold
///
/// Gold is JSON (wassam-document/1, or objects with id, text, reference_date and annotations)
/// or CoNLL columns (a token a line, its tags after it, an empty line after each sentence).
/// A file named .json or .jsonl is JSON, one named .conll, .bio or .txt is CoNLL,
/// and any other is JSON if it begins with {.
/// Prints precision, recall and F1 by type, then misses and false alarms with what stands around them.
///
/// CoNLL gold is flat and of whole tokens, and scores are those of seqeval by default:
/// an annotation grows to the tokens that it touches (they have their proclitics attached),
/// and one inside another does not count.
/// Types of other corpora go by their names here: PER is PERS, MIS is MISC, PRO, VEH and WEA are PRODUCT;
/// an unknown type is a row of its own.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Gold files
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    gold: Vec<PathBuf>,
    /// Tag column of CoNLL gold, the first after the token being 1; a line that lacks it is O
    #[arg(long, value_name = "N", default_value = "1")]
    column: NonZeroUsize,
    /// Which types to show and compare; conll4 sees gold too as PERS, LOC, ORG and MISC, flat
    #[arg(
        long,
        default_value = "wojood",
        value_parser = PossibleValuesParser::new(["wojood", "conll4"]).try_map(|name| name.parse::<Schema>())
    )]
    schema: Schema,
    /// Types of the schema that count, parted by commas; all where it is left out
    #[arg(long, value_name = "TYPES", value_delimiter = ',')]
    types: Option<Vec<String>>,
    /// What must be equal
    #[arg(long = "match", value_enum, default_value_t)]
    how: How,
    /// List at most so many misses and so many false alarms; all where it is left out
    #[arg(long, value_name = "N")]
    list: Option<usize>,
    /// Print too how often what has been found is right, by its confidence
    #[arg(long)]
    reliability: bool,
    /// End with status 1 where F1 over all is lower
    #[arg(long, value_name = "F1")]
    fail_under: Option<f64>,
    #[command(flatten)]
    model: model::Arguments,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum How {
    /// Start, end and type
    #[default]
    Strict,
    /// The type, and start and end of the head
    Head,
}

impl Arguments {
    /// The types that count, by their names here.
    ///
    /// # Errors
    ///
    /// When the schema has no type of such a name: it would be missing from all figures, and nothing would tell.
    fn counted_types(&self) -> Result<Option<Vec<String>>> {
        let Some(types) = &self.types else {
            return Ok(None);
        };
        let known = self.schema.names();
        let ours = types.iter().map(|name| {
            let ours = our_name(name);
            if !known.contains(&ours) {
                bail!(
                    "no type of the schema is called {name:?} (--types); they are {}",
                    known.join(", ")
                );
            }
            Ok(ours.to_owned())
        });
        ours.collect::<Result<_>>().map(Some)
    }
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
/// When a file cannot be read or is not gold, or the model cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let how = match arguments.how {
        How::Strict => Match::Strict,
        How::Head => Match::Head,
    };
    let types = match arguments.counted_types() {
        Ok(types) => types,
        Err(error) => {
            eprintln!("error: {error}");
            return Ok(ExitCode::from(WRONG_USE));
        }
    };
    let view = View {
        schema: arguments.schema,
        types,
    };
    let options = Options {
        schema: arguments.schema,
        tradition: arguments.model.tradition,
        ..Options::default()
    };
    let annotator = arguments.model.annotator()?;
    let mut evaluated = Vec::new();
    for input in Input::all(&arguments.gold) {
        let content = input.text()?;
        let golds = read(&content, input.extension(), arguments.column);
        for gold in golds.with_context(|| input.to_string())? {
            let gold = view.of_gold(gold);
            let annotations = annotate(&annotator, &gold, &options)?;
            let comparison = compare(&gold, &view.of_found(annotations, &gold), how);
            evaluated.push(Evaluated { gold, comparison });
        }
    }
    let mut all = Comparison::default();
    for text in &evaluated {
        all.add_counts(&text.comparison);
    }
    let mut output = io::stdout().lock();
    print_table(&mut output, &all)?;
    if arguments.reliability {
        print_reliability(&mut output, &all)?;
    }
    let limit = arguments.list.unwrap_or(usize::MAX);
    print_list(&mut output, "misses", limit, &evaluated, |c| &c.misses)?;
    print_list(&mut output, "false alarms", limit, &evaluated, |c| {
        &c.false_alarms
    })?;
    let f1 = all.total().f1();
    if let Some(floor) = arguments.fail_under.filter(|floor| f1 < *floor) {
        eprintln!("F1 {f1:.3} is under {floor}");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn read(content: &str, extension: Option<&str>, column: NonZeroUsize) -> Result<Vec<Gold>> {
    let is_json = match extension {
        Some("json" | "jsonl") => true,
        Some("conll" | "bio" | "txt") => false,
        _ => content.trim_start().starts_with('{'),
    };
    Ok(if is_json {
        gold::read(content)?
    } else {
        gold::read_conll(content, column.get() - 1)?
    })
}

fn annotate(annotator: &Annotator, gold: &Gold, options: &Options) -> Result<Vec<Annotation>> {
    let reference_date = gold.reference_date.as_deref();
    let options = Options {
        reference_date: reference_date
            .map(str::parse)
            .transpose()
            .with_context(|| format!("text {}", gold.id))?,
        ..options.clone()
    };
    let document = annotator.annotate(gold.text.as_str(), &options);
    Ok(document.annotations)
}

fn print_table(output: &mut impl Write, all: &Comparison) -> io::Result<()> {
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

/// For each source a row for each bin that holds something, and the expected calibration error.
fn print_reliability(output: &mut impl Write, all: &Comparison) -> io::Result<()> {
    for (source, reliability) in all.reliability.iter() {
        let name = serde_json::to_value(source)?;
        writeln!(
            output,
            "\n{}: expected calibration error {:.3}",
            name.as_str().unwrap_or_default(),
            reliability.expected_error()
        )?;
        writeln!(
            output,
            "{:<12}{:>7}{:>12}{:>8}",
            "confidence", "found", "mean", "right"
        )?;
        for (place, bin) in reliability.bins.iter().enumerate() {
            if bin.found > 0 {
                #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
                let mean = |sum: usize| sum as f64 / bin.found as f64;
                writeln!(
                    output,
                    "0.{place} to {:<5}{:>7}{:>12.3}{:>8.3}",
                    if place == 9 {
                        "1".to_owned()
                    } else {
                        format!("0.{}", place + 1)
                    },
                    bin.found,
                    mean(bin.confidence) / 1000.0,
                    mean(bin.right)
                )?;
            }
        }
    }
    Ok(())
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
