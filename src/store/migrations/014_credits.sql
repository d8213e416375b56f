-- Which agencies articles came from.

create table article_credits (
    -- The agencies that an article is credited to, in the order in which they stand.
    article_id integer not null references articles (id),
    position integer not null,
    agency text not null,                    -- by its name in agencies.toml; `agencies` where none is named
    primary key (article_id, position)
) strict, without rowid;
create index article_credits_agency on article_credits (agency, article_id);
