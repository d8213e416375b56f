//! How many clean feeds are read in a second of processor time.
//!
//!     cargo bench --bench feeds [-- FOLDER]
//!
//! Without a folder the feeds are typical ones, made up here: 20 to 50 items, four formats, five languages. With one, its
//! files are read instead. feed-rs alone reads the same bytes for comparison; `--write FOLDER` writes the feeds out, for
//! other programs to be measured on.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use rasid::read::feed;

/// How long each reader reads.
const TURN: Duration = Duration::from_secs(3);

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let feeds = match arguments.as_slice() {
        [flag, folder] if flag == "--write" => return write(Path::new(folder)),
        [folder] => read_folder(Path::new(folder))?,
        _ => made_up(),
    };
    let n_bytes: usize = feeds.iter().map(Vec::len).sum();
    report(&format!("{} feeds of {} kB on average", feeds.len(), n_bytes / 1000 / feeds.len().max(1)));
    measure("rasid", &feeds, |bytes| feed::parse(bytes, None, None).map_or(0, |(feed, _)| feed.entries.len()));
    measure("rasid, with items as plain text", &feeds, |bytes| {
        feed::parse(bytes, None, None).map_or(0, |(feed, _)| feed.items().len())
    });
    measure("feed-rs alone", &feeds, |bytes| feed_rs::parser::parse(bytes).map_or(0, |feed| feed.entries.len()));
    Ok(())
}

fn measure(name: &str, feeds: &[Vec<u8>], read: impl Fn(&[u8]) -> usize) {
    let (begin, begin_of_turn) = (processor_time(), Instant::now());
    let (mut n_feeds, mut n_entries) = (0_u32, 0);
    while begin_of_turn.elapsed() < TURN {
        for bytes in feeds {
            n_entries += black_box(read(black_box(bytes)));
            n_feeds += 1;
        }
    }
    let used = match (begin, processor_time()) {
        (Some(begin), Some(end)) => end.saturating_sub(begin),
        _ => begin_of_turn.elapsed(),
    };
    let rate = f64::from(n_feeds) / used.as_secs_f64();
    let per_feed = n_entries as f64 / f64::from(n_feeds);
    report(&format!("{name}: {rate:.0} feeds a second ({per_feed:.1} entries each)"));
}

/// The time that this thread has run, where the system tells: a busy machine then costs nothing.
fn processor_time() -> Option<Duration> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[expect(clippy::print_stdout, reason = "a bench reports on standard output")]
fn report(line: &str) {
    println!("{line}");
}

fn read_folder(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut feeds = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            feeds.push(fs::read(path)?);
        }
    }
    Ok(feeds)
}

fn write(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for (i, feed) in made_up().into_iter().enumerate() {
        let extension = if feed.starts_with(b"{") { "json" } else { "xml" };
        fs::write(folder.join(format!("{i:02}.{extension}")), feed)?;
    }
    Ok(())
}

/// A language with some of its words.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "مجلس الأمن يناقش القرار الجديد بشأن التعاون في المنطقة وسط توتر في العلاقات بين الجانبين اليوم"),
    ("ru", "Совет Безопасности провел заседание и обсудил положение в регионе с участием представителей государств"),
    ("en", "The council met on Tuesday to discuss a new resolution on cooperation in the region, officials said"),
    ("zh", "安理会 就 地区 局势 召开 紧急 会议 各国 代表 发言 并 讨论 合作 以及 决议 的 执行 情况"),
    ("fr", "Le Conseil s’est réuni mardi à propos de la situation régionale et de l’exécution de la résolution"),
];

type Format = fn(&str, &str, usize) -> String;

fn made_up() -> Vec<Vec<u8>> {
    let formats: [Format; 5] = [rss_with_content, rss_with_teasers, atom, rdf, json];
    let sizes = [20, 30, 50];
    let mut feeds = Vec::new();
    let mut sizes = sizes.iter().cycle();
    for (language, words) in LANGUAGES {
        for (format, &n_items) in formats.iter().zip(&mut sizes) {
            feeds.push(format(language, words, n_items).into_bytes());
        }
    }
    feeds
}

/// Words in an order of their own for each number.
fn sentence(words: &str, number: usize, n_words: usize) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let word = |i: usize| words.get((i * 7 + number * 3 + i * i) % words.len()).copied();
    (0..n_words).filter_map(word).collect::<Vec<_>>().join(" ")
}

/// The text of an article as content systems write it.
fn paragraphs(words: &str, number: usize) -> String {
    let mut html = format!(
        "<figure class=\"wp-block-image\"><img src=\"https://example.org/img/{number}.jpg\" alt=\"\" width=\"800\" \
         height=\"450\" loading=\"lazy\" srcset=\"https://example.org/img/{number}-300.jpg 300w\" /></figure>\n"
    );
    for i in 0..6 {
        let (before, after) = (sentence(words, number + i, 30), sentence(words, number * i, 12));
        let link = format!("<a href=\"https://example.org/topic/{i}?a=1&amp;b=2\" target=\"_blank\">{after}</a>");
        let _ = writeln!(html, "<p>{before} <strong>{}</strong>, {link}&#8230;</p>", sentence(words, i, 3));
    }
    html
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rss_with_content(language: &str, words: &str, n_items: usize) -> String {
    rss(language, words, n_items, |i| {
        let teaser = sentence(words, i, 25);
        format!(
            "<description><![CDATA[<p>{teaser} [&#8230;]</p>]]></description>\
             <content:encoded><![CDATA[{}]]></content:encoded>\n",
            paragraphs(words, i)
        )
    })
}

fn rss_with_teasers(language: &str, words: &str, n_items: usize) -> String {
    rss(language, words, n_items, |i| {
        let teaser = escaped(&format!("<p>{}</p>", sentence(words, i, 40)));
        format!(
            "<description>{teaser}</description>\
             <media:content url=\"https://example.org/img/{i}.jpg\" type=\"image/jpeg\" medium=\"image\"/>\n"
        )
    })
}

fn rss(language: &str, words: &str, n_items: usize, body: impl Fn(usize) -> String) -> String {
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\" \
         xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">\n<channel>\n<title>{}</title>\n\
         <atom:link href=\"https://example.org/feed/\" rel=\"self\" type=\"application/rss+xml\" />\n\
         <link>https://example.org</link>\n<description>{}</description>\n\
         <lastBuildDate>Tue, 24 Nov 2026 12:30:00 +0000</lastBuildDate>\n<language>{language}</language>\n\
         <sy:updatePeriod>hourly</sy:updatePeriod>\n<sy:updateFrequency>1</sy:updateFrequency>\n",
        sentence(words, 1, 3),
        sentence(words, 2, 9)
    );
    for i in 0..n_items {
        let _ = write!(
            feed,
            "<item>\n<title>{}</title>\n<link>https://example.org/2026/11/{i}/</link>\n\
             <dc:creator><![CDATA[{}]]></dc:creator>\n<pubDate>Tue, 24 Nov 2026 {:02}:30:00 +0300</pubDate>\n\
             <category><![CDATA[{}]]></category>\n<category><![CDATA[{}]]></category>\n\
             <guid isPermaLink=\"false\">https://example.org/?p={i}</guid>\n{}</item>\n",
            sentence(words, i, 9),
            sentence(words, i, 2),
            i % 24,
            sentence(words, i, 1),
            sentence(words, i + 1, 1),
            body(i)
        );
    }
    feed + "</channel>\n</rss>\n"
}

fn atom(language: &str, words: &str, n_items: usize) -> String {
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <title>{}</title><id>https://example.org/</id><link href=\"https://example.org/\"/>\n\
         <link rel=\"self\" href=\"https://example.org/atom.xml\"/><updated>2026-11-24T12:30:00Z</updated>\n",
        sentence(words, 1, 3)
    );
    for i in 0..n_items {
        let _ = write!(
            feed,
            "<entry><title>{}</title><id>tag:example.org,2026:{i}</id>\n<link rel=\"alternate\" type=\"text/html\" \
             href=\"https://example.org/2026/{i}.html\"/>\n<published>2026-11-24T12:30:00+02:00</published>\
             <updated>2026-11-24T12:31:00+02:00</updated>\n<author><name>{}</name></author><category term=\"{}\"/>\n\
             <summary>{}</summary><content type=\"html\">{}</content></entry>\n",
            sentence(words, i, 9),
            sentence(words, i, 2),
            sentence(words, i, 1),
            sentence(words, i, 25),
            escaped(&paragraphs(words, i))
        );
    }
    feed + "</feed>\n"
}

fn rdf(language: &str, words: &str, n_items: usize) -> String {
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
         <channel rdf:about=\"https://example.org/\"><title>{}</title><link>https://example.org/</link>\
         <description>{}</description><dc:language>{language}</dc:language></channel>\n",
        sentence(words, 1, 3),
        sentence(words, 2, 9)
    );
    for i in 0..n_items {
        let _ = write!(
            feed,
            "<item rdf:about=\"https://example.org/{i}\"><title>{}</title><link>https://example.org/{i}</link>\n\
             <dc:date>2026-11-24T12:30:00+09:00</dc:date><dc:subject>{}</dc:subject><description>{}</description></item>\n",
            sentence(words, i, 9),
            sentence(words, i, 1),
            sentence(words, i, 40)
        );
    }
    feed + "</rdf:RDF>\n"
}

fn json(language: &str, words: &str, n_items: usize) -> String {
    let items: Vec<_> = (0..n_items)
        .map(|i| {
            serde_json::json!({
                "id": format!("https://example.org/{i}"), "url": format!("https://example.org/{i}"),
                "title": sentence(words, i, 9), "content_html": paragraphs(words, i),
                "date_published": "2026-11-24T12:30:00Z", "authors": [{"name": sentence(words, i, 2)}],
                "tags": [sentence(words, i, 1)],
            })
        })
        .collect();
    serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": sentence(words, 1, 3), "language": language,
        "home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json", "items": items,
    })
    .to_string()
}
