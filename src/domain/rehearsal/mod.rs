//! The vendor's renewal drill.
