import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { smallFolder, smallJob, smallSolution } from "../../testbed/small_course.ts";
import { collect } from "../run/collect.ts";
import type { CheckRecord } from "../run/record.ts";
import { runJob } from "../run/run.ts";
import { inPairs } from "../../testbed/hostile/in_pairs.ts";
import { hostileLessons, isCostly } from "../../testbed/hostile/lessons.ts";
import { looking } from "../../testbed/hostile/looking.ts";
import { processesOf, waitUntil } from "../../testbed/hostile/processes.ts";

/** A secret text that no lesson must be able to read. */
const CANARY = `canary-${crypto.randomUUID()}`;

/** The number of right submissions among the hostile ones. */
const RIGHT = 5;

Deno.test("No lesson can see the environment, the home folder, the solutions or another submission", async () => {
  const folder = await Deno.makeTempDir();
  const home = await Deno.makeTempDir({ dir: Deno.env.get("HOME"), prefix: ".downhill-canary-" });
  try {
    Deno.env.set("DOWNHILL_CANARY", CANARY);
    await Deno.mkdir(join(folder, "other"));
    const secrets = [join(home, "secret.txt"), join(folder, "other", "04_gradient_descent.ts")];
    for (const path of secrets) await Deno.writeTextFile(path, `export const canary = "${CANARY}";`);
    const solution = join(smallFolder, "solutions", "03_exhaustive_search.ts");
    const target = join(folder, "04_gradient_descent.ts");
    await Deno.writeTextFile(target, looking([...secrets, solution]));
    const checks = await recordsOf(target);
    assertEquals(checks.map(({ points }) => points), [0, 0, 0, 0, 0]);
    const seen = checks.map(({ message, printed }) => message + printed).join("\n");
    assert(!seen.includes(CANARY), seen);
    for (const line of (await Deno.readTextFile(solution)).split("\n")) {
      assert(line.trim().length < 20 || !seen.includes(line.trim()), seen);
    }
  } finally {
    Deno.env.delete("DOWNHILL_CANARY");
    for (const path of [folder, home]) await Deno.remove(path, { recursive: true });
  }
});

Deno.test("Right submissions lose no points to the hostile ones among them", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const solution = smallSolution("04");
    // slow submissions, which may use all of their time, are spread among the fast ones
    const hostile = hostileLessons.filter((lesson, i) => i % 3 === 0 || !isCostly(lesson)).map(({ text }) => text);
    const submissions = hostile.map((text) => ({ text, isRight: false }));
    for (let i = 0; i < RIGHT; i++) {
      submissions.splice(Math.floor(i * submissions.length / RIGHT), 0, { text: solution, isRight: true });
    }
    const judged = inPairs(submissions.map(({ text }, i) => async () => {
      const target = join(folder, String(i).padStart(3, "0"));
      await Deno.mkdir(target);
      await Deno.writeTextFile(join(target, "04_gradient_descent.ts"), text);
      return (await recordsOf(target)).reduce((sum, { points }) => sum + points, 0);
    }));
    const points = await Promise.all(judged);
    assertEquals(points.filter((_, i) => submissions[i].isRight), Array(RIGHT).fill(8));
    await waitUntil(() => processesOf(folder).length === 0, 5000);
    assertEquals(processesOf(folder), [], "a process was left behind");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function recordsOf(target: string): Promise<CheckRecord[]> {
  return (await collect(runJob(smallJob("04", { target }), { picture: false }))).checks;
}
