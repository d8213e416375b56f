//! What an address names, by its form: a document, or a place where documents are listed, shared or sold.

use url::Url;

use crate::text::url::{fetchable, registrable_domain, site_name};

/// Whether the last step of a path names an article: by a number, by several words, or by a file.
pub(in crate::read) fn names_an_article(url: &Url) -> bool {
    let last = last_step(url);
    let n_digits = last.bytes().filter(u8::is_ascii_digit).count();
    let n_joints = last.matches(['-', '_']).count();
    n_digits >= 4 || n_joints >= 2 || last.contains('.') || last.len() > MAX_SECTION_BYTES || has_article_query(url)
}

/// A longer last step is a headline in one word, or in percent signs.
const MAX_SECTION_BYTES: usize = 30;

/// Whether the article's number stands in the query (`?id=123`), so that the path alone is a section.
pub(in crate::read) fn has_article_query(page: &Url) -> bool {
    page.query_pairs().any(|(name, value)| {
        let name = name.to_ascii_lowercase();
        matches!(name.as_str(), "id" | "p" | "articleid" | "article_id" | "newsid" | "nid" | "aid" | "storyid")
            && value.chars().any(|c| c.is_ascii_digit())
    })
}

/// Whether a page of another site lies deep enough to be about something: papers' addresses are understood best, but a
/// statement of a ministry has what form it likes.
pub(super) fn is_deep(url: &Url) -> bool {
    is_social(url) || names_an_article(url) || steps(url).count() >= 3
}

/// Whether an address may be that of a document, and not of a list, a form, a profile, a shop or a picture.
pub(super) fn is_document(url: &Url) -> bool {
    let has_query = url.query().is_some_and(|query| !query.is_empty());
    if steps(url).next().is_none() && !has_query {
        return false;
    }
    if is_social(url) {
        return is_post(url);
    }
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_shop = SHOPS.contains(&host) || matches!(site_name(host), "amazon" | "ebay");
    let is_door = host.starts_with("login.") || host.starts_with("accounts.");
    !is_shop && !is_door && !is_file(url) && !steps(url).any(is_list)
}

/// Hosts that sell, collect money, or list what others publish.
const SHOPS: &[&str] = &[
    "amzn.to",
    "appgallery.huawei.com",
    "apps.apple.com",
    "apps.microsoft.com",
    "buymeacoffee.com",
    "feedly.com",
    "flipboard.com",
    "itunes.apple.com",
    "ko-fi.com",
    "news.google.com",
    "open.spotify.com",
    "patreon.com",
    "paypal.com",
    "play.google.com",
    "podcasts.apple.com",
    "podcasts.google.com",
];

/// Steps of a path below which documents are listed, or nothing is told of the world.
const LISTS: &[&str] = &[
    "about",
    "account",
    "author",
    "authors",
    "autor",
    "autores",
    "auteur",
    "auteurs",
    "categories",
    "category",
    "categoria",
    "contact",
    "contributor",
    "contributors",
    "donate",
    "etiket",
    "etiqueta",
    "etiquetas",
    "hashtag",
    "kategori",
    "kategorie",
    "keyword",
    "keywords",
    "konu",
    "label",
    "login",
    "newsletter",
    "newsletters",
    "privacy",
    "profile",
    "profiles",
    "register",
    "rubric",
    "rubrica",
    "rubrics",
    "search",
    "section",
    "sections",
    "share",
    "signin",
    "signup",
    "subscribe",
    "subscription",
    "subscriptions",
    "tag",
    "tagged",
    "tags",
    "teg",
    "tema",
    "temas",
    "terms",
    "thema",
    "themen",
    "theme",
    "themes",
    "topic",
    "topics",
    "user",
    "users",
    // Arabic: "tag", "tags", "author".
    "%d9%88%d8%b3%d9%85",
    "%d9%88%d8%b3%d9%88%d9%85",
    "%d9%83%d8%a7%d8%aa%d8%a8",
];

fn is_list(step: &str) -> bool {
    LISTS.iter().any(|list| step.eq_ignore_ascii_case(list))
}

/// The address that another one only leads to: a redirector says it in its query, an archive in its path.
pub(super) fn behind(url: &Url) -> Option<Url> {
    const NAMES: &[&str] = &["dest", "destination", "link", "murl", "q", "target", "to", "u", "url"];
    if url.host_str() == Some("web.archive.org") {
        let (_, inner) = url.as_str().split_once("/web/")?.1.split_once('/')?;
        return Url::parse(inner).ok().and_then(fetchable);
    }
    let inner = url.query_pairs().find(|(name, value)| NAMES.contains(&&**name) && value.starts_with("http"))?.1;
    Url::parse(&inner).ok().and_then(fetchable)
}

/// Whether an address is that of a picture, a recording or a program.
fn is_file(url: &Url) -> bool {
    const ENDINGS: &[&str] = &[
        "apk", "avif", "avi", "css", "gif", "ico", "jpeg", "jpg", "js", "m4a", "mov", "mp3", "mp4", "ogg", "png",
        "svg", "wav", "webm", "webp", "zip",
    ];
    let ending = last_step(url).rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Domains on which everybody has a page, and posts.
const SOCIAL: &[&str] = &[
    "bsky.app",
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "ok.ru",
    "pinterest.com",
    "reddit.com",
    "snapchat.com",
    "t.me",
    "telegram.me",
    "threads.com",
    "threads.net",
    "tiktok.com",
    "truthsocial.com",
    "twitter.com",
    "vk.com",
    "wa.me",
    "weibo.com",
    "whatsapp.com",
    "x.com",
    "youtu.be",
    "youtube.com",
];

fn is_social(url: &Url) -> bool {
    url.host_str().is_some_and(|host| SOCIAL.contains(&registrable_domain(host)))
}

/// Whether an address of such a domain is that of a single post: by a number or a code behind somebody's name.
fn is_post(url: &Url) -> bool {
    const PLACES: &[&str] = &[
        "add",
        "c",
        "channel",
        "company",
        "dialog",
        "groups",
        "hashtag",
        "home",
        "i",
        "in",
        "intent",
        "joinchat",
        "pages",
        "pin",
        "playlist",
        "send",
        "share",
        "sharearticle",
        "sharer",
        "sharer.php",
        "sharing",
        "submit",
        "user",
    ];
    let (first, last) = (steps(url).next().unwrap_or_default(), last_step(url));
    let has_code = |step: &str| step.bytes().any(|byte| byte.is_ascii_digit());
    let is_named = |name: &str| matches!(name, "v" | "fbid" | "story_fbid" | "w");
    if url.query_pairs().any(|(name, value)| is_named(&name) && !value.is_empty()) {
        return true;
    }
    let is_place = PLACES.iter().any(|place| first.eq_ignore_ascii_case(place));
    // On `x.com/i/status/…` the name is left out.
    let is_nameless = first == "i" && steps(url).any(|step| step == "status" || step == "web");
    let least = if url.host_str() == Some("youtu.be") { 1 } else { 2 };
    let is_wall = first.starts_with("wall-") && has_code(first);
    is_wall || ((!is_place || is_nameless) && steps(url).count() >= least && (has_code(last) || least == 1))
}

fn steps(url: &Url) -> impl Iterator<Item = &str> {
    url.path_segments().into_iter().flatten().filter(|step| !step.is_empty())
}

fn last_step(url: &Url) -> &str {
    let mut steps = url.path_segments().into_iter().flatten().rev();
    steps.find(|step| !step.is_empty()).unwrap_or_default()
}
