-- What became of deliveries, on its way to whoever listens on herald.status: written by the database itself, so that no statement
-- can forget it, and deleted once the broker has it. A row is the delivery as that statement left it.
-- The ids of one delivery rise in the order of its changes: a number is drawn under the row's lock, so the sequence must not cache.
create table delivery_change (
    id            bigint generated always as identity (cache 1) primary key,
    changed_at    timestamptz not null,
    delivery      bigint not null,
    notice        uuid not null,
    recipient     bigint not null,
    congress      text not null,
    delegation    text,
    state         text,
    reason        text,
    state_at      timestamptz not null,
    seen_at       timestamptz,
    confirmed_at  timestamptz,
    confirmed_way text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_scale_factor = 0,
        autovacuum_analyze_threshold = 1000000000);

create function note_new_deliveries() returns trigger language plpgsql as $$
begin
    insert into delivery_change (changed_at, delivery, notice, recipient, congress, delegation, state, reason, state_at,
                                 seen_at, confirmed_at, confirmed_way)
    select clock_timestamp(), a.id, a.notice, a.recipient, a.congress, a.delegation, a.state, a.reason, a.state_at,
           a.seen_at, a.confirmed_at, a.confirmed_way
      from after a;
    return null;
end $$;

-- A session plans the statement below once, by the number of rows its first update happened to have: after a single row it would
-- go through all pairs of a large one.
create function note_changed_deliveries() returns trigger language plpgsql set enable_nestloop = off as $$
begin
    insert into delivery_change (changed_at, delivery, notice, recipient, congress, delegation, state, reason, state_at,
                                 seen_at, confirmed_at, confirmed_way)
    select clock_timestamp(), a.id, a.notice, a.recipient, a.congress, a.delegation, a.state, a.reason, a.state_at,
           a.seen_at, a.confirmed_at, a.confirmed_way
      from after a join before b on b.id = a.id
     where (a.state, a.reason, a.seen_at, a.confirmed_at) is distinct from (b.state, b.reason, b.seen_at, b.confirmed_at);
    return null;
end $$;

create trigger delivery_change_new after insert on delivery
    referencing new table as after
    for each statement execute function note_new_deliveries();

create trigger delivery_change_moved after update on delivery
    referencing old table as before new table as after
    for each statement execute function note_changed_deliveries();

-- Nothing is noted where nobody passes it on: a hub with herald.status.enabled switches them on when it starts.
alter table delivery disable trigger delivery_change_new;
alter table delivery disable trigger delivery_change_moved;

-- What the broker or the hub itself gave up on, until a person decides. The same message again, while one waits, is no second row.
create table dead_letter (
    id            uuid primary key,
    came_at       timestamptz not null,
    kind          text not null check (kind in ('DEAD', 'UNROUTED')),
    exchange      text not null,
    routing_key   text not null,
    queue         text not null,
    reason        text not null,
    why           text not null,
    content_type  text,
    message_id    text,
    headers       jsonb not null,
    body          bytea not null,
    event_type    text,
    event_source  text,
    event_id      text,
    fingerprint   text not null,
    times         integer not null default 1,
    settled_at    timestamptz,
    settled_how   text check (settled_how in ('RETRIED', 'DISCARDED')),
    settled_by    text,
    check ((settled_at is null) = (settled_how is null))
);
create unique index dead_letter_waiting on dead_letter (fingerprint) where settled_at is null;
