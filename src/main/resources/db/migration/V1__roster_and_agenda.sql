-- Who and when: congresses, their people, their agenda.
-- Names that a person reads stand in two columns, Chinese and English; either may be empty, then the other is shown.

create table congress (
    code        text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name_zh     text not null default '',
    name_en     text not null default '',
    zone        text not null,
    languages   text[] not null,
    region      text not null check (region ~ '^[A-Z]{2}$'),
    sample      boolean not null default false,
    settings    jsonb not null default '{}',
    created_at  timestamptz not null default now()
);

create table residence (
    congress    text not null references congress,
    code        text not null,
    name_zh     text not null default '',
    name_en     text not null default '',
    address_zh  text not null default '',
    address_en  text not null default '',
    phone       text,
    primary key (congress, code)
);

create table delegation (
    congress    text not null references congress,
    code        text not null,
    name_zh     text not null default '',
    name_en     text not null default '',
    primary key (congress, code)
);

create table vehicle (
    congress    text not null references congress,
    code        text not null,
    name_zh     text not null default '',
    name_en     text not null default '',
    plate       text not null default '',
    departs_zh  text not null default '',
    departs_en  text not null default '',
    primary key (congress, code)
);

-- Delegates and staff share one sequence: a recipient id names one person of either kind.
create sequence recipient_id as bigint;

create table delegate (
    id          bigint primary key default nextval('recipient_id'),
    congress    text not null references congress,
    code        text not null,
    name_zh     text not null default '',
    name_en     text not null default '',
    language    text not null check (language in ('ZH', 'EN')),
    delegation  text not null,
    residence   text,
    room        text,
    vehicle     text,
    phone       text check (phone ~ '^\+[1-9][0-9]{4,14}$'),
    contact     text not null check (contact in ('OWN', 'ASSISTANT', 'LIAISON')),
    attributes  jsonb not null default '{}',
    card_token  text not null unique,
    removed_at  timestamptz,
    unique (congress, code),
    foreign key (congress, delegation) references delegation (congress, code),
    foreign key (congress, residence) references residence (congress, code),
    foreign key (congress, vehicle) references vehicle (congress, code)
);
create index delegate_by_delegation on delegate (congress, delegation, id);
create index delegate_by_id on delegate (congress, id);
create index delegate_by_phone on delegate (congress, phone) where phone is not null;

create table staff (
    id          bigint primary key default nextval('recipient_id'),
    congress    text not null references congress,
    code        text not null,
    name_zh     text not null default '',
    name_en     text not null default '',
    language    text not null check (language in ('ZH', 'EN')),
    role        text not null check (role in ('LIAISON', 'CHIEF', 'DUTY', 'SECRETARY')),
    delegations text[] not null default '{}',
    residences  text[] not null default '{}',
    phone       text check (phone ~ '^\+[1-9][0-9]{4,14}$'),
    removed_at  timestamptz,
    unique (congress, code)
);

-- A delegation or a residence that lives apart for a time (security.group-isolated). Its people keep their own rows;
-- while an isolation stands, the view below shows its arrangements in their place.
create table isolation (
    congress    text not null references congress,
    group_kind  text not null check (group_kind in ('delegation', 'residence')),
    group_code  text not null,
    residence   text,
    vehicle     text,
    since       timestamptz not null,
    primary key (congress, group_kind, group_code)
);

create view recipient as
select d.id, d.congress, 'DELEGATE' as kind, d.code, d.name_zh, d.name_en, d.language,
       d.delegation,
       coalesce(i.residence, d.residence) as residence,
       case when i.residence is null then d.room end as room,
       coalesce(i.vehicle, d.vehicle) as vehicle,
       d.phone, d.contact, d.attributes, d.card_token,
       null::text as role, '{}'::text[] as delegations, '{}'::text[] as residences,
       d.removed_at
  from delegate d
  left join lateral (
       select x.residence, x.vehicle from isolation x
        where x.congress = d.congress
          and ((x.group_kind = 'delegation' and x.group_code = d.delegation)
            or (x.group_kind = 'residence' and x.group_code = d.residence))
        order by x.since desc limit 1) i on true
union all
select s.id, s.congress, 'STAFF', s.code, s.name_zh, s.name_en, s.language,
       null, null, null, null,
       s.phone, 'OWN', '{}'::jsonb, null,
       s.role, s.delegations, s.residences,
       s.removed_at
  from staff s;

create table agenda_item (
    congress    text not null references congress,
    code        text not null,
    version     integer not null check (version > 0),
    title_zh    text not null default '',
    title_en    text not null default '',
    place_zh    text not null default '',
    place_en    text not null default '',
    bring_zh    text not null default '',
    bring_en    text not null default '',
    kind        text not null check (kind in ('SESSION', 'MEAL', 'DEPARTURE', 'OTHER')),
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    all_day     boolean not null default false,
    closed      boolean not null default false,
    phone_free  boolean not null default false,
    cancelled   boolean not null default false,
    uid         text,
    sequence    integer not null default 0,
    primary key (congress, code),
    check (ends_at >= starts_at)
);
create unique index agenda_item_by_uid on agenda_item (congress, uid) where uid is not null;
create index agenda_item_by_start on agenda_item (congress, starts_at);

create table seat (
    congress    text not null,
    item        text not null,
    delegate    bigint not null references delegate,
    seat        text not null,
    primary key (congress, item, delegate),
    foreign key (congress, item) references agenda_item (congress, code)
);
create index seat_by_delegate on seat (delegate);

create table attendance (
    congress    text not null,
    delegate    bigint not null references delegate,
    item        text not null default '',
    state       text not null check (state in ('ARRIVED', 'SIGNED_IN', 'ABSENT')),
    at          timestamptz not null,
    by_whom     text not null default '',
    primary key (congress, delegate, item)
);

create table document_copy (
    congress    text not null,
    document    text not null,
    copy        text not null,
    title_zh    text not null default '',
    title_en    text not null default '',
    holder      bigint not null references delegate,
    issued_at   timestamptz not null,
    recalled_at timestamptz,
    returned_at timestamptz,
    primary key (congress, document, copy)
);
