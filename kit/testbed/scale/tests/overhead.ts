import { assert } from "@std/assert";
import { syllabus } from "../../../../syllabus.ts";
import { root } from "../../../base/root.ts";
import { admit } from "../../../grade/queue/admit.ts";
import { smallFolder, smallLesson } from "../../small_course.ts";
import { type Cluster, handed, pause, percentile } from "../cluster.ts";

/** How many files of each kind are judged: real ones, and ones with nothing to do. */
const REAL = 100;
const EMPTY = 400;

/** The longest time until PostgreSQL publishes the counts of a connection that is idle, in milliseconds; it takes 10 s. */
const STATISTICS_MS = 12_000;

/** How long an idle worker is watched, in seconds. */
const IDLE_SECONDS = 12;

/** What must hold: the share of CPU time, the pick-up time in seconds, and transactions per second of an idle worker. */
const MOST_SHARE = 0.05;
const MOST_PICK_UP = 0.1;
const MOST_TRANSACTIONS = 5;

/** The number of ticks per second in /proc; the same on every Linux. */
const TICKS = 100;

/** Measures what the queue and the database cost. */
export async function overhead(cluster: Cluster): Promise<string> {
  await using submitter = await cluster.submitter();
  let [perFile, transactions] = [0, 0];
  const heard: number[] = [];
  {
    await using idle = cluster.worker({ slots: 2 });
    await idle.says('"begin"');
    await pause(STATISTICS_MS);
    const count = "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";
    const before = await cluster.count(count);
    await pause(IDLE_SECONDS * 1000);
    transactions = (await cluster.count(count) - before) / IDLE_SECONDS;

    for (let i = 0; i < 40; i++) {
      const { id } = await admit(submitter, handed(`student${i}`, "lesson", `idle ${i}`));
      await cluster.judged(i + 1);
      heard.push(
        (await cluster.rows(
          `select extract(epoch from j.started_on - s.received_at)::float8 as wait
         from pgboss.job j join downhill.submissions s on s.id = j.id where s.id = $1`,
          [id],
        ))[0].wait,
      );
      await pause(30);
    }
    const own = ownSeconds(idle.pid);
    await cluster.handIn(Array.from({ length: EMPTY }, (_, i) => `empty ${i}`));
    await cluster.judged(EMPTY + 40);
    perFile = (ownSeconds(idle.pid) - own) / EMPTY;
  }
  // Part I needs no TF.js. A new course has no lessons yet, so those of the small course are judged.
  const own = syllabus.filter(({ device }) => device === null).map(({ id }) => id);
  const [lessons, folder, judge] = own.length > 0
    ? [own, root, "course"]
    : [["03", "04"].map((number) => smallLesson(number as "03").id), smallFolder, "small"];
  // behind the second wall, the CPU time of lessons that are ended early is counted nowhere
  await using worker = cluster.worker({ slots: 2, judge, env: { DOWNHILL_WALLS: "1" } });
  await worker.says('"begin"');
  const server = () => cluster.postgres.processes().reduce((sum, pid) => sum + ownSeconds(pid), 0);
  const [serverBefore, before] = [server(), ownSeconds(worker.pid) + childSeconds(worker.pid)];
  const begin = performance.now();
  for (const [i, lesson] of lessons.entries()) {
    const solution = await Deno.readTextFile(`${folder}solutions/${lesson}.ts`);
    const count = Math.floor(REAL * (i + 1) / lessons.length) - Math.floor(REAL * i / lessons.length);
    await cluster.handIn(Array.from({ length: count }, (_, j) => `${solution}\n// ${j}\n`), { lesson });
  }
  await cluster.judged(EMPTY + 40 + REAL);
  const seconds = (performance.now() - begin) / 1000;
  const database = server() - serverBefore;
  const all = database + ownSeconds(worker.pid) + childSeconds(worker.pid) - before;
  const share = (database + perFile * REAL) / all;
  const pickUp = percentile(heard, 0.95);
  const said = `${REAL} real files in ${seconds.toFixed(0)} s, ${
    (all / REAL).toFixed(2)
  } CPU-s each: queue and database ${(share * 100).toFixed(1)} %; pick-up when idle p50 ${
    (percentile(heard, 0.5) * 1000).toFixed(0)
  } ms, p95 ${(pickUp * 1000).toFixed(0)} ms; ${transactions.toFixed(1)} transactions per second of an idle worker`;
  assert(share <= MOST_SHARE && pickUp <= MOST_PICK_UP && transactions <= MOST_TRANSACTIONS, said);
  return said;
}

/** The CPU time of a process itself, in seconds. */
function ownSeconds(pid: number): number {
  return ticksOf(pid, 11) + ticksOf(pid, 12);
}

/** The CPU time of the processes that it started and that have ended. */
function childSeconds(pid: number): number {
  return ticksOf(pid, 13) + ticksOf(pid, 14);
}

/** A field of /proc/PID/stat, counted from the one after the name; 0 if the process has ended. See proc(5). */
function ticksOf(pid: number, field: number): number {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[field]) / TICKS;
  } catch {
    return 0;
  }
}
