//! What happens to each character, one at a time.

/// Tatweel, which stretches a word (ـ).
pub const TATWEEL: char = '\u{0640}';
/// Alef (ا), which لل swallows.
pub const ALEF: char = '\u{0627}';

/// What a character of the source becomes in the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// One character, itself or another.
    One(char),
    /// Two characters: a ligature taken apart.
    Two(char, char),
    /// Nothing: the character only shows how to read, stretch or order the others.
    Nothing,
}

/// Whether the character is a mark over or under a letter: short vowels, shadda, sukun, Quranic signs.
pub const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{0300}'..='\u{036F}'
            | '\u{0610}'..='\u{061A}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E4}'
            | '\u{06E7}'..='\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{08D3}'..='\u{08FF}'
    )
}

/// Whether a word as it stands in the source carries a tanwin, which names in running text do not.
pub fn has_tanwin(source: &str) -> bool {
    source.contains(['\u{064B}', '\u{064C}', '\u{064D}'])
}

/// Whether the character is invisible: joiners, bidirectional controls, soft hyphen, byte order mark.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    )
}

/// Whether the character is a letter of the Arabic script, presentation forms included.
pub const fn is_arabic_letter(c: char) -> bool {
    matches!(
        c,
        '\u{0620}'..='\u{063F}'
            | '\u{0641}'..='\u{064A}'
            | '\u{066E}'..='\u{066F}'
            | '\u{0671}'..='\u{06D3}'
            | '\u{06D5}'
            | '\u{06EE}'..='\u{06EF}'
            | '\u{06FA}'..='\u{06FC}'
            | '\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{08A0}'..='\u{08C9}'
            | '\u{FB50}'..='\u{FBB1}'
            | '\u{FBD3}'..='\u{FD3D}'
            | '\u{FD50}'..='\u{FDFB}'
            | '\u{FE70}'..='\u{FEFC}'
    )
}

/// The value of a decimal digit: ASCII, Arabic-Indic (٠–٩) or extended Arabic-Indic (۰–۹).
pub const fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        _ => return None,
    };
    // The difference of a digit and its zero is below ten.
    #[allow(clippy::cast_possible_truncation)]
    Some((c as u32 - zero as u32) as u8)
}

/// The plain form: no marks, no tatweel, no invisible characters, ASCII digits,
/// presentation forms as their letters, ASCII in lower case; letters otherwise untouched.
pub fn plain(c: char) -> Plain {
    if is_mark(c) || is_invisible(c) || c == TATWEEL {
        return Plain::Nothing;
    }
    if let Some(value) = digit(c) {
        return Plain::One(char::from(b'0' + value));
    }
    match c {
        'A'..='Z' => Plain::One(c.to_ascii_lowercase()),
        // Arabic decimal and thousands separators, percent sign, comma.
        '\u{066B}' => Plain::One('.'),
        '\u{066C}' => Plain::One(','),
        '\u{066A}' => Plain::One('%'),
        '\u{FB50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}' => presentation_form(c),
        _ => Plain::One(c),
    }
}

/// The folded form of a plain character, for matching; of the same length in UTF-8.
///
/// Hamza carriers lose their hamza, alif maqsura becomes ya, ta marbuta becomes ha,
/// Persian and Maghrebi letters become their nearest Arabic one.
pub const fn fold(c: char) -> char {
    match c {
        // آ أ إ ٱ
        '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => '\u{0627}',
        // ؤ
        '\u{0624}' => '\u{0648}',
        // ئ ى ی
        '\u{0626}' | '\u{0649}' | '\u{06CC}' => '\u{064A}',
        // ک گ ڭ ݣ(two bytes as well)
        '\u{06A9}' | '\u{06AF}' | '\u{06AD}' => '\u{0643}',
        // پ
        '\u{067E}' => '\u{0628}',
        // چ
        '\u{0686}' => '\u{062C}',
        // ڤ ڥ
        '\u{06A4}' | '\u{06A5}' => '\u{0641}',
        // ژ
        '\u{0698}' => '\u{0632}',
        // ة ھ ہ
        '\u{0629}' | '\u{06BE}' | '\u{06C1}' => '\u{0647}',
        _ => c,
    }
}

/// Presentation forms B (FE80–FEFC) in the order of Unicode, each with its number of forms.
const FORMS_B: [(char, u32); 36] = [
    ('\u{0621}', 1),
    ('\u{0622}', 2),
    ('\u{0623}', 2),
    ('\u{0624}', 2),
    ('\u{0625}', 2),
    ('\u{0626}', 4),
    ('\u{0627}', 2),
    ('\u{0628}', 4),
    ('\u{0629}', 2),
    ('\u{062A}', 4),
    ('\u{062B}', 4),
    ('\u{062C}', 4),
    ('\u{062D}', 4),
    ('\u{062E}', 4),
    ('\u{062F}', 2),
    ('\u{0630}', 2),
    ('\u{0631}', 2),
    ('\u{0632}', 2),
    ('\u{0633}', 4),
    ('\u{0634}', 4),
    ('\u{0635}', 4),
    ('\u{0636}', 4),
    ('\u{0637}', 4),
    ('\u{0638}', 4),
    ('\u{0639}', 4),
    ('\u{063A}', 4),
    ('\u{0641}', 4),
    ('\u{0642}', 4),
    ('\u{0643}', 4),
    ('\u{0644}', 4),
    ('\u{0645}', 4),
    ('\u{0646}', 4),
    ('\u{0647}', 4),
    ('\u{0648}', 2),
    ('\u{0649}', 2),
    ('\u{064A}', 4),
];

/// Takes a presentation form back to its letter, a lām-alif ligature to its two.
///
/// Forms A hold hundreds of ornamental ligatures; only the Persian letters met in texts are taken back.
fn presentation_form(c: char) -> Plain {
    const LAM: char = '\u{0644}';
    match c {
        '\u{FEF5}' | '\u{FEF6}' => Plain::Two(LAM, '\u{0622}'),
        '\u{FEF7}' | '\u{FEF8}' => Plain::Two(LAM, '\u{0623}'),
        '\u{FEF9}' | '\u{FEFA}' => Plain::Two(LAM, '\u{0625}'),
        '\u{FEFB}' | '\u{FEFC}' => Plain::Two(LAM, ALEF),
        '\u{FB56}'..='\u{FB59}' => Plain::One('\u{067E}'),
        '\u{FB7A}'..='\u{FB7D}' => Plain::One('\u{0686}'),
        '\u{FB8A}' | '\u{FB8B}' => Plain::One('\u{0698}'),
        '\u{FB8E}'..='\u{FB91}' => Plain::One('\u{06A9}'),
        '\u{FB92}'..='\u{FB95}' => Plain::One('\u{06AF}'),
        '\u{FBFC}'..='\u{FBFF}' => Plain::One('\u{06CC}'),
        // The isolated and medial forms of short vowels.
        '\u{FE70}'..='\u{FE7F}' => Plain::Nothing,
        '\u{FE80}'..='\u{FEF4}' => {
            let mut first = 0xFE80;
            for (letter, forms) in FORMS_B {
                if (c as u32) < first + forms {
                    return Plain::One(letter);
                }
                first += forms;
            }
            Plain::One(c)
        }
        _ => Plain::One(c),
    }
}
