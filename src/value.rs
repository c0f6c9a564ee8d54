//! Normalised values: what a number, date or amount means.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first number with more digits than the nearest double surely keeps.
const KEPT: u128 = 1_000_000_000_000_000;

/// A decimal number: `digits × 10^-scale`.
///
/// It is exact for every 64-bit integer, and to 15 digits beyond them and where there is a fraction:
/// what the numbers of JSON keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// The number `digits × 10^-scale`, in lowest terms; digits that JSON would not keep are cut.
    pub fn new(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits.unsigned_abs() >= KEPT {
            digits /= 10;
            scale -= 1;
        }
        if i64::try_from(digits).is_err() {
            let mut cut = 1;
            while (digits / cut).unsigned_abs() >= KEPT {
                cut *= 10;
            }
            digits = digits / cut * cut;
        }
        Self::reduced(digits, scale)
    }

    /// The number `digits × 10^-scale`, in lowest terms.
    fn reduced(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// Reads ASCII digits with at most one decimal point and a leading minus.
    /// Returns nothing for anything else and for more than 30 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, scale) = parts(text)?;
        Some(Self::new(digits, scale))
    }

    /// The product, or nothing where it does not fit.
    pub fn times(self, other: Self) -> Option<Self> {
        Some(Self::new(
            self.digits.checked_mul(other.digits)?,
            self.scale.checked_add(other.scale)?,
        ))
    }

    /// The sum, or nothing where it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let raise = |n: Self| n.digits.checked_mul(10_i128.checked_pow(scale - n.scale)?);
        Some(Self::new(raise(self)?.checked_add(raise(other)?)?, scale))
    }

    /// The number as an integer, where it is one.
    pub fn integer(self) -> Option<i128> {
        (self.scale == 0).then_some(self.digits)
    }
}

/// Digits and scale of a number of ASCII digits with at most one decimal point and a leading minus.
fn parts(text: &str) -> Option<(i128, u32)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{fraction}");
    if digits.len() > 30 {
        return None;
    }
    Some((digits.parse().ok()?, u32::try_from(fraction.len()).ok()?))
}

/// The number as JSON writes it, every digit kept, so that it is written again as it stood.
fn written(number: &str) -> Option<Decimal> {
    // The shortest spelling of a very large or small double has an exponent.
    let (number, exponent) = number.split_once('e').unwrap_or((number, "0"));
    let (digits, scale) = parts(number)?;
    let scale = i32::try_from(scale)
        .ok()?
        .checked_sub(exponent.parse().ok()?)?;
    let power = 10_i128.checked_pow(u32::try_from(scale.checked_neg()?).unwrap_or(0))?;
    let digits = digits.checked_mul(power)?;
    Some(Decimal::reduced(digits, u32::try_from(scale).unwrap_or(0)))
}

impl From<i64> for Decimal {
    fn from(integer: i64) -> Self {
        Self::new(i128::from(integer), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{}", self.digits);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.integer().and_then(|n| i64::try_from(n).ok()) {
            Some(integer) => serializer.serialize_i64(integer),
            // The nearest double; its shortest spelling is this number again up to 15 digits.
            None => serializer.serialize_f64(self.to_string().parse().unwrap_or(f64::MAX)),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?.to_string();
        written(&number)
            .ok_or_else(|| serde::de::Error::custom("a number that is too large or too fine"))
    }
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// About this much (نحو 500).
    Approximate,
    /// This much or more (ما لا يقل عن, على الأقل).
    AtLeast,
    /// This much or less (ما لا يزيد على).
    AtMost,
    /// More than this (أكثر من).
    MoreThan,
    /// Less than this (أقل من).
    LessThan,
}

/// A normalised value.
///
/// In JSON a value says by its keys what it is: `{"number":33,"mod":"at_least"}`, `{"min":20,"max":99}`,
/// `{"ordinal":2}`, `{"percent":5}`, `{"amount":3,"currency":null}`, `{"amount":5,"unit":"kg"}`,
/// `{"timex":"2015-11-14","type":"DATE","begin":"2015-11-14","end":"2015-11-15"}`,
/// `{"currency":"USD"}`, `{"country":"SY"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A counting number.
    Number(Number),
    /// A counting number that is known only to lie between two others.
    Range(Range),
    /// A ranking number.
    Ordinal(Ordinal),
    /// A part of a hundred.
    Percent(Percent),
    /// An amount of money.
    Money(Money),
    /// A measured amount.
    Quantity(Quantity),
    /// A date, period, time, duration or set.
    Timex(Timex),
    /// A currency.
    Currency(Currency),
    /// A country or territory.
    Country(Country),
    /// A value that a newer version wrote, or a user's own.
    Other(serde_json::Value),
}

/// A counting number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// The number.
    pub number: Decimal,
    /// How it is meant.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// A counting number between two others (عشرات: 20 to 99).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub min: Decimal,
    /// The most.
    pub max: Decimal,
    /// How it is meant.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// A ranking number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinal {
    /// The rank; the first is 1.
    pub ordinal: Decimal,
}

/// A part of a hundred.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Percent {
    /// The number of hundredths, or the least of a range.
    pub percent: Decimal,
    /// The most of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// How it is meant.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount in units of the currency, or the least of a range.
    pub amount: Decimal,
    /// The most of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// ISO 4217 code; nothing where several countries share the currency's name and none was said.
    pub currency: Option<String>,
    /// How the amount is meant.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// A measured amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// The amount in the unit, or the least of a range.
    pub amount: Decimal,
    /// The most of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// UCUM code of the unit.
    pub unit: String,
    /// How the amount is meant.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// A date, period, time, duration or set, as TIMEX3 writes it (ISO 8601 with X for what is not known).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timex {
    /// TIMEX3 `value`: `2015-11-14`, `2015-W48`, `XXXX-07`, `P2W`, `T05:00+03:00`.
    pub timex: String,
    /// What it is.
    #[serde(rename = "type")]
    pub class: TimexType,
    /// Where it begins, in ISO 8601: a day or a day with a time. Nothing where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<String>,
    /// Where it has ended: the first day or time after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// TIMEX3 `mod`, such as `START`, `MID`, `END`, `APPROX`.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
}

/// What a temporal expression is, as TIMEX3 tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A day or something longer.
    Date,
    /// A part of a day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again and again.
    Set,
}

/// A currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code.
    pub currency: String,
}

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
}

impl Value {
    /// A counting number, or a range where there is a `max`.
    pub fn number(number: Decimal, max: Option<Decimal>, modifier: Option<Modifier>) -> Self {
        match max {
            Some(max) => Self::Range(Range {
                min: number,
                max,
                modifier,
            }),
            None => Self::Number(Number { number, modifier }),
        }
    }

    /// A ranking number.
    pub const fn ordinal(ordinal: Decimal) -> Self {
        Self::Ordinal(Ordinal { ordinal })
    }
}
