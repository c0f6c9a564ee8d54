//! Proclitics written onto the next word: و ف ب ل ك س, alone or one after another.
//!
//! Nothing is split here.
//! Every place where a proclitic may end is a candidate, and a later stage that knows the rest takes it.

/// A place inside a word where attached proclitics may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Bytes of the source from the start of the token to the start of the rest.
    pub source: usize,
    /// Bytes of the folded form from the start of the token to the start of the rest.
    pub folded: usize,
    /// Whether the rest has lost the alif of its article to a ل before it (للرئيس → الرئيس).
    pub restore_alef: bool,
    /// Whether the last proclitic is س, which only verbs take.
    pub verbal: bool,
}

/// Bytes of one Arabic letter in UTF-8.
const LETTER: usize = 2;
/// Letters that the rest must have at least.
const SHORTEST_REST: usize = 2;

/// The cuts of a folded word; `to_source` turns bytes of the folded form into bytes of the source.
pub fn cuts(folded: &str, to_source: impl Fn(usize) -> usize) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut add = |at: usize, restore_alef: bool, verbal: bool| {
        if folded.len() >= at + SHORTEST_REST * LETTER {
            cuts.push(Cut {
                source: to_source(at),
                folded: at,
                restore_alef,
                verbal,
            });
        }
    };
    let conjunction = if folded.starts_with(['و', 'ف']) {
        LETTER
    } else {
        0
    };
    if conjunction > 0 {
        add(conjunction, false, false);
    }
    let starts: &[usize] = if conjunction > 0 { &[0, LETTER] } else { &[0] };
    for &at in starts {
        let rest = &folded[at..];
        if rest.starts_with("لل") {
            add(at + LETTER, true, false);
        }
        if rest.starts_with(['ب', 'ك', 'ل']) {
            add(at + LETTER, false, false);
        } else if rest.starts_with('س') {
            add(at + LETTER, false, true);
        }
    }
    cuts
}
