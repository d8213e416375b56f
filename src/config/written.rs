//! A table of the configuration as somebody wrote it, cut out of its file with all its comments.

use toml_edit::{DocumentMut, Item};

use crate::model::TopicId;

/// The `[[topic]]` of this id in a text; `None` where there is none, or the text is no TOML.
pub(super) fn topic(text: &str, id: &TopicId) -> Option<String> {
    // Most files hold other topics: a look is cheaper than a parse.
    if !text.contains(id.as_str()) {
        return None;
    }
    let mut document: DocumentMut = text.parse().ok()?;
    let root = document.as_table_mut();
    root.retain(|key, _| key == "topic");
    let topics = root.get_mut("topic").and_then(Item::as_array_of_tables_mut)?;
    topics.retain(|topic| topic.get("id").and_then(Item::as_str) == Some(id.as_str()));
    if topics.is_empty() {
        return None;
    }
    document.set_trailing("");
    Some(format!("{}\n", document.to_string().trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Of the file.

[[list]]
id = \"boats\"

[[topic]]
id = \"harbour\"
threshold = 2

# What the sea brings.
[[topic]]
id = \"sea\" # its name
threshold = 3

[topic.terms.en] # words
3 = [\"trawler*\"]
1 = [\"harbour\"]

[[topic.example]]
match = true
title = \"\"\"
[[topic]]
id = \"none\"\"\"\"

[[source]]
id = \"paper\"
";

    #[test]
    fn a_topic_is_cut_out_with_its_comments_and_parts() {
        let cut = |id: &str| topic(TEXT, &TopicId::parse(id).expect("an id"));
        let from = TEXT.find("# What the sea").expect("there");
        let to = TEXT.find("[[source]]").expect("there");
        assert_eq!(cut("sea").as_deref(), TEXT.get(from..to).map(str::trim).map(|text| format!("{text}\n")).as_deref());
        assert_eq!(cut("harbour").as_deref(), Some("[[topic]]\nid = \"harbour\"\nthreshold = 2\n"));
        assert_eq!((cut("none"), cut("paper"), cut("boats")), (None, None, None));
    }
}
