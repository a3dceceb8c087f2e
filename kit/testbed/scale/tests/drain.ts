import { assert, assertEquals } from "@std/assert";
import { processesOf, waitUntil } from "../../hostile/processes.ts";
import { smallLesson, smallSolution } from "../../small_course.ts";
import { type Cluster, pause } from "../cluster.ts";

/** The longest time in which the checks of these lessons end on a busy machine, in seconds; they take about one. */
const MOST_SECONDS = 20;

/** Stops a worker under load with SIGTERM: it finishes what it has begun, and nothing is judged twice. */
export async function drain(cluster: Cluster): Promise<string> {
  const texts = Array.from({ length: 24 }, (_, i) => `${smallSolution("04")}\n// ${i}\n`);
  await cluster.handIn(texts, { lesson: smallLesson("04").id });
  const worker = cluster.worker({ slots: 2, judge: "small" });
  await worker.says('"judged"', '"judged"');
  await waitUntil(() => processesOf(cluster.postgres.temporary).length > 0, 5000);
  const begin = performance.now();
  worker.kill("SIGTERM");
  const { code, stdout } = await worker.end();
  const seconds = (performance.now() - begin) / 1000;
  const judged = await cluster.verdicts();
  assertEquals(code, 0);
  assert(seconds <= MOST_SECONDS, `it ended after ${seconds} s`);
  assert(judged >= 2 && judged < texts.length, `${judged} of ${texts.length} were judged`);
  assertEquals(stdout.split('"what":"judged"').length - 1, judged, "a verdict of the last files was not stored");
  assertEquals(await cluster.count("select count(*) from downhill.jobs where state = 'active'"), 0);
  assertEquals(processesOf(cluster.postgres.temporary), []);
  assertEquals(await cluster.count("select count(*) from downhill.workers"), 0);
  await using _next = cluster.worker({ slots: 2, judge: "small" });
  await cluster.judged(texts.length);
  await pause(100);
  assertEquals(await cluster.count("select count(*) from downhill.verdicts where attempt > 0"), 0);
  return `after SIGTERM, it ended within ${
    seconds.toFixed(1)
  } s, with exit code 0; ${judged} judged, 0 judged again, 0 processes left`;
}
