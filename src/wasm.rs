//! The border with JavaScript: the only file that knows it.

use wasm_bindgen::prelude::*;

/// The engine, built once per worker.
#[wasm_bindgen]
pub struct Engine {}

#[wasm_bindgen]
impl Engine {
    /// Builds the engine.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Engine {
        Engine {}
    }

    /// Version of the package.
    pub fn version(&self) -> String {
        env!("CARGO_PKG_VERSION").to_owned()
    }
}
