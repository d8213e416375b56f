-- By which rules the keys of addresses were made.

create table address_rules (
    -- One row; none as long as only the rules of the program that made this table were used.
    version text primary key not null,       -- the hash of the rules
    rules text not null check (json_valid(rules))
) strict;
