//! The 21 types of Wojood (Jarrar et al. 2022) and the views of them for consumers who expect fewer.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The type of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Label {
    /// A person's name, without title.
    Pers,
    /// An office, rank, honorific or occupation.
    Occ,
    /// An organisation.
    Org,
    /// A country, city, province: a place with a government.
    Gpe,
    /// A geographical place: sea, river, mountain, region.
    Loc,
    /// A building or other structure.
    Fac,
    /// A nationality, religion, or ethnic or political group.
    Norp,
    /// A named event.
    Event,
    /// A date, period or age.
    Date,
    /// A clock time, part of a day, or duration below a day.
    Time,
    /// An amount of money.
    Money,
    /// A currency.
    Curr,
    /// A percentage.
    Percent,
    /// A measured amount.
    Quantity,
    /// A unit of measure.
    Unit,
    /// A counting number.
    Cardinal,
    /// A ranking number.
    Ordinal,
    /// A product, work or award.
    Product,
    /// A named law, treaty or resolution.
    Law,
    /// A language.
    Language,
    /// A web address, e-mail address or account.
    Website,
}

impl Label {
    /// All types, in the order in which they are shown.
    pub const ALL: [Self; 21] = [
        Self::Pers,
        Self::Occ,
        Self::Org,
        Self::Gpe,
        Self::Loc,
        Self::Fac,
        Self::Norp,
        Self::Event,
        Self::Date,
        Self::Time,
        Self::Money,
        Self::Curr,
        Self::Percent,
        Self::Quantity,
        Self::Unit,
        Self::Cardinal,
        Self::Ordinal,
        Self::Product,
        Self::Law,
        Self::Language,
        Self::Website,
    ];

    /// The name that stands in files, such as `PERS`.
    pub const fn as_str(self) -> &'static str {
        self.names().0
    }

    /// The Arabic name.
    pub const fn arabic(self) -> &'static str {
        self.names().1
    }

    /// The English name.
    pub const fn english(self) -> &'static str {
        self.names().2
    }

    /// The short Arabic name, for chips.
    pub const fn short_arabic(self) -> &'static str {
        self.names().3
    }

    /// The short English name, for chips.
    pub const fn short_english(self) -> &'static str {
        match self {
            Self::Pers => "PER",
            Self::Occ => "OCC",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Norp => "NORP",
            Self::Event => "EVENT",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Money => "MONEY",
            Self::Curr => "CURR",
            Self::Percent => "PCT",
            Self::Quantity => "QTY",
            Self::Unit => "UNIT",
            Self::Cardinal => "NUM",
            Self::Ordinal => "ORD",
            Self::Product => "PROD",
            Self::Law => "LAW",
            Self::Language => "LANG",
            Self::Website => "WEB",
        }
    }

    /// Identifier, Arabic name, English name, short Arabic name.
    const fn names(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Pers => ("PERS", "شخص", "Person", "شخص"),
            Self::Occ => ("OCC", "منصب أو لقب", "Title or occupation", "لقب"),
            Self::Org => ("ORG", "منظمة", "Organisation", "منظمة"),
            Self::Gpe => ("GPE", "بلد أو مدينة", "Country or city", "بلد"),
            Self::Loc => ("LOC", "موقع جغرافي", "Geographical place", "موقع"),
            Self::Fac => ("FAC", "منشأة", "Facility", "منشأة"),
            Self::Norp => ("NORP", "جنسية أو جماعة", "Nationality or group", "جماعة"),
            Self::Event => ("EVENT", "حدث", "Event", "حدث"),
            Self::Date => ("DATE", "تاريخ", "Date", "تاريخ"),
            Self::Time => ("TIME", "وقت", "Time", "وقت"),
            Self::Money => ("MONEY", "مبلغ مالي", "Money", "مبلغ"),
            Self::Curr => ("CURR", "عملة", "Currency", "عملة"),
            Self::Percent => ("PERCENT", "نسبة مئوية", "Percentage", "نسبة"),
            Self::Quantity => ("QUANTITY", "كمية", "Quantity", "كمية"),
            Self::Unit => ("UNIT", "وحدة قياس", "Unit of measure", "وحدة"),
            Self::Cardinal => ("CARDINAL", "عدد", "Number", "عدد"),
            Self::Ordinal => ("ORDINAL", "عدد ترتيبي", "Ordinal", "ترتيب"),
            Self::Product => ("PRODUCT", "منتج أو عمل", "Product or work", "منتج"),
            Self::Law => ("LAW", "قانون أو اتفاق", "Law or accord", "قانون"),
            Self::Language => ("LANGUAGE", "لغة", "Language", "لغة"),
            Self::Website => ("WEBSITE", "موقع إلكتروني", "Web address", "رابط"),
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of no type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown type {0:?}")]
pub struct UnknownLabel(pub String);

impl FromStr for Label {
    type Err = UnknownLabel;

    fn from_str(name: &str) -> Result<Self, UnknownLabel> {
        Self::ALL
            .into_iter()
            .find(|label| label.as_str() == name)
            .ok_or_else(|| UnknownLabel(name.to_owned()))
    }
}

/// Which types a consumer sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Schema {
    /// All 21 types, nested.
    #[default]
    Wojood,
    /// PERS, LOC, ORG and MISC, flat: the outermost of each is kept.
    Conll4,
}

impl Schema {
    /// The name under which `label` appears in this view, or nothing where the view drops it.
    pub const fn view(self, label: Label) -> Option<&'static str> {
        match self {
            Self::Wojood => Some(label.as_str()),
            Self::Conll4 => match label {
                Label::Pers => Some("PERS"),
                Label::Org => Some("ORG"),
                Label::Gpe | Label::Loc | Label::Fac => Some("LOC"),
                Label::Norp | Label::Event | Label::Product | Label::Law | Label::Language => {
                    Some("MISC")
                }
                _ => None,
            },
        }
    }

    /// The same for a type by its name; one that is none of the 21 keeps it.
    pub fn view_name(self, name: &str) -> Option<&str> {
        name.parse().map_or(Some(name), |label| self.view(label))
    }

    /// The names that appear in this view, in the order in which they are shown.
    pub fn names(self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for name in Label::ALL.into_iter().filter_map(|label| self.view(label)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether this view shows no annotation inside another.
    pub const fn is_flat(self) -> bool {
        matches!(self, Self::Conll4)
    }
}

/// Types as other corpora name them, with the name that stands for them here: one of the 21, or MISC.
const OTHER_NAMES: [(&str, &str); 11] = [
    // CoNLL-2003 and who followed it: AQMAR, WikiANN.
    ("PER", "PERS"),
    ("MIS", "MISC"),
    // ACE, and WikiFANE after it.
    ("PRO", "PRODUCT"),
    ("VEH", "PRODUCT"),
    ("WEA", "PRODUCT"),
    ("FACILITY", "FAC"),
    // OntoNotes.
    ("PERSON", "PERS"),
    ("WORK_OF_ART", "PRODUCT"),
    // Names written out, as in MUC.
    ("ORGANIZATION", "ORG"),
    ("LOCATION", "LOC"),
    ("MISCELLANEOUS", "MISC"),
];

/// The name used here for a type that another corpus calls `name`; an unknown name stays as it is.
pub fn our_name(name: &str) -> &str {
    let known = OTHER_NAMES.iter().find(|(theirs, _)| *theirs == name);
    known.map_or(name, |(_, ours)| ours)
}

impl FromStr for Schema {
    type Err = UnknownLabel;

    fn from_str(name: &str) -> Result<Self, UnknownLabel> {
        match name {
            "wojood" => Ok(Self::Wojood),
            "conll4" => Ok(Self::Conll4),
            _ => Err(UnknownLabel(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, OTHER_NAMES, Schema, our_name};

    #[test]
    fn names_of_other_corpora_are_ours_or_misc() {
        for (theirs, ours) in OTHER_NAMES {
            assert!(theirs.parse::<Label>().is_err(), "{theirs} is ours");
            assert!(ours == "MISC" || ours.parse::<Label>().is_ok(), "{ours}");
            assert_eq!(our_name(theirs), ours);
        }
        assert_eq!(our_name("GPE"), "GPE");
        assert_eq!(our_name("Nation"), "Nation");
    }

    #[test]
    fn a_view_renames_drops_and_keeps() {
        assert_eq!(Schema::Conll4.view_name("GPE"), Some("LOC"));
        assert_eq!(Schema::Conll4.view_name("DATE"), None);
        assert_eq!(Schema::Conll4.view_name("MISC"), Some("MISC"));
        assert_eq!(Schema::Wojood.view_name("GPE"), Some("GPE"));
    }

    #[test]
    fn a_view_has_each_of_its_names_once() {
        assert_eq!(Schema::Wojood.names(), Label::ALL.map(Label::as_str));
        assert_eq!(Schema::Conll4.names(), ["PERS", "ORG", "LOC", "MISC"]);
    }
}
