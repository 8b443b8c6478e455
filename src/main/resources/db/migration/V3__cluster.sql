-- Several nodes. A node says with its heartbeat whether it can reach Redis: all pace together or none does.
alter table node add column redis_ok boolean not null default true;
