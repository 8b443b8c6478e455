-- Which agenda items a notice tells the time or place of, by code: what has to be looked at when one of them changes.
alter table notice add column items text[] not null default '{}';

update notice n
   set items = told.items
  from (select id, array_agg(distinct item order by item) as items
          from (select n.id,
                       case when starts_with(s.subject, 'agenda/') then split_part(s.subject, '/', 2)
                            when starts_with(s.subject, 'delegate/') and split_part(s.subject, '/', 3) = 'seat'
                            then split_part(s.subject, '/', 4) end as item
                  from notice n
                 cross join lateral unnest(coalesce(n.about, array[n.subject])) as s (subject)) as each
         where item is not null
         group by id) as told
 where n.id = told.id;

create index notice_items on notice using gin (items);

-- What of the agenda is otherwise for a group that lives apart: another time, another place, or both. It ends with the isolation.
create table own_item (
    congress    text not null,
    group_kind  text not null,
    group_code  text not null,
    item        text not null,
    starts_at   timestamptz,
    ends_at     timestamptz,
    place_zh    text not null default '',
    place_en    text not null default '',
    primary key (congress, group_kind, group_code, item),
    foreign key (congress, group_kind, group_code) references isolation on delete cascade,
    foreign key (congress, item) references agenda_item (congress, code) on delete cascade,
    check (starts_at is null or ends_at is null or starts_at <= ends_at)
);

create index own_item_by_item on own_item (congress, item);

-- By delegate: of two groups with arrangements for the same item, those of the one isolated last hold.
create view own_item_of as
select distinct on (d.id, o.item) d.id as delegate, o.congress, o.group_kind, o.group_code, o.item, o.starts_at, o.ends_at, o.place_zh, o.place_en
  from own_item o
  join isolation x on x.congress = o.congress and x.group_kind = o.group_kind and x.group_code = o.group_code
  join delegate d on d.congress = o.congress and d.removed_at is null
   and case o.group_kind when 'delegation' then d.delegation else d.residence end = o.group_code
 order by d.id, o.item, x.since desc, o.group_kind, o.group_code;

-- A message or a step that could not be dealt with is tried again later, and holds up none behind it.
alter table inbound add column tries integer not null default 0, add column try_after timestamptz;
alter table escalation add column tries integer not null default 0;
