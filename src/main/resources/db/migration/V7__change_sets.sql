-- A notice that sums up several changes: the subjects it tells of, null for one that tells of its own subject alone.
alter table notice add column about text[];
create index notice_by_about on notice using gin (about) where about is not null;
