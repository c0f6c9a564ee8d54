//! The words of which dates and times are made, read from the lists once for each text.

use super::Context;
use crate::lexicon::{Entry, Form, Hit, List};
use crate::mention::TokenSpan;

/// A unit of time, from small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Night.
    Night,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Half of a year.
    Half,
    /// Season of sport or of the year.
    Season,
    /// Year.
    Year,
    /// Decade.
    Decade,
    /// Century.
    Century,
    /// Thousand years.
    Millennium,
    /// A period with no fixed length (عصر, فترة).
    Era,
}

impl Unit {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "S" => Self::Second,
            "M" => Self::Minute,
            "H" => Self::Hour,
            "N" => Self::Night,
            "D" => Self::Day,
            "W" => Self::Week,
            "MO" => Self::Month,
            "Q" => Self::Quarter,
            "HY" => Self::Half,
            "SEASON" => Self::Season,
            "Y" => Self::Year,
            "DEC" => Self::Decade,
            "CENT" => Self::Century,
            "MILL" => Self::Millennium,
            "ERA" | "PERIOD" => Self::Era,
            _ => return None,
        })
    }

    /// Whether durations in this unit are TIME and not DATE.
    pub(crate) const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour | Self::Night)
    }
}

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// مطلع, أوائل
    Start,
    /// منتصف, أواسط
    Mid,
    /// أواخر, نهاية
    End,
}

impl Part {
    /// The TIMEX3 `mod`.
    pub(crate) const fn timex(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
        }
    }
}

/// Which calendar a month or year belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// The common one.
    Gregorian,
    /// The lunar calendar of Islam.
    Hijri,
    /// A solar calendar of Iran, Kurdistan or Libya.
    Other,
}

/// Which era a year counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    /// After the birth of Christ.
    Common,
    /// Before it.
    BeforeChrist,
    /// After the Hijra.
    Hijri,
    /// Before the Hijra, or of another calendar.
    Other,
}

/// What a temporal word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A month.
    Month(u8, Calendar),
    /// A day of the week, 1 for Monday.
    Weekday(u8),
    /// A day counted from today (أمس, غدا).
    Relative(i32),
    /// A noun for a unit of time.
    Unit(Unit),
    /// Part of a period.
    Part(Part),
    /// غرة, أول: the first day of a month.
    FirstDay,
    /// الماضي, المقبل: which one counted from now.
    Modifier(i32),
    /// الأخيرة, which also follows a plural.
    Last,
    /// A decade of a century (الثمانينات: 80).
    Decade(u8),
    /// A season: its TIMEX3 code.
    Season(&'static str),
    /// A named period, with what is known of it.
    Period(&'static str),
    /// A part of the day: the hours from and to.
    DayPart(u8, u8),
    /// A prayer, which after a clock time is a part of the day: its hour.
    Prayer(u8),
    /// A fixed length of time (ربع قرن).
    Duration(&'static str),
    /// An era, after a year.
    Era(Era),
    /// Before or after noon.
    Meridiem(bool),
    /// منذ, قبل: −1; بعد: 1.
    Ago(i8),
    /// الآن
    Now,
    /// كل
    Every,
    /// هذا
    This,
    /// ذلك, نفس
    Same,
    /// قليلة, عديدة, كاملة: goes on a length of time.
    Measure,
    /// عدة
    Few,
    /// خلال, مدة: a length of time follows.
    Within,
    /// المالي, الدراسي: what kind of year or season.
    Qualifier,
    /// A named clock zone, with its distance from UTC.
    Zone(&'static str),
    /// توقيت, which a place follows.
    ZoneHead,
    /// إلا: less so many minutes.
    Except,
    /// مبكرة, متأخرة
    HourQuality,
    /// سن, عمر: an age follows.
    Age,
    /// الزمن, after من.
    OfTime,
}

/// A temporal word at its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    /// Where it stands, without attached proclitics.
    pub(crate) span: TokenSpan,
    /// What it is.
    pub(crate) kind: Kind,
    /// Singular, dual or plural.
    pub(crate) form: Form,
    /// Whether it has the article.
    pub(crate) definite: bool,
    /// Whether it is also a common word.
    pub(crate) ambiguous: bool,
}

impl Atom {
    /// The unit, where this is a noun for one.
    pub(crate) const fn unit(&self) -> Option<Unit> {
        match self.kind {
            Kind::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// Whether this is a singular noun.
    pub(crate) fn is_singular(&self) -> bool {
        self.form == Form::Listed
    }
}

/// All temporal words of a text.
#[derive(Debug)]
pub(crate) struct Atoms {
    all: Vec<Atom>,
    /// Index of the first atom of each token, and one more.
    starts: Vec<usize>,
    /// For each token, whether a word of kind [`Kind::Within`] or [`Kind::Ago`] ends before it.
    led: Vec<bool>,
}

impl Atoms {
    /// Reads the temporal words of a text.
    pub(crate) fn new(context: &Context) -> Self {
        let count = context.tokens.len();
        let mut this = Self {
            all: Vec::new(),
            starts: Vec::with_capacity(count + 1),
            led: vec![false; count + 1],
        };
        for index in 0..count {
            this.starts.push(this.all.len());
            let mut blocked = None;
            for hit in context.hits.at(index) {
                if blocked == Some(hit.span.skip) {
                    continue;
                }
                // اليوم العالمي is no day.
                let named = hit
                    .entry(List::Temporal)
                    .is_some_and(|e| e.is("kind", "none"));
                if named {
                    blocked = Some(hit.span.skip);
                    continue;
                }
                for entry in hit.entries {
                    this.add(context, hit, entry);
                }
            }
        }
        this.starts.push(this.all.len());
        this
    }

    fn add(&mut self, context: &Context, hit: &Hit, entry: &Entry) {
        let Some(kind) = kind(entry) else {
            return;
        };
        if matches!(kind, Kind::Within | Kind::Ago(_)) {
            self.led[hit.span.end] = true;
        }
        let definite = hit.restored_alef
            || context
                .tokens
                .folded(hit.span.first)
                .get(context.proclitic(hit.span).len()..)
                .is_some_and(|rest| rest.starts_with(super::ARTICLE));
        if context
            .written(hit.span)
            .is_some_and(|written| is_misread(kind, entry, hit, written))
        {
            return;
        }
        let atom = Atom {
            span: hit.span,
            kind,
            form: entry.inflection.form,
            definite,
            ambiguous: entry.ambiguous,
        };
        self.all.push(atom);
        // اليوم is today, and "the day".
        if entry.is("also", "unit") {
            let kind = Kind::Unit(Unit::Day);
            self.all.push(Atom { kind, ..atom });
        }
        // أول and غرة are also the first day of a month.
        if entry.is("day", "1") {
            let kind = Kind::FirstDay;
            self.all.push(Atom { kind, ..atom });
        }
        // العصر is an age, and the afternoon after a clock time.
        if let Some(hour) = entry.feature("prayer").and_then(|hour| hour.parse().ok()) {
            let kind = Kind::Prayer(hour);
            self.all.push(Atom { kind, ..atom });
        }
        // ليلة is a length of time, and a part of the day in ليلة الأحد.
        if entry.is("also", "daypart") && !definite {
            let kind = Kind::DayPart(20, 5);
            self.all.push(Atom { kind, ..atom });
        }
    }

    /// The temporal words that begin at a token, those with no proclitic first, longer before shorter.
    pub(crate) fn at(&self, index: usize) -> &[Atom] {
        match (self.starts.get(index), self.starts.get(index + 1)) {
            (Some(&from), Some(&to)) => &self.all[from..to],
            _ => &[],
        }
    }

    /// Whether خلال, منذ or the like stands before a token.
    pub(crate) fn is_led(&self, index: usize) -> bool {
        self.led.get(index).copied().unwrap_or(false)
    }
}

/// Whether the letters as written are another word that folds alike:
/// الفئة (ألفية), باب (آب after ب), لامس (أمس after ل).
fn is_misread(kind: Kind, entry: &Entry, hit: &Hit, written: &str) -> bool {
    let proclitic = hit.span.skip > 0;
    match kind {
        Kind::Unit(Unit::Millennium) => written.contains('ئ'),
        Kind::Month(..) => proclitic && entry.form.starts_with('آ') && !written.starts_with('آ'),
        Kind::Relative(_) => {
            proclitic
                && entry.form.starts_with('أ')
                && written.starts_with("ا")
                && !hit.restored_alef
                && !written.starts_with("ال")
        }
        _ => false,
    }
}

fn kind(entry: &Entry) -> Option<Kind> {
    match entry.list {
        List::Months => {
            let month = entry.feature("month")?.parse().ok()?;
            let calendar = match entry.feature("set")? {
                "hijri" => Calendar::Hijri,
                "iranian" | "kurdish" | "libya" => Calendar::Other,
                _ => Calendar::Gregorian,
            };
            Some(Kind::Month(month, calendar))
        }
        List::Weekdays => Some(Kind::Weekday(entry.feature("day")?.parse().ok()?)),
        List::Temporal => temporal(entry),
        _ => None,
    }
}

fn temporal(entry: &Entry) -> Option<Kind> {
    let number = |key: &str| entry.feature(key)?.parse::<u8>().ok();
    Some(match entry.feature("kind")? {
        "relative" => Kind::Relative(entry.feature("value")?.strip_suffix('d')?.parse().ok()?),
        "unit" => Kind::Unit(Unit::named(entry.feature("unit")?)?),
        "part" => Kind::Part(match entry.feature("part")? {
            "start" => Part::Start,
            "mid" => Part::Mid,
            _ => Part::End,
        }),
        "modifier" if entry.feature("last").is_some() => Kind::Last,
        "modifier" => Kind::Modifier(entry.feature("shift")?.parse().ok()?),
        "decade" => Kind::Decade(number("value")?),
        "season" => Kind::Season(match entry.feature("season") {
            Some("spring") => "SP",
            Some("summer") => "SU",
            Some("autumn") => "FA",
            Some("winter") => "WI",
            _ => "",
        }),
        "period" => Kind::Period(entry.feature("value").unwrap_or("")),
        "daypart" => Kind::DayPart(number("from")?, number("to")?),
        "prayer" => Kind::Prayer(number("from")?),
        "duration" => Kind::Duration(entry.feature("value")?),
        "era" => Kind::Era(match entry.feature("era")? {
            "ce" => Era::Common,
            "bce" => Era::BeforeChrist,
            "hijri" => Era::Hijri,
            _ => Era::Other,
        }),
        "meridiem" => Kind::Meridiem(entry.is("meridiem", "pm")),
        "ago" => Kind::Ago(if entry.is("sign", "+") { 1 } else { -1 }),
        "now" => Kind::Now,
        "every" => Kind::Every,
        "this" => Kind::This,
        "that" | "same" => Kind::Same,
        "measure" => Kind::Measure,
        "few" => Kind::Few,
        "within" => Kind::Within,
        "qualifier" => Kind::Qualifier,
        "zone" => Kind::Zone(entry.feature("offset").unwrap_or("")),
        "zone_head" => Kind::ZoneHead,
        "except" => Kind::Except,
        "hour_quality" => Kind::HourQuality,
        "age" => Kind::Age,
        "of_time" => Kind::OfTime,
        _ => return None,
    })
}
