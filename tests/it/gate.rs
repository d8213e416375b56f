//! Who is let in to the daemon's doors: by host, token and pace; and what every answer says beside what was asked.

use crate::door::House;
use crate::program::{Workspace, until};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// What stands in the one section that the preamble of all configurations has already.
fn workspace(web: &str) -> Workspace {
    let workspace = Workspace::new("");
    configure(&workspace, web);
    workspace
}

fn configure(workspace: &Workspace, web: &str) {
    workspace.write("config.toml", format!("include = []\n[store]\ndatabase = \"rasid.db\"\n[web]\n{web}"));
}

fn with_token() -> Workspace {
    let workspace = workspace("token_files = [\"token\"]\n");
    workspace.write("token", format!("{TOKEN}\n"));
    workspace
}

#[test]
fn only_requests_for_its_own_names_are_answered() {
    let workspace = workspace("public_url = \"https://news.example.org\"\nhosts = [\"news.local\"]\n");
    let house = House::open(&workspace, "127.0.0.1");
    let status = |host: &str| house.ask("GET", "/", &[("Host", host)]).status;
    for ours in ["localhost", "127.0.0.1:80", "[::1]:8765", "news.example.org", "NEWS.local:8080"] {
        assert_eq!(status(ours), 200, "{ours}");
    }
    for other in ["evil.example", "news.example.org.evil.example", "192.0.2.1"] {
        assert_eq!(status(other), 421, "{other}");
    }
    assert_eq!(house.send("GET / HTTP/1.0\r\n\r\n").status, 400, "a request says whom it is for");
    assert_eq!(
        house.send("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status,
        421
    );
    let refused = house.ask("GET", "/search?q=x", &[("Host", "evil.example")]);
    assert!(refused.text().contains("`public_url`") && refused.text().contains("`hosts`"), "{refused:?}");
    assert_eq!(house.ask("GET", "/health", &[("Host", "evil.example")]).status, 200, "a balancer asks by any name");
}

#[test]
fn a_token_opens_everything_but_the_door_for_health_which_is_open() {
    let workspace = with_token();
    let house = House::open(&workspace, "127.0.0.1");
    let status = |path: &str, credentials: &str| house.ask("GET", path, &[("Authorization", credentials)]).status;
    let refused = house.get("/");
    assert_eq!((refused.status, house.get("/nowhere").status, house.get("/health").status), (401, 401, 200));
    let challenge = refused.header("www-authenticate").expect("browsers are told to ask");
    assert!(challenge.starts_with("Basic realm=") && challenge.contains("Bearer"), "{challenge}");
    assert!(refused.text().contains("`token_files`"), "{refused:?}");
    assert_eq!(status("/", &format!("Bearer {TOKEN}")), 200);
    // reader:0123456789abcdef0123456789abcdef
    assert_eq!(status("/", "Basic cmVhZGVyOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm"), 200);
    assert_eq!(status("/", "Bearer fedcba9876543210fedcba9876543210"), 401);
    assert_eq!(status("/nowhere", &format!("Bearer {TOKEN}")), 404);
    let program = house.get("/api/v1/articles");
    assert_eq!(program.header("content-type").as_deref(), Some("application/problem+json"));
    assert_eq!((&program.json()["status"], &program.json()["title"]), (&401.into(), &"Unauthorized".into()));
}

#[test]
fn tokens_are_read_anew_and_without_any_nobody_on_the_network_is_let_in() {
    let workspace = workspace("listen = \"0.0.0.0:0\"\ntoken_files = [\"token\"]\n");
    workspace.write("token", TOKEN);
    let house = House::start(workspace.command(&["run"]));
    let status = |token: &str| house.ask("GET", "/", &[("Authorization", &format!("Bearer {token}"))]).status;
    assert_eq!((house.get("/").status, status(TOKEN)), (401, 200));
    let other = "fedcba9876543210fedcba9876543210";
    workspace.write("token", other);
    house.daemon.signal("HUP");
    until("the other token is taken", || (status(other) == 200).then_some(()));
    assert_eq!(status(TOKEN), 401);

    configure(&workspace, "listen = \"0.0.0.0:0\"\n");
    let checked = workspace.run(&["check"]);
    assert!(checked.code == 3 && checked.stderr.contains("nobody is asked for a token"), "{checked:?}");
    // The listener stays where it is until the next start, so nobody may be let in without a token.
    configure(&workspace, "listen = \"127.0.0.1:0\"\n");
    house.daemon.signal("HUP");
    house.daemon.logged("restart rasid to change them");
    until("the last token is gone", || (status(other) == 503).then_some(()));
    assert_eq!((house.get("/").status, house.get("/health").status), (503, 200));
}

#[test]
fn who_asks_too_often_is_told_when_to_ask_again() {
    let workspace = workspace("requests_per_minute = 3\n");
    let house = House::open(&workspace, "127.0.0.1");
    for _ in 0..3 {
        assert_eq!(house.get("/").status, 200);
    }
    let refused = house.get("/");
    let wait: u64 = refused.header("retry-after").and_then(|wait| wait.parse().ok()).expect("a time to wait");
    assert!(refused.status == 429 && (1..=20).contains(&wait), "{refused:?}");
    assert_eq!(house.get("/health").status, 200);
    configure(&workspace, "requests_per_minute = 0\n");
    house.daemon.signal("HUP");
    until("nobody counts any more", || (house.get("/").status == 200).then_some(()));
}

#[test]
fn clients_behind_a_proxy_are_told_apart() {
    let workspace = workspace("public_url = \"https://news.example.org\"\nrequests_per_minute = 1\n");
    let house = House::open(&workspace, "127.0.0.1");
    let status = |client: &str| house.ask("GET", "/", &[("X-Forwarded-For", client)]).status;
    assert_eq!([status("198.51.100.1"), status("198.51.100.2"), status("198.51.100.1")], [200, 200, 429]);
    assert_eq!(status("198.51.100.3, 198.51.100.2"), 429, "what a client says of itself counts for nothing");
}

#[test]
fn every_answer_tells_browsers_to_guess_and_embed_nothing() {
    let workspace = workspace("");
    let house = House::open(&workspace, "127.0.0.1");
    for path in ["/", "/health", "/nowhere", "/api/v1/articles"] {
        let reply = house.get(path);
        let headers = reply.headers();
        assert_eq!(headers.get("x-content-type-options"), Some(&"nosniff"), "{path}");
        assert_eq!(headers.get("referrer-policy"), Some(&"no-referrer"), "{path}");
        assert_eq!(headers.get("cross-origin-resource-policy"), Some(&"same-origin"), "{path}");
        let policy = headers.get("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    }
}

#[test]
fn methods_sizes_and_strangers_forms_are_kept_in_bounds() {
    let workspace = workspace("");
    let house = House::open(&workspace, "127.0.0.1");
    let head = house.ask("HEAD", "/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{head:?}");
    let posted = house.ask("POST", "/", &[]);
    assert_eq!((posted.status, posted.header("allow").as_deref()), (405, Some("GET,HEAD")));
    assert_eq!(house.get(&format!("/search?q={}", "a".repeat(17 * 1024))).status, 414);
    let large = house.ask("POST", "/", &[("Content-Length", "2000000")]);
    assert_eq!(large.status, 413);
    let elsewhere = house.ask("POST", "/", &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")]);
    assert_eq!(elsewhere.status, 403, "a page elsewhere has nothing to send here");
    let packed = house.ask("GET", "/", &[("Accept-Encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding").as_deref(), Some("gzip"));
    assert!(packed.header("vary").is_some_and(|vary| vary.to_lowercase().contains("accept-encoding")), "{packed:?}");
}
