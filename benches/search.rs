//! What it costs to ask a large collection: how long searches, facets and exports take.
//!
//! ```text
//! cargo bench --bench search [-- ARTICLES [DATABASE]]
//! ```
//!
//! Without a number there are 100,000 articles, made up of words as frequent as those of a language (Zipf) in Arabic,
//! Russian, English, Turkish and Chinese letters, 150 words each, over three years: one in ten is listed days late and one
//! in a hundred is years old. They match topics, and sources of five countries listed them. With a database that is there,
//! nothing is made: it is the one of an earlier run.
//!
//! Queries are words of every frequency, from the commonest to one of which there are a few dozen, each asked once.

#![expect(
    clippy::indexing_slicing,
    reason = "the tables and lists of this file, by numbers that are taken modulo their length"
)]

use std::hint::black_box;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use rasid::analysis::copies::fingerprints;
use rasid::model::{
    Address, Article, DateOrigin, FORMAT_VERSION, LanguageCode, Moment, PollOutcome, Published, Sighting, Source,
    SourceId, SourceKind, TextOrigin, TopicId, TopicMatch,
};
use rasid::query::cases::paging::{self, MOST_BY_RANK, Place, Wanted};
use rasid::query::cases::request::ArticleRequest;
use rasid::query::cases::{export, search};
use rasid::query::render::{Format, Screen, write_stream};
use rasid::store::{ArticleFilter, ArticleId, ArticleOrder, Facet, Store, TopicEntry};
use rasid::text::url::key;
use url::Url;

const N_ARTICLES: usize = 100_000;
/// Articles in one outcome.
const AT_ONCE: usize = 500;
/// Words of each language.
const N_WORDS: u64 = 200_000;
const WORDS_A_TEXT: usize = 150;
const DAYS: i64 = 1_095;
const N_SOURCES: usize = 300;
const N_TOPICS: usize = 30;
/// Articles of the last page by rank.
const PAGE: u32 = 20;
/// Queries of each kind.
const N_QUERIES: usize = 200;

/// The letters of a language.
const LANGUAGES: [(&str, &str); 5] = [
    ("ar", "البترسمنهويعدفحقكشطجخذصضغثظزء"),
    ("ru", "оеаинтсрвлкмдпуяызьбгчйхжшюцщэф"),
    ("en", "etaoinshrdlucmfwypvbgkjqxz"),
    ("tr", "aeinrlkdmuyttsbozgcpşhvfj"),
    ("zh", "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let n_articles = arguments.first().and_then(|number| number.parse().ok()).unwrap_or(N_ARTICLES);
    let folder = tempfile::tempdir()?;
    let path = arguments.get(1).map_or_else(|| folder.path().join("rasid.db"), PathBuf::from);
    let mut out = io::stdout().lock();
    if !path.exists() {
        let began = Instant::now();
        make(&path, n_articles)?;
        writeln!(out, "{n_articles} articles made in {:.0} s", began.elapsed().as_secs_f64())?;
    }
    let store = Store::open_existing_read_only(&path)?;
    let one = |language: usize, at: usize| word(language, rank(at));
    let two = |language: usize, at: usize| format!("{} {}", word(language, rank(at)), word(language, rank(at + 7) + 1));
    let newest = |query: String| filter(&query, ArticleOrder::Newest);
    let by_rank = |query: String| filter(&query, ArticleOrder::Rank);
    measure(&mut out, "newest first, one word", |language, at| list(&store, &newest(one(language, at))))?;
    measure(&mut out, "newest first, two words", |language, at| list(&store, &newest(two(language, at))))?;
    measure(&mut out, "newest first, word and topic", |language, at| {
        list(&store, &newest(format!("{} topic:topic{}", one(language, at), at % N_TOPICS)))
    })?;
    measure(&mut out, "newest first, word and language", |language, at| {
        list(&store, &newest(format!("{} lang:{}", one(language, at), LANGUAGES[language].0)))
    })?;
    measure(&mut out, "newest first, word of last year", |language, at| {
        list(&store, &newest(format!("{} until:2025-11-24", one(language, at))))
    })?;
    measure(&mut out, "by rank, two words", |language, at| list(&store, &by_rank(two(language, at))))?;
    let last_stored = store.last_stored()?.unwrap_or(ArticleId(0));
    measure(&mut out, "by rank, two words, the last page", |language, at| {
        let place = Some(Place::After { last_stored, n_shown: MOST_BY_RANK - PAGE });
        let wanted = Wanted { with_text: false, passages: None };
        black_box(paging::rows(&store, &by_rank(two(language, at)), place, PAGE, wanted)).map(drop).map_err(Into::into)
    })?;
    let facets = [Facet::Topic, Facet::Source, Facet::Language, Facet::Day];
    measure(&mut out, "facets of one word", |language, at| {
        black_box(search::facets(&store, &newest(one(language, at)), &facets, 20)).map(drop).map_err(Into::into)
    })?;
    let everything = ArticleFilter { with_copies: true, order: ArticleOrder::Stored, ..ArticleFilter::newest(None) };
    let (began, cpu) = (Instant::now(), cpu_time()?);
    let n_exported = write_stream(io::sink(), Format::Jsonl, Screen::file(), |receive| {
        export::export(&store, &store.chosen(&everything)?, receive)
    })?;
    let seconds = began.elapsed().as_secs_f64();
    let cpu_seconds = (cpu_time()? - cpu).as_secs_f64();
    let a_second = |seconds: f64| n_exported as f64 / seconds;
    writeln!(
        out,
        "export: {n_exported} articles, {:.0} a second, {:.0} a CPU second",
        a_second(seconds),
        a_second(cpu_seconds)
    )?;
    Ok(())
}

/// Asks a kind of query in every language and of every frequency, and tells how long it took.
fn measure(
    out: &mut impl Write,
    name: &str,
    ask: impl Fn(usize, usize) -> Result<(), Box<dyn std::error::Error>>,
) -> Result<(), Box<dyn std::error::Error>> {
    let (mut times, mut cpu_times): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    for at in 0..N_QUERIES {
        let (began, cpu) = (Instant::now(), cpu_time()?);
        ask(at % LANGUAGES.len(), at)?;
        times.push(began.elapsed());
        cpu_times.push(cpu_time()?.saturating_sub(cpu));
    }
    let slowest = cpu_times.iter().enumerate().max_by_key(|(_, time)| **time).map_or(0, |(at, _)| at);
    writeln!(out, "{name}: {}; CPU {} (query {slowest})", percentiles(&mut times), percentiles(&mut cpu_times))?;
    Ok(())
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let percentile = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    format!(
        "p50 {:.1} ms, p95 {:.1}, p99 {:.1}, most {:.1}",
        percentile(50),
        percentile(95),
        percentile(99),
        percentile(100)
    )
}

/// CPU time of this thread so far: on a busy machine the other says little.
fn cpu_time() -> io::Result<Duration> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = stat.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or(0);
    Ok(Duration::from_nanos(nanoseconds))
}

fn list(store: &Store, filter: &ArticleFilter) -> Result<(), Box<dyn std::error::Error>> {
    let mut n = 0;
    search::search(store, filter, None, &mut |_, row| {
        n += black_box(row).len();
        ControlFlow::Continue(())
    })?;
    black_box(n);
    Ok(())
}

fn filter(query: &str, order: ArticleOrder) -> ArticleFilter {
    let request = ArticleRequest {
        queries: vec![query.to_owned()],
        topics: Vec::new(),
        sources: Vec::new(),
        languages: Vec::new(),
        countries: Vec::new(),
        since: None,
        until: None,
        with_copies: false,
        order,
        limit: Some(20),
    };
    request.filter(day(DAYS)).unwrap_or_else(|error| panic!("{error}"))
}

/// The rank of the word of a query: those of one language go from the commonest to the 20,000th, evenly by logarithm.
fn rank(at: usize) -> u64 {
    let share = (at % N_QUERIES) as f64 / N_QUERIES as f64;
    (20_000.0_f64.powf(share)) as u64
}

fn make(path: &Path, n_articles: usize) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(path)?;
    let sources: Vec<Source> = (0..N_SOURCES).map(source).collect::<Result<_, _>>()?;
    store.sync_sources(&sources, day(0))?;
    let topics: Vec<TopicEntry> = (0..N_TOPICS).map(topic_entry).collect::<Result<_, _>>()?;
    store.register_topics(topics)?;
    for first in (0..n_articles).step_by(AT_ONCE) {
        let articles: Vec<Article> = (first..first + AT_ONCE).map(|number| article(number, n_articles)).collect();
        let source = &sources[(first / AT_ONCE) % N_SOURCES];
        let sightings = articles.iter().map(sighting).collect();
        store.apply(PollOutcome {
            version: FORMAT_VERSION,
            source: source.id.clone(),
            generation: 0,
            rules_version: "none".to_owned(),
            articles,
            sightings,
            deferred: Vec::new(),
            looks: Vec::new(),
            end: None,
        })?;
    }
    store.checkpoint()?;
    Ok(())
}

fn source(number: usize) -> Result<Source, Box<dyn std::error::Error>> {
    let id = SourceId::parse(&format!("paper{number}"))?;
    let mut source = Source::new(id, format!("https://paper{number}.example/feed"), SourceKind::Feed);
    source.country = Some(["eg", "ru", "us", "tr", "cn"][number % 5].to_owned());
    Ok(source)
}

fn topic_entry(number: usize) -> Result<TopicEntry, Box<dyn std::error::Error>> {
    Ok(TopicEntry {
        id: TopicId::parse(&format!("topic{number}"))?,
        label: format!("Topic {number}"),
        rules_version: "none".to_owned(),
        parent: None,
        description: String::new(),
    })
}

fn day(number: i64) -> Timestamp {
    // Three years up to November 2026.
    "2023-11-24T00:00:00Z".parse::<Timestamp>().unwrap_or_default() + SignedDuration::from_hours(24 * number)
}

/// Numbers that look random and are the same on every run.
fn dice(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x1234_5678;
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    }
}

/// A rank with a probability of about one over it, as the words of a language have.
fn zipf(dice: &mut impl FnMut(u64) -> u64) -> u64 {
    let share = dice(1 << 30) as f64 / f64::from(1 << 30);
    ((N_WORDS as f64).powf(share)) as u64
}

/// The word of a rank: the rarer the longer.
fn word(language: usize, rank: u64) -> String {
    let letters: Vec<char> = LANGUAGES[language].1.chars().collect();
    let n = letters.len() as u64;
    let is_chinese = LANGUAGES[language].0 == "zh";
    let mut rest = if is_chinese { rank + n } else { rank + n * n };
    let mut word = String::new();
    while rest > 0 {
        word.push(letters[(rest % n) as usize]);
        rest /= n;
    }
    word
}

fn text(language: usize, dice: &mut impl FnMut(u64) -> u64, n_words: usize) -> String {
    let words: Vec<String> = (0..n_words).map(|_| zipf(dice)).map(|rank| word(language, rank)).collect();
    words.join(if LANGUAGES[language].0 == "zh" { "" } else { " " })
}

fn article(number: usize, n_articles: usize) -> Article {
    let mut dice = dice(number as u64);
    let language = number % LANGUAGES.len();
    let seconds = DAYS * 86_400 * number as i64 / n_articles as i64;
    let seen = day(0) + SignedDuration::from_secs(seconds);
    let late = match dice(100) {
        0 => dice(2 * 365 * 86_400),
        1..=10 => dice(5 * 86_400),
        _ => dice(3 * 3_600),
    };
    let published = seen - SignedDuration::from_secs(late as i64);
    let (title, text) = (text(language, &mut dice, 8), text(language, &mut dice, WORDS_A_TEXT));
    let url = format!("https://paper{}.example/{number}", number % N_SOURCES);
    let address = key(&Url::parse(&url).expect("an address"));
    let mut topics: Vec<u64> = (0..dice(3)).map(|_| dice(N_TOPICS as u64)).collect();
    topics.sort_unstable();
    topics.dedup();
    let matches = topics.into_iter().map(|topic| TopicMatch {
        topic: TopicId::parse(&format!("topic{topic}")).expect("an id"),
        score: 7.0,
        evidence: Vec::new(),
        rules_version: "none".to_owned(),
    });
    Article {
        key: address.clone(),
        addresses: vec![Address { key: address, url: url.clone() }],
        url,
        canonical_url: None,
        // What copies are found by costs most of storing, and nothing is copied here.
        fingerprints: fingerprints("", ""),
        profile: None,
        title,
        text,
        text_from: TextOrigin::Page,
        summary: None,
        authors: vec![format!("Author {}", dice(2_000))],
        credits: Vec::new(),
        links: Vec::new(),
        translations: Vec::new(),
        language: LanguageCode::from_tag(LANGUAGES[language].0),
        language_confidence: None,
        published: Some(Published { at: Moment::utc(published), from: DateOrigin::Feed }),
        modified: None,
        site: Some(format!("Paper {}", number % N_SOURCES)),
        image: None,
        section: None,
        keywords: Vec::new(),
        kind: None,
        word_count: 150,
        page_words: None,
        fetched_at: seen,
        snapshot: None,
        matches: matches.collect(),
        external_id: None,
    }
}

fn sighting(article: &Article) -> Sighting {
    Sighting {
        key: article.key.clone(),
        url: article.url.clone(),
        guid: None,
        title: article.title.clone(),
        updated: None,
        published: article.published.map(|published| published.at),
        seen_at: article.fetched_at,
    }
}
