-- Version 1: what was handed in, what was found, and who is working. Applied once, in one transaction, by
-- deno task grade-worker --db URL --init. Never change this file: add another one, with the next version.

-- What was handed in. A job of the queue has the same id, and nothing else about it.
create table downhill.submissions (
  id uuid primary key,
  student text not null,
  name text not null,
  lesson text not null,
  sha256 text not null,
  course_hash text not null,
  seed bigint not null,
  device text not null,
  is_interactive boolean not null, -- a student waits for it; otherwise it belongs to a class that is graded
  bytes bytea not null check (octet_length(bytes) <= 1000000), -- a longer lesson is never judged
  received_at timestamptz not null default clock_timestamp(),
  superseded_by uuid references downhill.submissions (id) on delete set null
);

-- Finds a submission with the same bytes, and a student's older submissions of a lesson.
create index on downhill.submissions (lesson, sha256, course_hash);
create index on downhill.submissions (student, lesson, received_at) where is_interactive;
create index on downhill.submissions (received_at);

-- What was found: one row for a submission, written together with the end of its job. The verdict is a line of JSON for
-- the journal of a class. It is text, because PostgreSQL's own types for JSON refuse characters that a lesson may print.
create table downhill.verdicts (
  submission uuid primary key references downhill.submissions (id) on delete cascade,
  verdict text not null,
  outcome text not null, -- the checks and their verdicts, without texts and times: equal for equal files
  points double precision not null,
  max_points double precision not null,
  walls smallint not null,
  seconds double precision not null,
  attempt integer not null,
  worker uuid not null,
  settled_at timestamptz not null default clock_timestamp()
);

create index on downhill.verdicts (settled_at);

-- What no machine could judge, although neither the student nor the file is to blame.
create table downhill.not_graded (
  submission uuid primary key references downhill.submissions (id) on delete cascade,
  message text not null,
  noted_at timestamptz not null default clock_timestamp()
);

-- The tokens of each student: who hands in again and again spends them faster than they come back.
create table downhill.tokens (
  student text primary key,
  tokens double precision not null,
  counted_at timestamptz not null default clock_timestamp()
);

-- The machines that judge. A row that is not renewed belongs to a machine that has stopped.
create table downhill.workers (
  id uuid primary key,
  host text not null,
  course_hash text not null,
  slots integer not null,
  running integer not null,
  fenced integer not null, -- attempts whose verdict was refused, because another machine had been given the file
  seen_at timestamptz not null default clock_timestamp()
);

-- When many students will hand in: rows for the autoscaler, written by whoever knows the deadlines.
create table downhill.deadlines (
  due_at timestamptz not null,
  per_second double precision not null check (per_second >= 0), -- submissions that are expected then
  hours double precision not null default 1 -- how long before the deadline they come
);

-- The slots that were wanted in each of the last minutes, so that the number of machines does not flap.
create table downhill.wanted (
  minute timestamptz primary key,
  slots integer not null
);
