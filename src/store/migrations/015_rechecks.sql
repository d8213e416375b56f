-- Pages of articles that are looked at again: when, and what came of it.

alter table articles add column gone_since text;                -- since when its page is gone; null: it is there, as far as is known
alter table articles add column gone_status integer;            -- of HTTP, which says that it is gone: 404, 410
create index articles_gone on articles (gone_since) where gone_since is not null;

alter table sources add column recheck text not null default '[]' check (json_valid(recheck)); -- when pages are looked at again, in seconds after the first sight or the last change
alter table sightings add column last_title text;               -- as last listed; null: as first listed
alter table sightings add column updated text;                  -- the latest date of change that was listed
alter table polls add column items_rechecked integer not null default 0; -- articles whose pages were looked at again

create table rechecks (
    -- Articles whose pages will be looked at again, or were.
    article_id integer primary key references articles (id),
    source_id text not null references sources (id),  -- by whose polls
    counted_from text not null,              -- the first sight, or the last change
    due text,                                -- the next look; null: none by itself
    tried_at text,                           -- when the page was last asked for
    looked_at text,                          -- when there last was an answer
    failures integer not null default 0,     -- looks in a row that led to no answer
    etag text,
    last_modified text,
    body_hash text,
    note text,                               -- why the last look counts for nothing; null: it counts
    claimed_at text,                         -- the last look that was made because a source spoke of a change
    claimed_by text references sources (id), -- that source
    n_vain integer not null default 0        -- looks in a row that were made for such a word and showed no change
) strict;
-- An article is in the first as long as it is looked at by a schedule, and in the second if a source ever spoke of a change.
create index rechecks_due on rechecks (source_id, due) where due is not null;
create index rechecks_claims on rechecks (claimed_by, claimed_at) where claimed_by is not null;
