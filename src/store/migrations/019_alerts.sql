-- What alerts have told, and how they fare.

create table alerts (
    alert text primary key,                  -- its id in the configuration
    since text not null,
    -- Articles are seen to in the order in which they were stored.
    seen integer not null,
    looked text,
    told text not null default '{}' check (json_valid(told)),
    messages integer not null default 0,
    last_sent text,
    failures integer not null default 0,
    next_try text,
    last_error text
) strict, without rowid;
