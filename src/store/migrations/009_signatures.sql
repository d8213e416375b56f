-- Copies that are not equal: what they are found by, and how much they share.

create table signatures (
    -- What similar texts are found by; none of texts that are too short to mean anything.
    article_id integer primary key references articles (id),
    first_seen text not null,                -- of the article
    signature blob not null                  -- MinHash and anchors, see analysis/copies/signature.rs
) strict;
create index signatures_first_seen on signatures (first_seen);

-- What a copy shares with the article that it was recognised by, 0 to 1; null where that was not measured.
alter table articles add column copy_jaccard real;      -- runs of words that both have, of all runs of both
alter table articles add column copy_containment real;  -- of all runs of the shorter one
