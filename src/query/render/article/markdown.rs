//! One article as Markdown (CommonMark): headline, byline, the text with its evidence in bold, and why it matched.

use std::io::{self, Write};

use super::{Marks, Today, moment, rule, terms, times};
use crate::model::{Field, LanguageCode};
use crate::query::render::commonmark::{address, escaped, with_marks};
use crate::store::ArticleDetail;

/// Writes the article.
pub(super) fn write(out: &mut impl Write, article: &ArticleDetail, today: Option<Today<'_>>) -> io::Result<()> {
    let row = &article.row;
    let marks = Marks::new(&article.matches, Field::Title);
    writeln!(out, "# {}\n", with_marks(&row.title, |place| marks.contain(place)))?;
    let authors = Some(article.authors.join(", ")).filter(|authors| !authors.is_empty());
    let published = row.published.map(|published| moment(published.at));
    let language = row.language.as_ref().map(LanguageCode::to_string);
    let facts = [authors, row.site.clone(), published, language, Some(format!("article {}", row.id))];
    let byline: Vec<String> = facts.iter().flatten().map(|fact| escaped(fact)).chain([address(&row.url)]).collect();
    writeln!(out, "{}", byline.join(" · "))?;
    write_text(out, article)?;
    write_topics(out, article, today)
}

fn write_text(out: &mut impl Write, article: &ArticleDetail) -> io::Result<()> {
    let marks = Marks::new(&article.matches, Field::Text);
    let mut first_place = 0;
    for paragraph in article.text.split('\n') {
        let words = with_marks(paragraph, |place| marks.contain(first_place + place));
        if !words.is_empty() {
            writeln!(out, "\n{words}")?;
        }
        first_place += paragraph.chars().count() + 1;
    }
    Ok(())
}

fn write_topics(out: &mut impl Write, article: &ArticleDetail, today: Option<Today<'_>>) -> io::Result<()> {
    for (n, found) in article.matches.iter().enumerate() {
        if n == 0 {
            writeln!(out)?;
        }
        let terms: Vec<String> = terms(found).into_iter().map(|(term, n)| escaped(term) + &times(n)).collect();
        let rule = today.map(|today| format!(" ({})", escaped(&rule(found, today.rules)))).unwrap_or_default();
        let (topic, score) = (escaped(found.topic.as_str()), found.score);
        writeln!(out, "- {topic} {score:.2}{rule}: {}", terms.join(", "))?;
    }
    Ok(())
}
