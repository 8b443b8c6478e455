-- Several nodes. A node says here whether it can reach Redis, and since when it says so: all pace together or none does.
alter table node add column redis_ok boolean not null default true;
alter table node add column redis_since timestamptz not null default now();
