//! Who wrote first what several papers print.

use url::Url;

use crate::read::article::agencies;
use crate::store::{ArticleId, Printing};

/// Whose text it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The agency, or the paper.
    pub name: String,
    /// Whether it is an agency.
    pub is_agency: bool,
    /// Where it stands at its origin, if that is among the printings.
    pub article: Option<ArticleId>,
    /// How many printings credit it.
    pub n_credits: usize,
}

/// Who wrote a text first, by its printings, the earliest first: the agency that most of them credit, or on whose own site
/// one of them stands; else the paper that had it first. `None` where nobody else printed it.
#[must_use]
pub fn origin(printings: &[Printing]) -> Option<Origin> {
    let first = printings.first()?;
    let mut agencies: Vec<Origin> = Vec::new();
    for printing in printings {
        let home = home(printing);
        let credited = printing.credits.iter().map(String::as_str).filter(|name| *name != agencies::UNNAMED);
        for name in credited.clone().chain(home.filter(|home| !printing.credits.iter().any(|name| name == home))) {
            let at = agencies.iter().position(|known| known.name == name).unwrap_or_else(|| {
                let name = name.to_owned();
                agencies.push(Origin { name, is_agency: true, article: None, n_credits: 0 });
                agencies.len() - 1
            });
            let Some(origin) = agencies.get_mut(at) else { continue };
            origin.n_credits += 1;
            origin.article = origin.article.or((home == Some(name)).then_some(printing.id));
        }
    }
    // Of several the first that most credit; `max_by_key` alone would give the last.
    let most = agencies.iter().map(|origin| origin.n_credits).max().unwrap_or_default();
    let agency = agencies.into_iter().find(|origin| origin.n_credits == most);
    Some(agency.unwrap_or_else(|| Origin {
        name: printer(first).to_owned(),
        is_agency: false,
        article: Some(first.id),
        n_credits: 0,
    }))
}

/// What the paper that printed a text is called.
#[must_use]
pub fn printer(printing: &Printing) -> &str {
    printing.site.as_deref().unwrap_or(&printing.url)
}

/// The agency on whose own site a printing stands.
fn home(printing: &Printing) -> Option<&'static str> {
    Url::parse(&printing.url).ok()?.host_str().and_then(agencies::at_host)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn printing(id: i64, url: &str, credits: &[&str]) -> Printing {
        Printing {
            id: ArticleId(id),
            url: url.to_owned(),
            site: Some(format!("Paper {id}")),
            dated: Timestamp::UNIX_EPOCH,
            kind: None,
            jaccard: None,
            containment: None,
            credits: credits.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    fn check(printings: &[Printing], expected: Option<(&str, bool, Option<i64>)>) {
        let origin = origin(printings);
        let found = origin.as_ref().map(|o| (o.name.as_str(), o.is_agency, o.article.map(|id| id.0)));
        assert_eq!(found, expected);
    }

    #[test]
    fn the_agency_wrote_it_whoever_was_first_to_print_it() {
        let paper = |id, credits: &[&str]| printing(id, "https://paper.example/1", credits);
        check(&[], None);
        check(&[paper(1, &[]), paper(2, &[])], Some(("Paper 1", false, Some(1))));
        check(&[paper(1, &["agencies"]), paper(2, &[])], Some(("Paper 1", false, Some(1))));
        check(&[paper(1, &[]), paper(2, &["AFP"])], Some(("AFP", true, None)));
        check(&[paper(1, &["AFP"]), paper(2, &["Reuters"]), paper(3, &["Reuters"])], Some(("Reuters", true, None)));
        check(&[paper(1, &["AFP"]), paper(2, &["Reuters"])], Some(("AFP", true, None)));
        let own = printing(2, "https://tass.ru/politika/1", &[]);
        check(&[paper(1, &[]), own.clone()], Some(("TASS", true, Some(2))));
        check(&[paper(1, &["TASS"]), own], Some(("TASS", true, Some(2))));
    }
}
