//! The trained sequence model for names in context.

pub mod features;
pub mod model;
