-- Who may do what. Run at every --init, because a newer pg-boss may have new tables. The roles cannot log in: give them
-- to a user, for example with: create user worker1 password '…' in role downhill_work;
do $$
declare
  role text;
begin
  foreach role in array array['downhill_read', 'downhill_submit', 'downhill_work'] loop
    if not exists (select 1 from pg_roles where rolname = role) then execute format('create role %I nologin', role); end if;
  end loop;
end
$$;

grant usage on schema downhill, pgboss to downhill_read, downhill_submit, downhill_work;
grant execute on function downhill.queue_of to downhill_read, downhill_submit, downhill_work;
grant select on downhill.version, pgboss.version to downhill_read, downhill_submit, downhill_work;

-- Reading: the load and the names of those whose file was not graded; no file and no verdict.
grant select on downhill.grading_load, downhill.grading_health, downhill.machines, downhill.dead_letters, downhill.jobs
  to downhill_read, downhill_submit;

-- Submitting: hands in files and reads verdicts, but no file that was handed in.
grant insert on downhill.submissions to downhill_submit;
grant select (id, student, name, lesson, sha256, course_hash, seed, device, is_interactive, received_at, superseded_by),
  update (superseded_by) on downhill.submissions to downhill_submit;
grant select on downhill.verdicts to downhill_submit;
grant select, delete on downhill.not_graded to downhill_submit;
grant select, insert, update on downhill.tokens to downhill_submit;
grant select, insert, update on pgboss.job, pgboss.job_common, pgboss.queue to downhill_submit;
grant select, insert, delete on pgboss.job_dependency to downhill_submit;

-- Claiming: works on the jobs, which contain nothing but a number, and writes verdicts. It reads a file only with
-- downhill.claimed(), and cannot read who handed it in, or any verdict.
grant execute on function downhill.claimed, downhill.seen, downhill.gone to downhill_work;
grant insert on downhill.verdicts, downhill.not_graded to downhill_work;
grant select, insert, update, delete on all tables in schema pgboss to downhill_work;
