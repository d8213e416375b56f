//! What the authors of a page call its parts: the words in `class` and `id`, in whatever way they are joined.
//!
//! A hint is never enough by itself. Who uses one looks at what the element holds as well: some sites call the whole
//! page `has-sidebar`.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What a name hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Hint {
    /// Navigation, sharing, related articles, advertising, subscription: never part of a text.
    Clutter,
    /// What readers wrote.
    Comments,
    /// The line under a picture, or who took it.
    Caption,
    /// Author, date, section: facts of the article that are not its text.
    Details,
    /// Who wrote it.
    Author,
    /// When it was written.
    Date,
    /// The page's own clock.
    Clock,
    /// A sentence lifted out of the text.
    Quote,
    /// The standfirst.
    Lead,
    /// The text itself.
    Body,
    /// Nothing: longer words that hold one of the others by accident.
    Nothing,
}

/// The hints of one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hints(u16);

impl Hints {
    /// Reads the value of a `class` or `id` attribute.
    pub(super) fn read(names: &str) -> Self {
        let mut hints = Self::default();
        for found in FINDER.find_iter(names) {
            if let Some((_, hint)) = WORDS.get(found.pattern().as_usize()) {
                hints.0 |= bit(*hint);
            }
        }
        hints
    }

    /// Whether the hint was given.
    pub(super) fn has(self, hint: Hint) -> bool {
        self.0 & bit(hint) != 0
    }

    /// The hints of both.
    #[must_use]
    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

fn bit(hint: Hint) -> u16 {
    1 << hint as u8
}

/// Finds the longest word at each place.
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(WORDS.iter().map(|(word, _)| word))
        .expect("a short list of short words makes an automaton")
});

/// Parts of names. Words that are also parts of innocent names stand beside those (`Nothing`), as the longest one wins.
#[rustfmt::skip]
const WORDS: &[(&str, Hint)] = &[
    // Moving about.
    ("breadcrumb", Hint::Clutter), ("navbar", Hint::Clutter), ("navigation", Hint::Clutter), ("pagination", Hint::Clutter),
    ("pager", Hint::Clutter), ("menu", Hint::Clutter), ("toolbar", Hint::Clutter), ("tools", Hint::Clutter),
    ("skip-", Hint::Clutter), ("sidebar", Hint::Clutter), ("side-bar", Hint::Clutter), ("side_bar", Hint::Clutter),
    ("rightcol", Hint::Clutter), ("footer", Hint::Clutter), ("masthead", Hint::Clutter), ("ticker", Hint::Clutter),
    ("sticker", Hint::Nothing), ("toc", Hint::Nothing),
    // Passing it on.
    ("share", Hint::Clutter), ("sharing", Hint::Clutter), ("shared-content", Hint::Nothing), ("shareholder", Hint::Nothing),
    ("social", Hint::Clutter), ("socialist", Hint::Nothing), ("social-embed", Hint::Nothing),
    ("social-media-embed", Hint::Nothing), ("socialembed", Hint::Nothing), ("addthis", Hint::Clutter), ("addtoany", Hint::Clutter),
    ("whatsapp", Hint::Clutter), ("telegram", Hint::Clutter), ("followus", Hint::Clutter), ("follow-us", Hint::Clutter),
    ("print-only", Hint::Clutter), ("printfriendly", Hint::Clutter),
    // Other articles.
    ("related", Hint::Clutter), ("recommend", Hint::Clutter), ("readmore", Hint::Clutter), ("read-more", Hint::Clutter),
    ("read_more", Hint::Clutter), ("readalso", Hint::Clutter), ("read-also", Hint::Clutter), ("read_also", Hint::Clutter),
    ("also-read", Hint::Clutter), ("see-also", Hint::Clutter), ("more-on", Hint::Clutter), ("morenews", Hint::Clutter),
    ("more-news", Hint::Clutter), ("more-stories", Hint::Clutter), ("most-read", Hint::Clutter), ("mostread", Hint::Clutter),
    ("most-viewed", Hint::Clutter), ("popular", Hint::Clutter), ("trending", Hint::Clutter), ("latest", Hint::Clutter),
    ("outbrain", Hint::Clutter), ("taboola", Hint::Clutter), ("teaser", Hint::Clutter), ("inline-link", Hint::Clutter),
    // Money.
    ("advert", Hint::Clutter), ("adsby", Hint::Clutter), ("ad-slot", Hint::Clutter), ("adslot", Hint::Clutter),
    ("ad-container", Hint::Clutter), ("leaderboard", Hint::Clutter), ("sponsor", Hint::Clutter), ("promo", Hint::Clutter),
    ("newsletter", Hint::Clutter), ("subscribe", Hint::Clutter), ("subscribed", Hint::Nothing),
    ("subscription", Hint::Clutter), ("signup", Hint::Clutter), ("sign-up", Hint::Clutter), ("donat", Hint::Clutter),
    ("cookie", Hint::Clutter), ("consent", Hint::Clutter), ("gdpr", Hint::Clutter), ("modal", Hint::Clutter),
    ("popup", Hint::Clutter), ("copyright", Hint::Clutter), ("disclaimer", Hint::Clutter), ("affiliate", Hint::Clutter),
    // Labels.
    ("post-tags", Hint::Clutter), ("tag-list", Hint::Clutter), ("taglist", Hint::Clutter), ("article-tags", Hint::Clutter),
    ("entry-tags", Hint::Clutter), ("keywords", Hint::Clutter), ("hashtag", Hint::Clutter),
    // Readers.
    ("comment", Hint::Comments), ("commentary", Hint::Nothing), ("disqus", Hint::Comments), ("livefyre", Hint::Comments),
    ("hypercomments", Hint::Comments), ("reactions", Hint::Comments), ("kommentar", Hint::Comments),
    ("commentaire", Hint::Comments), ("comentario", Hint::Comments), ("respond", Hint::Comments), ("correspond", Hint::Nothing), ("responsive", Hint::Nothing),
    // Pictures.
    ("caption", Hint::Caption), ("credit", Hint::Caption), ("photographer", Hint::Caption), ("bildunterschrift", Hint::Caption),
    ("legende", Hint::Caption), ("wp-caption", Hint::Caption), ("image-desc", Hint::Caption), ("photo-desc", Hint::Caption),
    // Facts of the article.
    ("byline", Hint::Author), ("author", Hint::Author), ("authority", Hint::Nothing), ("writer", Hint::Author),
    ("autor", Hint::Author), ("auteur", Hint::Author), ("yazar", Hint::Author), ("reporter", Hint::Author),
    ("katib", Hint::Author), ("signature", Hint::Author),
    ("date", Hint::Date), ("update", Hint::Date), ("candidate", Hint::Nothing), ("mandate", Hint::Nothing),
    ("validate", Hint::Nothing), ("timestamp", Hint::Date), ("pubtime", Hint::Date), ("publish", Hint::Date),
    ("publisher", Hint::Nothing), ("datum", Hint::Date), ("fecha", Hint::Date), ("tarih", Hint::Date), ("posted", Hint::Date),
    ("dateline", Hint::Date), ("created", Hint::Date), ("time", Hint::Date), ("timeline", Hint::Nothing),
    ("sometimes", Hint::Nothing),
    ("today", Hint::Clock), ("clock", Hint::Clock), ("current-date", Hint::Clock), ("currentdate", Hint::Clock),
    ("topdate", Hint::Clock), ("top-date", Hint::Clock), ("top_date", Hint::Clock), ("weather", Hint::Clock),
    ("post-meta", Hint::Details), ("entry-meta", Hint::Details), ("article-meta", Hint::Details), ("post-info", Hint::Details),
    ("article-info", Hint::Details), ("article__meta", Hint::Details), ("article-details", Hint::Details),
    // Parts of the text.
    ("quote", Hint::Quote), ("lead", Hint::Lead), ("leader", Hint::Nothing), ("leading", Hint::Nothing), ("intro", Hint::Lead),
    ("standfirst", Hint::Lead), ("summary", Hint::Lead), ("excerpt", Hint::Lead), ("subtitle", Hint::Lead),
    ("sub-title", Hint::Lead), ("subhead", Hint::Lead), ("headline", Hint::Nothing), ("chapo", Hint::Lead),
    ("dek", Hint::Lead), ("deck", Hint::Lead), ("sapo", Hint::Lead), ("lede", Hint::Lead), ("vorspann", Hint::Lead),
    ("anreisser", Hint::Lead), ("abstract", Hint::Lead), ("description", Hint::Lead), ("bajada", Hint::Lead),
    ("entradilla", Hint::Lead), ("spot", Hint::Lead), ("spotlight", Hint::Nothing),
    ("article", Hint::Body), ("body", Hint::Body), ("content", Hint::Body), ("story", Hint::Body), ("entry", Hint::Body),
    ("text", Hint::Body), ("main", Hint::Body),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_however_they_are_joined() {
        for (names, hint) in [
            ("ShareBar", Hint::Clutter),
            ("news_related-list", Hint::Clutter),
            ("comments", Hint::Comments),
            ("pullQuote", Hint::Quote),
            ("articleBody", Hint::Body),
            ("article__lead", Hint::Lead),
            ("img-caption", Hint::Caption),
        ] {
            assert!(Hints::read(names).has(hint), "{names}");
        }
    }

    #[test]
    fn longer_words_are_not_mistaken() {
        for (names, hint) in [
            ("commentary", Hint::Comments),
            ("candidate", Hint::Date),
            ("leader", Hint::Lead),
            ("shareholder", Hint::Clutter),
        ] {
            assert!(!Hints::read(names).has(hint), "{names}");
        }
    }
}
