//! How many articles are tagged in a second of processor time, and what it costs to compile rules.
//!
//!     cargo bench --bench topics
//!
//! The articles are invented: words that no language has, made of the letters of eleven languages, some common and most
//! rare, as in any language; 3.4 kB each. The terms are drawn from the rarer ones of the same words, as an author would.
//! Measured are 500 topics of 50 terms, the topics that come along, and the compilation of one topic of 100,000 terms
//! with the memory that it takes.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Context;
use rasid::analysis::topics::{RuleMistake, Subject, Term, TermLanguage, TopicRule, TopicSet, compile};
use rasid::config;
use rasid::model::{LanguageCode, TopicId};
use rasid::text::fold::fold;

/// How long each set of topics is tried.
const TURN: Duration = Duration::from_secs(5);

/// Bytes of a title and a text.
const ARTICLE_BYTES: usize = 3_400;

const N_ARTICLES: usize = 1_100;
const N_TOPICS: usize = 500;
const N_TERMS: usize = 50;
const N_TERMS_OF_LARGE_RULE: usize = 100_000;

/// Words of a language that are drawn from, the commonest first.
const N_WORDS: usize = 20_000;

/// What stands among these comes again and again in any article, so that nobody takes it for a term.
const N_COMMON_WORDS: usize = 300;

fn main() -> anyhow::Result<()> {
    let mut languages = Vec::new();
    for (seed, alphabet) in ALPHABETS.iter().enumerate() {
        languages.push(Language::new(alphabet, seed as u64)?);
    }
    measure_compilation(&languages)?;
    let articles = articles(&languages);
    let n_bytes: usize = articles.iter().map(|article| article.title.len() + article.text.len()).sum();
    report(&format!("{} articles of {} bytes on average", articles.len(), n_bytes / articles.len()));
    measure(&format!("{N_TOPICS} topics of {N_TERMS} terms"), &many_topics(&languages)?, &articles);
    let shipped = config::load(Some("config.toml".as_ref()), &[("HOME".to_owned(), "/".to_owned())])?.topics;
    let n_terms: usize = shipped.rules().iter().map(|rule| shipped.n_terms(&rule.id)).sum();
    let name = format!("the {} topics that come along, {n_terms} terms", shipped.rules().len());
    measure(&name, &shipped, &articles);
    Ok(())
}

struct Article {
    language: LanguageCode,
    title: String,
    text: String,
}

fn measure(name: &str, topics: &TopicSet, articles: &[Article]) {
    let (begin, begin_of_turn) = (processor_time(), Instant::now());
    let (mut n_articles, mut n_matches, mut n_hits) = (0_u32, 0, 0);
    while begin_of_turn.elapsed() < TURN {
        for Article { language, title, text } in articles {
            let subject = Subject { title, text, language: Some(language), seen: None };
            let matches = black_box(topics.tag(black_box(&subject)));
            n_matches += matches.len();
            n_hits += matches.iter().map(|found| found.evidence.len()).sum::<usize>();
            n_articles += 1;
        }
    }
    let used = used_since(begin, begin_of_turn);
    let each = |number: usize| number as f64 / f64::from(n_articles);
    let rate = f64::from(n_articles) / used.as_secs_f64();
    report(&format!(
        "{name}: {rate:.0} articles a second ({:.1} matches each, with {:.1} hits)",
        each(n_matches),
        each(n_hits)
    ));
}

fn measure_compilation(languages: &[Language]) -> anyhow::Result<()> {
    let mut random = fastrand::Rng::with_seed(7);
    let rule = rule("large", N_TERMS_OF_LARGE_RULE, languages, &mut random)?;
    let before = Memory::now();
    let (began, began_on_the_wall) = (processor_time(), Instant::now());
    let (set, mistakes) = compile(vec![rule], Vec::new());
    let took = used_since(began, began_on_the_wall);
    let after = Memory::now();
    check(&mistakes)?;
    let memory = before.zip(after).map_or_else(String::new, |(before, after)| {
        let more = |kilobytes: u64| kilobytes.saturating_sub(before.used) as f64 / 1000.0;
        format!(", {:.1} MB more at most, {:.1} MB of them kept", more(after.most), more(after.used))
    });
    report(&format!("a topic of {N_TERMS_OF_LARGE_RULE} terms: compiled in {:.2} s{memory}", took.as_secs_f64()));
    black_box(set);
    Ok(())
}

fn many_topics(languages: &[Language]) -> anyhow::Result<TopicSet> {
    let mut random = fastrand::Rng::with_seed(3);
    let mut rules = Vec::new();
    for number in 0..N_TOPICS {
        rules.push(rule(&format!("topic-{number}"), N_TERMS, languages, &mut random)?);
    }
    let (set, mistakes) = compile(rules, Vec::new());
    check(&mistakes)?;
    Ok(set)
}

/// A few invented words are forms of one another.
fn check(mistakes: &[RuleMistake]) -> anyhow::Result<()> {
    let other = mistakes.iter().find(|mistake| !mistake.message.contains("finds the same as"));
    anyhow::ensure!(other.is_none(), "{other:?}");
    Ok(())
}

/// A topic with terms of every language in turn.
fn rule(id: &str, n_terms: usize, languages: &[Language], random: &mut fastrand::Rng) -> anyhow::Result<TopicRule> {
    let mut rule = TopicRule::new(TopicId::parse(id)?);
    rule.threshold = Some(6.0);
    let mut seen = std::collections::HashSet::new();
    while rule.terms.len() < n_terms {
        let language = languages.get(rule.terms.len() % languages.len()).context("no languages")?;
        let text = language.term(random);
        if seen.insert(fold(&text)) {
            let weight = f64::from(random.i32(1..=5));
            rule.terms.push(Term { text, weight, language: TermLanguage::Of(language.code.clone()) });
        }
    }
    Ok(rule)
}

fn articles(languages: &[Language]) -> Vec<Article> {
    let mut random = fastrand::Rng::with_seed(5);
    let mut articles = Vec::new();
    while articles.len() < N_ARTICLES {
        articles.extend(languages.iter().map(|language| Article {
            language: language.code.clone(),
            title: language.text(ARTICLE_BYTES / 30, &mut random),
            text: language.text(ARTICLE_BYTES - ARTICLE_BYTES / 30, &mut random),
        }));
    }
    articles
}

/// How a language looks.
struct Alphabet {
    code: &'static str,
    letters: &'static str,
    /// What parts words.
    space: &'static str,
    /// Letters of the shortest and the longest word.
    word: (usize, usize),
    /// What its authors end terms with.
    part: &'static str,
}

const ALPHABETS: &[Alphabet] = &[
    Alphabet {
        code: "ar", letters: "اليمنترهوبعدسفقكحجصشطخأةىإءئؤآزضغثذظ", space: " ", word: (3, 7), part: "~"
    },
    Alphabet { code: "de", letters: "enirstahdulcgmobwfkzvpüäßöjyEATSDGBVW", space: " ", word: (3, 13), part: "*" },
    Alphabet { code: "en", letters: "etaoinsrhldcumfpgwybvkxjqzTSAICMB", space: " ", word: (2, 10), part: "*" },
    Alphabet { code: "es", letters: "eaosrnidlctumpbgvyóíqhfzjéáñxúELAPC", space: " ", word: (2, 11), part: "*" },
    Alphabet {
        code: "fa", letters: "اینردهمتوسبشکزلگفخقچعجپحطصآغضذثژئظ", space: " ", word: (3, 7), part: "~"
    },
    Alphabet { code: "fr", letters: "esaitnrulodcpmévqfbghjàxèyêzçôLDPCA", space: " ", word: (2, 11), part: "*" },
    Alphabet {
        code: "he", letters: "יוהלאמרתבשנעדחפקטכגסצזםןךףץ", space: " ", word: (3, 6), part: "~"
    },
    Alphabet {
        code: "ru", letters: "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёРВПСМ", space: " ", word: (3, 11), part: "~"
    },
    Alphabet { code: "tr", letters: "aeinrlıkdtmyusoübşzgğhçcvpöfjİTABK", space: " ", word: (3, 11), part: "*" },
    Alphabet {
        code: "uk", letters: "оаинвітерсклдупмзяьбгйчхцжїшюєщфґРВПУ", space: " ", word: (3, 11), part: "~"
    },
    Alphabet { code: "zh", letters: CHINESE, space: "", word: (2, 3), part: "" },
];

/// Some hundred common characters.
const CHINESE: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而\
方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日\
那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展\
五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据\
处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具\
万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际\
商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养\
易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

struct Language {
    code: LanguageCode,
    space: &'static str,
    part: &'static str,
    /// Of `N_WORDS` the commonest first.
    words: Vec<String>,
}

impl Language {
    fn new(alphabet: &Alphabet, seed: u64) -> anyhow::Result<Self> {
        let mut random = fastrand::Rng::with_seed(seed);
        let letters: Vec<char> = alphabet.letters.chars().collect();
        let (shortest, longest) = alphabet.word;
        let word = |random: &mut fastrand::Rng| {
            let n_letters = random.usize(shortest..=longest);
            (0..n_letters).filter_map(|_| letters.get(rank(letters.len(), random)).copied()).collect()
        };
        let words = (0..N_WORDS).map(|_| word(&mut random)).collect();
        let Alphabet { code, space, part, .. } = alphabet;
        Ok(Self { code: LanguageCode::parse(code)?, space, part, words })
    }

    /// Sentences of about so many bytes.
    fn text(&self, n_bytes: usize, random: &mut fastrand::Rng) -> String {
        let mut text = String::new();
        while text.len() < n_bytes {
            text.push_str(self.words.get(rank(self.words.len(), random)).map_or("", String::as_str));
            text.push_str(match random.u8(..) {
                0..=20 => ", ",
                21..=34 => ". ",
                35..=38 => ".\n",
                _ => self.space,
            });
        }
        text
    }

    /// A word, a phrase, the beginning of a word or a word with its endings.
    fn term(&self, random: &mut fastrand::Rng) -> String {
        let word = |random: &mut fastrand::Rng| {
            let rare = random.usize(N_COMMON_WORDS..self.words.len());
            self.words.get(rare).cloned().unwrap_or_default()
        };
        let first = word(random);
        match random.u8(..) {
            0..=100 => first,
            101..=180 => format!("{first} {}", word(random)),
            _ if first.chars().count() > 5 => format!("{first}{}", self.part),
            _ => format!("{first} {} {}", word(random), word(random)),
        }
    }
}

/// A rank below a number, the first ones the likeliest: each doubling of the rank is as likely as the one before.
fn rank(n: usize, random: &mut fastrand::Rng) -> usize {
    let exponent = random.f64() * (n as f64).ln();
    (exponent.exp() as usize).saturating_sub(1).min(n.saturating_sub(1))
}

/// What the process holds, in kilobytes.
#[derive(Clone, Copy)]
struct Memory {
    used: u64,
    /// Since the last look.
    most: u64,
}

impl Memory {
    fn now() -> Option<Self> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse().ok()
        };
        let memory = Self { used: field("VmRSS:")?, most: field("VmHWM:")? };
        // From here on the most counts anew.
        fs::write("/proc/self/clear_refs", "5").ok()?;
        Some(memory)
    }
}

/// The processor time since a moment; where the system does not tell, the time on the wall.
fn used_since(begin: Option<Duration>, begin_on_the_wall: Instant) -> Duration {
    match (begin, processor_time()) {
        (Some(begin), Some(end)) => end.saturating_sub(begin),
        _ => begin_on_the_wall.elapsed(),
    }
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
