-- What a model of the user's thinks of matches.

create table opinions (
    -- The last opinion on each match. It changes no match.
    article_id integer not null references articles (id),
    topic text not null references topics (id),
    probability real not null check (probability between 0 and 1),  -- that the article belongs to the topic
    note text,                               -- why, in a few words
    given_by text not null,                  -- the name of the model, as configured
    content_hash text not null,              -- of the article as it was then
    at text not null,                        -- when it was given
    primary key (article_id, topic)
) strict, without rowid;
create index opinions_likely on opinions (topic, probability);
