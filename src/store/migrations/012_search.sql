-- What searches by site and by author look up.

alter table articles add column host text generated always as ( -- of the address that answered
    substr(url, instr(url, '://') + 3, instr(substr(url, instr(url, '://') + 3) || '/', '/') - 1)
) virtual;
create index articles_host on articles (host, dated);
create index articles_site on articles (site, dated) where site is not null;
create index article_authors_name on article_authors (name, article_id);
