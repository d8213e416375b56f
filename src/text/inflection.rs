//! How words change within their languages: what is written in front of them, what follows them, and so under which
//! spellings a word may stand in a text. What topics and searches know of grammar stands here once.
//!
//! Tables of whole forms, no stemmers: who writes a rule or a query can foresee what it finds.

pub mod clitics;
pub mod endings;
pub mod han;
mod latin;
pub mod spellings;
