//! x
use super::*;
#[test]
fn builtin() {
    let env = vec![("HOME".to_owned(), "/home/x".to_owned())];
    let c = load(None, &env);
    match c {
        Ok(c) => eprintln!("{c:#?}"),
        Err(e) => eprintln!("{e}"),
    }
    let text = "include = [\"nix/*.toml\"]\n[stor]\nx=1\n[store]\ndatabse = 'x'\ndatabase = 5\n[fetch]\nhost_delay = \"5m\"\nmax_redirects = -5\ncontact = \"you\"\n[defaults]\nid = 'x'\nevery='15 Minuten'\n[[source]]\nid = \"b\"\nul = \"x\"\nkind = \"fed\"\ntags=['a', 5]\nselect = { itm = \"x\", item = \"y\" }\n[[source]]\nid = \"b\"\nurl = \"www.x.de/feed\"\nevery=\"1h\"\nschedule=\"1 2 3\"\nallow_private=[\"127.0.0.0/33\"]\nlanguage = \"ar-EG\"\ncountry = \"uk\"\ntopics = [\"counter\"]\nheaders = { Host = \"x\", \"a b\" = \"c\" }\n[job]\ntask=\"prune-pols\"\nname='a'\n[[x]]\n";
    std::fs::write("/tmp/exp/c.toml", text).unwrap();
    let env = vec![
        ("HOME".to_owned(), "/home/x".to_owned()),
        ("RASID_DAEMON_WRKERS".to_owned(), "12".to_owned()),
        ("RASID_DAEMON_WORKERS".to_owned(), "many".to_owned()),
        ("RASID_FOO".to_owned(), "many".to_owned()),
    ];
    eprintln!("{}", load(Some(Path::new("/tmp/exp/c.toml")), &env).unwrap_err());
}
