-- What happens when an acknowledgement that was asked for does not come.

-- A repeat or an escalation is a notice of its own; the routes its predecessors took may be the last it takes.
alter table notice add column avoid_route text;
create index notice_by_repeat on notice (repeat_of) where repeat_of is not null;

create table escalation (
    id         bigint generated always as identity primary key,
    notice     uuid not null references notice,
    action     text not null check (action in ('REMIND', 'OTHER_ROUTE', 'LIAISONS', 'CHIEFS', 'DESK')),
    after      interval not null,
    due_at     timestamptz not null,
    -- Only these people, whose phones were locked away when it was due; null for everybody who has not answered.
    recipients bigint[],
    done_at    timestamptz,
    people     integer
);
create index escalation_due on escalation (due_at, id) where done_at is null;
create index escalation_by_notice on escalation (notice, id);
