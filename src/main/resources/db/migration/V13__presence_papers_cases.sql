-- Who is there, who holds which paper, and what people did about what needs a person.

-- When it was last looked who had not signed in for an item, and how many that were.
create table sign_in_call (
    congress    text not null,
    item        text not null,
    called_at   timestamptz not null,
    people      integer not null default 0,
    primary key (congress, item),
    foreign key (congress, item) references agenda_item (congress, code)
);

-- A copy comes back by whoever hands it in, and somebody takes it.
alter table document_copy add column recall_until timestamptz;
alter table document_copy add column returned_by text;
alter table document_copy add column received_by text;
create index document_copy_by_holder on document_copy (congress, document, holder);

-- What was done about a delivery that needs a person. The case itself is not kept: it is there as long as its reason is.
create table case_step (
    id          bigint generated always as identity primary key,
    congress    text not null references congress,
    delivery    bigint not null references delivery,
    kind        text check (kind in ('FAILED', 'IN_DOUBT', 'UNANSWERED', 'NOT_RETURNED', 'BROKEN_GLASS')),
    action      text not null check (action in ('TAKEN', 'NOTED', 'CALLED', 'CONFIRMED', 'HANDED_OVER', 'CLOSED', 'REOPENED')),
    outcome     text check (outcome in ('NO_ANSWER', 'REACHED')),
    at          timestamptz not null,
    by_whom     text not null,
    -- A staff code, or null for the duty desk.
    to_whom     text,
    said        text not null default '',
    check ((action = 'CALLED') = (outcome is not null))
);
create index case_step_by_delivery on case_step (delivery, id);
create index case_step_closing on case_step (congress, delivery, id) where action in ('CLOSED', 'REOPENED');

-- The duty desk's book: who holds the desk is who last took it over.
create table shift_entry (
    id          bigint generated always as identity primary key,
    congress    text not null references congress,
    kind        text not null check (kind in ('BEGUN', 'NOTED', 'HANDED_OVER')),
    at          timestamptz not null,
    by_whom     text not null,
    to_whom     text,
    delivery    bigint references delivery,
    said        text not null default '',
    -- What stood open when the desk was handed over.
    open_cases  jsonb
);
create index shift_entry_by_congress on shift_entry (congress, id);

create index inbound_by_recipient on inbound (recipient, received_at) where recipient is not null;

-- Codes by which people confirm whose phones can neither answer nor be sent a link. The whole code is this one and a part of
-- each person's own, which the secret gives.
create table confirm_code (
    code        text primary key,
    notice      uuid not null unique references notice,
    secret      text not null,
    open_until  timestamptz not null
);

-- Codes that were wrong, for an hour: who guesses is slowed down.
create table confirm_code_try (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    address     text not null,
    code        text not null
);
create index confirm_code_try_by_address on confirm_code_try (address, at);
create index confirm_code_try_by_code on confirm_code_try (code, at);
create index confirm_code_try_by_time on confirm_code_try (at);
