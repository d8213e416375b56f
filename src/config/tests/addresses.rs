//! Rules for addresses: where they may stand, and that they add up.

use url::Url;

use super::*;

#[test]
fn rules_of_all_files_add_up() {
    let pack = "[[address]]\ndomain = \"a.example\"\nignore = \"place\"\n";
    let main = "include = [\"addresses/*.toml\"]\n[[address]]\ndomain = \"a.example\"\nkeep = [\"ref\"]\n[[address]]\nignore = [\"mail_*\"]\n";
    let config = Folder::new(main, &[("addresses/pack.toml", pack)]).load(&[]).unwrap();
    let canonical = |url| config.addresses.canonical(&Url::parse(url).unwrap());
    assert_eq!(canonical("https://a.example/1?place=7&ref=b&mail_id=8&utm_id=9"), "https://a.example/1?ref=b");
    assert_eq!(canonical("https://b.example/1?place=7&ref=b&mail_id=8"), "https://b.example/1?place=7");
}
