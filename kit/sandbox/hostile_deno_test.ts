import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { root } from "../root.ts";
import { inPairs } from "./hostile/in_pairs.ts";
import { hostileLessons } from "./hostile/lessons.ts";
import { processesLeft } from "./hostile/processes.ts";

const TEST_FILE = "tests/04_gradient_descent_test.ts";

/** For one question, in milliseconds: an endless loop is given all of it by each of the five checks. */
const TIME_LIMIT = "300";

/** All checks may use up their time, and each then waits for a fresh process. */
const MOST_SECONDS = 20;

/** What one run of Deno's own runner said. */
interface Outcome {
  code: number;
  output: string;
  junit: string;
  seconds: number;
  left: string[];
}

const outcomes = inPairs(hostileLessons.map(({ text }) => () => gradeText(text)));

for (const [i, { name, says, points = 0 }] of hostileLessons.entries()) {
  Deno.test(
    { name: `deno test -P, given a lesson that ${name}`, sanitizeOps: false, sanitizeResources: false },
    async () => {
      const { code, output, junit, seconds, left } = await outcomes[i];
      assertEquals(code, points > 0 ? 0 : 1);
      assertStringIncludes(output, points > 0 ? "5 passed | 0 failed" : "0 passed | 5 failed");
      assertStringIncludes(output, says);
      assertStringIncludes(junit, `tests="5" failures="${points > 0 ? 0 : 5}"`);
      assertEquals(output.match(/^\s+at .*(?:kit\/|ext:).*$/gm), null, "a frame of ours");
      assert(!output.includes("\x1b"), "an escape sequence of the lesson's");
      assert(seconds < MOST_SECONDS, `${seconds} s`);
      assertEquals(left, [], "a process was left behind");
    },
  );
}

Deno.test("deno test without -P ends at once, with one sentence that says what to type", async () => {
  const { code, output } = await denoTest([TEST_FILE]);
  assertEquals(code, 1);
  assertMatch(output, /^error: Test permissions were found in the config file\. Did you mean to run with `-P`.*\n/);
});

Deno.test("deno test with some permissions passes nothing and says what to type", async () => {
  for (const permissions of [["--allow-read"], ["--allow-read", "--allow-env"]]) {
    const { code, output } = await denoTest([...permissions, "--no-prompt", TEST_FILE]);
    assertEquals(code, 1);
    assertStringIncludes(output, "0 passed | 5 failed");
    assertStringIncludes(output, "type deno test -P");
  }
});

Deno.test("deno test -P --filter runs the checks that fit", async () => {
  const { code, output } = await denoTest(["-P", "--filter", "04-zero", TEST_FILE], { LESSONS: "solutions" });
  assertEquals(code, 0);
  assertStringIncludes(output, "1 passed | 0 failed | 4 filtered out");
});

Deno.test("deno test -P --parallel runs them too", async () => {
  const { code, output } = await denoTest(["-P", "--parallel", TEST_FILE], { LESSONS: "solutions" });
  assertEquals(code, 0);
  assertStringIncludes(output, "5 passed | 0 failed");
});

Deno.test("deno test -P says todo for the stubs and exits 1", async () => {
  const { code, output } = await denoTest(["-P", TEST_FILE], { LESSONS: "" });
  assertEquals(code, 1);
  assertStringIncludes(output, "error: todo: repeat x ← x − learning rate");
});

Deno.test("deno test -P says which file is missing", async () => {
  const { code, output } = await denoTest(["-P", TEST_FILE], { LESSONS: "no/such/folder" });
  assertEquals(code, 1);
  assertStringIncludes(output, "There is no no/such/folder/04_gradient_descent.ts: is that the right folder?");
});

Deno.test("deno test -P reads nothing of a submission but the lesson", async () => {
  const folder = await Deno.makeTempDir();
  const solution = await Deno.readTextFile(`${root}solutions/04_gradient_descent.ts`);
  await Deno.writeTextFile(`${folder}/04_gradient_descent.ts`, solution);
  for (const name of ["deno.json", "package.json", "deno.lock", "mod.ts"]) {
    await Deno.writeTextFile(`${folder}/${name}`, "whoever reads this fails");
  }
  const { code, output } = await denoTest(["-P", TEST_FILE], { LESSONS: folder });
  await Deno.remove(folder, { recursive: true });
  assertEquals(code, 0, output);
});

/** Grades `text` in the place of lesson 04. */
async function gradeText(text: string): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/04_gradient_descent.ts`, text);
    const start = performance.now();
    const junitPath = `${folder}/junit.xml`;
    const environment = { LESSONS: folder, DOWNHILL_TIME_LIMIT_MS: TIME_LIMIT };
    const { code, output } = await denoTest(["-P", "--no-check", `--junit-path=${junitPath}`, TEST_FILE], environment);
    const seconds = (performance.now() - start) / 1000;
    const [junit, left] = [await Deno.readTextFile(junitPath), await processesLeft(folder)];
    return { code, output, junit, seconds, left };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function denoTest(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", ...args],
    cwd: root,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, output: out + errors };
}
