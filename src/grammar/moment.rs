//! Clock times get the day that stands beside them (الخميس الساعة 8, الساعة 5 مساء يوم 3 مايو),
//! and a text with no reference date gets the one of its dateline (القاهرة، 14 نوفمبر 2015 (رويترز)).

use super::{Context, FROM, IN, timex};
use crate::label::Label;
use crate::mention::Candidate;
use crate::reference::ReferenceDate;

/// How many tokens may stand between a day and its time.
const GAP: usize = 2;

/// How many tokens a dateline begins within.
const DATELINE: usize = 12;

/// The day of the dateline: a whole date near the start of the text, with a sign or the end of the paragraph
/// after it. Nothing where the text has a reference date.
pub(crate) fn dateline(context: &Context, dates: &[Candidate]) -> Option<ReferenceDate> {
    let tokens = context.tokens;
    if context.reference.is_some() {
        return None;
    }
    let line = dates
        .iter()
        .take_while(|date| date.span.first < DATELINE)
        .find(|date| {
            let end = date.span.end;
            let ends = tokens.get(end).is_some_and(|token| token.starts_paragraph);
            let signed = matches!(
                tokens.plain(end),
                "(" | "/" | "-" | ":" | "\u{2013}" | "\u{2014}"
            );
            date.label == Label::Date && (ends || signed)
        })?;
    let day = timex::single_day(line.value.as_ref()?)?;
    timex::iso(day).parse().ok()
}

/// Gives every clock time the day before or after it.
pub(crate) fn join(context: &Context, found: &mut [Candidate]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| (found[at].span.first, std::cmp::Reverse(found[at].span.end)));
    for (place, &at) in order.iter().enumerate() {
        if found[at].label != Label::Time {
            continue;
        }
        let near = order[place.saturating_sub(GAP)..place]
            .iter()
            .rev()
            .chain(order[place + 1..].iter().take(GAP));
        let day = near
            .filter(|&&other| {
                found[other].label == Label::Date && is_beside(context, &found[at], &found[other])
            })
            .find_map(|&other| timex::single_day(found[other].value.as_ref()?));
        if let Some(day) = day {
            let value = found[at].value.take();
            found[at].value = value.map(|value| timex::on_day(value, day, true));
        }
    }
}

/// Whether two spans overlap, or only joints stand between them.
fn is_beside(context: &Context, one: &Candidate, other: &Candidate) -> bool {
    let (first, second) = if one.span.first <= other.span.first {
        (one.span, other.span)
    } else {
        (other.span, one.span)
    };
    if second.first < first.end {
        return true;
    }
    (first.end..=second.first).all(|at| context.tokens.continues(at))
        && second.first - first.end <= GAP
        && (first.end..second.first).all(|at| {
            let word = context.tokens.folded(at);
            [IN, FROM, ",", "،", "(", "-", "عند"].contains(&word) || word == "\u{2013}"
        })
}
