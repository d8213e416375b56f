//! Structured data in JSON-LD, read leniently: what its authors meant, where that can be told.
//!
//! Only nodes that describe an article count. A page carries others beside it (the site, a video, ten related articles),
//! and their dates and authors are what makes readers of structured data wrong.

use std::collections::HashMap;

use serde_json::Value;

use super::document::{Document, plain};

/// Nodes looked at on one page.
const MAX_NODES: usize = 2_000;

/// What structured data says of the article.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// Its headline.
    pub headline: Option<String>,
    /// Date of publication, as written.
    pub published: Option<String>,
    /// Date of the last change, as written.
    pub modified: Option<String>,
    /// Date of creation or upload, as written.
    pub created: Option<String>,
    /// Date of publication of what is no article: the page, a video.
    pub published_elsewhere: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Names of the authors of the page that holds it, where the article itself names none.
    pub page_authors: Vec<String>,
    /// Names of those whom the text came from.
    pub providers: Vec<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Address of the main image.
    pub image: Option<String>,
    /// The teaser.
    pub description: Option<String>,
    /// Tag of the language.
    pub language: Option<String>,
    /// The text, or what passes for it.
    pub body: Option<String>,
    /// Whether a node described an article at all.
    pub is_article: bool,
    /// Whether it is of one of the kinds that only news come in.
    pub is_news: bool,
    /// The types of the article, of schema.org, without its address.
    pub types: Vec<String>,
    /// The types of all nodes that stand at the top, the article's among them.
    pub page_types: Vec<String>,
    /// Whether everybody may read the whole text.
    pub is_free: Option<bool>,
    /// The part of the paper.
    pub section: Option<String>,
    /// What it says it is about, as written.
    pub keywords: Vec<String>,
    /// The way from the home page to the article, by name.
    pub breadcrumb: Vec<String>,
    /// Whether a block could not be read even after repairs.
    pub was_broken: bool,
}

/// Reads all blocks of a page. `title` chooses among several articles.
pub(super) fn read(document: &Document<'_>, title: &str) -> Claims {
    let mut roots = Vec::new();
    let mut was_broken = false;
    for script in document.elements("script").filter(|node| is_json_ld(node.attr("type"))) {
        let (mut values, is_whole) = parse(&document.raw_text(script));
        roots.append(&mut values);
        was_broken |= !is_whole;
    }
    let nodes = nodes(&roots);
    let by_id = nodes
        .iter()
        .filter(|node| node.len() > 1)
        .filter_map(|node| Some((node.get("@id")?.as_str()?, *node)))
        .collect::<HashMap<_, _>>();
    let articles = nodes.iter().copied().filter(|node| is_article(node)).collect::<Vec<_>>();
    let title = key(title);
    let agrees = |node: &&Object| text(node.get("headline")).is_some_and(|headline| agree(&key(&headline), &title));
    let chosen = articles.iter().copied().find(agrees).or_else(|| articles.first().copied());
    let mut claims = chosen.map(|node| claims(node, &by_id)).unwrap_or_default();
    if claims.authors.is_empty() {
        let page = nodes.iter().find(|node| types(node).any(|name| name == "WebPage"));
        claims.page_authors = page.map(|node| authors(node, &by_id)).unwrap_or_default();
    }
    claims.page_types = nodes.iter().flat_map(|node| types(node)).map(str::to_owned).collect();
    claims.breadcrumb = breadcrumb(&nodes);
    claims.was_broken = was_broken;
    claims.published_elsewhere =
        nodes.iter().filter(|node| !is_article(node)).find_map(|node| text(node.get("datePublished")));
    claims
}

type Object = serde_json::Map<String, Value>;

fn is_json_ld(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// The values of a block, and whether all of it could be read.
fn parse(block: &str) -> (Vec<Value>, bool) {
    let block = block.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let block = block.trim_start_matches("//").trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    if let Ok(value) = serde_json::from_str(block) {
        return (vec![value], true);
    }
    let repaired = repair(block);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&repaired).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => return (values, false),
        }
    }
    (values, true)
}

/// Mends what hands and templates break: raw line ends in strings, commas before a closing bracket, escapes that JSON
/// does not know, a semicolon at the end.
fn repair(block: &str) -> String {
    let mut repaired = String::with_capacity(block.len());
    let mut is_string = false;
    let mut chars = block.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                is_string = !is_string;
                repaired.push(c);
            }
            '\\' if is_string => match chars.next() {
                Some(escaped @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => repaired.extend([c, escaped]),
                Some(other) => repaired.push(other),
                None => {}
            },
            c if is_string && c.is_control() => repaired.push(' '),
            ',' | ';' if !is_string => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                if c == ',' && !matches!(chars.peek(), Some('}' | ']' | ',') | None) {
                    repaired.push(c);
                }
            }
            c => repaired.push(c),
        }
    }
    repaired
}

/// The nodes of all blocks: the top ones and those of `@graph`, and what a page says its main entity is.
fn nodes(roots: &[Value]) -> Vec<&Object> {
    let mut nodes = Vec::new();
    let mut open = roots.iter().rev().collect::<Vec<_>>();
    while let Some(value) = open.pop().filter(|_| nodes.len() < MAX_NODES) {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(node) => {
                nodes.push(node);
                open.extend(["mainEntity", "mainEntityOfPage", "@graph"].iter().filter_map(|key| node.get(*key)));
            }
            _ => {}
        }
    }
    nodes
}

/// Whether a node is of schema.org's Article family.
fn is_article(node: &Object) -> bool {
    types(node)
        .map(str::to_ascii_lowercase)
        .any(|name| name.ends_with("article") || matches!(name.as_str(), "blogposting" | "liveblogposting" | "report"))
}

/// The names of a node's types, without the address of the vocabulary.
fn types(node: &Object) -> impl Iterator<Item = &str> {
    let listed = match node.get("@type") {
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
        None => &[],
    };
    listed.iter().filter_map(Value::as_str).filter_map(|name| name.rsplit(['/', ':', '#']).next())
}

fn claims(node: &Object, by_id: &HashMap<&str, &Object>) -> Claims {
    let field = |name: &str| text(node.get(name));
    Claims {
        headline: field("headline").or_else(|| field("name")).map(|headline| plain(&headline)),
        published: field("datePublished"),
        modified: field("dateModified"),
        created: field("dateCreated").or_else(|| field("uploadDate")),
        published_elsewhere: None,
        authors: authors(node, by_id),
        page_authors: Vec::new(),
        providers: ["sourceOrganization", "provider"].iter().flat_map(|key| names(node.get(*key), by_id)).collect(),
        publisher: names(node.get("publisher"), by_id).into_iter().next(),
        image: image(node.get("image")).or_else(|| image(node.get("thumbnailUrl"))),
        description: field("description").map(|description| plain(&description)),
        language: field("inLanguage"),
        body: field("articleBody").or_else(|| field("text")),
        types: types(node).map(str::to_owned).collect(),
        page_types: Vec::new(),
        is_free: node.get("isAccessibleForFree").and_then(truth),
        section: field("articleSection").map(|section| plain(&section)),
        keywords: strings(node.get("keywords")),
        breadcrumb: Vec::new(),
        is_article: true,
        is_news: types(node).any(|name| name.ends_with("NewsArticle") || name == "LiveBlogPosting"),
        was_broken: false,
    }
}

/// The names of a list of breadcrumbs, from the home page on.
fn breadcrumb(nodes: &[&Object]) -> Vec<String> {
    let list = nodes.iter().find_map(|node| {
        let is_list = types(node).any(|name| name == "BreadcrumbList");
        let own = is_list.then_some(*node);
        own.or_else(|| node.get("breadcrumb").and_then(Value::as_object)).and_then(|list| list.get("itemListElement"))
    });
    let name = |item: &Value| {
        let item = item.as_object()?;
        let name = text(item.get("name")).or_else(|| text(item.get("item")?.as_object()?.get("name")))?;
        Some((item.get("position").and_then(Value::as_u64).unwrap_or(u64::MAX), plain(&name)))
    };
    let mut steps = list.and_then(Value::as_array).into_iter().flatten().filter_map(name).collect::<Vec<_>>();
    steps.sort_by_key(|(position, _)| *position);
    steps.into_iter().map(|(_, name)| name).collect()
}

/// All strings of a value that may be one or a list of some.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(|value| text(Some(value))).collect(),
        value => text(value).into_iter().collect(),
    }
}

/// A value that is true or false, or says so in words.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Who is named as the author of a node.
fn authors(node: &Object, by_id: &HashMap<&str, &Object>) -> Vec<String> {
    let places = ["author", "creator"].iter().map(|name| names(node.get(*name), by_id));
    places.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// The first string of a value that may be one, a list of some or wrapped as `@value`.
fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim(),
        Value::Array(values) => return text(values.first()),
        Value::Object(object) => object.get("@value").or_else(|| object.get("name"))?.as_str()?.trim(),
        _ => return None,
    };
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names of people or organisations: strings, nodes with a name, references to other nodes, or lists of these.
fn names(value: Option<&Value>, by_id: &HashMap<&str, &Object>) -> Vec<String> {
    let one = |value: &Value| -> Option<String> {
        match value {
            Value::String(name) => Some(plain(name)),
            Value::Object(node) => {
                let referred = || by_id.get(node.get("@id")?.as_str()?)?.get("name");
                text(node.get("name").or_else(referred)).map(|name| plain(&name))
            }
            _ => None,
        }
    };
    match value {
        Some(Value::Array(values)) => values.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

fn image(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(address) => Some(address.trim().to_owned()),
        Value::Array(values) => image(values.first()),
        Value::Object(node) => image(node.get("url").or_else(|| node.get("contentUrl"))),
        _ => None,
    }
}

/// What headlines are compared by.
fn key(headline: &str) -> String {
    crate::text::fold::fold(headline).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two headlines are one, as far as one may be cut off or carry the site's name.
fn agree(a: &str, b: &str) -> bool {
    !a.is_empty() && !b.is_empty() && (a.starts_with(b) || b.starts_with(a))
}

#[cfg(test)]
mod tests;
