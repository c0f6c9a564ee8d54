//! The registry of lists, in order of priority where a form stands in several.

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident => $file:literal,)*) => {
        /// A hand-kept list; its file in `seeds/lexicon` says what it holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List {
            $($(#[$doc])* $name,)*
        }

        impl List {
            /// All lists.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// Name of the file, without its ending.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $file,)* }
            }

            const fn content(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../seeds/lexicon/", $file, ".tsv")),)*
                }
            }
        }
    };
}

lists! {
    /// Countries and territories.
    Countries => "countries",
    /// Capitals.
    Capitals => "capitals",
    /// Governorates and provinces of the Arab states.
    ProvincesArab => "provinces-arab",
    /// Provinces and states of the other countries.
    ProvincesWorld => "provinces-world",
    /// Cities, towns and quarters of the Arab states.
    CitiesArab => "cities-arab",
    /// Cities of the other countries.
    CitiesWorld => "cities-world",
    /// Continents and regions.
    Regions => "regions",
    /// Seas, rivers, mountains, deserts, islands.
    Physical => "physical",
    /// Buildings and other structures.
    Facilities => "facilities",
    /// Religions, sects, peoples, political families.
    Groups => "groups",
    /// International and state organisations.
    Organisations => "organisations",
    /// Armed groups.
    ArmedGroups => "armed-groups",
    /// Parties and political movements.
    Parties => "parties",
    /// News agencies.
    Agencies => "agencies",
    /// Broadcasters, newspapers, magazines.
    Media => "media",
    /// Companies.
    Companies => "companies",
    /// Sports clubs.
    Clubs => "clubs",
    /// Named events.
    Events => "events",
    /// Products, works, awards.
    Products => "products",
    /// Treaties, laws, resolutions.
    Laws => "laws",
    /// Directions, and nouns that directions describe.
    Directions => "directions",
    /// Languages.
    Languages => "languages",
    /// Offices, ranks, honorifics, occupations.
    Titles => "titles",
    /// Fields of ministries.
    Portfolios => "portfolios",
    /// Words that go on with a title.
    TitleModifiers => "title-modifiers",
    /// Generic nouns that stand before a name and fix its type.
    GenericHeads => "generic-heads",
    /// Months of the Gregorian, Hijri and Iranian calendars.
    Months => "months",
    /// Days of the week.
    Weekdays => "weekdays",
    /// Temporal nouns, relative days, parts of a day.
    Temporal => "temporal",
    /// Number words.
    NumberWords => "number-words",
    /// Words that make a number approximate.
    Approximators => "approximators",
    /// Currencies.
    Currencies => "currencies",
    /// Units of measure.
    Units => "units",
    /// Compound given names.
    CompoundNames => "compound-names",
    /// Given names.
    GivenNames => "given-names",
    /// Family names.
    Surnames => "surnames",
    /// Words inside names.
    NameParticles => "name-particles",
    /// Verbs of saying.
    SpeechVerbs => "speech-verbs",
    /// Ordinary nouns and adjectives.
    CommonWords => "common-words",
    /// Forms of ordinary verbs.
    CommonVerbs => "common-verbs",
    /// Words that are never a name, and that end one.
    FunctionWords => "function-words",
}

/// One row of a list.
pub(super) struct Row {
    pub(super) form: &'static str,
    pub(super) variants: &'static str,
    pub(super) features: &'static str,
}

impl Row {
    /// The form and its variants.
    pub(super) fn forms(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.form).chain(self.variants.split('|').filter(|v| !v.is_empty()))
    }
}

impl List {
    /// The rows, in the order of the file; the hygiene test holds them to the layout.
    pub(super) fn rows(self) -> impl Iterator<Item = Row> {
        self.content()
            .lines()
            .skip_while(|line| line.starts_with('#'))
            .skip(1)
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let form = columns.next().filter(|form| !form.is_empty())?;
                Some(Row {
                    form,
                    variants: columns.next().unwrap_or_default(),
                    features: columns.next().unwrap_or_default(),
                })
            })
    }

    /// Whether the list holds ordinary words, which are looked up by stem and name nothing.
    pub(super) const fn is_ordinary(self) -> bool {
        matches!(self, Self::CommonWords | Self::CommonVerbs)
    }

    /// Whether a row marked ambiguous makes its inflected forms ambiguous too.
    pub(super) const fn ambiguity_is_inherited(self) -> bool {
        !matches!(self, Self::Countries | Self::Regions)
    }
}
