import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { smallJob } from "../../testbed/small_course.ts";
import { runJob } from "../run/run.ts";
import { collect } from "../run/collect.ts";
import type { CheckRecord } from "../run/record.ts";
import { inPairs } from "../../testbed/hostile/in_pairs.ts";
import {
  type HostileLesson,
  hostileLessons,
  isCostly,
  moreHostileLessons,
  timeLimitMs,
} from "../../testbed/hostile/lessons.ts";
import { processesLeft } from "../../testbed/hostile/processes.ts";

/** The time limit: enough for two endless loops and their processes, on a machine that is busy with other tests. */
const MOST_SECONDS = 20;

const builtIns = () => [Math.abs, Object.is, JSON.stringify, Array.prototype.map, Promise.prototype.then];
const before = builtIns();

const lessons = [...hostileLessons, ...moreHostileLessons];
const outcomes = inPairs(lessons.map((lesson) => () => checksOf(lesson)));

for (const [i, lesson] of lessons.entries()) {
  const name = `A lesson that ${lesson.name} gets a verdict of its own`;
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    const { records, seconds, left } = await outcomes[i];
    const statuses = [lesson.status].flat();
    const failed = records.filter(({ status }) => status !== "pass");
    for (const { status } of failed) assert(statuses.includes(status), `${status} instead of ${statuses}`);
    assertEquals(records.length, isCostly(lesson) ? 2 : 5);
    assertEquals(records.reduce((sum, { points }) => sum + points, 0), lesson.points ?? 0);
    if (failed.length > 0) assertStringIncludes(failed[0].message, lesson.says);
    for (const { message, printed } of records) assertIsPrintable(message + printed);
    assert(seconds < MOST_SECONDS, `${seconds} s`);
    assertEquals(left, [], "a process was left behind");
  });
}

Deno.test("After all hostile lessons, the solution passes", async () => {
  const { checks } = await collect(runJob(smallJob("04", { target: "solutions" }), { picture: false }));
  assertEquals(checks.map(({ status }) => status), Array(5).fill("pass"));
  assertEquals(builtIns(), before);
});

/** Judges `lesson` as lesson 04. */
async function checksOf(lesson: HostileLesson): Promise<{ records: CheckRecord[]; seconds: number; left: string[] }> {
  const folder = await Deno.makeTempDir();
  try {
    const start = performance.now();
    const target = `${folder}/04_gradient_descent.ts`;
    await Deno.writeTextFile(target, lesson.text);
    const limits = { loadMs: timeLimitMs(lesson), evaluateMs: timeLimitMs(lesson), memoryMiB: 1000 };
    const records: CheckRecord[] = [];
    for await (const record of runJob(smallJob("04", { target, limits }), { picture: false })) {
      if (record.type === "check") records.push(record);
      if (isCostly(lesson) && records.length === 2) break;
    }
    const seconds = (performance.now() - start) / 1000;
    return { records, seconds, left: await processesLeft(folder) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function assertIsPrintable(text: string): void {
  // deno-lint-ignore no-control-regex
  assert(!/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/.test(text), JSON.stringify(text));
}
