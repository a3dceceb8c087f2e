import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { processesLeft } from "../sandbox/hostile/processes.ts";
import { UsageError } from "../usage_error.ts";
import { run, type RunOptions } from "./run.ts";

/** The kinds of the records that a run of `text` as lesson 04 yields. */
async function kinds(text: string, options: RunOptions = {}): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    const target = join(folder, "04_gradient_descent.ts");
    await Deno.writeTextFile(target, text);
    const found: string[] = [];
    for await (const record of run("04", { target, limits: { evaluateMs: 300 }, ...options })) found.push(record.type);
    return found;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const RIGHT_PICTURE =
  `export const picture = () => ({ title: "t", description: "d", data: { values: [] }, mark: "point" });`;

Deno.test("run() yields a start, the checks, the score and the picture, in this order", async () => {
  const found = await kinds(`export const gradientDescent = () => ({ x: 2, losses: [] }); ${RIGHT_PICTURE}`);
  assertEquals(found, ["start", "check", "check", "check", "check", "check", "score", "picture"]);
});

Deno.test("run() draws no picture of a lesson that hangs, for that would hang too", async () => {
  const hangs = "export function gradientDescent(f: unknown, df: unknown, x: number, { steps = 1000 } = {}) {" +
    " while (steps) { /* for ever */ } return { x, losses: [] }; }";
  const found = await kinds(`${hangs} ${RIGHT_PICTURE}`, { only: ["04-zero", "04-losses"] });
  assertEquals(found, ["start", "check", "check", "score"]);
});

Deno.test("run() leaves no process behind when the loop is left early", async () => {
  const folder = await Deno.makeTempDir();
  const target = join(folder, "04_gradient_descent.ts");
  await Deno.copyFile(new URL("../../solutions/04_gradient_descent.ts", import.meta.url), target);
  for await (const record of run("04", { target })) {
    if (record.type === "check") break;
  }
  assertEquals(await processesLeft(target), []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("run() refuses a lesson that is not there", async () => {
  await assertRejects(() => run("nonsense").next(), UsageError, 'There is no lesson "nonsense"');
});
