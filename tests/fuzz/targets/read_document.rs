//! Any file is read or refused, and what has been read is read again as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wassam::format::wassam::{read, write};

fuzz_target!(|file: &str| {
    let Ok(imported) = read(file) else { return };
    let written = write(&imported.document, "");
    let again = read(&written).expect("what we write is a document");
    assert_eq!(again.reports, []);
    assert_eq!(again.document.annotations, imported.document.annotations);
});
