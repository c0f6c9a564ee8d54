//! Products of matrices of small whole numbers, eight at a time.

use bytemuck::cast_slice;
use wide::{i16x8, i32x4};

/// Numbers in one vector.
pub(super) const LANES: usize = 8;
/// Rows and columns that are multiplied at once: so many sums stay in registers.
const ROWS: usize = 4;
const COLUMNS: usize = 2;

/// A matrix of 8-bit weights with a scale for each row, and what is added to each row's sum.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    /// Row after row, each of `width` vectors; widened to 16 bits, so that one instruction multiplies and adds.
    weights: Vec<i16x8>,
    /// Vectors in a row.
    width: usize,
    /// For each row, what a sum is multiplied by, with [`SCALE_BITS`] bits after the point.
    scales: Vec<i32>,
    /// For each row, what is added to the scaled sum.
    bias: Vec<i32>,
}

/// Bits after the point of a row's scale.
const SCALE_BITS: u32 = 32;

impl Matrix {
    /// A matrix of rows of `columns` weights, a multiple of [`LANES`].
    pub(super) fn new(weights: &[i8], columns: usize, scales: Vec<i32>, bias: Vec<i32>) -> Self {
        debug_assert_eq!(weights.len(), columns * scales.len());
        debug_assert_eq!(scales.len(), bias.len());
        let vector = |eight: &[i8]| {
            let mut wide = [0; LANES];
            for (wide, &narrow) in wide.iter_mut().zip(eight) {
                *wide = i16::from(narrow);
            }
            i16x8::from(wide)
        };
        Self {
            weights: weights.chunks(LANES).map(vector).collect(),
            width: columns / LANES,
            scales,
            bias,
        }
    }

    /// The number of rows.
    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Multiplies each column in `inputs`, one after another, and appends its scaled sums to `out`.
    pub(super) fn multiply(&self, inputs: &[i16x8], out: &mut Vec<i32>) {
        let columns = inputs.len() / self.width;
        let start = out.len();
        out.resize(start + columns * self.rows(), 0);
        let out = &mut out[start..];
        let mut at = 0;
        while at + COLUMNS <= columns {
            self.columns::<COLUMNS>(inputs, at, out);
            at += COLUMNS;
        }
        while at < columns {
            self.columns::<1>(inputs, at, out);
            at += 1;
        }
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the sums must stay in registers")]
    fn columns<const N: usize>(&self, inputs: &[i16x8], at: usize, out: &mut [i32]) {
        let width = self.width;
        let columns: [&[i16x8]; N] =
            std::array::from_fn(|i| &inputs[(at + i) * width..(at + i + 1) * width]);
        let mut row = 0;
        while row + ROWS <= self.rows() {
            self.block::<ROWS, N>(row, columns, at, out);
            row += ROWS;
        }
        while row < self.rows() {
            self.block::<1, N>(row, columns, at, out);
            row += 1;
        }
    }

    #[inline(always)]
    #[allow(clippy::inline_always, reason = "the sums must stay in registers")]
    fn block<const R: usize, const N: usize>(
        &self,
        row: usize,
        columns: [&[i16x8]; N],
        at: usize,
        out: &mut [i32],
    ) {
        let width = self.width;
        let rows: [&[i16x8]; R] =
            std::array::from_fn(|i| &self.weights[(row + i) * width..(row + i + 1) * width]);
        let mut sums = [[i32x4::ZERO; N]; R];
        for k in 0..width {
            for (row, sums) in rows.iter().zip(&mut sums) {
                for (column, sum) in columns.iter().zip(sums) {
                    *sum += row[k].dot(column[k]);
                }
            }
        }
        for (i, sums) in sums.iter().enumerate() {
            let (scale, bias) = (self.scales[row + i], self.bias[row + i]);
            for (j, sum) in sums.iter().enumerate() {
                out[(at + j) * self.rows() + row + i] = scaled(sum.reduce_add(), scale) + bias;
            }
        }
    }
}

/// A sum times a row's scale, rounded.
fn scaled(sum: i32, scale: i32) -> i32 {
    let product = i64::from(sum) * i64::from(scale) + (1 << (SCALE_BITS - 1));
    // |sum| < 2^31 and |scale| < 2^31, so what remains fits.
    (product >> SCALE_BITS) as i32
}

/// Columns of 16-bit numbers as the vectors that [`Matrix::multiply`] takes.
#[derive(Debug, Default)]
pub(super) struct Columns(Vec<i16x8>);

impl Columns {
    /// Room for `count` numbers, all 0; a multiple of [`LANES`].
    pub(super) fn clear(&mut self, count: usize) {
        self.0.clear();
        self.0.resize(count / LANES, i16x8::ZERO);
    }

    pub(super) fn vectors(&self) -> &[i16x8] {
        &self.0
    }

    pub(super) fn numbers(&self) -> &[i16] {
        cast_slice(&self.0)
    }

    pub(super) fn numbers_mut(&mut self) -> &mut [i16] {
        bytemuck::cast_slice_mut(&mut self.0)
    }
}
