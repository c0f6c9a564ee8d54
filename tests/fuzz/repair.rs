//! Lets random bytes pass for a model file, so that what is tried reaches what stands behind the checksum.

/// What a model file begins with, layout 1 included.
const START: [u8; 12] = *b"WASSAMTG\x01\0\0\0";

/// Writes the beginning and the checksum that a model file must have, as far as the file is long enough for them.
pub(crate) fn repair(file: &mut [u8]) {
    let Some((start, rest)) = file.split_first_chunk_mut() else {
        return;
    };
    *start = START;
    let Some((length, rest)) = rest.split_first_chunk_mut() else {
        return;
    };
    // The name is no part of what is summed.
    let name = u32::from_le_bytes(*length) as usize;
    let Some((_, rest)) = rest.split_at_mut_checked(name) else {
        return;
    };
    if let Some((checksum, rest)) = rest.split_first_chunk_mut() {
        *checksum = fnv1a(rest).to_le_bytes();
    }
}

fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
