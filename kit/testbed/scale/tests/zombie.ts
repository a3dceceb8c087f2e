import { assert, assertEquals } from "@std/assert";
import { type Cluster, pause } from "../cluster.ts";
import { until } from "../../started.ts";

/** How long the worker is stopped: longer than its heartbeat, so that its files are given to another one. */
const STOPPED_MS = 15_000;

/** Stops a worker as if its machine had frozen, and lets it go on: what it did in the meantime must not count. */
export async function zombie(cluster: Cluster): Promise<string> {
  await cluster.handIn(Array.from({ length: 4 }, (_, i) => `settled ${i}`));
  await using frozen = cluster.worker({ slots: 4, judge: "file" });
  await cluster.judged(4);
  const ids = await cluster.handIn(Array.from({ length: 4 }, (_, i) => `wait 5000 ${i}`));
  await cluster.running(ids);
  frozen.kill("SIGSTOP");
  await using other = cluster.worker({ slots: 4, judge: "file" });
  const stopped = performance.now();
  // the other one has begun with the files, and has not ended
  await cluster.until(
    "select case when count(*) = 4 then 1 else 0 end from pgboss.job where id = any($1::uuid[]) and retry_count = 1 and state = 'active'",
    [ids],
  );
  const taken = (performance.now() - stopped) / 1000;
  frozen.kill("SIGCONT");
  await pause(Math.max(0, STOPPED_MS - (performance.now() - stopped)));
  await cluster.judged(8);
  await until(() => frozen.output.split('"refused"').length === 5, () => `the frozen worker said ${frozen.output}`);
  const rows = await cluster.rows(
    "select attempt, count(distinct worker)::integer as workers, count(*)::integer as count " +
      "from downhill.verdicts group by attempt order by attempt",
  );
  assertEquals(rows, [{ attempt: 0, workers: 1, count: 4 }, { attempt: 1, workers: 1, count: 4 }]);
  assertEquals(await cluster.count("select count(distinct worker) from downhill.verdicts"), 2);
  assert(!other.output.includes('"refused"'));
  return `4 settled files kept, 4 stale verdicts refused; another worker had the files after ${taken.toFixed(1)} s`;
}
