//! Numbers and strings out of the bytes of a model file, each read checked.

use super::model::InvalidModel;

/// What is left of a file.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], InvalidModel> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or(InvalidModel::Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number up to `most`.
    pub(super) fn size(&mut self, most: usize) -> Result<usize, InvalidModel> {
        let size = self.u32()? as usize;
        if size > most {
            return Err(InvalidModel::Damaged("a size is too large"));
        }
        Ok(size)
    }

    pub(super) fn u32(&mut self) -> Result<u32, InvalidModel> {
        self.numbers(1, u32::from_le_bytes)
            .map(|numbers| numbers[0])
    }

    pub(super) fn text(&mut self, longest: usize) -> Result<&'a str, InvalidModel> {
        let length = self.size(longest)?;
        std::str::from_utf8(self.bytes(length)?)
            .map_err(|_| InvalidModel::Damaged("a text in it is no UTF-8"))
    }

    pub(super) fn u16s(&mut self, count: usize) -> Result<Vec<u16>, InvalidModel> {
        self.numbers(count, u16::from_le_bytes)
    }

    pub(super) fn i16s(&mut self, count: usize) -> Result<Vec<i16>, InvalidModel> {
        self.numbers(count, i16::from_le_bytes)
    }

    pub(super) fn i32s(&mut self, count: usize) -> Result<Vec<i32>, InvalidModel> {
        self.numbers(count, i32::from_le_bytes)
    }

    pub(super) fn i8s(&mut self, count: usize) -> Result<&'a [i8], InvalidModel> {
        self.bytes(count).map(bytemuck::cast_slice)
    }

    fn numbers<const N: usize, T>(
        &mut self,
        count: usize,
        read: fn([u8; N]) -> T,
    ) -> Result<Vec<T>, InvalidModel> {
        let number = |bytes: &[u8]| {
            let mut number = [0; N];
            number.copy_from_slice(bytes);
            read(number)
        };
        Ok(self.bytes(count * N)?.chunks_exact(N).map(number).collect())
    }
}
