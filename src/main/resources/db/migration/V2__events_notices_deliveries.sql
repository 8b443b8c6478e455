-- What came in, what is to be told, and how far it got.

create table inbox (
    source       text not null,
    id           text not null,
    congress     text not null references congress,
    type         text not null,
    subject      text not null,
    sequence     bigint,
    event_time   timestamptz,
    fingerprint  text not null,
    event        jsonb not null,
    fate         text not null check (fate in ('APPLIED', 'STALE', 'PARKED')),
    reason       text not null default '',
    received_at  timestamptz not null,
    settled_at   timestamptz,
    primary key (source, id)
);
create index inbox_by_time on inbox (congress, received_at desc, source desc, id desc);
create index inbox_parked on inbox (congress, subject) where fate = 'PARKED';

-- The newest sequence applied for each subject; an event at or below it is stale.
create table subject_sequence (
    congress     text not null,
    subject      text not null,
    sequence     bigint not null,
    primary key (congress, subject)
);

create table notice (
    id            uuid primary key,
    congress      text not null references congress,
    name          text not null,
    rule          text,
    cause_source  text,
    cause_id      text,
    created_by    text not null,
    created_at    timestamptz not null,
    lane          text not null check (lane in ('URGENT', 'ROUTINE')),
    channels      text[] not null,
    template      text,
    texts         jsonb not null,
    template_hash text not null,
    subject       text,
    version       integer not null default 0,
    facts         jsonb not null default '{}',
    due_at        timestamptz not null,
    use_by        timestamptz not null,
    ack_asked     boolean not null default false,
    heads         integer not null,
    planned       integer not null default 0,
    stopped_at    timestamptz,
    stopped_by    text,
    superseded_at timestamptz,
    repeat_of     uuid references notice,
    idempotency_key text,
    request_hash  text
);
create unique index notice_by_idempotency_key on notice (congress, idempotency_key) where idempotency_key is not null;
create index notice_by_congress on notice (congress, created_at desc, id desc);
create index notice_by_subject on notice (congress, subject) where subject is not null;

-- The audience as it was fixed at release, in pages; a page leaves once its deliveries stand. The planning cursor is what is left.
create table audience_page (
    notice      uuid not null references notice,
    page        integer not null,
    recipients  bigint[] not null,
    due_at      timestamptz not null,
    primary key (notice, page)
);

create table node (
    id           uuid primary key,
    address      text not null,
    started_at   timestamptz not null,
    heartbeat_at timestamptz not null
);

create table batch (
    id           uuid primary key,
    notice       uuid not null references notice,
    lane         text not null check (lane in ('URGENT', 'ROUTINE')),
    due_at       timestamptz not null,
    state        text not null check (state in ('WAITING', 'PUBLISHED', 'STARTED', 'DONE')),
    fence        integer not null default 0,
    owner        uuid,
    published_at timestamptz,
    started_at   timestamptz,
    avoid_route  text,
    tries        smallint not null default 0
);
create index batch_waiting on batch (lane, due_at, id) where state = 'WAITING';
create index batch_published on batch (published_at) where state = 'PUBLISHED';
create index batch_started on batch (owner) where state = 'STARTED';
create index batch_by_notice on batch (notice) where state <> 'DONE';

-- The states and their allowed moves are held here, in notice/DeliveryState and in each update's guard.
create table delivery (
    id            bigint generated always as identity primary key,
    notice        uuid not null references notice,
    recipient     bigint not null,
    congress      text not null,
    delegation    text,
    batch         uuid references batch,
    state         text check (state in ('PLANNED', 'IN_DOUBT', 'ACCEPTED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'EXPIRED', 'WITHDRAWN')),
    reason        text check (reason in ('expired', 'superseded', 'stopped', 'digested', 'confirmed', 'refused', 'unreachable', 'opted_out',
                                         'no_number', 'bad_number', 'missing_value', 'held', 'policy', 'rate', 'route_down', 'too_long', 'unsettled')),
    state_at      timestamptz not null,
    tries         smallint not null default 0,
    on_card_since timestamptz,
    seen_at       timestamptz,
    confirmed_at  timestamptz,
    confirmed_by  text,
    confirmed_way text check (confirmed_way in ('card', 'code', 'sms', 'liaison', 'desk')),
    unique (notice, recipient),
    check ((confirmed_at is null) = (confirmed_way is null))
);
create index delivery_by_recipient on delivery (recipient, id desc);
create index delivery_by_batch on delivery (batch) where state = 'PLANNED';
create index delivery_in_doubt on delivery (state_at) where state = 'IN_DOUBT';

create table attempt (
    id            uuid primary key,
    delivery      bigint not null references delivery,
    batch         uuid not null references batch,
    node          uuid not null,
    route         text not null,
    phone         text not null,
    text          text not null,
    parts         smallint not null,
    encoding      text not null check (encoding in ('GSM7', 'UCS2')),
    facts         jsonb not null,
    variables     jsonb not null,
    outcome       text not null check (outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED', 'REFUSED', 'TRY_LATER', 'NEVER_LEFT', 'BOUNCED')),
    reason        text not null default '',
    ref           text,
    written_at    timestamptz not null,
    settled_at    timestamptz,
    report        text check (report in ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
    report_code   text,
    report_at     timestamptz,
    asked_at      timestamptz,
    asks          smallint not null default 0,
    settled_how   text not null default ''
);
-- The promise "no double send", held by the database itself: while one attempt may still reach the phone, no other can be written.
create unique index attempt_may_arrive on attempt (delivery) where outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED');
create index attempt_by_delivery on attempt (delivery);
create index attempt_by_ref on attempt (route, ref) where ref is not null;
create index attempt_open on attempt (batch) where outcome = 'FLYING';
create index attempt_unfinished on attempt (written_at) where outcome in ('UNKNOWN', 'ACCEPTED') and (report is null or report in ('QUEUED', 'SENT'));

-- Every callback, kept once each, without the phone number.
create table receipt (
    id           bigint generated always as identity primary key,
    route        text not null,
    attempt      uuid,
    ref          text not null,
    report       text not null,
    code         text not null default '',
    received_at  timestamptz not null,
    unique (route, ref, report, code)
);
create index receipt_by_attempt on receipt (attempt) where attempt is not null;

create table inbound (
    id           bigint generated always as identity primary key,
    route        text not null,
    ref          text not null,
    congress     text,
    recipient    bigint,
    phone        text not null,
    body         text not null,
    received_at  timestamptz not null,
    unique (route, ref)
);

create index attempt_by_phone on attempt (phone, written_at);

create table opt_out (
    phone        text primary key,
    since        timestamptz not null,
    source       text not null
);

create table access_key (
    id           uuid primary key,
    name         text not null,
    hash         text not null unique,
    created_at   timestamptz not null
);

-- The simulated phone network keeps its own log, on its own connection.
create table sandbox_phone (
    phone        text primary key,
    submissions  bigint not null
);

create table sandbox_message (
    attempt      uuid primary key,
    route        text not null,
    ref          text not null unique,
    phone        text not null,
    text         text not null,
    parts        smallint not null,
    accepted_at  timestamptz not null,
    sent_at      timestamptz not null,
    ended_at     timestamptz not null,
    ended_as     text not null check (ended_as in ('DELIVERED', 'FAILED')),
    code         text not null default '',
    copies       integer not null default 1
);
create index sandbox_message_by_phone on sandbox_message (phone, accepted_at);

-- A receipt stays until the hub has committed it; a lost one never gets a row.
create table sandbox_receipt (
    id           bigint generated always as identity primary key,
    attempt      uuid not null references sandbox_message,
    report       text not null check (report in ('SENT', 'DELIVERED', 'FAILED')),
    code         text not null default '',
    due_at       timestamptz not null
);
create index sandbox_receipt_due on sandbox_receipt (due_at, id);
