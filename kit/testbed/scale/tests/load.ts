import { assertEquals } from "@std/assert";
import { readLoad } from "../../../grade/queue/load.ts";
import { type Cluster, COURSE_HASH } from "../cluster.ts";

/** The autoscaler's signal: what waits, a deadline that is near, and no flapping. A slot judges a file per second here. */
export async function load(cluster: Cluster): Promise<string> {
  await using reader = await cluster.reader();
  const desired = async () => {
    const { waiting, desiredWorkers } = await readLoad(reader);
    return [waiting, desiredWorkers];
  };
  assertEquals(await desired(), [0, 0]);
  const ids = await cluster.handIn(Array.from({ length: 360 }, (_, i) => `waits ${i}`));
  assertEquals(await desired(), [360, 3]); // 360 s of work within a minute: 6 slots, two for each worker
  await cluster.rows("insert into downhill.deadlines values (now() + interval '2 hours', 9, 1)");
  assertEquals(await desired(), [360, 3]); // it is too early for that deadline
  await cluster.rows("update downhill.deadlines set due_at = now() + interval '30 minutes'");
  assertEquals(await desired(), [360, 8]); // λS̄ + 2√(λS̄) = 9 + 2 · 3 slots

  // a worker notes what is wanted, and the next minutes remember it
  const seen = () => cluster.rows("select downhill.seen(gen_random_uuid(), 'lab', $1, 4, 1, 2)", [COURSE_HASH]);
  await seen();
  await cluster.rows("delete from downhill.deadlines");
  await cluster.rows("delete from pgboss.job where id = any($1::uuid[])", [ids]);
  assertEquals(await desired(), [0, 4]); // still 15 slots, but this worker has four
  const { workers, slots, fenced } = await readLoad(reader);
  assertEquals([workers, slots, fenced], [[{ host: "lab", slots: 4, running: 1, courseHash: COURSE_HASH }], 4, 2]);
  await cluster.rows("update downhill.wanted set minute = now() - interval '16 minutes'");
  assertEquals(await desired(), [0, 0]);
  await cluster.rows("update downhill.workers set seen_at = now() - interval '31 seconds'");
  assertEquals((await readLoad(reader)).workers, []);
  return "the number of workers follows what waits and the deadlines, keeps its maximum for 15 minutes, and forgets silent workers";
}
