-- Earlier readings of articles.

create table revisions (
    -- What an article said before it was read again. The article itself is the latest version.
    id integer primary key,
    article_id integer not null references articles (id),
    replaced_at text not null,               -- when another version took the place of this one
    why text not null,                       -- reprocess: the same page, read by other rules; changed: another page
    content_hash text not null,              -- of this version's title and text
    title text,                              -- null: as in the version that took its place
    text text,                               -- null: as in the version that took its place
    facts text not null check (json_valid(facts))  -- what else this version said otherwise than that one, by its column
) strict;
create index revisions_article on revisions (article_id, id);
