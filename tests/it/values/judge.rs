//! Whether what is found is what a suite wants.

use serde_json::Value;
use wassam::{Document, Options, Weekday};

use super::gold::Case;
use crate::ANNOTATOR;

/// What is said of one case.
pub(super) enum Verdict {
    /// It is right, by these rules.
    Right(Vec<&'static str>),
    /// It is not; what was found.
    Miss(String),
}

/// What was found, by code points.
struct Found {
    start: usize,
    end: usize,
    label: String,
    value: Value,
}

const PARTICLES: &str = "particles around or between the parts are outside";
const NOUN: &str = "the temporal noun is inside";
const SPAN: &str = "by value alone";
const PAIR: &str = "a range is two annotations";
const LAST_DAY: &str = "the last day of a range is counted in";
const RELATIVE: &str = "an ordinal counted from here or from the end is none";
const DAY_NUMBER: &str = "a bare number for a day or hour counts";
const INDEFINITE: &str = "a number in words with the article counts";
const OTHER_TYPE: &str = "a number with its unit is an amount, a date or a time";
const NOW: &str = "now is no date, and until then is then";
const PRODUCT: &str = "what is measured is outside";
const SCALED: &str = "an amount in a part or multiple of the unit";
const EITHER_YEAR: &str = "the nearest year";

/// Words that may stand between or around the parts of what a suite takes as one.
const JOINTS: &[&str] = &[
    "من",
    "الى",
    "إلى",
    "حتى",
    "وحتى",
    "و",
    "بين",
    "ما",
    "في",
    "-",
    "–",
    "،",
    ",",
    "عند",
    "بحدود",
    "قرابة",
    "الموافق",
    "لمدة",
    "مدة",
    "طوال",
    "خلال",
    "فقط",
    "على",
    "الاقل",
    "الأقل",
    "لاغير",
    "هو",
    "نسبة",
    "يساوي",
    "هذا",
    "يوم",
    "لعام",
    "بشهر",
    "(",
    ")",
    ".",
];
/// Words that we take in and a suite may not.
const NOUNS: &[&str] = &[
    "يوم",
    "الساعة",
    "شهر",
    "عام",
    "سنة",
    "عطلة",
    "وقت",
    "بعد",
    "قبل",
    "منذ",
];

pub(super) fn verdict(case: &Case) -> Verdict {
    let options = Options {
        reference_date: Some(case.reference.parse().expect("is a reference date")),
        weekday: if case.forward {
            Weekday::Forward
        } else {
            Weekday::News
        },
        ..Options::default()
    };
    let document = ANNOTATOR.annotate(&case.input, &options);
    let found = outermost(&document);
    let mut rules = Vec::new();
    if is_right(case, &found, &mut rules) {
        return Verdict::Right(rules);
    }
    let lines: Vec<String> = found
        .iter()
        .map(|f| format!("{} {} {}..{}", f.label, f.value, f.start, f.end))
        .collect();
    Verdict::Miss(lines.join(" | "))
}

/// The outermost annotations that have a value.
fn outermost(document: &Document) -> Vec<Found> {
    let mut end = 0;
    let mut found = Vec::new();
    for annotation in &document.annotations {
        let span = document.text.code_point_span(annotation.span);
        let Some(value) = &annotation.value else {
            continue;
        };
        if span.start.0 < end {
            continue;
        }
        end = span.end.0;
        found.push(Found {
            start: span.start.0,
            end,
            label: annotation.label.clone(),
            value: serde_json::to_value(value).expect("a value is JSON"),
        });
    }
    found
}

fn is_right(case: &Case, found: &[Found], rules: &mut Vec<&'static str>) -> bool {
    let suite = case.suite.as_str();
    let whole = (0, case.input.chars().count());
    if suite.starts_with("duckling/") {
        if case.negative || case.expected.is_null() {
            return !found
                .iter()
                .any(|f| wants(suite, &f.label) && f.label != "CARDINAL");
        }
        let whole = match case.expected["product"]
            .as_str()
            .and_then(|_| case.input.find(" من"))
        {
            Some(at) => {
                rules.push(PRODUCT);
                (0, case.input[..at].chars().count())
            }
            None => whole,
        };
        return duckling(case, found, rules)
            && (rules.contains(&NOW) || covers(&case.input, found, whole, rules));
    }
    if suite.starts_with("num2words") || suite == "dateparser" {
        return other(case, found, rules);
    }
    let Some(items) = case.expected.as_array() else {
        return false;
    };
    if case.negative || items.is_empty() {
        let none = !found.iter().any(|f| wants(suite, &f.label));
        if !none && suite == "Number/NumberModel" {
            return false;
        }
        return none;
    }
    items
        .iter()
        .all(|item| recognised(case, item, found, rules))
}

/// Whether a suite is about annotations of a type.
fn wants(suite: &str, label: &str) -> bool {
    let last = suite.rsplit('/').next().unwrap_or(suite);
    match last {
        "NumberModel" | "NumberRangeModel" | "Numeral" | "Numeral_EG" => label == "CARDINAL",
        "OrdinalModel" | "OrdinalModelSuppressExtendedTypes" | "Ordinal" => label == "ORDINAL",
        "PercentModel" => label == "PERCENT",
        "AmountOfMoney" => label == "MONEY",
        "Quantity" | "Volume" | "Temperature" => label == "QUANTITY",
        "PhoneNumber" => label == "PHONE",
        _ => matches!(label, "DATE" | "TIME"),
    }
}

fn number(value: &Value) -> Option<f64> {
    ["number", "percent", "ordinal", "amount"]
        .iter()
        .find_map(|key| value.get(key)?.as_f64())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-3)
}

fn duckling(case: &Case, found: &[Found], rules: &mut Vec<&'static str>) -> bool {
    let wanted = &case.expected;
    let last = case.suite.rsplit('/').next().unwrap_or_default();
    match last {
        "Time" => {
            let start = wanted["start"].as_str().unwrap_or_default();
            let end = wanted["end_exclusive"].as_str();
            if wanted["grain"] == "second" {
                // From now on, or until then.
                rules.push(NOW);
                return end.is_none() && found.is_empty()
                    || end.map(minute).is_some_and(|end| {
                        found
                            .iter()
                            .any(|f| f.value["begin"].as_str().map(minute).as_deref() == Some(&end))
                    });
            }
            interval(found, start, end, rules)
        }
        "Duration" => {
            let unit = wanted["unit"].as_str().unwrap_or_default();
            let seconds = wanted["value"].as_f64().unwrap_or(0.0) * unit_seconds(unit);
            found
                .iter()
                .any(|f| duration(f).is_some_and(|d| near(d, seconds)))
        }
        "PhoneNumber" => found
            .iter()
            .any(|f| f.label == "WEBSITE" || f.label == "PHONE"),
        _ => {
            if wanted["type"] == "interval" {
                return range(found, wanted["from"].as_f64(), wanted["to"].as_f64(), rules)
                    && found.iter().any(|f| {
                        f.value["currency"] == code(wanted["unit"].as_str().unwrap_or_default())
                    });
            }
            let amount = wanted["value"].as_f64().unwrap_or(f64::NAN);
            found
                .iter()
                .any(|f| one_amount(case, f, amount, wanted["unit"].as_str(), rules))
        }
    }
}

fn one_amount(
    case: &Case,
    f: &Found,
    amount: f64,
    unit: Option<&str>,
    rules: &mut Vec<&'static str>,
) -> bool {
    let Some(n) = number(&f.value) else {
        return false;
    };
    let Some(unit) = unit else {
        if case.suite.ends_with("Ordinal") && f.label == "CARDINAL" && near(n, amount) {
            rules.push(INDEFINITE);
            return true;
        }
        return near(n, amount) && wants(&case.suite, &f.label);
    };
    if unit == "Cent" {
        rules.push(SCALED);
        return f.label == "MONEY" && near(n * 100.0, amount);
    }
    if f.label == "MONEY" {
        let bound = match case.expected["type"].as_str() {
            Some("under") => f.value["mod"] == "less_than" || f.value["mod"] == "at_most",
            Some("above") => f.value["mod"] == "more_than" || f.value["mod"] == "at_least",
            _ => true,
        };
        return bound && near(n, amount) && f.value["currency"] == code(unit);
    }
    let ours = f.value["unit"].as_str().unwrap_or_default();
    let (wanted, factor) = match (unit, ours) {
        ("Gram", "kg") => ("kg", 1000.0),
        ("Gram", "mg") => ("mg", 0.001),
        ("Gram", _) => ("g", 1.0),
        ("Ounce", "[oz_tr]") => ("[oz_tr]", 1.0),
        ("Ounce", _) => ("[oz_av]", 1.0),
        ("Cup", _) => ("[cup_us]", 1.0),
        ("Millilitre", _) => ("mL", 1.0),
        ("Litre", _) => ("L", 1.0),
        ("Hectolitre", _) => ("hL", 1.0),
        ("Gallon", _) => ("[gal_us]", 1.0),
        ("Celsius", _) | ("Degree", "Cel") => ("Cel", 1.0),
        ("Fahrenheit", _) => ("[degF]", 1.0),
        ("Degree", _) => ("deg", 1.0),
        _ => return false,
    };
    let factor: f64 = factor;
    if !near(factor, 1.0) {
        rules.push(SCALED);
    }
    ours == wanted && near(n * factor, amount)
}

fn code(unit: &str) -> &str {
    if unit == "Dollar" { "USD" } else { unit }
}

fn unit_seconds(unit: &str) -> f64 {
    match unit {
        "minute" => 60.0,
        "hour" => 3600.0,
        "day" => 86_400.0,
        "week" => 604_800.0,
        "month" => 2_592_000.0,
        "year" => 31_536_000.0,
        _ => 1.0,
    }
}

/// Seconds of a duration.
fn duration(f: &Found) -> Option<f64> {
    seconds(f.value["timex"].as_str()?)
}

fn seconds(timex: &str) -> Option<f64> {
    let mut clock = false;
    let mut digits = String::new();
    let mut sum = 0.0;
    for c in timex.strip_prefix('P')?.chars() {
        match c {
            'T' => clock = true,
            '0'..='9' | '.' => digits.push(c),
            _ => {
                let unit = match (c, clock) {
                    ('S', _) => "second",
                    ('M', true) => "minute",
                    ('H', _) => "hour",
                    ('D', _) => "day",
                    ('W', _) => "week",
                    ('M', false) => "month",
                    _ => "year",
                };
                sum += digits.parse::<f64>().ok()? * unit_seconds(unit);
                digits.clear();
            }
        }
    }
    Some(sum)
}

/// A range as one annotation, or as two.
fn range(
    found: &[Found],
    from: Option<f64>,
    to: Option<f64>,
    rules: &mut Vec<&'static str>,
) -> bool {
    let (Some(from), Some(to)) = (from, to) else {
        return false;
    };
    let one = found.iter().any(|f| {
        let least = f
            .value
            .get("min")
            .or_else(|| f.value.get("amount"))
            .and_then(Value::as_f64);
        let most = f.value["max"].as_f64();
        least
            .zip(most)
            .is_some_and(|(a, b)| near(a, from) && near(b, to))
    });
    let two = || {
        found.windows(2).any(|pair| {
            number(&pair[0].value)
                .zip(number(&pair[1].value))
                .is_some_and(|(a, b)| near(a, from) && near(b, to))
        })
    };
    one || two() && {
        rules.push(PAIR);
        true
    }
}

/// A moment without seconds that are zero, at least to the minute, in the zone of the reference time.
fn minute(moment: &str) -> String {
    let (day, clock) = moment.split_once('T').unwrap_or((moment, "00:00"));
    let at = clock.find(['+', '-', 'Z']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(at);
    let mut clock = clock.trim_end_matches(":00").to_owned();
    if clock.len() == 2 {
        clock.push_str(":00");
    }
    // Only Duckling's cases name a zone, and its reference time is at -02:00.
    if zone == "+00:00" {
        let hour: i32 = clock[..2].parse().unwrap_or(0);
        clock = format!("{:02}{}", (hour + 22) % 24, &clock[2..]);
    }
    format!("{day}T{clock}")
}

fn interval(
    found: &[Found],
    start: &str,
    end: Option<&str>,
    rules: &mut Vec<&'static str>,
) -> bool {
    let field = |f: &Found, key: &str| f.value[key].as_str().map(minute);
    let start = minute(start);
    let Some(end) = end.map(minute) else {
        return found
            .iter()
            .any(|f| field(f, "begin").as_deref() == Some(&start));
    };
    let begins = found
        .iter()
        .position(|f| field(f, "begin").as_deref() == Some(&start));
    let Some(first) = begins else {
        return false;
    };
    let ends = |f: &Found, rules: &mut Vec<&'static str>| {
        let theirs = end.as_str();
        if field(f, "end").as_deref() == Some(theirs) {
            return true;
        }
        // The suite leaves out the last day or hour, or begins it.
        let last = field(f, "begin")
            .is_some_and(|begin| begin == theirs || hour_after(&begin).as_deref() == Some(theirs));
        if last {
            rules.push(LAST_DAY);
        }
        last
    };
    if ends(&found[first], rules) {
        return true;
    }
    let second = found.get(first + 1).is_some_and(|f| ends(f, rules));
    if second {
        rules.push(PAIR);
    }
    second
}

/// The clock time an hour later on the same day.
fn hour_after(moment: &str) -> Option<String> {
    let (day, clock) = moment.split_once('T')?;
    let hour: u8 = clock.get(..2)?.parse().ok()?;
    (clock != "00:00").then(|| format!("{day}T{:02}{}", hour + 1, &clock[2..]))
}

/// Whether annotations cover a span but for particles, and nothing more than nouns outside it.
fn covers(
    text: &str,
    found: &[Found],
    (from, to): (usize, usize),
    rules: &mut Vec<&'static str>,
) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let inside: Vec<&Found> = found
        .iter()
        .filter(|f| f.end > from && f.start < to)
        .collect();
    let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
        return false;
    };
    if first.start == from && last.end == to && inside.len() == 1 {
        return true;
    }
    let words = |range: std::ops::Range<usize>| -> Vec<String> {
        let text: String = chars[range].iter().collect();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let mut outside = Vec::new();
    let mut at = from;
    for f in &inside {
        if f.start > at {
            outside.extend(words(at..f.start));
        }
        at = at.max(f.end);
    }
    if at < to {
        outside.extend(words(at..to));
    }
    let attached = |word: &str| word.chars().count() == 1;
    if !outside
        .iter()
        .all(|w| JOINTS.contains(&w.as_str()) || attached(w))
    {
        return false;
    }
    if !outside.is_empty() {
        rules.push(PARTICLES);
    }
    let mut more = Vec::new();
    if first.start < from {
        more.extend(words(first.start..from));
    }
    if last.end > to {
        more.extend(words(to..last.end));
    }
    if !more.is_empty() {
        rules.push(NOUN);
    }
    more.iter()
        .all(|w| NOUNS.contains(&w.as_str()) || JOINTS.contains(&w.as_str()))
}

/// One item of a case of Recognizers-Text.
fn recognised(case: &Case, item: &Value, found: &[Found], rules: &mut Vec<&'static str>) -> bool {
    let start = item["start"].as_u64().unwrap_or(0);
    let end = item["end_exclusive"].as_u64().unwrap_or(0);
    let span = (code_point(&case.input, start), code_point(&case.input, end));
    let here: Vec<&Found> = found
        .iter()
        .filter(|f| f.end > span.0 && f.start < span.1)
        .collect();
    let value = &item["value"];
    let suite = case.suite.as_str();
    match suite {
        "Number/OrdinalModel" | "Number/OrdinalModelSuppressExtendedTypes"
            if value["relativeTo"] != "start" =>
        {
            rules.push(RELATIVE);
            !here.iter().any(|f| f.label == "ORDINAL")
        }
        "Number/NumberModel" | "Number/OrdinalModel" | "Number/PercentModel" => {
            let text = value["value"]
                .as_str()
                .unwrap_or_default()
                .trim_end_matches('%');
            let wanted: f64 = text.parse().unwrap_or(f64::NAN);
            let right = here.iter().any(|f| {
                number(&f.value).is_some_and(|n| near(n, wanted)) && {
                    if !wants(suite, &f.label) {
                        rules.push(if f.label == "CARDINAL" {
                            INDEFINITE
                        } else {
                            OTHER_TYPE
                        });
                    }
                    true
                }
            }) || suite == "Number/NumberModel"
                && here.iter().any(|f| {
                    // ٣ سنوات
                    let same = f.value["timex"]
                        .as_str()
                        .and_then(|t| {
                            t.trim_matches(|c: char| c.is_alphabetic())
                                .parse::<f64>()
                                .ok()
                        })
                        .is_some_and(|n| near(n, wanted));
                    if same {
                        rules.push(OTHER_TYPE);
                    }
                    same
                });
            let typed = here.iter().any(|f| !wants(suite, &f.label));
            right && (typed || covers_softened(&case.input, found, span, rules))
        }
        "Number/NumberRangeModel" => {
            rules.push(SPAN);
            number_range(
                value["value"].as_str().unwrap_or_default(),
                &here,
                found,
                rules,
            )
        }
        "DateTime/DurationParser" => {
            let wanted = value["Timex"]
                .as_str()
                .and_then(seconds)
                .unwrap_or(f64::NAN);
            let right = here
                .iter()
                .any(|f| duration(f).is_some_and(|d| near(d, wanted)));
            right && covers(&case.input, found, span, rules)
        }
        "DateTime/DatePeriodParser" | "DateTime/TimePeriodParser" => {
            rules.push(SPAN);
            period(value, found, rules)
        }
        _ => moment(case, value, &here, rules) && covers(&case.input, found, span, rules),
    }
}

/// As `covers`, but an approximator may stand before the number.
fn covers_softened(
    text: &str,
    found: &[Found],
    span: (usize, usize),
    rules: &mut Vec<&'static str>,
) -> bool {
    let softened = found
        .iter()
        .any(|f| f.start < span.0 && f.end == span.1 && f.value.get("mod").is_some());
    softened || covers(text, found, span, rules)
}

fn code_point(text: &str, utf16: u64) -> usize {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            let before = units;
            units += c.len_utf16() as u64;
            before < utf16
        })
        .count()
}

/// `[20,35)`: an open end is a bound that is not met.
fn number_range(
    wanted: &str,
    here: &[&Found],
    found: &[Found],
    rules: &mut Vec<&'static str>,
) -> bool {
    let inner = wanted.trim_matches(['[', ']', '(', ')']);
    let Some((low, high)) = inner.split_once(',') else {
        return false;
    };
    let (low, high) = (low.parse::<f64>().ok(), high.parse::<f64>().ok());
    match (low, high) {
        (Some(low), Some(high)) if near(low, high) => here
            .iter()
            .any(|f| number(&f.value).is_some_and(|n| near(n, low))),
        (Some(_), Some(_)) => range(found, low, high, rules),
        (Some(bound), None) | (None, Some(bound)) => here.iter().any(|f| {
            let said = f.value["mod"].as_str().unwrap_or_default();
            let side = if low.is_some() {
                ["more_than", "at_least", "MORE_THAN"]
            } else {
                ["less_than", "at_most", "LESS_THAN"]
            };
            let n = number(&f.value).or_else(|| {
                f.value["timex"]
                    .as_str()?
                    .trim_matches(|c: char| c.is_alphabetic())
                    .parse()
                    .ok()
            });
            n.is_some_and(|n| near(n, bound)) && side.contains(&said)
        }),
        _ => false,
    }
}

/// A point in time: the TIMEX, or one of the two resolutions.
fn moment(case: &Case, value: &Value, here: &[&Found], rules: &mut Vec<&'static str>) -> bool {
    let timex = value["Timex"].as_str().unwrap_or_default();
    let resolved: Vec<&str> = ["FutureResolution", "PastResolution"]
        .iter()
        .filter_map(|key| {
            value[key]["date"]
                .as_str()
                .or_else(|| value[key]["time"].as_str())
        })
        .collect();
    here.iter().any(|f| {
        let ours = f.value["timex"].as_str().unwrap_or_default();
        if ours == timex {
            return true;
        }
        if let (Some(a), Some(b)) = (ours.split_once('T'), timex.strip_prefix('T')) {
            let pad = |t: &str| t.trim_end_matches(":00").to_owned();
            if a.1.len() >= 2 && (pad(a.1) == pad(b) || a.1 == b) {
                return true;
            }
        }
        let begin = f.value["begin"].as_str().unwrap_or_default();
        if resolved.contains(&begin) {
            if timex.contains('X') {
                rules.push(EITHER_YEAR);
            }
            return true;
        }
        // A bare number that stands for a day, in our guide a number.
        let bare = f.label == "CARDINAL" || f.label == "ORDINAL";
        let last = timex
            .rsplit(['-', 'T'])
            .next()
            .and_then(|d| d.parse::<f64>().ok());
        if bare
            && number(&f.value).zip(last).is_some_and(|(a, b)| near(a, b))
            && (timex.starts_with("XXXX-XX-") || case.suite.ends_with("TimeParser"))
        {
            rules.push(DAY_NUMBER);
            return true;
        }
        false
    })
}

/// A period, by its begin and end.
fn period(value: &Value, found: &[Found], rules: &mut Vec<&'static str>) -> bool {
    let timex = value["Timex"].as_str().unwrap_or_default();
    if found.iter().any(|f| {
        f.value["timex"]
            .as_str()
            .is_some_and(|t| t == timex || t.ends_with(timex))
    }) {
        return true;
    }
    ["FutureResolution", "PastResolution"].iter().any(|key| {
        let resolution = &value[key];
        let get = |a: &str, b: &str| resolution[a].as_str().or_else(|| resolution[b].as_str());
        let (Some(start), Some(end)) = (get("startDate", "startTime"), get("endDate", "endTime"))
        else {
            return false;
        };
        if start.contains(':') {
            let clock = |t: &str| {
                t.trim_end_matches(":00")
                    .chars()
                    .take(5)
                    .collect::<String>()
            };
            let pad = |t: String| if t.len() == 2 { format!("{t}:00") } else { t };
            let ours: Vec<String> = found
                .iter()
                .filter_map(|f| Some(pad(clock(f.value["timex"].as_str()?.rsplit_once('T')?.1))))
                .collect();
            let wanted = [pad(clock(start)), pad(clock(end))];
            let two = ours.windows(2).any(|pair| pair == wanted);
            if two {
                rules.push(PAIR);
            }
            return two;
        }
        interval(found, start, Some(end), rules)
            || last_day(found, start, end, rules)
            || last_year(found, start, end, rules)
    })
}

/// 2014/2018: the suite ends it where the last year begins.
fn last_year(found: &[Found], start: &str, end: &str, rules: &mut Vec<&'static str>) -> bool {
    let right = found.iter().any(|f| {
        let last = f.value["timex"]
            .as_str()
            .and_then(|timex| timex.split_once('/'));
        f.value["begin"] == start && last.is_some_and(|(_, last)| end == format!("{last}-01-01"))
    });
    if right {
        rules.push(LAST_DAY);
    }
    right
}

/// A range whose end the suite counts in, in one annotation of ours.
fn last_day(found: &[Found], start: &str, end: &str, rules: &mut Vec<&'static str>) -> bool {
    let next = |day: &str| -> Option<String> {
        let document = ANNOTATOR.annotate(day, &Options::default());
        let value = serde_json::to_value(document.annotations.first()?.value.as_ref()?).ok()?;
        Some(value["end"].as_str()?.to_owned())
    };
    let right = found.iter().any(|f| {
        f.value["begin"] == start && f.value["end"].as_str().map(str::to_owned) == next(end)
    });
    if right {
        rules.push(LAST_DAY);
    }
    right
}

/// num2words and dateparser.
fn other(case: &Case, found: &[Found], rules: &mut Vec<&'static str>) -> bool {
    let wanted = &case.expected;
    let whole = (0, case.input.chars().count());
    if let Some(n) = wanted.as_f64() {
        return found
            .iter()
            .any(|f| number(&f.value).is_some_and(|m| near(n, m)))
            && covers(&case.input, found, whole, rules);
    }
    let begins = |moment: &str| {
        found
            .iter()
            .any(|f| f.value["begin"].as_str().map(minute).as_deref() == Some(moment))
    };
    if let Some(days) = wanted["ago"]["days"].as_i64() {
        return begins(&format!("2013-02-{:02}T00:00", 12 - days));
    }
    if let Some(parts) = wanted.as_array() {
        if parts.first().is_some_and(Value::is_array) {
            return parts
                .iter()
                .all(|part| begins(&minute(part[1].as_str().unwrap_or_default())));
        }
        let n: Vec<i64> = parts.iter().filter_map(Value::as_i64).collect();
        let clock = (
            n.get(3).copied().unwrap_or(0),
            n.get(4).copied().unwrap_or(0),
        );
        return begins(&format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}",
            n[0], n[1], n[2], clock.0, clock.1
        ));
    }
    match wanted.as_str().unwrap_or_default() {
        "0 day ago" => begins("2013-02-12T00:00"),
        "1 day ago" => begins("2013-02-11T00:00"),
        "ago 2 hour" => begins("2013-02-12T02:30"),
        "4 year" => found.iter().any(|f| f.value["timex"] == "P4Y"),
        "6 january 2015 05:16 pm" => begins("2015-01-06T17:16"),
        "7 january 2015 11:00 am" => begins("2015-01-07T11:00"),
        _ => false,
    }
}
