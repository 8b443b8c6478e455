-- What became of a message from a phone; null while nobody has looked at it.
alter table inbound add column meaning text
    check (meaning in ('STOP', 'START', 'CONFIRM', 'SEAT', 'VEHICLE', 'ROOM', 'AGENDA', 'HELP', 'TALK'));
alter table inbound add column handled_at timestamptz;
-- A conversation ends when somebody says so.
alter table inbound add column closed_at timestamptz;
alter table inbound add column closed_by text;
update inbound set handled_at = received_at;
create index inbound_waiting on inbound (id) where handled_at is null;
create index inbound_open on inbound (congress, id) where meaning = 'TALK' and closed_at is null;
create index inbound_by_phone on inbound (phone, handled_at);
