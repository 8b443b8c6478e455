-- The notice that a correction puts right.
alter table notice add column corrects uuid references notice;
