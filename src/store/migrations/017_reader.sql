-- What feed readers are told by their users of articles, by way of the readers' protocol.

create table reader_states (
    -- Articles that somebody has marked. It says nothing of what was collected.
    article_id integer primary key references articles (id),
    is_read integer check (is_read in (0, 1)),                        -- null: nobody said
    is_starred integer not null default 0 check (is_starred in (0, 1)),
    at text not null                         -- when something was last said of it
) strict;
create index reader_states_starred on reader_states (article_id) where is_starred = 1;
create index reader_states_unread on reader_states (article_id) where is_read = 0;
