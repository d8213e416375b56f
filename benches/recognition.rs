//! What it costs to tell the copies and the stories of an article when many are stored: CPU time and memory of storing, and
//! the time until a program that was started anew stores its first article.
//!
//! ```text
//! cargo bench --bench recognition [-- STORED [IN_WINDOW [LINKS]]]
//! ```
//!
//! Without numbers 200,000 articles are stored, of which 100,000 lie in the windows; each is a made-up report of about 200
//! words in Arabic with five links, two of which others have as well, and three in ten repeat an earlier one with changes. Then
//! 2,000 more are stored four times: with what copies and stories are recognised by, without links, without stories, and
//! without copies; the differences are what they cost. Reading
//! the text for its signature and its profile is measured apart, since a poll's worker does it and not the writer.

use std::hint::black_box;
use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use rasid::analysis::copies::fingerprints;
use rasid::analysis::stories::Profile;
use rasid::model::{
    Address, Article, DateOrigin, FORMAT_VERSION, LanguageCode, Moment, PollOutcome, Published, Signature, Source,
    SourceId, SourceKind, TextOrigin,
};
use rasid::store::Store;
use rasid::text::url::key;
use url::Url;

const N_STORED: usize = 200_000;
const N_IN_WINDOW: usize = 100_000;
const N_MEASURED: usize = 2_000;
/// Links of an article.
const N_LINKS: usize = 5;
/// Articles in one outcome.
const AT_ONCE: usize = 50;
/// Words that texts are made of.
const N_WORDS: u64 = 40_000;
/// Ticks of `/proc/self/stat` in a second, on every Linux of today.
const TICKS_A_SECOND: f64 = 100.0;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<usize>().ok());
    let (n_stored, n_in_window) = (numbers.next().unwrap_or(N_STORED), numbers.next().unwrap_or(N_IN_WINDOW));
    let n_links = numbers.next().unwrap_or(N_LINKS);
    let article = |number: usize, at: Timestamp| article(number, at, n_links);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("rasid.db");
    let mut out = io::stdout().lock();

    let store = open(&path)?;
    let began = Instant::now();
    for first in (0..n_stored).step_by(AT_ONCE) {
        // What is not in the window was seen long before it.
        let at = if first + n_in_window < n_stored { day(0) } else { day(100) };
        apply(&store, (first..first + AT_ONCE).map(|number| article(number, at)).collect())?;
    }
    writeln!(out, "{n_stored} articles stored in {:.0} s", began.elapsed().as_secs_f64())?;
    drop(store);

    let before = resident_mb()?;
    let began = Instant::now();
    let store = open(&path)?;
    apply(&store, vec![article(n_stored, day(101))])?;
    writeln!(out, "start: {:.2} s until the first article is stored", began.elapsed().as_secs_f64())?;
    writeln!(out, "memory: {:.0} MB more than before the start", resident_mb()? - before)?;

    let next = |series: usize| {
        let first = n_stored + 1 + series * N_MEASURED;
        (first..first + N_MEASURED).map(|number| article(number, day(101)))
    };
    let articles: Vec<Article> = next(0).collect();
    let all = cost(&store, &articles)?;
    let both = cost(&store, &next(3).map(without_links).collect::<Vec<_>>())?;
    let copies = cost(&store, &next(1).map(without_links).map(without_profile).collect::<Vec<_>>())?;
    let neither =
        cost(&store, &next(2).map(without_links).map(without_profile).map(without_fingerprints).collect::<Vec<_>>())?;
    writeln!(
        out,
        "storing: {all:.2} ms CPU an article, {:.2} of it for copies, {:.2} for stories, {:.2} for links",
        copies - neither,
        both - copies,
        all - both
    )?;
    let reading = |read: &dyn Fn(&Article)| -> io::Result<f64> {
        let cpu = cpu_seconds()?;
        articles.iter().for_each(read);
        Ok((cpu_seconds()? - cpu) * 1000.0 / N_MEASURED as f64)
    };
    let prints = reading(&|article| drop(black_box(fingerprints(&article.title, &article.text))))?;
    let profiles = reading(&|article| drop(black_box(Profile::of(&article.title, &article.text, Some("ar")))))?;
    writeln!(out, "reading: {prints:.2} ms CPU an article for its signature, {profiles:.2} for its profile")?;
    let stats = store.stats(day(101))?;
    writeln!(out, "{} copies and {} stories of {} articles", stats.copies, stats.stories, stats.articles)?;
    Ok(())
}

fn open(path: &Path) -> Result<Store, Box<dyn std::error::Error>> {
    let store = Store::open(path)?;
    let source = Source::new(SourceId::parse("a")?, "https://a.example/feed".to_owned(), SourceKind::Feed);
    store.sync_sources(&[source], day(0))?;
    Ok(store)
}

fn cost(store: &Store, articles: &[Article]) -> Result<f64, Box<dyn std::error::Error>> {
    let cpu = cpu_seconds()?;
    for some in articles.chunks(AT_ONCE) {
        apply(store, some.to_vec())?;
    }
    Ok((cpu_seconds()? - cpu) * 1000.0 / articles.len() as f64)
}

fn apply(store: &Store, articles: Vec<Article>) -> Result<(), Box<dyn std::error::Error>> {
    store.apply(PollOutcome {
        version: FORMAT_VERSION,
        source: SourceId::parse("a")?,
        generation: 0,
        rules_version: "none".to_owned(),
        articles,
        sightings: Vec::new(),
        deferred: Vec::new(),
        looks: Vec::new(),
        end: None,
    })?;
    Ok(())
}

fn day(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * (20_000 + number))
}

/// Numbers that look random and are the same on every run.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678;
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

/// A word as frequent as its number is low, as words of a language are.
fn word(dice: &mut impl FnMut(u64) -> u64) -> String {
    const LETTERS: [char; 16] = ['ا', 'ل', 'م', 'ن', 'ي', 'و', 'ر', 'ت', 'ب', 'ه', 'س', 'د', 'ك', 'ع', 'ف', 'ح'];
    let most = 1 + dice(N_WORDS);
    let mut rest = 17 + dice(most);
    let mut word = String::new();
    while rest > 0 {
        word.extend(LETTERS.get((rest % 16) as usize));
        rest /= 16;
    }
    word
}

fn text(number: usize) -> String {
    let mut dice = dice(number as u64);
    let words: Vec<String> = (0..200).map(|_| word(&mut dice)).collect();
    words.join(" ")
}

fn article(number: usize, at: Timestamp, n_links: usize) -> Article {
    let text = match number % 10 {
        // An earlier one with an agency's line before it and a fifth cut off.
        repeated @ 7..=9 => {
            let earlier = text((number - repeated).saturating_sub(1000 * repeated));
            let kept: Vec<&str> = earlier.split(' ').take(160).collect();
            format!("{} {} {}", word(&mut dice(number as u64 + 1)), word(&mut dice(number as u64 + 2)), kept.join(" "))
        }
        _ => text(number),
    };
    let title: Vec<String> = (0..6).map(|n| word(&mut dice((number * 6 + n) as u64))).collect();
    let title = title.join(" ");
    let url = format!("https://paper{}.example/{number}", number % 97);
    let address = key(&Url::parse(&url).expect("an address"));
    let links = links(number, n_links);
    let profile = profile(&title, &text, &links, &url);
    Article {
        key: address.clone(),
        addresses: vec![Address { key: address, url: url.clone() }],
        url,
        canonical_url: None,
        fingerprints: fingerprints(&title, &text),
        profile,
        title,
        text,
        text_from: TextOrigin::Page,
        summary: None,
        authors: Vec::new(),
        credits: Vec::new(),
        links,
        translations: Vec::new(),
        language: LanguageCode::from_tag("ar"),
        language_confidence: None,
        published: Some(Published { at: Moment::utc(at), from: DateOrigin::Feed }),
        modified: None,
        site: None,
        image: None,
        section: None,
        keywords: Vec::new(),
        kind: None,
        word_count: 200,
        page_words: None,
        fetched_at: at,
        snapshot: None,
        matches: Vec::new(),
        external_id: None,
    }
}

/// Two addresses that some others link to as well, and such as nobody else does.
fn links(number: usize, n_links: usize) -> Vec<String> {
    let link = |n: usize| match n {
        0 => format!("https://ministry.example/statements/{}", number / 5),
        1 => format!("https://wiki.example/pages/{}", number % 3_000),
        _ => format!("https://site{n}.example/a/{number}"),
    };
    (0..n_links).map(link).collect()
}

fn profile(title: &str, text: &str, links: &[String], url: &str) -> Option<Signature> {
    Some(Profile::of(title, text, Some("ar"))?.citing(links, &[url.to_owned()]).pack())
}

/// The article without links.
fn without_links(mut article: Article) -> Article {
    let links = std::mem::take(&mut article.links);
    if !links.is_empty() {
        article.profile = profile(&article.title, &article.text, &[], &article.url);
    }
    article
}

/// The article without what copies are recognised by.
fn without_fingerprints(mut article: Article) -> Article {
    article.fingerprints = fingerprints("", "");
    article
}

/// The article without what stories are recognised by.
fn without_profile(mut article: Article) -> Article {
    article.profile = None;
    article
}

/// CPU time of this process so far, all its threads together.
fn cpu_seconds() -> io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |place: usize| fields.get(place).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    Ok((ticks(11) + ticks(12)) / TICKS_A_SECOND)
}

fn resident_mb() -> io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
    Ok(kilobytes / 1000.0)
}
