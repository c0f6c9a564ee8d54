//! The trained model as a file: `seeds/model/tagger.bin`.
//!
//! All numbers are little-endian. A string is its length in bytes (u32) and its UTF-8 bytes.
//! `Q12` and `Q15` are fixed point with 12 and 15 bits after the point.
//!
//! ```text
//! magic        8 bytes   "WASSAMTG"
//! layout       u32       1
//! name         string    which training run made it
//! checksum     u32       FNV-1a over all that follows
//!
//! word         u32       numbers in a word's vector, even
//! pieces       u32       pieces told apart, one or more
//! piece        u32       numbers in a piece's vector
//! features     u32       yes-or-no features
//! width        u32       numbers in a token's state, 2 × the units of each direction
//! layers       u32
//!
//! vocabulary   string    words, the most frequent first, each ended by a line feed
//! scales       u16 …     of each word's vector, Q12
//! vectors      4 bits …  of each word, -8 to 7, two to a byte, the lower half first
//! unknown      i16 …     vector of a word that is not there, and of a missing rest; Q12
//! piece scale  u32       Q24
//! pieces       i8 …      vectors of pieces
//! features     i16 …     what each feature adds to a token's state, Q12
//! input        matrix    width × (2 × word + piece): word, rest, mean of pieces → state
//! for each layer:
//!   gates      matrix    6 × units rows: for either direction candidate, forget, reset
//!   peepholes  i16 …     forget forwards, forget backwards, reset forwards, reset backwards; Q12
//! skip         matrix    3 × width: how many proclitic letters a span leaves out
//! traditions   u32
//! for each tradition:
//!   name       string
//!   nested     u32       1: one chain for each label, and one for heads; 0: one chain
//!   labels     u32, u32 …  types by their place in the list of all
//!   emissions  matrix    states × width
//!   transitions  i32 …   from × to for each chain, Q12
//! calibration  u16 × 33  how likely a span is right, in thousandths, at raw probabilities 0, 1/32 … 1
//!
//! matrix: i8 weights, row after row; for each row i32 scale, 32 bits after the point; i32 bias, Q12
//! ```

use super::decode::{Calibration, Head};
use super::features;
use super::matrix::{LANES, Matrix};
use super::network::{Layer, Network, Sizes, Words};
use super::reader::Reader;
use super::tradition::Tradition;
use crate::label::Label;

/// What a model file begins with.
const MAGIC: &[u8; 8] = b"WASSAMTG";
/// The layout that this engine reads.
const LAYOUT: u32 = 1;
/// Bytes that a name in a model has at most.
const LONGEST_NAME: usize = 200;
/// Bytes that the vocabulary has at most, and what else is counted: far above any sensible model,
/// and low enough that sizes can be multiplied.
const LONGEST_VOCABULARY: usize = 1 << 24;
const MOST: usize = 1 << 16;
const MOST_LAYERS: usize = 8;
/// Numbers in a vector, state or row: so many products of 8 and 16 bits fit a sum of 32.
const WIDEST: usize = 504;

/// A trained model, ready to run.
#[derive(Clone, Debug)]
pub struct Model {
    name: String,
    pub(super) network: Network,
    pub(super) skip: Matrix,
    pub(super) heads: Vec<Head>,
    pub(super) calibration: Calibration,
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
        let mut reader = Reader::new(rest);
        let layout = reader.u32()?;
        if layout != LAYOUT {
            return Err(InvalidModel::Layout { found: layout });
        }
        let name = reader.text(LONGEST_NAME)?.to_owned();
        if reader.u32()? != checksum(reader.rest()) {
            return Err(InvalidModel::Damaged("its checksum differs"));
        }
        let network = network(&mut reader)?;
        let width = network.width();
        let skip = matrix(&mut reader, 3, width)?;
        let count = reader.size(MOST)?;
        let heads: Vec<Head> = (0..count)
            .map(|_| head(&mut reader, width))
            .collect::<Result<_, _>>()?;
        if !heads.iter().any(|h| h.tradition() == Tradition::House) {
            return Err(InvalidModel::Damaged("it lacks the house's own tradition"));
        }
        let calibration = Calibration::new(&reader.u16s(Calibration::KNOTS)?)
            .ok_or(InvalidModel::Damaged("its calibration is beyond one"))?;
        if !reader.rest().is_empty() {
            return Err(InvalidModel::Damaged("it goes on after its end"));
        }
        Ok(Self {
            name,
            network,
            skip,
            heads,
            calibration,
        })
    }

    /// Which training run made the model.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// A size that vectors of [`LANES`] numbers divide.
fn vector_size(reader: &mut Reader) -> Result<usize, InvalidModel> {
    let size = reader.size(WIDEST)?;
    if size == 0 || size % LANES != 0 {
        return Err(InvalidModel::Damaged("a vector has an odd size"));
    }
    Ok(size)
}

fn network(reader: &mut Reader) -> Result<Network, InvalidModel> {
    let word = vector_size(reader)?;
    let pieces = reader.size(MOST)?;
    let piece = vector_size(reader)?;
    let features = reader.size(MOST)?;
    let width = vector_size(reader)?;
    let layers = reader.size(MOST_LAYERS)?;
    if width % (2 * LANES) != 0 {
        return Err(InvalidModel::Damaged("a vector has an odd size"));
    }
    if pieces == 0 {
        return Err(InvalidModel::Damaged("it has no pieces"));
    }
    if features != features::COUNT {
        return Err(InvalidModel::Damaged(
            "it was trained on other features than this engine's",
        ));
    }
    let vocabulary = reader.text(LONGEST_VOCABULARY)?;
    let count = vocabulary.lines().count();
    if count >= 1 << 20 {
        return Err(InvalidModel::Damaged("a size is too large"));
    }
    let scales = reader.u16s(count)?;
    let vectors = reader.bytes(count * word / 2)?.to_vec();
    let unknown = reader.i16s(2 * word)?;
    let sizes = Sizes {
        word,
        pieces,
        piece,
        width,
    };
    let words = Words::new(vocabulary, scales, vectors, unknown);
    // A number of a piece is below 8.
    let piece_scale = i64::from(reader.u32()?.min(1 << 20));
    let piece_vectors = reader.i8s(pieces * piece)?.to_vec();
    let feature_rows = reader.i16s(features * width)?;
    let input = matrix(reader, width, 2 * word + piece)?;
    let layers = (0..layers)
        .map(|_| {
            let gates = matrix(reader, 3 * width, width)?;
            Ok(Layer::new(gates, reader.i16s(2 * width)?))
        })
        .collect::<Result<Vec<_>, InvalidModel>>()?;
    Ok(Network::new(
        sizes,
        words,
        piece_scale,
        piece_vectors,
        feature_rows,
        input,
        layers,
    ))
}

fn matrix(reader: &mut Reader, rows: usize, columns: usize) -> Result<Matrix, InvalidModel> {
    if columns > WIDEST {
        return Err(InvalidModel::Damaged("a size is too large"));
    }
    let weights = reader.i8s(rows * columns)?;
    let scales = reader.i32s(rows)?;
    let bias = reader.i32s(rows)?;
    // With these no sum of a row, its bias and what else is added runs over.
    if bias.iter().any(|bias| bias.unsigned_abs() > 1 << 28) {
        return Err(InvalidModel::Damaged("a bias is too large"));
    }
    Ok(Matrix::new(weights, columns, scales, bias))
}

fn head(reader: &mut Reader, width: usize) -> Result<Head, InvalidModel> {
    let name = reader.text(LONGEST_NAME)?;
    let tradition = name
        .parse()
        .map_err(|_| InvalidModel::Damaged("it has a tradition that this engine does not know"))?;
    let nested = reader.size(1)? == 1;
    let count = reader.size(Label::ALL.len())?;
    let labels: Vec<Label> = (0..count)
        .map(|_| {
            let place = reader.u32()? as usize;
            let label = Label::ALL.get(place).copied();
            label.ok_or(InvalidModel::Damaged(
                "it has a type that this engine does not know",
            ))
        })
        .collect::<Result<_, _>>()?;
    let (chains, states) = Head::shape(nested, labels.len());
    let emissions = matrix(reader, chains * states, width)?;
    let transitions = reader.i32s(chains * states * states)?;
    Ok(Head::new(tradition, nested, labels, emissions, transitions))
}
