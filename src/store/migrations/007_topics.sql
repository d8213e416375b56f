-- The tree of topics, by which rules each article was tagged, and what people say of the matches.

alter table topics add column parent text;                      -- the wider topic; null: none
alter table topics add column description text not null default ''; -- what belongs to it and what does not
create index topics_parent on topics (parent) where parent is not null;

create table rule_sets (
    -- Every set of rules, all topics together, that articles were tagged by.
    id integer primary key,
    version text not null unique             -- `unknown`: articles that were tagged before this was kept
) strict;

create table article_rules (
    -- By which set an article was last tagged as a whole. Every article has a row.
    article_id integer primary key references articles (id),
    rule_set integer not null references rule_sets (id)
) strict;
-- Whose articles the rules of today have not seen yet.
create index article_rules_set on article_rules (rule_set);

insert into rule_sets (version) select 'unknown' where exists (select 1 from articles);
insert into article_rules (article_id, rule_set) select a.id, s.id from articles a, rule_sets s order by a.id;

create table judgements (
    -- Whether an article belongs to a topic, as a person says.
    article_id integer not null references articles (id),
    topic text not null references topics (id),
    verdict text not null check (verdict in ('yes', 'no')),
    at text not null,                        -- when it was said
    primary key (article_id, topic)
) strict, without rowid;
create index judgements_topic on judgements (topic, article_id);
