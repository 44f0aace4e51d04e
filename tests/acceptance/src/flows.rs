//! What many walks begin with.
