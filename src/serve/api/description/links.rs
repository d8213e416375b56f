//! Where an answer leads: what of it names what else can be asked for.

use utoipa::Modify;
use utoipa::openapi::link::Link;
use utoipa::openapi::{OpenApi as Description, RefOr};

/// From which resource, to which operation, by which parameter, with which part of the answer.
const LINKS: [(&str, &str, &str, &str); 13] = [
    ("/articles", "articles", "cursor", "/next_cursor"),
    ("/articles", "article", "id", "/items/0/id"),
    ("/articles", "revisions", "id", "/items/0/id"),
    ("/articles", "snapshot", "id", "/items/0/id"),
    ("/articles", "source", "id", "/items/0/sources/0"),
    ("/articles", "topic", "id", "/items/0/topics/0"),
    ("/articles", "story", "id", "/items/0/story_id"),
    ("/stories", "story", "id", "/items/0/id"),
    ("/stories", "article", "id", "/items/0/lead"),
    ("/stories/{id}", "source", "id", "/source_ids/0/source"),
    ("/topics", "topic", "id", "/items/0/topic"),
    ("/topics", "timeline", "id", "/items/0/topic"),
    ("/sources", "source", "id", "/items/0/id"),
];

pub(super) struct Links;

impl Modify for Links {
    fn modify(&self, description: &mut Description) {
        for (from, operation, parameter, part) in LINKS {
            let item = description.paths.paths.get_mut(from).and_then(|item| item.get.as_mut());
            let answer = item.and_then(|operation| operation.responses.responses.get_mut("200"));
            if let Some(RefOr::T(answer)) = answer {
                let link = Link::builder().operation_id(operation);
                let link = link.parameter(parameter, format!("$response.body#{part}")).build();
                answer.links.insert(operation.to_owned(), link.into());
            }
        }
    }
}
