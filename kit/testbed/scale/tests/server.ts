import { assert, assertEquals } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { type Cluster, handed, pause } from "../cluster.ts";

/** How long the server is gone, in milliseconds. */
const GONE_MS = 2000;

/** Kills the server under load. What was acknowledged is there afterwards, and the workers come back by themselves. */
export async function server(cluster: Cluster): Promise<string> {
  const workers = [cluster.worker({ slots: 2, judge: "file" }), cluster.worker({ slots: 2, judge: "file" })];
  await Promise.all(workers.map((worker) => worker.says('"begin"')));
  await using submitter = await cluster.submitter();
  const acknowledged: string[] = [];
  let failed = 0;
  let isOver = false;
  const submitting = (async () => {
    for (let i = 0; !isOver; i++) {
      const admitted = await admit(submitter, handed(`student${i % 40}`, `lesson${i}`, `wait 50 ${i}`)).catch(() =>
        null
      );
      if (admitted) acknowledged.push(admitted.id);
      else {
        failed++;
        await pause(100);
      }
    }
  })();
  await pause(4000);
  await cluster.postgres.kill();
  const before = acknowledged.length;
  await pause(GONE_MS);
  const begin = performance.now();
  await cluster.postgres.launch();
  const first =
    (await cluster.owner.query("select count(*)::integer as count from downhill.verdicts").catch(() => [{ count: 0 }]))[
      0
    ].count;
  await pause(4000);
  isOver = true;
  await submitting;
  const lost = await cluster.count(
    "select count(*) from unnest($1::uuid[]) as a (id) where not exists (select 1 from downhill.submissions s where s.id = a.id)",
    [acknowledged],
  );
  assertEquals(lost, 0, "submissions that were acknowledged are lost");
  await cluster.judged(acknowledged.length);
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  assert(failed > 0 && acknowledged.length > before && first < acknowledged.length);
  for (const worker of workers) {
    const after = worker.output.slice(worker.output.search(/The database is gone|does not answer|terminat|ECONN/));
    assert(after.includes('"judged"'), `a worker did not come back: ${worker.output.slice(-500)}`);
  }
  return `${acknowledged.length} submissions acknowledged (${before} before the kill), 0 lost, all judged ${seconds} s after the restart`;
}
