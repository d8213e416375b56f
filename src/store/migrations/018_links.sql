-- Where the texts of articles link to.

create table article_links (
    -- The links of an article's text as it is now, in the order in which they stand.
    article_id integer not null references articles (id),
    position integer not null,
    url text not null,                       -- canonical, as the keys of article_addresses are made of
    primary key (article_id, position)
) strict, without rowid;
create index article_links_url on article_links (url, article_id);
