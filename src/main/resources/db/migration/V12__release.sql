-- A broadcast that needs a second person is a notice that waits: nothing of it is planned until somebody else releases it.
alter table notice add column waiting boolean not null default false;
create index notice_waiting on notice (congress, id) where waiting;

-- Its SMS says only that the card holds a notice.
alter table notice add column confidential boolean not null default false;

-- Who asked for such a broadcast stands on the notice; here is what became of it.
create table release_request (
    notice      uuid primary key references notice,
    why         text[] not null,
    -- Of a correction nobody: it goes to whoever has the wrong notice by then.
    audience    jsonb not null,
    escalation  text[] not null,
    accept_gaps boolean not null,
    decision    text check (decision in ('APPROVED', 'REJECTED', 'BROKEN_GLASS')),
    decided_by  text,
    decided_at  timestamptz,
    reason      text,
    -- Broken glass is looked at afterwards by somebody else.
    reviewed_by text,
    reviewed_at timestamptz,
    check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
    check ((reviewed_at is null) = (reviewed_by is null))
);
create index release_request_to_review on release_request (notice) where decision = 'BROKEN_GLASS' and reviewed_at is null;

-- One more reason, whichever others there are.
do $$
declare
    others text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'delivery_reason_check');
begin
    alter table delivery drop constraint delivery_reason_check;
    execute 'alter table delivery add constraint delivery_reason_check '
        || replace(others, '''expired''::text', '''expired''::text, ''forbidden_word''::text');
end $$;
