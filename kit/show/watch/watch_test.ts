import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { type CourseCopy, courseCopy } from "../../testbed/course_copy.ts";
import { canRun, hasTerminals, type StartOptions, startTask, until } from "../../testbed/started.ts";

const LESSON = "04_gradient_descent";
const FILE = `lessons/${LESSON}.ts`;
const ENDLESS = "while (true) {}\n";
const TRAINING = `import { showProgress } from "downhill";
export async function gradientDescent() {
  for (let step = 0; step < 1000; step++) {
    await showProgress({ step, steps: 1000, loss: 8 / (step + 1) });
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
`;

Deno.test("--watch shows a verdict at the start and at every save", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course);
  await watch.says("0 of 8 points");
  await course.write(FILE, await solutionOf(course));
  await watch.says("8 of 8 points", "Solved: 1 of 1 lesson.");
  await course.write(FILE, (await solutionOf(course)).replace("x -= ", "x += "));
  await watch.says("✗ fail", "1 of 8 points", "A hint: deno task lesson 4 --hint");
  assertMatch(await course.read("progress.txt"), /^04_gradient_descent 1\/8$/m);
});

Deno.test("--watch shows the verdict on the last of many saves", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course);
  await watch.says("0 of 8 points");
  const solution = await solutionOf(course);
  const saves = [solution.replace("x -= ", "x += "), "syntax error", "", ENDLESS, solution];
  for (const text of saves) Deno.writeTextFileSync(course.path(FILE), text);
  await watch.says("8 of 8 points", "Solved: 1 of 1 lesson.");
});

Deno.test("--watch interrupts an endless loop at the next save without a message", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course);
  await watch.says("0 of 8 points");
  await course.write(FILE, ENDLESS);
  await watch.says("04 · Gradient descent");
  const looping = await childrenOf(watch.pid);
  const saved = performance.now();
  await course.write(FILE, await solutionOf(course));
  const said = await watch.says("8 of 8 points");
  // without the interruption, this would take 5 s
  assert(performance.now() - saved < 4000, "The endless loop was not interrupted.");
  assert(!said.includes("timeout"), said);
  for (const pid of looping) await until(async () => !await isAlive(pid), "The endless loop goes on.");
});

Deno.test("--watch shows the current text of a line, although the process was started before the save", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course);
  await watch.says("0 of 8 points");
  await new Promise((resolve) => setTimeout(resolve, 1000)); // the next process has been started, and has read the stub
  await course.write(FILE, 'export function gradientDescent() {\n  throw new Error("fresh");\n}\n');
  await watch.says(`${FILE}:2  throw new Error("fresh");`);
});

Deno.test("--watch polls if changes are not reported, and says so once", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course, { env: { DOWNHILL_WATCH: "poll" } });
  await watch.says("0 of 8 points");
  await course.write(FILE, await solutionOf(course));
  await watch.says("8 of 8 points");
  await course.write(FILE, (await solutionOf(course)).replace("x -= ", "x += "));
  await watch.says("1 of 8 points");
  watch.interrupt();
  assertEquals((await watch.end()).stderr.match(/every 0.3 s/g)?.length, 1);
});

Deno.test("--watch continues after the file was missing for a while", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course);
  await watch.says("0 of 8 points");
  await Deno.remove(course.path(FILE));
  await watch.says("⇣ load", "0 of 8 points");
  await course.write(FILE, await solutionOf(course));
  await watch.says("8 of 8 points");
});

Deno.test("--watch --json prints each verdict as one value on one line", async () => {
  await using course = await courseCopy(LESSON);
  await using watch = start(course, { words: ["--json"] });
  await watch.says('"seconds":');
  await course.write(FILE, await solutionOf(course));
  await watch.says('"seconds":', "\n");
  watch.interrupt();
  const lines = (await watch.end()).stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.map(({ checks }) => checks[0].status), ["todo", "pass"]);
});

Deno.test("Ctrl-C ends --watch with code 130 and one sentence, and leaves no process behind", async () => {
  await using course = await courseCopy(LESSON);
  await course.write(FILE, ENDLESS);
  await using watch = start(course);
  await watch.says("04 · Gradient descent");
  const children = await childrenOf(watch.pid);
  assert(children.length > 0, "The lesson has no process.");
  watch.interrupt();
  const { code, stderr } = await watch.end();
  assertEquals(code, 130);
  assertEquals(stderr, "\nStopped. All files are complete, and none of your work is lost.\n");
  for (const pid of children) await until(async () => !await isAlive(pid), `Process ${pid} is still there.`);
});

Deno.test({
  name: "--watch ends when the process that started it is killed",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    await using course = await courseCopy(LESSON);
    await using watch = start(course, { wrap: ["sh", "-c", '"$@" & echo "pid $!"; wait', "sh"] });
    await watch.says("0 of 8 points");
    const pid = Number(/^pid (\d+)$/m.exec(watch.output)![1]);
    watch.kill("SIGKILL");
    await until(async () => !await isAlive(pid), "The watcher outlived its parent.");
  },
});

Deno.test({
  name: "--watch reacts to keys in a terminal, and restores the terminal at q",
  ignore: !hasTerminals,
  fn: async () => {
    await using course = await courseCopy(LESSON);
    await using watch = start(course, { terminal: "stty -a" });
    await watch.says("0 of 8 points", "q quit");
    await watch.press("h");
    await watch.says("\x1b[?1049h", "Hint 1 of", "Press any key to return to the verdict.");
    await watch.press("h");
    await watch.says("Hint 2 of", "any key");
    await watch.press("l");
    await watch.says("0 of 1 lesson solved", "any key");
    await watch.press(" ");
    await watch.says("\x1b[?1049l");
    await watch.press("l");
    await watch.says("\x1b[?1049h", "0 of 1 lesson solved", "any key");
    await course.write(FILE, await solutionOf(course));
    await watch.says("\x1b[?1049l", "\x1b[2J", "8 of 8 points", "Press n for the next lesson", "q quit");
    await watch.press("n");
    await watch.says("Every lesson is solved", "q quit");
    await watch.press("r");
    await watch.says("once more", "q quit");
    await watch.press("r");
    await watch.says("is the stub again", "0 of 8 points", "q quit");
    assertEquals(await course.read("backups", `${LESSON}.1.ts`), await solutionOf(course));
    await watch.press("q");
    await watch.says("code 0");
    assertMatch((await watch.end()).stdout, / icanon .* echo /s);
  },
});

Deno.test({
  name: "--watch shows a live line during training, and Ctrl-C draws the loss so far",
  ignore: !hasTerminals,
  fn: async () => {
    await using course = await courseCopy(LESSON);
    await using watch = start(course, { terminal: "stty -a" });
    await watch.says("0 of 8 points", "q quit");
    await course.write(FILE, TRAINING);
    await watch.says("  … step ", " of 1,000 · loss ", " s left");
    await watch.press("\x03");
    await watch.says(
      "Stopped at step ",
      "plots/04_gradient_descent-stopped.svg",
      "Stopped. All files are complete",
      "code 130",
    );
    assertMatch((await watch.end()).stdout, / icanon .* echo /s);
    assertMatch(await course.read("progress.txt"), /^04_gradient_descent 0\/8$/m);
  },
});

Deno.test({
  name: "--watch prints its last line on the screen that remains, even after Ctrl-C in a hint",
  ignore: !hasTerminals,
  fn: async () => {
    await using course = await courseCopy(LESSON);
    await using watch = start(course, { terminal: "true" });
    await watch.says("0 of 8 points", "q quit");
    await watch.press("h");
    await watch.says("\x1b[?1049h", "any key");
    await watch.press("\x03");
    await watch.says("\x1b[?1049l", "Stopped", "code 130");
  },
});

Deno.test({
  name: "--watch restores the terminal at Ctrl-C",
  ignore: !hasTerminals,
  fn: async () => {
    await using course = await courseCopy(LESSON);
    await using watch = start(course, { terminal: "stty -a" });
    await watch.says("0 of 8 points", "q quit");
    await watch.press("\x03");
    await watch.says("Stopped", "code 130");
    assertMatch((await watch.end()).stdout, / icanon .* echo /s);
  },
});

/** `deno task lesson 4 --watch` in `course`. */
const start = (course: CourseCopy, { words = [], ...options }: StartOptions & { words?: string[] } = {}) =>
  startTask(course, ["lesson", "4", "--watch", ...words], options);

async function solutionOf(course: CourseCopy): Promise<string> {
  return await course.read(join("solutions", `${LESSON}.ts`));
}

/** The processes that `pid` has started; none if the system does not report them. */
async function childrenOf(pid: number): Promise<number[]> {
  if (!await canRun("pgrep", "-P", String(pid))) return [];
  const { stdout } = await new Deno.Command("pgrep", { args: ["-P", String(pid)] }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").map(Number);
}

/** Whether process `pid` runs. A process that has ended but still waits for its parent (state Z) does not run. */
async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", String(pid)] }).output();
  return /^[^Z]/.test(new TextDecoder().decode(stdout).trim());
}
