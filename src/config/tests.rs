use std::path::PathBuf;

use super::*;

mod addresses;
mod builtin;
mod layers;
mod reports;
mod sites;

/// A configuration in a folder of its own.
struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with the main file and, by path, others. Unless there are packs among them, it has one with two
    /// small topics: the built-in ones take seconds to compile without optimisation.
    fn new(config: &str, others: &[(&str, &str)]) -> Self {
        let folder = Self::bare(config, others);
        let packs = folder.path("topics");
        if !packs.exists() {
            std::fs::create_dir(&packs).unwrap();
            let topic = |id: &str| format!("[[topic]]\nid = \"{id}\"\nthreshold = 1\nterms.any.1 = [\"word\"]\n");
            let content = topic("counter-terrorism") + &topic("russia-us-relations");
            std::fs::write(packs.join("small.toml"), content).unwrap();
        }
        folder
    }

    /// The same; where it has no packs the built-in ones are read.
    fn bare(config: &str, others: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, content) in others.iter().chain([&("config.toml", config)]) {
            let file = folder.path(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn load(&self, variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
        load(Some(&self.path("config.toml")), &owned(variables))
    }

    /// The report on its mistakes, without the path of the folder.
    fn report(&self, variables: &[(&str, &str)]) -> String {
        let report = self.load(variables).unwrap_err().to_string();
        report.replace(&format!("{}/", self.0.path().display()), "")
    }
}

fn load_text(config: &str) -> Config {
    Folder::new(config, &[]).load(&[]).unwrap_or_else(|error| panic!("{error}"))
}

fn report(config: &str) -> String {
    Folder::new(config, &[]).report(&[])
}

fn owned(variables: &[(&str, &str)]) -> Vec<(String, String)> {
    variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
