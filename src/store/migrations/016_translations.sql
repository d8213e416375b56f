-- Where articles stand in other languages.

create table article_translations (
    -- What the page of an article says of itself in other languages. Whoever reads follows `key` to article_addresses.
    article_id integer not null references articles (id),
    language text not null,                  -- ISO 639 code
    key text not null,                       -- of the address, as in article_addresses
    url text not null,
    primary key (article_id, key)
) strict, without rowid;
create index article_translations_key on article_translations (key);
