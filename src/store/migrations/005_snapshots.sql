-- The pages of articles as they came, for as long as the configuration keeps them.

create table dictionaries (
    -- What pages are packed with: a page of the same source. The bodies of both tables are zstd.
    id integer primary key,
    source_id text not null references sources (id),
    made_at text not null,
    share real not null,                     -- what pages took that were packed with it when it was chosen, of their bytes
    size_bytes integer not null,             -- of the page
    body blob not null                       -- packed without a dictionary
) strict;
create index dictionaries_source on dictionaries (source_id, id);

create table snapshots (
    id integer primary key,
    article_id integer not null references articles (id),
    source_id text not null references sources (id),  -- the source that was polled
    content_hash text not null,              -- of the page's bytes
    url text not null,                       -- the address that answered
    fetched_at text not null,
    headers text not null check (json_valid(headers)),  -- of HTTP: those that say something of the page
    item text not null check (json_valid(item)),        -- what the source had said of the article
    dictionary_id integer references dictionaries (id), -- null: packed without
    size_bytes integer not null,             -- of the page
    packed_bytes integer not null,           -- of what is kept of it
    body blob not null,
    unique (article_id, content_hash)
) strict;
create index snapshots_fetched_at on snapshots (fetched_at, source_id, packed_bytes);
create index snapshots_source on snapshots (source_id, dictionary_id, size_bytes, packed_bytes);
create index snapshots_dictionary on snapshots (dictionary_id) where dictionary_id is not null;
