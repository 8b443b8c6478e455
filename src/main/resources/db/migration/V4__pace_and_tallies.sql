-- What pace each node may use, and until when: see dispatch/PaceRule.
alter table node add column shared_until timestamptz;
alter table node add column share        double precision not null default 0;
alter table node add column share_until  timestamptz;
