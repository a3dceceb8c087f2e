/**
 * The scripts of scripting.md do what it says, and it quotes them exactly.
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readText } from "../kit/base/read_text.ts";

const folder = import.meta.dirname!;
const guide = await readText(join(folder, "scripting.md"));
const solution = await Deno.readTextFile(join(folder, "../solutions/04_gradient_descent.ts"));
const climbing = solution.replace("x -= learningRate", "x += learningRate");

/** Ada solved lesson 04, Cleo goes uphill, Dan handed in nothing. */
const course = await Deno.makeTempDir({ prefix: "downhill-" });
addEventListener("unload", () => Deno.removeSync(course, { recursive: true }));
for (const [student, text] of [["ada", solution], ["cleo", climbing], ["dan", ""]]) {
  await Deno.mkdir(join(course, "class", student), { recursive: true });
  if (text) await Deno.writeTextFile(join(course, "class", student, "04_gradient_descent.ts"), text);
}

Deno.test("the guide quotes its scripts exactly", async () => {
  for await (const { name } of Deno.readDir(join(folder, "scripts"))) {
    assertStringIncludes(guide, "```ts ignore\n" + await readText(join(folder, "scripts", name)) + "```\n");
  }
});

Deno.test("compare_solution names the checks whose verdict changed", async () => {
  const { code, stdout } = await script("compare_solution.ts", "04", "class/cleo");
  assertEquals(code, 1);
  const [first, ...rest] = stdout.split("\n");
  assertStringIncludes(guide, "```text\n$ deno run -A docs/scripts/compare_solution.ts 04 class/cleo\n" + first + "\n");
  assertEquals(rest.slice(-2), ["4 verdicts changed.", ""]);
});

Deno.test("compare_solution says so when nothing changed", async () => {
  const file = join(folder, "../tests/alternatives/04_gradient_descent/recursive.ts");
  assertEquals(await script("compare_solution.ts", "04", file), { code: 0, stdout: "0 verdicts changed.\n" });
});

Deno.test("picture_sheet shows each picture as an image, and says why one is missing", async () => {
  await script("picture_sheet.ts", "solved", "class/ada", "04");
  const solved = await Deno.readTextFile(join(course, "solved/index.html"));
  assertStringIncludes(solved, '<img src="04_gradient_descent.svg" alt="Gradient descent by hand">');
  assertEquals(solved.includes("<svg"), false);
  assertStringIncludes(await Deno.readTextFile(join(course, "solved/04_gradient_descent.svg")), "<svg");

  await script("picture_sheet.ts", "missing", "class/dan", "04");
  const missing = await Deno.readTextFile(join(course, "missing/index.html"));
  assertStringIncludes(missing, "<p>There is no ");
});

/** Runs a script of the guide in the folder of the class. */
async function script(name: string, ...args: string[]): Promise<{ code: number; stdout: string }> {
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", join(folder, "scripts", name), ...args],
    cwd: course,
    env: { NO_COLOR: "1" },
    stderr: "inherit",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout) };
}
