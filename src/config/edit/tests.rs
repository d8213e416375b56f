use super::*;

const SOME: &str = "\
# Ours.   Two  spaces stay.
include = [ ] # none

[fetch]
contact='a@b.example'\t# who we are

[[source]]
id   = \"old\"   # aligned
url = \"https://old.example/feed\"

[source.select]
item = \"li\"

[defaults]
every = \"1h\"
# The last word.";

fn id(text: &str) -> SourceId {
    SourceId::parse(text).expect("valid")
}

fn new_source() -> NewSource {
    NewSource {
        every: Some("15m".into()),
        language: Some("ar".into()),
        tags: vec!["a \"b\"".into(), "وكالة".into()],
        allow_private: vec!["127.0.0.0/8".into()],
        ..NewSource::new(id("new"), "https://new.example/feed?a=1&b='x'".into(), SourceKind::Feed)
    }
}

/// A folder with a configuration of this content.
fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    fs::write(&path, content).expect("written");
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_byte_before_stays() {
    for before in [SOME.to_owned(), format!("{SOME}\n"), SOME.replace('\n', "\r\n"), String::new()] {
        let (folder, path) = file(&before);
        add_sources(&path, &[new_source()], &[]).expect("added");
        let after = fs::read_to_string(&path).expect("readable");
        assert!(after.starts_with(&before), "{after}");
        let config = crate::config::load(Some(&path), &[]).expect("valid");
        let added = config.sources.last().expect("a source");
        assert_eq!((added.id.as_str(), added.url.as_str()), ("new", "https://new.example/feed?a=1&b='x'"));
        assert_eq!(added.tags, ["a \"b\"", "وكالة"]);
        assert_eq!(before.contains("\r\n"), after.ends_with("\r\n"));
        assert_eq!(after.matches('\n').count() - after.matches("\r\n").count() > 0, !before.contains("\r\n"));
        assert_eq!(names(folder.path()), ["config.toml"], "nothing is left behind");
    }
}

#[test]
fn the_lines_read_as_if_written_by_hand() {
    let select = Selectors { link_pattern: Some(r"/news/\d+".into()), ..Selectors::default() };
    let list = NewSource {
        select: Some(select),
        ..NewSource::new(id("front"), "https://a.example/".into(), SourceKind::List)
    };
    insta::assert_snapshot!(render(&[new_source(), list]), @r#"
    [[source]]
    id = "new"
    url = "https://new.example/feed?a=1&b='x'"
    kind = "feed"
    every = "15m"
    language = "ar"
    tags = ['a "b"', "وكالة"]
    allow_private = ["127.0.0.0/8"]

    [[source]]
    id = "front"
    url = "https://a.example/"
    kind = "list"

    [source.select]
    link_pattern = '/news/\d+'
    "#);
}

#[test]
fn what_would_be_wrong_is_not_written() {
    let check = |content: &str, source: NewSource, expected: &str| {
        let (folder, path) = file(content);
        let error = add_sources(&path, &[source], &[]).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("readable"), content);
        assert_eq!(names(folder.path()), ["config.toml"]);
    };
    check(
        SOME,
        NewSource::new(id("old"), "https://b.example/".into(), SourceKind::Auto),
        "another source is called `old`",
    );
    check(SOME, NewSource { every: Some("1s".into()), ..new_source() }, "1s");
    check("source = []\n", new_source(), "[[source]]");
}

#[test]
fn a_new_file_is_made_with_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().to_string_lossy().into_owned();
    let environment = [("HOME".to_owned(), home.clone()), ("XDG_CONFIG_HOME".to_owned(), format!("{home}/.config"))];
    let (path, is_there) = target(Some(&folder.path().join("a/b/c.toml")), &environment).expect("a place");
    assert!(!is_there);
    add_sources(&path, &[new_source()], &environment).expect("made");
    assert_eq!(crate::config::load(Some(&path), &environment).expect("valid").sources.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, path) = file(SOME);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("ours");
    let link = folder.path().join("link.toml");
    symlink(&path, &link).expect("linked");
    add_sources(&link, &[new_source()], &[]).expect("added");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    assert!(fs::read_to_string(&path).expect("readable").contains("new.example"));
}

#[cfg(unix)]
#[test]
fn a_device_is_not_taken_the_place_of() {
    // Asked of the check alone: as root, an addition that went wrong would take the device from the whole machine.
    let refused = refuse_what_is_no_file(Path::new("/dev/null"));
    assert!(matches!(refused, Err(EditError::NoFile { .. })), "{refused:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let refused = add_sources(folder.path(), &[new_source()], &[]).expect_err("a folder");
    assert!(refused.to_string().ends_with("is no regular file, and is left as it is: name one with `-c`"), "{refused}");
}

#[test]
fn ids_are_made_of_what_there_is() {
    let taken = HashSet::from([id("paper"), id("paper-2")]);
    let check = |texts: &[&str], expected: &str| {
        assert_eq!(free_id(texts.iter().copied(), &taken).as_str(), expected, "{texts:?}");
    };
    check(&["The Daily  News!"], "the-daily-news");
    check(&["بي بي سي BBC", "bbc.co.uk"], "bbc.co.uk");
    check(&["Paper", "paper world"], "paper-world");
    check(&["Paper"], "paper-3");
    check(&["صحيفة"], "source-2");
    check(&[], "source-2");
    check(&[&"x".repeat(100)], &"x".repeat(64));
    check(&["-. a .-", "b1"], "b1");
}
