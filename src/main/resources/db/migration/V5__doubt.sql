-- In doubt, settled: when to ask next, and each step on the way.

-- Since when it was in doubt, kept when it is settled; null for nearly all.
alter table attempt add column doubted_at timestamptz;
-- When its provider is asked next; null when nothing is expected or nobody asks any more.
alter table attempt add column next_ask_at timestamptz;

-- An unknown outcome is not settled, whoever found it to be unknown.
update attempt set doubted_at = written_at, settled_at = null, settled_how = '' where outcome = 'UNKNOWN';
update attempt set next_ask_at = written_at
 where outcome in ('UNKNOWN', 'ACCEPTED') and (report is null or report in ('QUEUED', 'SENT'));

drop index attempt_unfinished;
create index attempt_doubtful on attempt (next_ask_at) where outcome = 'UNKNOWN' and next_ask_at is not null;
create index attempt_unreported on attempt (route, next_ask_at) where outcome = 'ACCEPTED' and next_ask_at is not null;

-- What happened to an attempt in doubt, in order. Attempts that were never in doubt and never asked about have none.
create table attempt_step (
    id       bigint generated always as identity primary key,
    attempt  uuid not null references attempt,
    at       timestamptz not null,
    step     text not null check (step in ('IN_DOUBT', 'ASKED', 'SETTLED', 'UNSETTLED')),
    detail   text not null
);
create index attempt_step_by_attempt on attempt_step (attempt, id);
