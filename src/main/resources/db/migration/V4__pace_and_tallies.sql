-- What pace each node may use, and until when: see dispatch/PaceRule.
alter table node add column shared_until timestamptz;
alter table node add column share        double precision not null default 0;
alter table node add column share_until  timestamptz;

-- What changes of the deliveries the board counts, in the transaction that changes it: how many went from where to where. A relay
-- takes the rows that it sees and adds them to the tallies in Redis. The table has no index: it is emptied every moment.
create table tally_delta (
    congress      text not null,
    notice        uuid not null,
    delegation    text,
    is_new        boolean not null,
    was           text,
    was_seen      boolean not null,
    was_confirmed boolean not null,
    state         text,
    seen          boolean not null,
    confirmed     boolean not null,
    confirmed_at  timestamptz,
    deliveries    bigint not null
);

-- Which tallies Redis must hold for the rows above to be what is missing in them. One row.
create table tally_token (
    only_one boolean primary key default true check (only_one),
    token    uuid not null
);

-- A delivery keeps its id, congress, notice and delegation, and none is ever deleted.
create function count_new_deliveries() returns trigger language plpgsql as $$
begin
    insert into tally_delta
    select congress, notice, delegation, true, null, false, false, state, seen_at is not null, confirmed_at is not null,
           max(confirmed_at), count(*)
      from fresh
     group by congress, notice, delegation, state, seen_at is not null, confirmed_at is not null;
    return null;
end $$;

create function count_changed_deliveries() returns trigger language plpgsql as $$
begin
    insert into tally_delta
    select d.congress, d.notice, d.delegation, false, o.state, o.seen_at is not null, o.confirmed_at is not null,
           d.state, d.seen_at is not null, d.confirmed_at is not null, max(d.confirmed_at), count(*)
      from fresh d join old o on o.id = d.id
     where d.state is distinct from o.state
        or (d.seen_at is null) <> (o.seen_at is null)
        or (d.confirmed_at is null) <> (o.confirmed_at is null)
     group by d.congress, d.notice, d.delegation, o.state, o.seen_at is not null, o.confirmed_at is not null,
              d.state, d.seen_at is not null, d.confirmed_at is not null;
    return null;
end $$;

create trigger tally_insert after insert on delivery
    referencing new table as fresh for each statement execute function count_new_deliveries();
create trigger tally_update after update on delivery
    referencing old table as old new table as fresh for each statement execute function count_changed_deliveries();

-- A hub that keeps tallies in Redis switches them on at its start: to all others they cost nothing.
alter table delivery disable trigger tally_insert;
alter table delivery disable trigger tally_update;
