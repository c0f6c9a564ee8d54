//! The trained model as a file: `seeds/model/tagger.bin`.
//!
//! All numbers are little-endian.
//!
//! ```text
//! magic     8 bytes   "WASSAMTG"
//! layout    u32       1
//! name      u32 + UTF-8 bytes: which training run made it
//! ```

/// What a model file begins with.
const MAGIC: &[u8; 8] = b"WASSAMTG";
/// The layout that this engine reads.
const LAYOUT: u32 = 1;
/// Bytes that the name of a model has at most.
const LONGEST_NAME: usize = 200;

/// A trained model, ready to run.
#[derive(Clone, Debug)]
pub struct Model {
    name: String,
}

/// Why a file is no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidModel {
    /// It begins with something else.
    #[error("not a Wassam model")]
    Magic,
    /// It was made for another engine.
    #[error("a model of layout {found}, where this engine reads layout {LAYOUT}")]
    Layout {
        /// What stands in the file.
        found: u32,
    },
    /// It ends too early, goes on too long, or holds numbers that cannot be.
    #[error("a damaged model: {0}")]
    Damaged(&'static str),
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    ///
    /// When the file is no model, or not of this layout, or damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, InvalidModel> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(InvalidModel::Magic)?;
        let damaged = InvalidModel::Damaged("it ends in the middle");
        let (layout, rest) = split_u32(rest).ok_or(damaged.clone())?;
        if layout != LAYOUT {
            return Err(InvalidModel::Layout { found: layout });
        }
        let (length, rest) = split_u32(rest).ok_or(damaged.clone())?;
        let length = length as usize;
        if length > LONGEST_NAME || length > rest.len() {
            return Err(damaged);
        }
        let name = std::str::from_utf8(&rest[..length])
            .map_err(|_| InvalidModel::Damaged("its name is no text"))?;
        Ok(Self {
            name: name.to_owned(),
        })
    }

    /// Which training run made the model.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn split_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*number), rest))
}
