-- Quiet hours whose end is thought about again, and budgets of numbers.

-- A batch that is held waits for that thought, whatever its due time: HELD → WAITING → PUBLISHED → STARTED → DONE.
alter table batch drop constraint batch_state_check;
alter table batch add constraint batch_state_check
    check (state in ('HELD', 'WAITING', 'PUBLISHED', 'STARTED', 'DONE'));

-- What waits for the end of the quiet hours; done once somebody has thought about it again.
create table held_notice (
    notice   uuid primary key references notice,
    congress text not null references congress,
    until    timestamptz not null,
    done_at  timestamptz
);
create index held_notice_open on held_notice (until) where done_at is null;

alter table delivery drop constraint delivery_reason_check;
alter table delivery add constraint delivery_reason_check
    check (reason in ('expired', 'superseded', 'stopped', 'digested', 'confirmed', 'refused', 'unreachable', 'opted_out',
                      'no_number', 'bad_number', 'missing_value', 'held', 'policy', 'rate', 'route_down', 'too_long', 'unsettled',
                      'over_budget'));
