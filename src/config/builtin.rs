//! What is built into the program: the default configuration and the topic packs, so that it works from any folder.

/// The file at the top of the repository. It is both the documentation of every key and the default of every setting.
pub(super) const CONFIG: &str = include_str!("../../config.toml");

/// What a mistake in [`CONFIG`] is located by.
pub(super) const CONFIG_NAME: &str = "config.toml (built in)";

/// The files of `topics/`, with what a mistake in them is located by.
pub(super) const TOPIC_PACKS: [(&str, &str); 2] = [
    ("topics/counter-terrorism.toml (built in)", include_str!("../../topics/counter-terrorism.toml")),
    ("topics/russia-us-relations.toml (built in)", include_str!("../../topics/russia-us-relations.toml")),
];
