-- What polls learn of a source: where it moved, how often it has news and wants to be asked.

alter table source_state add column failing_since text;         -- the first of the failed polls in a row
alter table source_state add column read_as text;               -- what it turned out to be: feed, list, sitemap
alter table source_state add column moved_to text;              -- where its server says it has moved for good
alter table source_state add column moved_times integer;        -- polls in a row that were sent there; from 3 on it is asked there
alter table source_state add column pause_s integer;            -- seconds that the feed wants between two polls (ttl, sy:updatePeriod)
alter table source_state add column skip_hours text not null default '[]' check (json_valid(skip_hours)); -- of the day, UTC, 0 to 23
alter table source_state add column skip_days text not null default '[]' check (json_valid(skip_days));   -- of the week, 1 is Monday
alter table source_state add column gap_s integer;              -- seconds that usually lie between two new items
alter table source_state add column last_new text;              -- the last poll that brought something new
alter table source_state add column empty_since text;           -- the first of the polls in a row that listed nothing
