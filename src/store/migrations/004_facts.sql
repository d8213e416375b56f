-- What pages say beside their text, and how long the text of each page is.

alter table articles add column section text;                   -- the part of the paper that it stands in
alter table articles add column keywords text not null default '[]' check (json_valid(keywords)); -- what the page, else its source, says it is about
alter table articles add column language_confidence real;       -- 0 to 1; null: not measured
alter table articles add column kind text;                      -- what kind of page it was read from; null: from none
alter table articles add column page_words integer;             -- words in the page's own text, kept or not; null: no page was read

-- How the pages of a source fare, without a look at their texts.
create index articles_pages on articles (id, first_seen, word_count, text_from, page_words, published_from, language)
    where text_from = 'page' or page_words is not null;
