-- Stories: articles about one event.

create table stories (
    id integer primary key,                  -- the number of the article that began it: the same however often it is made anew
    lead_article_id integer not null,        -- the article that has most in common with the others
    title text not null,                     -- of that article
    first_dated text not null,               -- of its earliest article
    last_dated text not null,                -- of its latest
    article_count integer not null,
    text_count integer not null,             -- articles that are no copies
    source_count integer not null,           -- sources that list one of them
    languages text not null,                 -- JSON: those of its articles, the commonest first
    merged_into integer                      -- the story that took its articles in; null while it has some
) strict;
create index stories_last_dated on stories (last_dated) where merged_into is null;

alter table articles add column story_id integer;  -- null: nothing else tells of it
create index articles_story on articles (story_id, dated) where story_id is not null;

-- What an article is told by to be about the same event as another; kept for the articles of the last days.
create table profiles (
    article_id integer primary key references articles (id),
    first_seen text not null,                -- of the article
    dated text not null,                     -- of the article, when the profile was taken
    profile blob not null                    -- see analysis/stories/profile.rs
) strict;
create index profiles_first_seen on profiles (first_seen);
