import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { smallJob, smallSolution } from "../../testbed/small_course.ts";
import { processesLeft } from "../../testbed/hostile/processes.ts";
import { UsageError } from "../../base/usage_error.ts";
import { collect } from "./collect.ts";
import type { RunRecord } from "./record.ts";
import { run, runJob, type RunOptions } from "./run.ts";

/** The types of the records that a run of `text` as lesson 04 yields. */
async function kinds(text: string, options: RunOptions = {}): Promise<string[]> {
  return (await all(text, options)).map(({ type }) => type);
}

/** The records that a run of `text` as lesson 04 yields, up to the first record for which `goesOn` is false. */
async function all(text: string, options: RunOptions = {}, goesOn = (_: RunRecord) => true): Promise<RunRecord[]> {
  const folder = await Deno.makeTempDir();
  try {
    const target = join(folder, "04_gradient_descent.ts");
    await Deno.writeTextFile(target, text);
    const found: RunRecord[] = [];
    for await (const record of runJob(smallJob("04", { target, limits: { evaluateMs: 300 }, ...options }), options)) {
      found.push(record);
      if (!goesOn(record)) break;
    }
    return found;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const RIGHT_PICTURE =
  `export const picture = () => ({ title: "t", description: "d", data: { values: [] }, mark: "point" });`;

Deno.test("run() yields the start, the checks, the score and the picture, in this order", async () => {
  const found = await kinds(`export const gradientDescent = () => ({ x: 2, losses: [] }); ${RIGHT_PICTURE}`);
  assertEquals(found, ["start", "check", "check", "check", "check", "check", "score", "picture"]);
});

Deno.test("run() says which line threw while the picture was drawn", async () => {
  const throws = `export const picture = () => {\n  throw new RangeError("No point.");\n};`;
  const found = (await all(throws, { only: [] })).find((record) => record.type === "picture");
  assertEquals(found?.message, 'RangeError: No point. (line 2: throw new RangeError("No point.");)');
  assertEquals(found?.svg, "");
});

/** A solution that climbs instead of descending. */
const CLIMBS = smallSolution("04").replace("x -= ", "x = x + ");

/** The mistakes that the records of a run find in `text`: one for each check, and finally one for the score. */
async function diagnoses(text: string, options: RunOptions = {}): Promise<(string | null)[]> {
  const found = await all(text, { picture: false, ...options });
  return found.flatMap((record) => record.type === "check" || record.type === "score" ? [record.diagnosis] : [])
    .map((diagnosis) => diagnosis && diagnosis.mutant);
}

Deno.test("run() names a known mistake, but only with the default seed", async () => {
  const climbs = "climbs instead of descending";
  assertEquals(await diagnoses(CLIMBS), [climbs, climbs, climbs, null, climbs, climbs]);
  assertEquals(new Set(await diagnoses(CLIMBS, { seed: 7 })), new Set([null]));
  assertEquals(new Set(await diagnoses(smallSolution("04"))), new Set([null]));
});

Deno.test("run() names no mistake if another check also fails, but it ignores checks that are todo", async () => {
  const answers = /return \{ factorPerStep.*/;
  assertEquals(CLIMBS.match(answers)?.length, 1);
  const other = CLIMBS.replace("  let x = start;", "  if (steps === 0) return { x: 9, losses: [] };\n  let x = start;");
  assertEquals((await diagnoses(other)).at(-1), null);
  const begun = CLIMBS.replace(answers, 'throw Object.assign(new Error("x"), { name: "Todo" });');
  assertEquals((await diagnoses(begun)).slice(-2), [null, "climbs instead of descending"]);
});

const TRAINS = `import { lossCurve, showProgress } from "downhill";
export async function gradientDescent(f: unknown, df: unknown, x: number, { steps = 1000 } = {}) {
  for (let step = 0; step < 9; step++) await showProgress({ step, steps: 9, loss: 9 - step });
  return { x, losses: [] };
}
export const picture = async () => lossCurve((await gradientDescent(0, 0, 0)).losses.concat(1));`;

const PICTURE = ["progress", "progress", "picture"];

Deno.test("run() yields the progress of a training run before the record of its check or picture", async () => {
  assertEquals(await kinds(TRAINS, { only: ["04-zero"] }), [
    "start",
    "progress",
    "progress",
    "check",
    "score",
    ...PICTURE,
  ]);
  assertEquals(await kinds(TRAINS, { only: [] }), ["start", "score", ...PICTURE]);
});

Deno.test("run() says which check a training run belongs to, and when each report was made", async () => {
  const records = await all(TRAINS, { only: ["04-zero"] });
  const looks = records.filter((record) => record.type === "progress");
  assertEquals(looks.map(({ check, step, steps, loss }) => [check, step, steps, loss]), [
    ...["04-zero", null].flatMap((check) => [[check, 0, 9, 9], [check, 8, 9, 1]]),
  ]);
  for (const [first, last] of [looks.slice(0, 2), looks.slice(2)]) {
    assertEquals(first.elapsedMs, 0);
    assert(last.elapsedMs >= 0);
  }
});

Deno.test("run() yields the progress of a training run before it ends", async () => {
  const endless = TRAINS.replace("step < 9; step++", ";").replaceAll("step,", "step: 3,");
  const found: string[] = [];
  await all(endless, { limits: { evaluateMs: 20_000 } }, (record) => {
    found.push(record.type);
    return record.type !== "progress";
  });
  assertEquals(found, ["start", "progress"]);
});

Deno.test("run() draws no picture of a lesson that hangs, because it would hang again", async () => {
  const hangs = "export function gradientDescent(f: unknown, df: unknown, x: number, { steps = 1000 } = {}) {" +
    " while (steps) { /* forever */ } return { x, losses: [] }; }";
  const found = await kinds(`${hangs} ${RIGHT_PICTURE}`, { only: ["04-zero", "04-losses"] });
  assertEquals(found, ["start", "check", "check", "score"]);
});

Deno.test("run() leaves no process behind if the caller leaves the loop early", async () => {
  const folder = await Deno.makeTempDir();
  const target = join(folder, "04_gradient_descent.ts");
  await Deno.writeTextFile(target, smallSolution("04"));
  for await (const record of runJob(smallJob("04", { target }))) {
    if (record.type === "check") break;
  }
  assertEquals(await processesLeft(target), []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("run() refuses a lesson that does not exist", async () => {
  await assertRejects(() => run("nonsense").next(), UsageError, 'There is no lesson "nonsense"');
});

Deno.test("run() gives the verdict load if the folder is a file or a link to itself", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/file`, "");
  if (Deno.build.os !== "windows") await Deno.symlink("link", `${folder}/link`);
  for (const name of ["file", "link"]) {
    const { checks } = await collect(runJob(smallJob("04", { target: `${folder}/${name}` }), { picture: false }));
    assertEquals([...new Set(checks.map(({ status }) => status))], ["load"], name);
  }
  await Deno.remove(folder, { recursive: true });
});
