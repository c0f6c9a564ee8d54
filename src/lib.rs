//! Wassam (وسّام): finds and tags names, titles, dates and amounts in Arabic text.

#[cfg(feature = "wasm")]
mod wasm;
