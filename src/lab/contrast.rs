//! The articles of a topic against all others: words that only they use, and terms of the rule that others use as well.
//!
//! Two passes. The first reads the topic's articles alone and gathers their phrases, which bounds the memory by what
//! these say; the second counts the same phrases in all others. Copies are left out, so that a report which twenty papers
//! print counts once. What people judged wins over what is stored.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::pass::Pass;
use crate::analysis::topics::suggest::{Candidate, Frequency, Sizes, Vocabulary, candidates, phrases, z_score};
use crate::analysis::topics::{KnownTerm, Subject, TermLanguage, TermPart, TopicSet};
use crate::model::{LanguageCode, TopicId};
use crate::store::{ArticleId, ArticleText, Store, StoreError, TextChoice, TextsOf};

/// The most phrases that are held of one language: with their counts some 100 MB.
pub const MAX_PHRASES: usize = 1_000_000;

/// A phrase in fewer articles of the topic is chance.
const MIN_ARTICLES: u32 = 3;

/// A term that stands in fewer other articles brings little noise.
const MIN_NOISE: u32 = 5;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The topic's own rule, alone.
    pub rules: &'a TopicSet,
    /// The topic.
    pub topic: &'a TopicId,
    /// The earliest date.
    pub since: Option<Timestamp>,
    /// Only this language.
    pub language: Option<&'a LanguageCode>,
    /// How many phrases are wanted of each language.
    pub at_most: usize,
    /// Whether those are wanted too that a term of the rule finds already.
    pub with_known: bool,
    /// How many phrases are held of each language.
    pub max_phrases: usize,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Contrast {
    /// By language.
    pub languages: BTreeMap<LanguageCode, LanguageContrast>,
    /// Terms of the rule that bring noise, the worst first.
    pub noise: Vec<NoisyTerm>,
}

/// What was found in one language.
#[derive(Debug, Clone)]
pub struct LanguageContrast {
    /// How many articles were compared.
    pub sizes: Sizes,
    /// The phrases that set the topic's articles apart, the strongest first.
    pub suggestions: Vec<Suggestion>,
    /// Phrases in so few articles may have been given up, as there were too many.
    pub floor: u32,
}

/// A phrase that may become a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The phrase with its figures.
    pub candidate: Candidate,
    /// The term of the rule that finds it already.
    pub known_as: Option<String>,
    /// An article that has it.
    pub example: Option<ArticleId>,
}

/// A term whose hits are mostly somewhere else.
#[derive(Debug, Clone, PartialEq)]
pub struct NoisyTerm {
    /// As its author wrote it.
    pub term: String,
    /// The texts that it is tried on.
    pub language: TermLanguage,
    /// In how many articles it stands.
    pub frequency: Frequency,
    /// How far it is from telling the topic's articles apart.
    pub z: f64,
    /// In how many articles that people judged: those of the topic, and the others.
    pub judged: Frequency,
}

/// Which articles are the topic's.
struct Members {
    matched: HashSet<ArticleId>,
    judged: HashMap<ArticleId, bool>,
    copies: HashSet<ArticleId>,
}

impl Members {
    fn read(store: &Store, topic: &TopicId) -> Result<Self, StoreError> {
        let mut matched: HashSet<ArticleId> = store.topic_scores(topic)?.into_iter().map(|(id, _)| id).collect();
        let judged: HashMap<ArticleId, bool> =
            store.judgements(topic)?.into_iter().map(|judgement| (judgement.article, judgement.belongs)).collect();
        for (&id, &belongs) in &judged {
            if belongs {
                matched.insert(id);
            } else {
                matched.remove(&id);
            }
        }
        Ok(Self { matched, judged, copies: store.copies()? })
    }

    /// Whether an article takes part. Those whose language is not known have nothing to be compared with.
    fn compares(&self, article: &ArticleText, question: &Question<'_>) -> bool {
        let is_wanted = question.language.is_none_or(|wanted| article.language.as_ref() == Some(wanted));
        is_wanted && !self.copies.contains(&article.id)
    }
}

/// Compares; `progress` is told how many articles are done of how many.
///
/// # Errors
/// The database fails.
pub fn run(
    store: &Store,
    question: &Question<'_>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Contrast, StoreError> {
    let members = Members::read(store, question.topic)?;
    let choice = TextChoice { of: TextsOf::All, since: question.since, until: None };
    let pass = Pass::choose(store, &choice)?;
    // Each article is read twice.
    let mut progress = |n: usize| progress(n, 2 * pass.n_articles());
    let vocabularies = gather(&pass, question, &members, &mut progress)?;
    let counts = compare(&pass, question, &members, &vocabularies, &mut progress)?;
    Ok(counts.contrast(&vocabularies, question))
}

type Vocabularies = BTreeMap<LanguageCode, Vocabulary>;

/// The phrases of the topic's articles.
fn gather(
    pass: &Pass,
    question: &Question<'_>,
    members: &Members,
    progress: &mut impl FnMut(usize),
) -> Result<Vocabularies, StoreError> {
    let mut gathered: BTreeMap<LanguageCode, (Vocabulary, u64)> = BTreeMap::new();
    let look = |article: &ArticleText| {
        let is_ours = members.matched.contains(&article.id) && members.compares(article, question);
        let language = article.language.clone().filter(|_| is_ours)?;
        Some((article.id, language, phrases(&article.title, &article.text)))
    };
    pass.run(&AtomicBool::new(false), look, |chunk| {
        progress(chunk.len());
        for (id, language, phrases) in chunk.into_iter().flatten() {
            let new = || (Vocabulary::new(question.max_phrases), 0);
            let (vocabulary, n_articles) = gathered.entry(language).or_insert_with(new);
            *n_articles += 1;
            vocabulary.add_matched(id.0, phrases);
        }
        ControlFlow::Continue(())
    })?;
    let common = gathered.into_iter().map(|(language, (mut vocabulary, n_articles))| {
        vocabulary.drop_rare(least(n_articles));
        (language, vocabulary)
    });
    Ok(common.collect())
}

/// How often all others have these phrases, and where the terms of the rule stand.
fn compare(
    pass: &Pass,
    question: &Question<'_>,
    members: &Members,
    vocabularies: &Vocabularies,
    progress: &mut impl FnMut(usize),
) -> Result<Counts, StoreError> {
    let mut counts = Counts::default();
    let look = |article: &ArticleText| {
        let language = article.language.clone()?;
        let vocabulary = vocabularies.get(&language).filter(|_| members.compares(article, question))?;
        let is_member = members.matched.contains(&article.id);
        if !is_member {
            vocabulary.add_other(phrases(&article.title, &article.text));
        }
        Some(Seen { id: article.id, language, is_member, terms: question.rules.terms_in(&subject(article), None) })
    };
    pass.run(&AtomicBool::new(false), look, |chunk| {
        progress(chunk.len());
        for seen in chunk.into_iter().flatten() {
            counts.add(seen, &members.judged);
        }
        ControlFlow::Continue(())
    })?;
    Ok(counts)
}

/// How many articles a phrase must stand in. Of very few articles, two are many.
fn least(n_matched: u64) -> u32 {
    if n_matched < 20 { MIN_ARTICLES - 1 } else { MIN_ARTICLES }
}

fn subject(article: &ArticleText) -> Subject<'_> {
    Subject { title: &article.title, text: &article.text, language: article.language.as_ref(), seen: None }
}

/// What a thread saw of an article.
struct Seen {
    id: ArticleId,
    language: LanguageCode,
    is_member: bool,
    terms: BTreeSet<usize>,
}

#[derive(Default)]
struct Counts {
    sizes: BTreeMap<LanguageCode, Sizes>,
    /// Of each term: all articles, and those that people judged.
    terms: HashMap<usize, (Frequency, Frequency)>,
}

impl Counts {
    fn add(&mut self, seen: Seen, judged: &HashMap<ArticleId, bool>) {
        let sizes = self.sizes.entry(seen.language).or_default();
        sizes.matched += u64::from(seen.is_member);
        sizes.other += u64::from(!seen.is_member);
        let belongs = judged.get(&seen.id);
        for term in seen.terms {
            let (found, by_people) = self.terms.entry(term).or_default();
            found.matched += u32::from(seen.is_member);
            found.other += u32::from(!seen.is_member);
            by_people.matched += u32::from(belongs == Some(&true));
            by_people.other += u32::from(belongs == Some(&false));
        }
    }

    fn contrast(&self, vocabularies: &Vocabularies, question: &Question<'_>) -> Contrast {
        let languages = vocabularies.iter().map(|(language, vocabulary)| {
            let sizes = self.sizes.get(language).copied().unwrap_or_default();
            let suggestions = suggestions(vocabulary, sizes, language, question);
            (language.clone(), LanguageContrast { sizes, suggestions, floor: vocabulary.floor() })
        });
        Contrast { languages: languages.collect(), noise: self.noise(question) }
    }

    fn noise(&self, question: &Question<'_>) -> Vec<NoisyTerm> {
        let terms = question.rules.terms_of(question.topic);
        let mut noisy: Vec<NoisyTerm> = terms.filter_map(|term| self.noisy(term)).collect();
        noisy.sort_by(|a, b| a.z.total_cmp(&b.z).then_with(|| a.term.cmp(&b.term)));
        noisy
    }

    /// A term whose hits are mostly elsewhere, or mostly in articles that people refused.
    fn noisy(&self, term: KnownTerm<'_>) -> Option<NoisyTerm> {
        let speaks = matches!(term.part, TermPart::Weight(weight) if weight > 0.0);
        let (frequency, judged) = *self.terms.get(&term.index).filter(|_| speaks)?;
        let is_elsewhere = frequency.other >= MIN_NOISE && frequency.other > frequency.matched;
        let is_refused = judged.other > judged.matched && judged.other > 1;
        if !is_elsewhere && !is_refused {
            return None;
        }
        let tried = self.sizes.iter().filter(|(code, _)| term.language.covers(Some(code)));
        let sizes = tried.fold(Sizes::default(), |sum, (_, sizes)| Sizes {
            matched: sum.matched + sizes.matched,
            other: sum.other + sizes.other,
        });
        let (written, language) = (term.written.to_owned(), term.language.clone());
        Some(NoisyTerm { term: written, language, frequency, z: z_score(frequency, sizes), judged })
    }
}

fn suggestions(
    vocabulary: &Vocabulary,
    sizes: Sizes,
    language: &LanguageCode,
    question: &Question<'_>,
) -> Vec<Suggestion> {
    // Those that are known are told only later.
    let at_most = question.at_most.saturating_mul(if question.with_known { 1 } else { 10 });
    let found = candidates(vocabulary, sizes, at_most).into_iter();
    let of = |candidate: Candidate| {
        let subject = Subject { title: "", text: &candidate.phrase, language: Some(language), seen: None };
        let terms = question.rules.terms_in(&subject, None).into_iter().filter_map(|index| question.rules.term(index));
        let mut speaking = terms.filter(|term| !matches!(term.part, TermPart::None(_)));
        let known_as = speaking.next().map(|term| term.written.to_owned());
        let example = vocabulary.example(&candidate.phrase).map(ArticleId);
        Suggestion { candidate, known_as, example }
    };
    let wanted = |suggestion: &Suggestion| question.with_known || suggestion.known_as.is_none();
    found.map(of).filter(wanted).take(question.at_most).collect()
}

#[cfg(test)]
mod tests;
