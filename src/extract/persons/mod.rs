//! Persons: what speaks for a name being one. `crate::extract::names` finds and labels the names.

pub(crate) mod evidence;
