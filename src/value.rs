//! Normalised values: what a number, date or amount means.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal number: `digits × 10^-scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// The number `digits × 10^-scale`, in lowest terms.
    pub fn new(mut digits: i128, mut scale: u32) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Self { digits, scale }
    }

    /// Reads ASCII digits with at most one decimal point and a leading minus.
    /// Returns nothing for anything else and for more than 30 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}");
        if digits.len() > 30 {
            return None;
        }
        Some(Self::new(
            digits.parse().ok()?,
            u32::try_from(fraction.len()).ok()?,
        ))
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

    /// The number times `10^exponent`, or nothing where that does not fit.
    fn times_power_of_ten(self, exponent: i32) -> Option<Self> {
        let shift = exponent.unsigned_abs();
        if exponent < 0 {
            return Some(Self::new(self.digits, self.scale.checked_add(shift)?));
        }
        let power = 10_i128.checked_pow(shift)?;
        Some(Self::new(self.digits.checked_mul(power)?, self.scale))
    }

    /// The number as an integer, where it is one.
    pub fn integer(self) -> Option<i128> {
        (self.scale == 0).then_some(self.digits)
    }
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
        // The shortest spelling of a very large or small double has an exponent.
        let (digits, exponent) = number.split_once('e').unwrap_or((&number, "0"));
        exponent
            .parse()
            .ok()
            .and_then(|exponent| Self::parse(digits)?.times_power_of_ten(exponent))
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Value {
    /// A cardinal, percentage or ordinal number.
    Number {
        /// The number, or the least of a vague range (عشرات: 20).
        number: Decimal,
        /// The most of a range.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Decimal>,
        /// How the number is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        modifier: Option<Modifier>,
    },
    /// A date, period, time, duration or set, as TIMEX3 writes it (ISO 8601 with X for what is not known).
    Timex {
        /// TIMEX3 `value`: `2015-11-14`, `2015-W48`, `XXXX-07`, `P2W`, `T05:00+03:00`.
        timex: String,
        /// TIMEX3 `mod`, such as `START`, `MID`, `END`, `APPROX`.
        #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
        modifier: Option<String>,
    },
    /// An amount of money.
    Money {
        /// The amount, in units of the currency.
        amount: Decimal,
        /// ISO 4217 code, where the currency is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        currency: Option<String>,
        /// How the amount is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        modifier: Option<Modifier>,
    },
    /// A measured amount.
    Quantity {
        /// The amount, in the unit.
        amount: Decimal,
        /// UCUM code of the unit.
        unit: String,
        /// How the amount is meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        modifier: Option<Modifier>,
    },
    /// A currency, by its ISO 4217 code.
    Currency {
        /// ISO 4217 code.
        currency: String,
    },
    /// A country or territory, by its ISO 3166-1 alpha-2 code.
    Country {
        /// ISO 3166-1 alpha-2 code.
        country: String,
    },
    /// A value that a newer version wrote, or a user's own.
    #[serde(untagged)]
    Other(serde_json::Value),
}
