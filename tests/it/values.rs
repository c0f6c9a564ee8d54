//! Phrases and their values from other projects' tests, which stand outside the repository.
//!
//! A case is right where the value and the span are right.
//! Where a suite's convention differs from ours, a named rule says so, and is counted.
//! Cases whose gold is at fault are listed in `tests/it/values/faults.tsv`, each with its reason,
//! and are left out of the figures.
//! `WASSAM_MISSES=1 cargo test values -- --nocapture` lists the misses.

mod gold;
mod judge;

use std::collections::BTreeMap;
use std::fmt::Write;

use gold::Case;
use judge::Verdict;

/// The suites, with the least share of right cases, in hundredths.
const BARS: &[(&str, usize)] = &[
    ("duckling/Numeral", 95),
    ("duckling/Numeral_EG", 95),
    ("duckling/Ordinal", 95),
    ("duckling/AmountOfMoney", 95),
    ("duckling/Quantity", 95),
    ("duckling/Volume", 95),
    ("duckling/Temperature", 95),
    ("duckling/Duration", 95),
    ("duckling/Time", 88),
    ("Number/NumberModel", 85),
    ("Number/OrdinalModel", 85),
    ("Number/PercentModel", 85),
    ("Number/NumberRangeModel", 70),
    ("DateTime/DurationParser", 85),
    ("DateTime/DateParser", 80),
    ("DateTime/TimeParser", 80),
    ("DateTime/DatePeriodParser", 70),
    ("DateTime/TimePeriodParser", 70),
    ("num2words/cardinal", 90),
    ("num2words/currency", 90),
    ("dateparser", 90),
];

/// What came out for one suite.
#[derive(Default)]
struct Tally {
    cases: usize,
    right: usize,
    faults: usize,
    misses: Vec<String>,
}

#[test]
fn values_of_other_projects() {
    let Some(cases) = gold::cases() else {
        println!("../shared/corpora/values is absent: skipped");
        return;
    };
    let faults = gold::faults();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        let tally = tallies.entry(case.suite.clone()).or_default();
        if faults.contains_key(&case.key) {
            tally.faults += 1;
            continue;
        }
        tally.cases += 1;
        match judge::verdict(case) {
            Verdict::Right(applied) => {
                tally.right += 1;
                for rule in applied {
                    *rules.entry(rule).or_default() += 1;
                }
            }
            Verdict::Miss(found) => tally.misses.push(miss(case, &found)),
        }
    }
    println!("{}", table(&tallies, &rules));
    if std::env::var_os("WASSAM_MISSES").is_some() {
        for tally in tallies.values() {
            println!("{}", tally.misses.concat());
        }
    }
    for (suite, least) in BARS {
        if let Some(tally) = tallies.get(*suite) {
            assert!(
                tally.right * 100 >= tally.cases * least,
                "{suite}: {} of {} are right, and {least} of 100 are wanted:\n{}",
                tally.right,
                tally.cases,
                tally.misses.concat()
            );
        }
    }
}

fn table(tallies: &BTreeMap<String, Tally>, rules: &BTreeMap<&str, usize>) -> String {
    let mut table = format!(
        "{:<45}{:>6}{:>6}{:>8}\n",
        "suite", "cases", "right", "faults"
    );
    for (suite, tally) in tallies {
        let share = tally.right * 1000 / tally.cases.max(1);
        let _ = writeln!(
            table,
            "{suite:<45}{:>6}{:>6}{:>8}{:>6}.{} %",
            tally.cases,
            tally.right,
            tally.faults,
            share / 10,
            share % 10
        );
    }
    for (rule, count) in rules {
        let _ = writeln!(table, "{count:>6} × {rule}");
    }
    table
}

fn miss(case: &Case, found: &str) -> String {
    format!(
        "{}\t{}\t{}\n\t\t\t{found}\n",
        case.key, case.input, case.expected
    )
}
