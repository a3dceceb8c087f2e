import { assert, assertEquals } from "@std/assert";
import { admit } from "../../../grade/queue/admit.ts";
import { deadLetters, retryDeadLetters } from "../../../grade/queue/dead_letters.ts";
import { RETRY_LIMIT } from "../../../grade/queue/settings.ts";
import { smallLesson } from "../../small_course.ts";
import { type Cluster, handed } from "../cluster.ts";

/** A lesson that fills its memory until its process ends. */
const FILLS_MEMORY = `const kept: number[][] = [];
export function gradientDescent() { while (true) kept.push(new Array(1e6).fill(kept.length)); }
export const answers = gradientDescent;`;

/** One file ends its lesson's process, which is a verdict. Another ends the worker each time, which is a dead letter. */
export async function poison(cluster: Cluster): Promise<string> {
  await using submitter = await cluster.submitter();
  const bad = await admit(submitter, handed("ada", smallLesson("04").id, FILLS_MEMORY));
  {
    await using worker = cluster.worker({ slots: 1, judge: "small" });
    await worker.says('"judged"');
  }
  const [{ attempt, outcome, points }] = await cluster.rows("select * from downhill.verdicts where submission = $1", [
    bad.id,
  ]);
  assertEquals([attempt, points], [0, 0]);
  assert(/memory|crash/.test(outcome), outcome);

  const deadly = handed("bob", "lesson", "kill the worker");
  const { id } = await admit(submitter, deadly);
  let isDone = false;
  const machine = async () => { // a machine that starts its worker again each time, as systemd does
    for (; !isDone;) {
      await using worker = cluster.worker({ slots: 1, judge: "file" });
      while (!isDone && !await hasEnded(worker)) continue;
    }
  };
  const machines = [machine(), machine()];
  const begin = performance.now();
  while (await cluster.count("select count(*) from downhill.not_graded") === 0 && performance.now() - begin < 120_000) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const seconds = (performance.now() - begin) / 1000;
  isDone = true;
  await Promise.all(machines);
  assertEquals(await cluster.count("select retry_count from pgboss.job where id = $1", [id]), RETRY_LIMIT);
  assertEquals((await admit(submitter, deadly)).state, "not graded");
  await using reader = await cluster.reader();
  assertEquals((await deadLetters(reader)).map(({ name, lesson }) => [name, lesson]), [["The student bob", "lesson"]]);

  assertEquals(await retryDeadLetters(submitter), 1);
  await using worker = cluster.worker({ slots: 1, judge: "nothing" });
  await worker.says('"judged"');
  assertEquals((await admit(submitter, deadly)).state, "judged");
  assertEquals(await deadLetters(reader), []);
  return `a lesson that ends its process: a verdict, 1 attempt; one that ends the worker: a dead letter after ${
    RETRY_LIMIT + 1
  } attempts and ${seconds.toFixed(0)} s, which the student sees; then --retry judges it`;
}

function hasEnded(worker: { end(): Promise<unknown> }): Promise<boolean> {
  return Promise.race([
    worker.end().then(() => true),
    new Promise<false>((resolve) => setTimeout(resolve, 100, false)),
  ]);
}
