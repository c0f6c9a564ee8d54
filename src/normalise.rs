//! Folded letters for matching, with alignment to the source, which is kept byte for byte.

pub mod letters;

use letters::Plain;

/// A text in two normal forms that share their offsets, aligned to the source.
#[derive(Clone, Debug, Default)]
pub struct Normalised {
    plain: String,
    folded: String,
    /// Where the distance between normal form and source changes, in order.
    steps: Vec<Step>,
    source_len: usize,
}

/// From `normal` on, the source lies at `source + (offset - normal)`.
#[derive(Clone, Copy, Debug)]
struct Step {
    normal: usize,
    source: usize,
}

impl Normalised {
    /// Normalises a whole text.
    pub fn new(source: &str) -> Self {
        let mut this = Self {
            plain: String::with_capacity(source.len()),
            folded: String::with_capacity(source.len()),
            steps: vec![Step {
                normal: 0,
                source: 0,
            }],
            source_len: source.len(),
        };
        for (at, c) in source.char_indices() {
            match letters::plain(c) {
                Plain::Nothing => {}
                Plain::One(one) => this.push(one, at),
                Plain::Two(one, two) => {
                    // A step of its own, so that the way back finds the first of the two.
                    this.steps.push(Step {
                        normal: this.plain.len(),
                        source: at,
                    });
                    this.push(one, at);
                    this.push(two, at);
                }
            }
        }
        this
    }

    fn push(&mut self, c: char, source: usize) {
        let normal = self.plain.len();
        if let Some(last) = self.steps.last_mut() {
            if last.source + (normal - last.normal) != source {
                if last.normal == normal {
                    last.source = source;
                } else {
                    self.steps.push(Step { normal, source });
                }
            }
        }
        self.plain.push(c);
        self.folded.push(letters::fold(c));
    }

    /// The plain form: without marks, tatweel and invisible characters; letters as written.
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The folded form: as [`plain`](Self::plain), with the spellings of a letter made one.
    /// It has the same offsets.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Byte in the source of the character that stands at byte `offset` of the normal forms.
    /// The end of the normal form is the end of the source.
    pub fn to_source(&self, offset: usize) -> usize {
        if offset >= self.plain.len() {
            return self.source_len;
        }
        let after = self.steps.partition_point(|s| s.normal <= offset);
        let step = self.steps[after.saturating_sub(1)];
        step.source + (offset - step.normal)
    }

    /// Byte in the normal forms at which the source from byte `offset` on begins.
    pub fn to_normal(&self, offset: usize) -> usize {
        if offset >= self.source_len {
            return self.plain.len();
        }
        let index = self.steps.partition_point(|s| s.source <= offset);
        let Some(step) = index.checked_sub(1).map(|i| self.steps[i]) else {
            return 0;
        };
        // Two steps share a source only inside a ligature; the first of them begins it.
        let step = self.steps[..index]
            .iter()
            .rev()
            .take_while(|s| s.source == step.source)
            .last()
            .copied()
            .unwrap_or(step);
        let limit = self.steps.get(index).map_or(self.plain.len(), |s| s.normal);
        let mut normal = (step.normal + (offset - step.source)).min(limit);
        while !self.plain.is_char_boundary(normal) {
            normal += 1;
        }
        normal
    }
}

/// The folded form of a short text: a name, a list entry.
pub fn fold(text: &str) -> String {
    Normalised::new(text).folded
}

/// The plain form of a short text.
pub fn plain(text: &str) -> String {
    Normalised::new(text).plain
}
