//! The topics as a tree, with what is stored of their matches.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::growth::{self, Pulse, TopicGrowth};
use crate::analysis::burst::Mark;
use crate::analysis::topics::TopicSet;
use crate::model::TopicId;
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::store::{Store, StoreError, TopicEntry, TopicFigures};

/// A topic with what is stored of its matches.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicOverview {
    /// Which topic.
    pub id: TopicId,
    /// What people call it.
    pub label: String,
    /// What belongs to it and what does not.
    pub description: String,
    /// The wider topic.
    pub parent: Option<TopicId>,
    /// How many topics stand above it.
    pub depth: usize,
    /// Whether the configuration has it.
    pub is_configured: bool,
    /// Terms of its rule.
    pub n_terms: usize,
    /// The rule of today; `None` where it is no longer configured.
    pub rules_version: Option<String>,
    /// What is stored of it.
    pub figures: TopicFigures,
    /// How it grows, with all that is part of it.
    pub growth: TopicGrowth,
}

/// Every topic that is configured or was: each below its parent, else by name.
///
/// # Errors
/// The database fails.
pub fn overviews(store: &Store, rules: &TopicSet, now: Timestamp) -> Result<Vec<TopicOverview>, StoreError> {
    let pulse = Pulse::new(store, now)?;
    let tree = Tree::new(store.known_topics()?, rules);
    tree.in_order().into_iter().map(|(id, depth)| tree.overview(&pulse, rules, &id, depth)).collect()
}

/// One topic, as it stands among all; `None` if it was never configured.
///
/// # Errors
/// The database fails.
pub fn overview(
    store: &Store,
    rules: &TopicSet,
    topic: &TopicId,
    now: Timestamp,
) -> Result<Option<TopicOverview>, StoreError> {
    let tree = Tree::new(store.known_topics()?, rules);
    let Some((id, depth)) = tree.in_order().into_iter().find(|(id, _)| id == topic) else { return Ok(None) };
    tree.overview(&Pulse::new(store, now)?, rules, &id, depth).map(Some)
}

/// The same as a listing.
///
/// # Errors
/// The database fails.
pub fn topics(store: &Store, rules: &TopicSet, now: Timestamp) -> Result<Listing, StoreError> {
    let rows = overviews(store, rules, now)?.into_iter().map(|topic| row(store, topic));
    Ok(Listing { columns: columns(), rows: rows.collect::<Result<_, StoreError>>()? })
}

/// One topic as a row of this listing; `None` if it was never configured.
///
/// # Errors
/// The database fails.
pub fn topic(store: &Store, rules: &TopicSet, topic: &TopicId, now: Timestamp) -> Result<Option<Listing>, StoreError> {
    let Some(found) = overview(store, rules, topic, now)? else { return Ok(None) };
    Ok(Some(Listing { columns: columns(), rows: vec![row(store, found)?] }))
}

fn columns() -> Vec<Column> {
    vec![
        Column::whole("topic"),
        Column::elastic("label"),
        Column::whole("articles"),
        Column::whole("terms"),
        Column::whole("newest"),
        Column::whole("last_24h"),
        Column::whole("usual_24h"),
        Column::whole("mark"),
        Column::whole("rule_version"),
        Column::whole("of_other_rules"),
        Column::whole("is_configured"),
        Column::hidden("parent"),
        Column::hidden("depth"),
        Column::hidden("own_articles"),
        Column::hidden("description"),
        Column::hidden("growth"),
    ]
}

fn row(store: &Store, topic: TopicOverview) -> Result<Row, StoreError> {
    let TopicFigures { articles, with_descendants, newest } = topic.figures;
    let of_other_rules = store.matches_of_other_rules(&topic.id, topic.rules_version.as_deref())?;
    Ok(vec![
        topic.id.as_str().into(),
        topic.label.into(),
        Cell::count(with_descendants),
        Cell::count(topic.n_terms as u64),
        newest.into(),
        topic.growth.last_day.into(),
        topic.growth.usual_day().into(),
        topic.growth.mark().map(Mark::as_str).into(),
        topic.rules_version.into(),
        Cell::count(of_other_rules),
        topic.is_configured.into(),
        topic.parent.as_ref().map(TopicId::as_str).into(),
        Cell::count(topic.depth as u64),
        Cell::count(articles),
        topic.description.into(),
        Cell::List(topic.growth.spans.iter().map(growth::cell).collect()),
    ])
}

/// The same listing for people: names are moved in by their depth.
#[must_use]
pub fn indented(mut listing: Listing) -> Listing {
    let depth_at = listing.columns.iter().position(|column| column.name == "depth");
    for row in &mut listing.rows {
        let depth = depth_at.and_then(|at| row.get(at)).map_or(0, |cell| match cell {
            Cell::Integer(depth) => usize::try_from(*depth).unwrap_or(0),
            _ => 0,
        });
        if let (Some(Cell::Text(name)), 1..) = (row.first_mut(), depth) {
            *name = format!("└{} {name}", "─".repeat(depth - 1));
        }
    }
    listing
}

/// A topic as it is configured or stored.
#[derive(Debug, Default)]
struct Node {
    label: String,
    description: String,
    parent: Option<TopicId>,
    is_configured: bool,
}

struct Tree(BTreeMap<TopicId, Node>);

impl Tree {
    /// What the configuration says wins over what was stored of it.
    fn new(stored: Vec<TopicEntry>, rules: &TopicSet) -> Self {
        let mut nodes: BTreeMap<TopicId, Node> = stored
            .into_iter()
            .map(|TopicEntry { id, label, parent, description, .. }| {
                (id, Node { label, description, parent, is_configured: false })
            })
            .collect();
        for rule in rules.rules() {
            let node = nodes.entry(rule.id.clone()).or_default();
            node.parent.clone_from(&rule.parent);
            node.description.clone_from(&rule.description);
            node.is_configured = true;
            node.label = rule.name().to_owned();
        }
        Self(nodes)
    }

    /// Each topic once with its depth, parents first.
    fn in_order(&self) -> Vec<(TopicId, usize)> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        let is_root = |node: &Node| node.parent.as_ref().is_none_or(|parent| !self.0.contains_key(parent));
        let roots = self.0.iter().filter(|(_, node)| is_root(node));
        // Those of a circle, which only a stored tree can have, are roots as well, and come last.
        for (id, _) in roots.chain(&self.0) {
            self.descend(id, 0, &mut seen, &mut order);
        }
        order
    }

    fn descend(&self, id: &TopicId, depth: usize, seen: &mut BTreeSet<TopicId>, order: &mut Vec<(TopicId, usize)>) {
        if !seen.insert(id.clone()) {
            return;
        }
        order.push((id.clone(), depth));
        for (child, _) in self.0.iter().filter(|(_, node)| node.parent.as_ref() == Some(id)) {
            self.descend(child, depth + 1, seen, order);
        }
    }

    /// All topics below one.
    fn below(&self, id: &TopicId) -> Vec<TopicId> {
        let mut order = Vec::new();
        self.descend(id, 0, &mut BTreeSet::new(), &mut order);
        order.into_iter().map(|(id, _)| id).filter(|other| other != id).collect()
    }

    fn overview(
        &self,
        pulse: &Pulse<'_>,
        rules: &TopicSet,
        id: &TopicId,
        depth: usize,
    ) -> Result<TopicOverview, StoreError> {
        let rules_version = rules.version_of(id);
        let below = self.below(id);
        let figures = pulse.store().topic_figures(id, &below)?;
        let growth = pulse.of_topics(&[below, vec![id.clone()]].concat())?;
        let unknown = Node::default();
        let node = self.0.get(id).unwrap_or(&unknown);
        Ok(TopicOverview {
            id: id.clone(),
            label: node.label.clone(),
            description: node.description.clone(),
            parent: node.parent.clone(),
            depth,
            is_configured: node.is_configured,
            n_terms: rules.n_terms(id),
            rules_version: rules_version.map(str::to_owned),
            figures,
            growth,
        })
    }
}
