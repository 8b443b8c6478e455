-- Who may do what: machines by their keys, staff by their accounts.

-- A key is a machine's: what it may do, in which congress, until when. The keys of before opened everything, and do so still.
alter table access_key add column rights text[] not null default '{ADMIN}';
alter table access_key alter column rights drop default;
alter table access_key add column congress text references congress;
alter table access_key add column made_by text not null default '';
alter table access_key add column expires_at timestamptz;
alter table access_key add column last_used_at timestamptz;
alter table access_key add column revoked_at timestamptz;
alter table access_key add check (congress is null or not rights && '{ADMIN}');

-- Whoever signs in. A name is one person's for ever: an account that has ended keeps it.
create table account (
    id          uuid primary key,
    name        text not null unique check (name ~ '^[a-z0-9][a-z0-9._@-]{0,62}$'),
    roles       text[] not null check (cardinality(roles) > 0 and roles <@
                '{ADMINISTRATOR,SECRETARIAT,APPROVER,DUTY,LIAISON,CHIEF,AUDITOR}'),
    congress    text references congress,
    staff       text,
    password    text not null,                  -- as PHC string: $argon2id$...
    temporary   boolean not null,               -- set by somebody else, and to be changed first of all
    totp_secret bytea,                          -- null while there is no second factor
    totp_offer  bytea,                          -- shown, and not proven yet
    totp_step   bigint not null default 0,      -- the last step whose code was used: none is good twice
    recovery    text[] not null default '{}',   -- SHA-256 of the codes that are left
    made_by     text not null,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    foreign key (congress, staff) references staff (congress, code),
    check (staff is null or congress is not null),
    check (staff is not null or not roles && '{LIAISON,CHIEF}'),
    check (congress is null or not roles && '{ADMINISTRATOR}')
);

-- Who has signed in, by the SHA-256 of the token in their cookie.
create table staff_session (
    hash        text primary key,
    account     uuid not null references account,
    begun_at    timestamptz not null,
    seen_at     timestamptz not null,
    ends_at     timestamptz not null
);
create index staff_session_by_account on staff_session (account);

-- Who did what to whom, from where. Each line is chained to the one before by its hash, and none is ever changed.
create table audit (
    id          bigint primary key,
    at          timestamptz not null,
    who         text not null,
    address     text not null,
    action      text not null,
    congress    text,
    target      text not null,
    detail      text not null,
    hash        text not null
);
create function audit_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is only appended to';
end $$;
create trigger audit_is_kept before update or delete or truncate on audit
    for each statement execute function audit_is_kept();

-- How often somebody was wrong of late, by the SHA-256 of the account's name or of the address, and when they may try again.
create table sign_in_pause (
    who         text primary key,
    failures    integer not null,
    last_at     timestamptz not null,
    free_at     timestamptz not null
);
create index sign_in_pause_by_time on sign_in_pause (last_at);
