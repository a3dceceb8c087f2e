import { assert } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { type Cluster, handed, pause, percentile } from "../cluster.ts";

/** How long each file takes, in milliseconds. */
const SERVICE_MS = 200;

/** One student hands in 200 files, and a class of 1,000 files is graded: twenty others still do not wait long. */
export async function fair(cluster: Cluster): Promise<string> {
  await cluster.handIn(Array.from({ length: 1000 }, (_, i) => `wait ${SERVICE_MS} class ${i}`));
  await using submitter = await cluster.submitter();
  for (let i = 0; i < 200; i++) await admit(submitter, handed("greedy", `lesson${i}`, `wait ${SERVICE_MS} ${i}`));
  await using worker = cluster.worker({ slots: 2, judge: "file" });
  await worker.says('"judged"');
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) {
    ids.push((await admit(submitter, handed(`student${i}`, "lesson", `wait ${SERVICE_MS} of ${i}`))).id);
    await pause(SERVICE_MS);
  }
  const done = "select count(*)::integer from downhill.verdicts where submission = any($1::uuid[])";
  while (await cluster.count(done, [ids]) < 20) await pause(100);
  const waits = (await cluster.rows(
    `select extract(epoch from j.started_on - s.received_at)::float8 as wait from downhill.submissions s
     join pgboss.job j on j.id = s.id where s.id = any($1::uuid[])`,
    [ids],
  )).map(({ wait }) => wait as number);
  const [{ mean }] = await cluster.rows("select avg(seconds) as mean from downhill.verdicts");
  const p95 = percentile(waits, 0.95);
  const ofClass = await cluster.count(
    "select count(*) from downhill.verdicts join downhill.submissions on id = submission where not is_interactive",
  );
  assert(p95 <= 5 * mean, `95 % waited up to ${p95} s, and a file takes ${mean} s`);
  assert(ofClass > 0, "the class does not move");
  const greedy = await cluster.count(
    "select count(*) from downhill.verdicts join downhill.submissions on id = submission where student = 'greedy'",
  );
  return `p95 of the wait ${p95.toFixed(2)} s = ${
    (p95 / mean).toFixed(1)
  } S̄; meanwhile ${greedy} of the 200 and ${ofClass} of the class were judged`;
}
