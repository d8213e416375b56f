-- Where sources say that their news are told as they come (WebSub), and what became of it.

create table websub (
    id integer primary key,
    source_id text not null references sources (id),
    hub text not null,                       -- the hub's address
    topic text not null,                     -- the address by which the hub knows the source
    state text not null,                     -- wanted, pending, active, refused, leaving
    callback text unique,                    -- the address that the hub tells, secret; null: the hub was not asked yet
    secret text,                             -- what the hub signs its messages with
    asked_until text,                        -- until then the hub may ask whether we mean what we asked for
    failures integer not null default 0,     -- requests in a row that led to nothing
    lease_expires text,                      -- the end of what the hub has granted
    next_try text not null,                  -- when the hub is asked next
    last_push text,                          -- when the hub last told of news, rightly signed
    unique (source_id, hub, topic)
) strict;
create index websub_next_try on websub (next_try);
