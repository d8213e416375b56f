//! What wins over what, and where files and paths are looked for.

use std::path::Path;
use std::time::Duration;

use super::*;
use crate::config::builtin::TOPIC_PACKS;
use crate::model::{PageRetention, Rhythm, Source, SourceKind};

const SOURCE: &str = "[[source]]\nid = \"a\"\nurl = \"https://a.example/feed\"\n";

fn only_source(config: &str) -> Source {
    let mut config = load_text(config);
    assert_eq!(config.sources.len(), 1);
    config.sources.remove(0)
}

#[test]
fn environment_wins_over_file_and_file_over_default() {
    let check = |config: &str, variables: &[(&str, &str)], workers: u32| {
        assert_eq!(Folder::new(config, &[]).load(variables).unwrap().daemon.workers, workers, "{config}");
    };
    check("", &[], 16);
    check("[daemon]\nworkers = 3\n", &[], 3);
    check("[daemon]\nworkers = 3\n", &[("RASID_DAEMON_WORKERS", "7")], 7);
    check("", &[("RASID_DAEMON_WORKERS", "7")], 7);
    check("[daemon]\nworkers = 3\n", &[("RASID_DAEMON_WORKERS", "")], 3);
    check("[daemon]\nlog_level = \"debug\"\n", &[("RASID_LOG", "x"), ("RASID_LOG_FORMAT", "y")], 16);
}

#[test]
fn variables_are_text_where_they_are_not_toml() {
    let variables = [
        ("RASID_FETCH_USER_AGENT", "monitor/1.0"),
        ("RASID_FETCH_HOST_DELAY", "5s"),
        ("RASID_WEB_LISTEN", "127.0.0.1:9000"),
        ("RASID_DEFAULTS_ALLOW_PRIVATE", "[\"127.0.0.0/8\", \"::1\"]"),
        ("RASID_DEFAULTS_SCHEDULE", "0 6 * * *"),
    ];
    let config = Folder::new(SOURCE, &[]).load(&variables).unwrap();
    assert_eq!(config.fetch.user_agent, "monitor/1.0");
    assert_eq!(config.fetch.host_delay, Duration::from_secs(5));
    assert_eq!(config.web.listen, Some("127.0.0.1:9000".parse().unwrap()));
    assert_eq!(config.sources[0].allow_private.len(), 2);
    assert_eq!(config.sources[0].rhythm, Rhythm::Schedule("0 0 6 * * *".to_owned()));
}

#[test]
fn a_source_wins_over_the_defaults_key_by_key() {
    let defaults = "[defaults]\nevery = \"1m\"\nlanguage = \"ar\"\ncountry = \"eg\"\ntags = [\"x\"]\n";
    let source = only_source(&format!("{defaults}{SOURCE}language = \"en\"\ntags = []\n"));
    assert_eq!(source.rhythm, Rhythm::Every(Duration::from_mins(1)));
    assert_eq!(source.language.unwrap().as_str(), "en");
    assert_eq!(source.country.as_deref(), Some("eg"));
    assert!(source.tags.is_empty());
}

#[test]
fn a_source_wins_over_its_group_and_the_group_over_the_defaults() {
    let group = "[[group]]\nid = \"paper\"\nkind = \"list\"\ntags = [\"paper\"]\nlanguage = \"ar\"\nevery = \"1h\"\n";
    let defaults = "[defaults]\ncountry = \"eg\"\nlanguage = \"fr\"\nevery = \"2h\"\n";
    let source = only_source(&format!("{defaults}{group}{SOURCE}group = \"paper\"\nschedule = \"0 6 * * *\"\n"));
    assert_eq!((source.kind, source.id.as_str()), (SourceKind::List, "a"));
    assert_eq!((source.language.unwrap().as_str(), source.country.as_deref()), ("ar", Some("eg")));
    assert_eq!(source.tags, ["paper"]);
    assert_eq!(source.rhythm, Rhythm::Schedule("0 0 6 * * *".to_owned()));
}

#[test]
fn an_interval_is_fixed_or_follows_the_source() {
    let rhythm = |keys: &str| only_source(&format!("{SOURCE}{keys}")).rhythm;
    let adaptive = |min, max| Rhythm::Adaptive { min: Duration::from_mins(min), max: Duration::from_mins(max) };
    assert_eq!(rhythm("every_min = \"5m\"\nevery_max = \"1h\"\n"), adaptive(5, 60));
    assert_eq!(rhythm("every = \"20m\"\nevery_min = \"5m\"\n"), Rhythm::Every(Duration::from_mins(20)));
    assert_eq!(
        only_source(&format!("[defaults]\nevery = \"1m\"\n{SOURCE}every = \"auto\"\n")).rhythm,
        adaptive(10, 360)
    );
}

#[test]
fn what_switches_an_option_off_wins_over_a_default() {
    let defaults =
        "[defaults]\nkeep = \"9d\"\nsnapshots = \"9d\"\nproxy = \"http://127.0.0.1:3128\"\nencoding = \"gb18030\"\n";
    let source = only_source(&format!(
        "{defaults}{SOURCE}keep = \"forever\"\nsnapshots = \"off\"\nproxy = \"none\"\nencoding = \"auto\"\n"
    ));
    assert_eq!((source.keep, source.proxy, source.encoding), (None, None, None));
    assert_eq!(source.snapshots, PageRetention::Off);
}

#[test]
fn secrets_are_read_from_files_and_not_shown() {
    let keys = "basic_auth_file = \"secrets/login\"\ncookie_file = \"cookie\"\n";
    let files = [("secrets/login", "reader:open sesame\n"), ("cookie", "session=1; theme=dark\n# a note\n")];
    let config = Folder::new(&format!("{SOURCE}{keys}"), &files).load(&[]).unwrap();
    let source = &config.sources[0];
    assert_eq!(source.basic_auth.as_ref().unwrap().reveal(), "reader:open sesame");
    assert_eq!(source.cookie.as_ref().unwrap().reveal(), "session=1; theme=dark");
    assert!(!format!("{config:?}").contains("sesame"));
}

#[test]
fn credentials_of_systemd_come_before_the_folder_of_the_file() {
    let files = [("login", "a:file"), ("credentials/login", "a:systemd")];
    let folder = Folder::new(&format!("{SOURCE}basic_auth_file = \"login\"\n"), &files);
    let credentials = folder.path("credentials");
    let config = folder.load(&[("CREDENTIALS_DIRECTORY", credentials.to_str().unwrap())]).unwrap();
    assert_eq!(config.sources[0].basic_auth.as_ref().unwrap().reveal(), "a:systemd");
}

#[test]
fn every_and_schedule_replace_each_other_between_layers() {
    let check = |config: String, rhythm: Rhythm| assert_eq!(only_source(&config).rhythm, rhythm, "{config}");
    let cron = || Rhythm::Schedule("0 0 6 * * *".to_owned());
    check(format!("{SOURCE}schedule = \"0 6 * * *\"\n"), cron());
    check(format!("[defaults]\nschedule = \"0 6 * * *\"\n{SOURCE}"), cron());
    check(
        format!("[defaults]\nschedule = \"0 6 * * *\"\n{SOURCE}every = \"1h\"\n"),
        Rhythm::Every(Duration::from_hours(1)),
    );
}

/// Every key that a source may have but for its secrets.
const ALL_KEYS: &str = r#"
        kind = "list"
        every = "1h30m"
        language = "ckb"
        country = "IQ"
        tags = ["agency", "official"]
        topics = ["counter-terrorism"]
        full_text = "page"
        user_agent = "monitor/2"
        headers = { Accept-Language = "ckb" }
        timeout = "5s"
        allow_private = ["10.1.2.3/8"]
        max_new = 7
        keep = "90d"
        recheck = ["1h", "1d"]
        snapshots = "30d"
        include_links = ["/world/"]
        exclude_links = ["/live/"]
        include_titles = ["iraq|كوردستان"]
        exclude_titles = ["^video:"]
        obey_robots = false
        max_body = "1 MiB"
        encoding = "windows-1256"
        http1_only = true
        proxy = "socks5h://127.0.0.1:9050"
        select = { item = "li", link = "a", link_pattern = "/news/[0-9]+", title = "b", date = "time", summary = "p" }
    "#;

#[test]
fn a_source_takes_all_its_keys() {
    insta::assert_json_snapshot!(only_source(&format!("{SOURCE}{ALL_KEYS}")), @r#"
    {
      "id": "a",
      "url": "https://a.example/feed",
      "kind": "list",
      "rhythm": {
        "every": {
          "secs": 5400,
          "nanos": 0
        }
      },
      "language": "ckb",
      "country": "iq",
      "tags": [
        "agency",
        "official"
      ],
      "topics": [
        "counter-terrorism"
      ],
      "full_text": "page",
      "select": {
        "item": "li",
        "link": "a",
        "link_pattern": "/news/[0-9]+",
        "title": "b",
        "date": "time",
        "summary": "p"
      },
      "user_agent": "monitor/2",
      "headers": [
        [
          "Accept-Language",
          "ckb"
        ]
      ],
      "timeout": {
        "secs": 5,
        "nanos": 0
      },
      "allow_private": [
        "10.0.0.0/8"
      ],
      "max_new": 7,
      "items": {
        "include_links": [
          "/world/"
        ],
        "exclude_links": [
          "/live/"
        ],
        "include_titles": [
          "iraq|كوردستان"
        ],
        "exclude_titles": [
          "^video:"
        ]
      },
      "keep": {
        "secs": 7776000,
        "nanos": 0
      },
      "recheck": [
        {
          "secs": 3600,
          "nanos": 0
        },
        {
          "secs": 86400,
          "nanos": 0
        }
      ],
      "snapshots": {
        "for": {
          "secs": 2592000,
          "nanos": 0
        }
      },
      "encoding": "windows-1256",
      "max_body_bytes": 1048576,
      "obey_robots": false,
      "proxy": "socks5h://127.0.0.1:9050",
      "http1_only": true,
      "basic_auth": null,
      "cookie": null
    }
    "#);
}

#[test]
fn sources_that_are_switched_off_are_named_apart() {
    let config = load_text(&format!("{SOURCE}enabled = false\n"));
    assert!(config.sources.is_empty());
    assert_eq!(config.disabled[0].as_str(), "a");
}

#[test]
fn jobs_of_the_file_replace_the_built_in_ones() {
    assert_eq!(load_text("").jobs.len(), 3);
    assert!(load_text("job = []\n").jobs.is_empty());
    let job = "[[job]]\nname = \"tidy\"\nschedule = \"*/15 * * * * *\"\ntask = \"optimize\"\n";
    let [job] = load_text(job).jobs.try_into().unwrap();
    assert_eq!((job.name.as_str(), job.schedule.as_str(), job.task), ("tidy", "*/15 * * * * *", Task::Optimize));
}

#[test]
fn topics_are_those_of_the_file_of_the_folder_beside_it_or_the_built_in_ones() {
    let topic = |id: &str| {
        format!(
            "[[topic]]\nid = \"{id}\"\nthreshold = 1\nlabel = {{ en = \"x\" }}\n[topic.terms.any]\n1 = [\"word\"]\n"
        )
    };
    let check = |config: &str, others: &[(&str, &str)], expected: &[&str]| {
        let config = Folder::bare(config, others).load(&[]).unwrap_or_else(|error| panic!("{error}"));
        let ids: Vec<&str> = config.topics.rules().iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids, expected);
    };
    let packs: Vec<&str> = TOPIC_PACKS.iter().flat_map(|(_, pack)| ids_in(pack)).collect();
    let (mine, yours) = (topic("mine"), topic("yours"));
    check("", &[], &packs);
    check(&mine, &[], &[&["mine"], &packs[..]].concat());
    check(&format!("include = []\n{mine}"), &[], &["mine"]);
    check("", &[("topics/a.toml", &mine), ("topics/b.toml", &yours), ("topics/c.txt", "?")], &["mine", "yours"]);
    check(
        "include = [\"b/*.toml\", \"b/x*\", \"*/x.toml\"]\n",
        &[("b/x.toml", &mine), ("topics/a.toml", "?")],
        &["mine"],
    );
}

/// The ids of the topics of a pack.
fn ids_in(pack: &'static str) -> Vec<&'static str> {
    let first_lines = pack.split("\n[[topic]]\n").skip(1).filter_map(|topic| topic.lines().next());
    first_lines.map(|line| line.trim_start_matches("id = ").trim_matches('"')).collect()
}

#[test]
fn an_included_file_may_hold_sources() {
    let folder = Folder::new("include = [\"feeds.toml\"]\n", &[("feeds.toml", SOURCE)]);
    let config = folder.load(&[]).unwrap();
    assert_eq!(config.sources.len(), 1);
    assert_eq!(config.files, [folder.path("config.toml"), folder.path("feeds.toml")]);
}

#[test]
fn the_contact_is_sent_with_the_name() {
    let check = |config: &str, expected: &str| assert_eq!(load_text(config).fetch.user_agent, expected);
    check("", concat!("rasid/", env!("CARGO_PKG_VERSION")));
    check("[fetch]\ncontact = \"news@example.org\"\nuser_agent = \"our/1\"\n", "our/1 (+news@example.org)");
}

#[test]
fn nothing_is_listened_on_if_it_is_switched_off() {
    assert_eq!(load_text("[web]\nlisten = \"off\"\n").web.listen, None);
}

#[test]
fn doors_are_known_by_names_and_opened_by_tokens() {
    let config = "[web]\nlisten = \"[::]:80\"\npublic_url = \"https://News.example.org\"\nhosts = [\"fd00::1\"]\n\
                  token_files = [\"token\"]\nrequests_per_minute = 0\n";
    let folder = Folder::new(config, &[("token", "0123456789abcdef\r\n# for the newsroom\n")]);
    let web = folder.load(&[]).unwrap_or_else(|error| panic!("{error}")).web;
    assert_eq!(web.listen, Some("[::]:80".parse().unwrap()));
    assert_eq!(web.public_url.map(String::from).as_deref(), Some("https://news.example.org/"));
    assert_eq!(web.hosts, [url::Host::<String>::Ipv6("fd00::1".parse().unwrap())]);
    let tokens: Vec<&str> = web.tokens.iter().map(crate::model::Secret::reveal).collect();
    assert_eq!((tokens.as_slice(), web.requests_per_minute), (["0123456789abcdef"].as_slice(), 0));
}

#[test]
fn hubs_are_told_a_public_address_and_answered_behind_it() {
    let callback = |text: &str| load_text(text).websub.callback.map(String::from);
    assert_eq!(callback("[websub]\ncallback = \"\"\n"), None);
    let address = "https://news.example.org/rasid/websub";
    assert_eq!(callback(&format!("[websub]\ncallback = \"{address}\"\n")).as_deref(), Some(address));
    let folder = Folder::new(SOURCE, &[]);
    let config = folder.load(&[("RASID_WEBSUB_CALLBACK", address)]).unwrap();
    assert_eq!(config.websub.callback.map(String::from).as_deref(), Some(address));
}

#[test]
fn the_file_is_looked_for_in_order() {
    let folder =
        Folder::new("", &[("user/.config/rasid/config.toml", ""), ("xdg/rasid/config.toml", ""), ("none/x", "")]);
    let (here, elsewhere) = (folder.path(""), folder.path("none"));
    let check = |named: Option<&str>, here: &Path, variables: &[(&str, &Path)], expected: Option<PathBuf>| {
        let variables: Vec<(String, String)> =
            variables.iter().map(|(name, value)| ((*name).to_owned(), value.display().to_string())).collect();
        assert_eq!(location::main_file(named.map(Path::new), here, Environment(&variables)), expected);
    };
    let (home, xdg) = (("HOME", &*folder.path("user")), ("XDG_CONFIG_HOME", &*folder.path("xdg")));
    let variable = ("RASID_CONFIG", Path::new("/x/y.toml"));
    check(Some("a.toml"), &here, &[variable, home], Some("a.toml".into()));
    check(None, &here, &[variable, home], Some("/x/y.toml".into()));
    check(None, &here, &[home], Some(folder.path("config.toml")));
    check(None, &elsewhere, &[home, xdg], Some(folder.path("xdg/rasid/config.toml")));
    check(None, &elsewhere, &[home], Some(folder.path("user/.config/rasid/config.toml")));
}

#[test]
fn a_relative_database_starts_from_where_data_belongs() {
    let check = |file: Option<&str>, variables: &[(&str, &str)], expected: &str| {
        let variables = owned(variables);
        assert_eq!(location::data_folder(file.map(Path::new), Environment(&variables)), Path::new(expected));
    };
    let home = ("HOME", "/home/reader");
    check(Some("config.toml"), &[home], "");
    check(Some("/srv/news/config.toml"), &[home], "/srv/news");
    check(Some("/etc/rasid/config.toml"), &[home], "/var/lib/rasid");
    check(
        Some("/etc/rasid/config.toml"),
        &[("STATE_DIRECTORY", "/var/lib/private/rasid:/x")],
        "/var/lib/private/rasid",
    );
    check(Some("/home/reader/.config/rasid/config.toml"), &[home], "/home/reader/.local/share/rasid");
    check(None, &[home], "/home/reader/.local/share/rasid");
    check(None, &[home, ("XDG_DATA_HOME", "/data")], "/data/rasid");
    check(None, &[], "");
}

#[test]
fn the_database_may_be_absolute_at_home_or_from_the_shell() {
    let folder = Folder::new("[store]\ndatabase = \"data/replay.db\"\n", &[]);
    assert_eq!(folder.load(&[]).unwrap().store.database, folder.path("data/replay.db"));
    let from_shell = folder.load(&[("RASID_STORE_DATABASE", "try.db")]).unwrap();
    assert_eq!(from_shell.store.database, Path::new("try.db"));
    assert_eq!(load_text("[store]\ndatabase = \"/x/news.db\"\n").store.database, Path::new("/x/news.db"));
    let at_home = Folder::new("[store]\ndatabase = \"~/news.db\"\n", &[]).load(&[("HOME", "/home/reader")]).unwrap();
    assert_eq!(at_home.store.database, Path::new("/home/reader/news.db"));
}

#[test]
fn where_the_collection_lies_is_known_whatever_the_topics_say() {
    let folder = Folder::new("[store]\ndatabase = \"a.db\"\n", &[("topics/a.toml", "[[topic]]\nid = \"A B\"\n")]);
    assert!(folder.load(&[]).is_err());
    let found = load_store(Some(&folder.path("config.toml")), &owned(&[("RASID_STORE_MAX_SNAPSHOTS", "2 GiB")]));
    let store = found.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((store.database, store.max_snapshot_bytes), (folder.path("a.db"), 2 << 30));
    let without = load_without_topics(Some(&folder.path("config.toml")), &[]);
    assert_eq!(without.unwrap_or_else(|error| panic!("{error}")).topics.rules().len(), 0);
    let wrong = Folder::new("[store]\ndatabse = \"a.db\"\n", &[]);
    assert!(load_store(Some(&wrong.path("config.toml")), &[]).unwrap_err().to_string().contains("databse"));
}

#[test]
fn without_topics_everything_else_is_read() {
    let site = "[[site]]\ndomain = \"a.example\"\ntitle = \"h2\"\n[[topic]]\nid = \"A B\"\n";
    let config = "include = [\"*/*.toml\"]\n[[source]]\nid = \"a\"\nurl = \"http://a.example/\"\ntopics = [\"t\"]\n";
    let folder = Folder::new(config, &[("sites/a.toml", site), ("topics/a.toml", "[[topic]]\nno topic\n")]);
    let found = load_without_topics(Some(&folder.path("config.toml")), &[]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((found.sources.len(), found.sources[0].topics.len()), (1, 1));
    assert_eq!(found.rules.domains().len(), 1);
}
