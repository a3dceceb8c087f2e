import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { smallSolution } from "../small_course.ts";
import { stubOf } from "../../teach/stubs/stub.ts";
import { courseCopy } from "../course_copy.ts";
import { inPairs } from "./in_pairs.ts";
import { type HostileLesson, hostileLessons, isCostly, timeLimitMs } from "./lessons.ts";
import { processesLeft } from "./processes.ts";

const course = await courseCopy();
addEventListener("unload", () => course.remove());

const TEST_FILE = "tests/04_gradient_descent_test.ts";

/**
 * By default, only every fourth lesson is tried, because each needs its own Deno process; `DOWNHILL_HOSTILE=all` tries
 * all.
 */
const lessons = hostileLessons.filter((_, i) => i % 4 === 0 || Deno.env.get("DOWNHILL_HOSTILE") === "all");

/** Enough time for two endless loops and their processes, on a machine that is busy with other tests. */
const MOST_SECONDS = 20;

/** The output of one run of Deno's own test runner. */
interface Outcome {
  code: number;
  output: string;
  junit: string;
  seconds: number;
  left: string[];
}

const outcomes = inPairs(lessons.map((lesson) => () => grade(lesson)));

for (const [i, lesson] of lessons.entries()) {
  const name = `deno test -P, given a lesson that ${lesson.name}`;
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    const { code, output, junit, seconds, left } = await outcomes[i];
    const count = isCostly(lesson) ? 2 : 5;
    const [passed, failed] = lesson.points ? [count, 0] : [0, count];
    assertEquals(code, failed > 0 ? 1 : 0);
    assertStringIncludes(output, `${passed} passed | ${failed} failed`);
    assertStringIncludes(output, lesson.says);
    assertStringIncludes(junit, `tests="5" failures="${failed}"`);
    assertEquals(output.match(/^\s+at .*(?:kit\/|ext:).*$/gm), null, "a frame of our code");
    assert(!output.includes("\x1b"), "an escape sequence from the lesson");
    assert(seconds < MOST_SECONDS, `${seconds} s`);
    assertEquals(left, [], "a process was left behind");
  });
}

Deno.test("deno test without -P ends at once, with one sentence that says what to type", async () => {
  const { code, output } = await denoTest([TEST_FILE]);
  assertEquals(code, 1);
  assertMatch(output, /^error: Test permissions were found in the config file\. Did you mean to run with `-P`.*\n/);
});

Deno.test("deno test with some permissions judges nothing, says what to type and exits 2", async () => {
  for (const permissions of [["--allow-read"], ["--allow-read", "--allow-env"]]) {
    const { code, output } = await denoTest([...permissions, "--no-prompt", "--no-check", TEST_FILE]);
    assertEquals(code, 2);
    assertMatch(output, /^The checks start each lesson in a process of its own: type deno test -P$/m);
  }
});

Deno.test("deno test -P says which variable is wrong and exits 2", async () => {
  const wrong: [name: string, value: string, says: string][] = [
    ["DOWNHILL_DEVICE", "gpu", 'There is no device "gpu": use auto, cpu, wasm or webgpu.'],
    ["DOWNHILL_SEED", "x", '"x"'],
    ["DOWNHILL_TIME_LIMIT_MS", "0", 'DOWNHILL_TIME_LIMIT_MS is "0": give it milliseconds, for example 5000.'],
    ["LESSONS", "", "LESSONS is empty: set it to a folder, or leave it out for lessons/."],
    ["LESSONS", "no/such/folder", "There is no folder no/such/folder that can be read: set LESSONS to a folder with"],
    [
      "LESSONS",
      "/no/such/folder",
      "There is no folder /no/such/folder that can be read: set LESSONS to a folder with",
    ],
    ["LESSONS", "kit", "There is no lesson in kit: set LESSONS to a folder with files such as"],
    ["LESSONS", "kit/04_gradient_descent.ts", "There is no file kit/04_gradient_descent.ts: set LESSONS to"],
  ];
  for (const [name, value, says] of wrong) {
    const { code, output } = await denoTest(["-P", "--no-check", "--filter", "04-zero", TEST_FILE], { [name]: value });
    assertEquals(code, 2, output);
    assertStringIncludes(output, says);
  }
});

Deno.test("deno test -P --filter runs the checks that match", async () => {
  const { code, output } = await denoTest(["-P", "--filter", "04-zero", TEST_FILE], { LESSONS: "solutions" });
  assertEquals(code, 0);
  assertStringIncludes(output, "1 passed | 0 failed | 4 filtered out");
});

Deno.test("deno test -P --parallel also runs the checks", async () => {
  const { code, output } = await denoTest(["-P", "--parallel", TEST_FILE], { LESSONS: "solutions" });
  assertEquals(code, 0);
  assertStringIncludes(output, "5 passed | 0 failed");
});

Deno.test("deno test -P reports the stubs as todo and exits 1", async () => {
  const { code, output } = await denoTestOf("04_gradient_descent", stubOf(smallSolution("04"), "the solution"));
  assertEquals(code, 1);
  assertStringIncludes(output, "error: todo: repeat x ← x − learning rate");
});

Deno.test("deno test -P says which file is missing if there are others", async () => {
  const { code, output } = await denoTestOf("03_exhaustive_search", "");
  assertEquals(code, 1);
  assertMatch(output, /There is no .*04_gradient_descent\.ts: is that the right folder\?/);
});

Deno.test("A hostile lesson does not affect another lesson's checks", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/03_exhaustive_search.ts`, smallSolution("03"));
  await Deno.writeTextFile(`${folder}/04_gradient_descent.ts`, "Math.abs = () => 0;\nDeno.exit(0);");
  const { output } = await denoTest(["-P", "--no-check", TEST_FILE, "tests/03_exhaustive_search_test.ts"], {
    LESSONS: folder,
  });
  await Deno.remove(folder, { recursive: true });
  const verdicts = [...output.matchAll(/^(\d\d)-.* \.\.\. (\w+)/gm)].map(([, lesson, word]) => `${lesson} ${word}`);
  assertEquals(new Set(verdicts), new Set(["03 ok", "04 FAILED"]));
});

Deno.test("deno test -P reads only the lesson in a submission", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/04_gradient_descent.ts`, smallSolution("04"));
  for (const name of ["deno.json", "package.json", "deno.lock", "mod.ts"]) {
    await Deno.writeTextFile(`${folder}/${name}`, "this must not be read");
  }
  const { code, output } = await denoTest(["-P", TEST_FILE], { LESSONS: folder });
  await Deno.remove(folder, { recursive: true });
  assertEquals(code, 0, output);
});

/** Grades `lesson` as lesson 04. */
async function grade(lesson: HostileLesson): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/04_gradient_descent.ts`, lesson.text);
    const start = performance.now();
    const junitPath = `${folder}/junit.xml`;
    const environment = { LESSONS: folder, DOWNHILL_TIME_LIMIT_MS: String(timeLimitMs(lesson)) };
    const filter = isCostly(lesson) ? ["--filter", "/04-(minimum|zero)/"] : [];
    const args = ["-P", "--no-check", `--junit-path=${junitPath}`, ...filter, TEST_FILE];
    const { code, output } = await denoTest(args, environment);
    const seconds = (performance.now() - start) / 1000;
    const [junit, left] = [await Deno.readTextFile(junitPath), await processesLeft(folder)];
    return { code, output, junit, seconds, left };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Judges a folder with only this lesson in it. */
async function denoTestOf(lesson: string, text: string): Promise<{ code: number; output: string }> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/${lesson}.ts`, text);
    return await denoTest(["-P", "--no-check", TEST_FILE], { LESSONS: folder });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function denoTest(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", ...args],
    cwd: course.folder,
    env: { ...env, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const [out, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, output: out + errors };
}
