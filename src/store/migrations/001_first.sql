-- The collection of rasid, version 1. You may read it with any SQLite tool while rasid runs; write to it with rasid alone.
--
-- Times are UTC, written 2026-11-24T09:30:00Z, so that they sort as text and date functions take them. Where a publisher
-- gave a day without a time, `published` and `modified` hold that bare day: 2026-11-24. Text stands as it was published.

pragma application_id = 0x72617364; -- "rasd": the file is a collection of rasid

create table sources (
    -- What is polled. A source that left the configuration stays, with is_configured = 0, and so do its articles.
    id text primary key not null,
    url text not null,
    kind text not null,                      -- auto, feed, list, sitemap, import
    title text,                              -- what the source calls itself
    homepage text,
    language text,                           -- as configured; where that is silent, as the source says
    country text,                            -- ISO 3166, lower case
    tags text not null default '[]' check (json_valid(tags)),
    shard integer,                           -- 0 to 1023, the same for all hosts of one registrable domain
    is_configured integer not null check (is_configured in (0, 1))
) strict;
create index sources_shard on sources (shard);

create table source_state (
    -- What is remembered between two polls of a source.
    source_id text primary key not null references sources (id),
    generation integer not null default 0,   -- counts the polls that were stored; results of another one are refused
    next_due text,                           -- null: not polled
    etag text,
    last_modified text,
    body_hash text,
    failures integer not null default 0,     -- failed polls in a row
    last_ok text,                            -- the last poll that did not fail
    last_error text,                         -- null while the source is well
    last_error_kind text,
    last_error_at text
) strict;
create index source_state_next_due on source_state (next_due) where next_due is not null;

create table polls (
    -- One row a poll; old ones are pruned.
    id integer primary key,
    source_id text not null references sources (id),
    started_at text not null,
    duration_ms integer not null,
    result text not null,                    -- ok, not-modified, imported, failed
    status integer,                          -- of HTTP
    error_kind text,
    error text,
    size_bytes integer not null,             -- decoded: the source and its pages
    items_seen integer not null,
    items_new integer not null,
    items_failed integer not null
) strict;
create index polls_source on polls (source_id);
create index polls_started_at on polls (started_at);

create table articles (
    id integer primary key,                  -- local to this file; `key` is the same everywhere
    key text not null unique,                -- hash of the canonical address
    external_id text,                        -- the id it had where it was imported from
    url text not null,
    canonical_url text,                      -- the address that the page claims
    title text not null,
    summary text,
    language text,
    published text,                          -- null where nothing trustworthy says so
    published_from text,                     -- json-ld, meta, time, text, url, feed, import
    published_precision text,                -- day, time
    published_offset text,                   -- as the publisher wrote it: datetime(published, published_offset) is local
    modified text,
    first_seen text not null,
    dated text not null,                     -- published, but never later than first_seen: what lists are ordered by
    word_count integer not null,
    site text,
    image text,
    copy_of integer references articles (id) check (copy_of <> id),  -- the original, never itself a copy
    copy_kind text,                          -- exact, title
    content_hash text not null,              -- of title and text
    text_from text not null,                 -- page, feed, import
    text text not null,                      -- one block a line; last, so that lists need not read past it
    check ((copy_of is null) = (copy_kind is null)),
    check ((published is null) = (published_from is null) and (published is null) = (published_precision is null))
) strict;
create index articles_dated on articles (dated);
-- What a search orders and filters by, in an index of its own: many times faster to read than the rows with their texts.
create index articles_list on articles (id, dated, copy_of, language);
create index articles_language on articles (language, dated);
create index articles_copy_of on articles (copy_of) where copy_of is not null;

create table article_authors (
    article_id integer not null references articles (id),
    position integer not null,               -- from 0, in the order of the byline
    name text not null,
    primary key (article_id, position)
) strict, without rowid;

create table article_addresses (
    -- Every address that an article is known by. Equal keys mean the same article.
    key text primary key not null,
    article_id integer not null references articles (id),
    url text not null
) strict, without rowid;
create index article_addresses_article on article_addresses (article_id);

create table sightings (
    -- Where an article was listed.
    article_id integer not null references articles (id),
    source_id text not null references sources (id),
    url text not null,                       -- this and the next three as first listed
    guid text,
    title text not null,
    published text,
    first_seen text not null,
    last_seen text not null,
    dated text not null,                     -- of the article
    primary key (article_id, source_id)
) strict, without rowid;
create index sightings_dated on sightings (source_id, dated, article_id);
create index sightings_last_seen on sightings (source_id, last_seen);

create table topics (
    id text primary key not null,
    label text not null,
    rules_version text not null,
    is_configured integer not null check (is_configured in (0, 1))
) strict;

create table article_topics (
    article_id integer not null references articles (id),
    topic text not null references topics (id),
    score real not null,
    evidence text not null check (json_valid(evidence)),  -- [{"term","field","start","end","weight"}], in characters
    rules_version text not null,             -- of the rules that gave it
    dated text not null,                     -- of the article
    primary key (article_id, topic)
) strict, without rowid;
create index article_topics_dated on article_topics (topic, dated, article_id);

create table fingerprints (
    -- What copies are recognised by.
    article_id integer primary key references articles (id),
    version integer not null,                -- of the method
    text_hash text,                          -- null: too short to mean anything
    title_hash text
) strict;
create index fingerprints_text on fingerprints (text_hash) where text_hash is not null;
create index fingerprints_title on fingerprints (title_hash) where title_hash is not null;

create table deferrals (
    -- Items that were listed and left for a later poll.
    key text not null,
    source_id text not null references sources (id),
    item text not null check (json_valid(item)),
    url text generated always as (json_extract(item, '$.url')) virtual,
    attempts integer not null,
    next_try text,                           -- null: given up
    error text,
    primary key (key, source_id)
) strict, without rowid;
create index deferrals_source on deferrals (source_id, next_try);

create table jobs (
    -- When each calendar job last ran, so that a run missed while rasid was down is caught up.
    name text primary key not null,
    last_run text not null
) strict, without rowid;

-- The search index: rowid is articles.id. It holds folded words (lower case, one form for each letter, no marks), so a
-- word to MATCH must be folded too: 'istanbul', '2254'. Arabic prefixes are part of the word: 'ارهاب OR الارهاب'; `rasid
-- search` adds them by itself. Without content: join articles for the text.
--
-- Nothing here may need more than SQLite 3.37 to be read: the shells of stable distributions, and Python's module, are
-- years old. So no `contentless_delete` (3.43); to take an article out, give FTS5 its 'delete' command the folded words.
create virtual table articles_fts using fts5 (
    title, text,
    content = '',
    tokenize = 'unicode61 remove_diacritics 0 categories ''L* M* N* Co'''
);
