import { assert } from "@std/assert";
import { type Cluster, percentile } from "../cluster.ts";

/** The longest time until another worker has the files of a worker that was killed, in seconds. */
const MOST_SECONDS = 20;

/** Measures how long the files of a killed worker wait for another one. */
export async function recovery(cluster: Cluster): Promise<string> {
  const seconds: number[] = [];
  await using _other = cluster.worker({ slots: 4, judge: "file" });
  for (let i = 0; i < 3; i++) {
    await using victim = cluster.worker({ slots: 4, judge: "file" });
    await victim.says('"begin"');
    const ids = await cluster.handIn(Array.from({ length: 8 }, (_, j) => `wait 3000 ${i} ${j}`));
    await cluster.running(ids);
    victim.kill("SIGKILL");
    const [{ now }] = await cluster.rows("select clock_timestamp() as now");
    await cluster.judged((i + 1) * 8);
    const [{ last }] = await cluster.rows("select max(started_on) as last from pgboss.job where id = any($1::uuid[])", [
      ids,
    ]);
    seconds.push((Number(last) - Number(now)) / 1000);
  }
  assert(Math.max(...seconds) <= MOST_SECONDS, `${seconds} s`);
  return `after a kill, other workers had the files after ${
    seconds.map((each) => each.toFixed(1)).join(", ")
  } s (median ${percentile(seconds, 0.5).toFixed(1)})`;
}
