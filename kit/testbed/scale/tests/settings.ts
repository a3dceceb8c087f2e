import { assert, assertEquals } from "@std/assert";
import {
  BOSS_SCHEMA,
  CONNECTIONS,
  DEAD_LETTERS,
  MONITOR_SECONDS,
  PG_BOSS,
  POLL_MS,
  queueOf,
} from "../../../grade/queue/settings.ts";
import { type Cluster, COURSE_HASH, pause } from "../cluster.ts";

/** Reads back from the database what `settings.ts` says, and what the settings lead to while a worker is idle. */
export async function settings(cluster: Cluster): Promise<string> {
  const queue = (await cluster.owner.boss.getQueue(queueOf(COURSE_HASH)))!;
  assertEquals(PG_BOSS, "npm:pg-boss@12.38.0");
  assertEquals(
    [queue.heartbeatSeconds, queue.retryLimit, queue.retryDelay, queue.retryBackoff],
    [10, 3, 1, true], // trap E; failures of machines are tried three times again, with longer and longer pauses
  );
  assertEquals([queue.deleteAfterSeconds, queue.deadLetter, queue.notify], [86_400, DEAD_LETTERS, false]); // traps A, C
  assertEquals([queue.policy, queue.partition], ["standard", false]);
  const [id] = await cluster.handIn(["settings"], { seconds: 47 });
  const [job] = await cluster.rows("select expire_seconds, heartbeat_seconds from pgboss.job where id = $1", [id]);
  assertEquals(job, { expire_seconds: 47, heartbeat_seconds: 10 });

  await using worker = cluster.worker({ slots: 8 });
  await worker.says('"judged"');
  const seen = async () => {
    const [{ monitor_on }] = await cluster.rows("select monitor_on from pgboss.queue where name = $1", [
      queueOf(COURSE_HASH),
    ]);
    return Number(monitor_on);
  };
  const before = await seen();
  let changes = 0;
  for (let i = 0; i < 25 && changes < 2; i++) {
    const last = await seen();
    await pause(1000);
    if (await seen() !== last) changes++;
  }
  assertEquals(changes, 2, `the monitor did not run twice in 25 s, although it should every ${MONITOR_SECONDS} s`);
  assert(await seen() > before);

  // trap G: two connections and the listener, whatever the number of slots; and trap C: one listener for a machine
  const connections = "select count(*) from pg_stat_activity where datname = current_database() and usename = 'worker'";
  const count = await cluster.count(connections);
  assert(count >= 2 && count <= CONNECTIONS + 1, `${count} connections`);
  const listeners = `${connections} and (query ilike 'listen%' or query ilike '%pg_listening_channels%')`;
  assertEquals(await cluster.count(listeners), 1);

  // trap A: without a message, as for a retry, a waiting file is seen by the next poll
  const begin = performance.now();
  await cluster.rows(`update ${BOSS_SCHEMA}.job set state = 'retry', start_after = now() where id = $1`, [id]);
  await cluster.rows("delete from downhill.verdicts");
  await cluster.judged(1, 15);
  const waited = performance.now() - begin;
  assert(waited < POLL_MS + 5000, `a file without a message waited ${waited} ms`);
  // trap F: no transaction stays open while files are judged; and one slot in eight is kept free for students
  worker.kill("SIGTERM");
  await worker.end();
  await using slow = cluster.worker({ slots: 8, judge: "file" });
  const ids = await cluster.handIn(Array.from({ length: 9 }, (_, i) => `wait 2500 ${i}`));
  await slow.says('"begin"');
  await pause(1500);
  const active = "select count(*) from pgboss.job where id = any($1::uuid[]) and state = 'active'";
  assertEquals(await cluster.count(active, [ids]), 7);
  const open = `${connections} and state like 'idle in transaction%' and state_change < now() - interval '0.5 s'`;
  assertEquals(await cluster.count(open), 0);
  return `as in settings.ts; ${count} connections for 8 slots; a file without a message is seen after ${
    Math.round(waited)
  } ms`;
}
