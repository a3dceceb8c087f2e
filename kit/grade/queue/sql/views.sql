-- Views and functions. They are replaced at every --init, so change them here.

create or replace function downhill.queue_of(course_hash text) returns text
language sql immutable as $$ select 'grading-' || left(course_hash, 16) $$;

-- The jobs that wait or are being judged, of all versions of the course. The list of states is that of one of pg-boss's
-- indexes: with it, PostgreSQL need not read the jobs that are done, of which there may be a hundred thousand.
create or replace view downhill.jobs as
select id, name, state, priority, created_on, start_after
from pgboss.job
where state in ('created', 'retry', 'active', 'failed') and state <= 'active'
  and name like 'grading-%' and name <> 'grading-not-graded';

-- The machines that were seen in the last half minute.
create or replace view downhill.machines as
select id, host, course_hash, slots, running, fenced, seen_at
from downhill.workers
where seen_at > clock_timestamp() - interval '30 seconds';

-- The load in one row, for people and for an autoscaler. A slot judges one file at a time. Slots are wanted for three
-- reasons: to work off what waits within a minute; to keep up with the submissions of students, whose number in a quarter
-- of an hour is the best forecast for the next one; and, before a deadline, to keep up with those that are expected.
-- λS̄ + 2√(λS̄) is the square-root rule of queueing theory: so many slots that few students wait.
create or replace view downhill.grading_load as
with counted as (
  select
    count(*) filter (where state < 'active' and start_after <= now()) as ready,
    count(*) filter (where state = 'active') as live,
    coalesce(extract(epoch from now() - min(created_on) filter (where state < 'active')), 0) as oldest_seconds
  from downhill.jobs
),
served as (
  select coalesce(avg(seconds), 1) as mean_seconds, count(*) / 900.0 as per_second
  from downhill.verdicts where settled_at > now() - interval '15 minutes'
),
expected as (
  select greatest(
    (select count(*) / 900.0 from downhill.submissions where is_interactive and received_at > now() - interval '15 minutes'),
    coalesce((
      select max(per_second) from downhill.deadlines
      where now() between due_at - hours * interval '1 hour' and due_at
    ), 0)
  ) as per_second
),
present as (
  select count(*) as workers, coalesce(sum(slots), 0) as slots, coalesce(avg(slots), 2) as slots_per_worker
  from downhill.machines
),
needed as (
  select ceil(greatest(
    ready * mean_seconds / 60,
    e.per_second * mean_seconds + 2 * sqrt(e.per_second * mean_seconds)
  ))::integer as slots_now
  from counted, served, expected e
)
select
  ready::integer,
  live::integer,
  oldest_seconds::double precision,
  mean_seconds::double precision,
  served.per_second::double precision as graded_per_second,
  workers::integer,
  slots::integer,
  slots_now as needed_slots,
  greatest(
    slots_now,
    coalesce((select max(w.slots) from downhill.wanted w where minute > now() - interval '15 minutes'), 0)
  ) as desired_slots,
  ceil(greatest(
    slots_now,
    coalesce((select max(w.slots) from downhill.wanted w where minute > now() - interval '15 minutes'), 0)
  ) / slots_per_worker)::integer as desired_workers
from counted, served, present, needed;

-- How well it goes: times from the arrival of a student's submission to its verdict, and what should not happen.
create or replace view downhill.grading_health as
select
  percentile_cont(0.5) within group (order by extract(epoch from settled_at - received_at)) as median_seconds,
  percentile_cont(0.95) within group (order by extract(epoch from settled_at - received_at)) as p95_seconds,
  (select count(*) from downhill.submissions where superseded_by is not null and received_at > now() - interval '1 hour')
    ::integer as superseded,
  (select coalesce(sum(fenced), 0) from downhill.workers)::integer as fenced,
  -- files that were judged twice with different results: checks should be deterministic, so this is an alarm
  (
    select count(*) from (
      select 1 from downhill.verdicts v join downhill.submissions s on s.id = v.submission
      where v.settled_at > now() - interval '1 day'
      group by s.lesson, s.sha256, s.course_hash, s.seed, s.device having count(distinct v.outcome) > 1
    ) as files
  )::integer as disagreements
from downhill.verdicts join downhill.submissions on id = submission
where is_interactive and settled_at > now() - interval '1 hour';

-- What no machine could judge, with the student's name.
create or replace view downhill.dead_letters as
select s.id, s.student, s.name, s.lesson, s.course_hash, n.message, n.noted_at
from downhill.not_graded n join downhill.submissions s on s.id = n.submission
where not exists ( -- somebody may have handed in the same file again
  select 1 from downhill.submissions other join downhill.verdicts v on v.submission = other.id
  where (other.lesson, other.sha256, other.course_hash, other.seed, other.device)
    = (s.lesson, s.sha256, s.course_hash, s.seed, s.device)
);

-- What a worker needs to judge the files that it has claimed. It is the only way in which a worker reads a file: only
-- while the file's job is being judged, and only as long as there is no verdict.
create or replace function downhill.claimed(ids uuid[])
returns table (id uuid, lesson text, sha256 text, seed bigint, device text, bytes bytea, is_superseded boolean)
language sql stable security definer set search_path = '' as $$
  select s.id, s.lesson, s.sha256, s.seed, s.device, case when s.superseded_by is null then s.bytes end,
    s.superseded_by is not null
  from downhill.submissions s
  join pgboss.job j on j.id = s.id and j.name = downhill.queue_of(s.course_hash)
  where s.id = any(ids) and j.state = 'active'
    and not exists (select 1 from downhill.verdicts v where v.submission = s.id)
$$;

-- Says that a worker is there, and answers how many files wait for other versions of the course. It also notes how many
-- slots are wanted.
create or replace function downhill.seen(worker uuid, host text, course text, slots integer, running integer, fenced integer)
returns integer
language plpgsql security definer set search_path = '' as $$
begin
  insert into downhill.workers values (worker, host, course, slots, running, fenced)
  on conflict (id) do update set slots = excluded.slots, running = excluded.running, fenced = excluded.fenced,
    seen_at = clock_timestamp();
  delete from downhill.workers w where w.seen_at < clock_timestamp() - interval '1 hour';
  insert into downhill.wanted as w select date_trunc('minute', now()), needed_slots from downhill.grading_load
  on conflict (minute) do update set slots = greatest(w.slots, excluded.slots);
  delete from downhill.wanted w where w.minute < now() - interval '1 hour';
  return (
    select count(*) from downhill.jobs j where j.state < 'active' and j.name <> downhill.queue_of(course)
  );
end
$$;

-- Says that a worker has ended.
create or replace function downhill.gone(worker uuid) returns void
language sql security definer set search_path = '' as $$ delete from downhill.workers w where w.id = worker $$;

revoke all on all functions in schema downhill from public;
