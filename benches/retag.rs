//! What it costs to tag a whole collection anew by the rules that ship, and how long a writer beside it waits.
//!
//! ```text
//! cargo bench --bench retag                # 20,000 articles
//! cargo bench --bench retag -- 1000000     # takes some 10 GB in the folder for temporary files, and a quarter of an hour
//! cargo bench --bench retag -- 20000 KEEP  # makes the collection in the folder KEEP and leaves it there; uses what is there
//! ```
//!
//! The articles are invented, of 3.4 kB on average in six languages; one in ten is about terrorism, one in twenty about
//! Russia and the United States. First the program itself runs, `rasid retag`, as a process of its own, while this one
//! stores an article every 20 ms as a poll would: wall clock, CPU time and peak memory are those of the program. Then the
//! same runs for ten seconds within this process on one thread, as in the daemon, with the same writer beside it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rasid::analysis::copies::fingerprints;
use rasid::config::{self, Config};
use rasid::lab::retag::{Extent, Retag, Rules};
use rasid::model::{
    Address, Article, FORMAT_VERSION, LanguageCode, PollOutcome, Sighting, Source, SourceId, SourceKind, TextOrigin,
};
use rasid::store::Store;
use rasid::text::{hash, tokens};

const N_ARTICLES: u64 = 20_000;
/// Articles in one outcome while the collection is made.
const AT_ONCE: u64 = 1_000;
/// Bytes of a text, on average.
const TEXT_BYTES: usize = 3_400;
/// The pause of the writer beside.
const PAUSE: Duration = Duration::from_millis(20);
/// How long the tagging within this process runs.
const WITHIN: Duration = Duration::from_secs(10);
/// Ticks of `/proc/PID/stat` in a second, on every Linux of today.
const TICKS_A_SECOND: f64 = 100.0;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let n_articles = arguments.first().map_or(Ok(N_ARTICLES), |number| number.parse())?;
    let temporary = tempfile::tempdir()?;
    let folder = arguments.get(1).map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let config = configuration(&folder)?;
    let store = Store::open(&config.store.database)?;
    store.sync_sources(&[source()?], Timestamp::UNIX_EPOCH)?;
    fill(&store, n_articles)?;
    let alone = Waits::of(&store, || Ok(false))?;
    say(&format!("a writer alone, an article at a time: {alone}"))?;
    beside_the_program(&folder, &store, n_articles)?;
    within(&store, &config)
}

/// A configuration with the packs that ship.
fn configuration(folder: &Path) -> Outcome<Config> {
    std::fs::create_dir_all(folder)?;
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/topics/*.toml");
    let file = folder.join("config.toml");
    std::fs::write(&file, format!("include = [{packs:?}]\n[store]\ndatabase = \"rasid.db\"\n"))?;
    Ok(config::load(Some(&file), &[])?)
}

/// Makes the collection, tagged by rules that found nothing.
fn fill(store: &Store, n_articles: u64) -> Outcome<()> {
    let began = Instant::now();
    let n_there = store.stats(Timestamp::UNIX_EPOCH)?.articles;
    for first in (n_there..n_articles).step_by(AT_ONCE as usize) {
        let articles = (first..n_articles.min(first + AT_ONCE)).map(article).collect::<Outcome<_>>()?;
        store.apply(outcome(articles)?)?;
    }
    store.checkpoint()?;
    let stats = store.stats(Timestamp::UNIX_EPOCH)?;
    let size = stats.size_bytes as f64 / 1e9;
    say(&format!("{} articles, {size:.2} GB, made in {:.0?}", stats.articles, began.elapsed()))
}

/// Runs `rasid retag` while this process stores articles.
fn beside_the_program(folder: &Path, store: &Store, n_articles: u64) -> Outcome<()> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_rasid"));
    program.arg("-c").arg(folder.join("config.toml")).arg("retag");
    let began = Instant::now();
    let mut running = program.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let (mut cpu, mut memory) = (0.0, 0.0);
    let waits = Waits::of(store, || {
        // Of a process that has just ended there is nothing to read.
        cpu = cpu_seconds(running.id()).unwrap_or(cpu);
        memory = peak_memory_mb(running.id()).unwrap_or(memory);
        Ok(running.try_wait()?.is_none())
    })?;
    let took = began.elapsed();
    let said = io::read_to_string(running.stderr.take().ok_or("stderr is piped")?)?;
    say(&format!("rasid retag: {}", said.trim()))?;
    say(&format!(
        "{took:.1?} in all, {cpu:.1} s of CPU, peak memory {memory:.0} MB; {:.0} articles a second, {:.0} a CPU second",
        n_articles as f64 / took.as_secs_f64(),
        n_articles as f64 / cpu
    ))?;
    say(&format!("a writer of another process beside it: {waits}"))
}

/// Tags for a while within this process, on one thread.
fn within(store: &Store, config: &Config) -> Outcome<()> {
    let rules = Rules::new(Arc::clone(&config.topics), &config.sources);
    let again = Extent { again: true, ..Extent::stale() };
    let retag = Retag::plan(store, rules, &again)?.with_threads(std::num::NonZero::<usize>::MIN);
    let (stop, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    let began = Instant::now();
    let (tally, waits) = std::thread::scope(|scope| {
        let running = scope.spawn(|| {
            let result = retag.run(&stop, |_| ());
            is_over.store(true, Ordering::Relaxed);
            result
        });
        let waits = Waits::of(store, || {
            stop.store(began.elapsed() >= WITHIN, Ordering::Relaxed);
            Ok(!is_over.load(Ordering::Relaxed))
        });
        (running.join(), waits)
    });
    let (tally, _) = tally.map_err(|_| "tagging panicked")??;
    let rate = tally.n_articles as f64 / began.elapsed().as_secs_f64();
    say(&format!("within one process, on one thread: {rate:.0} articles a second; a writer beside it: {}", waits?))
}

/// How long each of many applies took.
struct Waits(Vec<Duration>);

impl Waits {
    /// Stores an article after the other for as long as `goes_on` says, and at least fifty.
    fn of(store: &Store, mut goes_on: impl FnMut() -> Outcome<bool>) -> Outcome<Self> {
        let mut waits = Vec::new();
        while goes_on()? || waits.len() < 50 {
            let number = 1_000_000_000 + store_number();
            let outcome = outcome(vec![article(number)?])?;
            let began = Instant::now();
            store.apply(outcome)?;
            waits.push(began.elapsed());
            std::thread::sleep(PAUSE);
        }
        waits.sort();
        Ok(Self(waits))
    }

    fn at(&self, share: f64) -> Duration {
        let place = (self.0.len().saturating_sub(1)) as f64 * share;
        self.0.get(place.round() as usize).copied().unwrap_or_default()
    }
}

impl std::fmt::Display for Waits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (median, high, longest) = (self.at(0.5), self.at(0.99), self.at(1.0));
        write!(f, "{} times, median {median:.1?}, 99 % within {high:.1?}, longest {longest:.1?}", self.0.len())
    }
}

/// Another number each time, in each run.
fn store_number() -> u64 {
    use std::sync::atomic::AtomicU64;
    static NEXT: AtomicU64 = AtomicU64::new(0);
    u64::from(std::process::id()) * 1_000_000 + NEXT.fetch_add(1, Ordering::Relaxed)
}

fn source() -> Outcome<Source> {
    Ok(Source::new(SourceId::parse("paper")?, "https://paper.example/feed".to_owned(), SourceKind::Feed))
}

fn outcome(articles: Vec<Article>) -> Outcome<PollOutcome> {
    let sighting = |article: &Article| Sighting {
        key: article.key.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        guid: None,
        published: None,
        updated: None,
        seen_at: article.fetched_at,
    };
    Ok(PollOutcome {
        version: FORMAT_VERSION,
        source: source()?.id,
        generation: 0,
        rules_version: "before".to_owned(),
        sightings: articles.iter().map(sighting).collect(),
        articles,
        deferred: Vec::new(),
        looks: Vec::new(),
        end: None,
    })
}

/// An article of its own for each number.
fn article(number: u64) -> Outcome<Article> {
    let mut dice = Dice(number);
    let (language, words, subjects) =
        VOCABULARY.get(dice.below(VOCABULARY.len())).copied().ok_or("there are languages")?;
    let subject = match number % 20 {
        0 | 10 => subjects.first(),
        5 => subjects.get(1),
        _ => None,
    };
    let title = sentence(&mut dice, words, subject.copied());
    let wanted = TEXT_BYTES / 2 + dice.below(TEXT_BYTES);
    let mut text = String::with_capacity(wanted + 200);
    while text.len() < wanted {
        let has_subject = dice.below(8) == 0;
        text += &sentence(&mut dice, words, subject.copied().filter(|_| has_subject));
        text.push('\n');
    }
    let url = format!("https://paper.example/{number}");
    let key = hash::article_key(&url);
    let seconds = 1_700_000_000 + i64::try_from(number % 1_000_000_000)? * 10;
    Ok(Article {
        key: key.clone(),
        addresses: vec![Address { key, url: url.clone() }],
        url,
        canonical_url: None,
        fingerprints: fingerprints(&title, &text),
        profile: None,
        word_count: u32::try_from(tokens::count_words(&text))?,
        title,
        text,
        text_from: TextOrigin::Page,
        summary: None,
        authors: Vec::new(),
        credits: Vec::new(),
        links: Vec::new(),
        translations: Vec::new(),
        language: LanguageCode::from_tag(language),
        published: None,
        modified: None,
        site: None,
        image: None,
        section: None,
        keywords: Vec::new(),
        kind: None,
        page_words: None,
        snapshot: None,
        language_confidence: None,
        fetched_at: Timestamp::from_second(seconds)?,
        matches: Vec::new(),
        external_id: None,
    })
}

fn sentence(dice: &mut Dice, words: &str, subject: Option<&str>) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    let n_words = 8 + dice.below(12);
    let mut sentence: Vec<&str> = (0..n_words).filter_map(|_| words.get(dice.below(words.len())).copied()).collect();
    if let Some(subject) = subject {
        sentence.insert(sentence.len() / 2, subject);
    }
    sentence.join(" ") + "."
}

/// The same numbers in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or_default()
    }
}

/// Languages, their everyday words, and phrases on terrorism and on Russia and the United States.
const VOCABULARY: &[(&str, &str, &[&str])] = &[
    (
        "en",
        "the minister said on Monday that a new bridge would open in spring after years of work and many people came to \
         see it while others asked for more money from council as prices rose again in most towns near river where trains \
         had stopped running during winter because snow fell for three weeks without any break between hills",
        &["terrorist attack by the Islamic State killed civilians", "Moscow and Washington held talks in Geneva"],
    ),
    (
        "ar",
        "قال الوزير يوم الاثنين إن الجسر الجديد سيفتح في الربيع بعد سنوات من العمل وجاء كثير من الناس لرؤيته بينما طلب \
         آخرون مزيدا من المال من المجلس مع ارتفاع الأسعار مجددا في معظم المدن القريبة من النهر حيث توقفت القطارات خلال \
         الشتاء لأن الثلج تساقط ثلاثة أسابيع دون انقطاع",
        &["هجوم إرهابي نفذه تنظيم الدولة الإسلامية", "موسكو وواشنطن تجريان محادثات في جنيف"],
    ),
    (
        "ru",
        "министр сообщил в понедельник что новый мост откроется весной после многих лет работы и люди пришли посмотреть на \
         него а другие просили у совета больше денег потому что цены снова выросли в большинстве городов у реки где поезда \
         зимой не ходили так как снег шёл три недели без перерыва",
        &["террористический акт боевиков Исламского государства", "Москва и Вашингтон провели переговоры в Женеве"],
    ),
    (
        "tr",
        "bakan pazartesi günü yeni köprünün yıllar süren çalışmanın ardından ilkbaharda açılacağını söyledi ve birçok insan \
         onu görmeye geldi diğerleri ise belediyeden daha fazla para istedi çünkü fiyatlar nehir kıyısındaki kentlerin \
         çoğunda yeniden arttı kışın trenler durmuştu",
        &["IŞİD terör örgütü saldırısı sivilleri hedef aldı", "Moskova ve Washington Cenevre'de görüştü"],
    ),
    (
        "fr",
        "le ministre a déclaré lundi que le nouveau pont ouvrirait au printemps après des années de travaux et beaucoup de \
         gens sont venus le voir tandis que les autres demandaient plus d'argent au conseil car les prix ont encore augmenté \
         dans la plupart des villes près de la rivière où les trains ne roulaient plus en hiver",
        &["attentat terroriste revendiqué par l'État islamique", "Moscou et Washington ont négocié à Genève"],
    ),
    (
        "zh",
        "部长星期一表示 新桥经过多年施工 将在春天开放 许多人前来参观 另一些人要求市议会增加拨款 因为河边大多数城镇的物价再次上涨 \
         冬天火车停运 连续三个星期下雪 居民说 生活很不容易 学校照常上课 医院也开门",
        &["恐怖袭击由伊斯兰国发动造成平民死亡", "莫斯科与华盛顿在日内瓦举行会谈"],
    ),
];

fn cpu_seconds(process: u32) -> Outcome<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second field, the name, may hold spaces; it ends with the last bracket.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).ok_or("no such field");
    Ok((ticks(11)? + ticks(12)?) / TICKS_A_SECOND)
}

fn peak_memory_mb(process: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("a process that has ended")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}

fn say(text: &str) -> Outcome<()> {
    Ok(writeln!(io::stdout(), "{text}")?)
}
