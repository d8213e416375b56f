//! What is built into the program: the default configuration and the topic packs, so that it works from any folder.

/// The file at the top of the repository. It is both the documentation of every key and the default of every setting.
pub(super) const CONFIG: &str = include_str!("../../config.toml");

/// What a mistake in [`CONFIG`] is located by.
pub(super) const CONFIG_NAME: &str = "config.toml (built in)";

/// Names and contents of files in `topics/`.
macro_rules! topic_packs {
    ($($name:literal,)*) => {
        &[$((concat!("topics/", $name, ".toml (built in)"), include_str!(concat!("../../topics/", $name, ".toml")))),*]
    };
}

/// The files of `topics/`, with what a mistake in them is located by.
pub(super) const TOPIC_PACKS: &[(&str, &str)] = topic_packs![
    "actors-armed-groups",
    "actors-organisations",
    "actors-states",
    "afghanistan",
    "arctic",
    "arms-control-and-nuclear",
    "brics",
    "central-asia",
    "climate",
    "conflict-gaza",
    "conflict-sahel",
    "conflict-sudan",
    "conflict-syria",
    "conflict-ukraine",
    "conflict-yemen",
    "counter-terrorism",
    "cyber-security",
    "disinformation",
    "elections",
    "energy",
    "extremism-and-radicalisation",
    "health",
    "human-rights",
    "humanitarian-crises",
    "islamic-state",
    "migration",
    "nato",
    "organised-crime",
    "russia-us-relations",
    "sanctions",
    "space",
    "subjects",
    "trade",
    "un-security-council",
    "words-armed-conflict",
    "words-state-affairs",
];
