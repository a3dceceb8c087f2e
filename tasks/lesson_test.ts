import { assert, assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { courseCopy, type Ended } from "../kit/testbed/course_copy.ts";
import { hasTerminals, startDeno, startTask } from "../kit/testbed/started.ts";
import { columns } from "../kit/base/columns.ts";

const LESSON = "04_gradient_descent";
const course = await courseCopy("03_exhaustive_search", LESSON);
addEventListener("unload", () => course.remove());
const stub = await course.read("lessons", `${LESSON}.ts`);
const solution = await course.read("solutions", `${LESSON}.ts`);

/** A version of the solution that takes time and reports its progress. */
const training = (pauseMs: number) =>
  solution.replace("lossCurve,", "lossCurve, showProgress,")
    .replace("export function gradientDescent", "export async function gradientDescent")
    .replace(
      "losses.push(f(x));",
      `losses.push(f(x));
      await showProgress({ step, steps, loss: f(x) });
      if (${pauseMs}) await new Promise((resolve) => setTimeout(resolve, ${pauseMs}));`,
    );

/** Sets up lesson 04 with this text, solves lesson 03, and removes everything else. */
async function begin(text: string): Promise<void> {
  for (const name of ["plots", "backups", "progress.txt"]) {
    await Deno.remove(course.path(name), { recursive: true }).catch(() => {});
  }
  await course.write(`lessons/${LESSON}.ts`, text);
  await course.write("progress.txt", "03_exhaustive_search 8/8\n");
}

/** Runs `deno task lesson` without a terminal, so its output has eighty columns and no colours. */
async function lesson(...words: string[]): Promise<Ended> {
  const ended = await course.task("lesson", ...words);
  assert(!`${ended.stdout}${ended.stderr}`.includes("\x1b"), words.join(" "));
  if (!words.includes("--json")) assertEquals(ended.stdout.split("\n").filter((line) => columns(line) > 80), []);
  return ended;
}

Deno.test("lesson shows the brief, the checks and the goal of the next lesson, and exits 0", async () => {
  await begin(stub);
  const { code, stdout, stderr } = await lesson();
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /^04 · Gradient descent by hand\n/);
  assertMatch(stdout, /The checks\n {2}□ todo {4}reaches the minimum of x² +0\/2\n/);
  assertStringIncludes(stdout, "The goal, as a picture: docs/pictures/04_gradient_descent.svg");
  assertMatch(stdout, /Edit lessons\/04_gradient_descent\.ts\..*\n {2}deno task lesson 4 --watch\n$/);
});

Deno.test("lesson shows no goal if the instructor has not drawn it yet", async () => {
  await begin(stub);
  const goal = `docs/pictures/${LESSON}.svg`;
  const picture = await course.read(goal);
  await Deno.remove(course.path(goal));
  try {
    const { code, stdout } = await lesson();
    assertEquals([code, stdout.includes("The goal")], [0, false]);
    assertStringIncludes(stdout, "deno task lesson 4 --watch");
  } finally {
    await course.write(goal, picture);
  }
});

Deno.test("lesson skips a solved lesson that the progress file lacks, and lists all lessons at the end", async () => {
  await begin(solution);
  assertMatch((await lesson()).stdout, /2 of 2 lessons solved\. Well done\.\n$/);
  assertStringIncludes(await course.read("progress.txt"), "04_gradient_descent 8/8");
});

Deno.test("lesson LESSON exits 1 on a stub, and says what to do", async () => {
  await begin(stub);
  const { code, stdout, stderr } = await lesson("4");
  assertEquals([code, stderr], [1, ""]);
  assertMatch(stdout, /□ todo.*\n {12}repeat x ← x − learning rate.*\n {12}lessons\/04_gradient_descent\.ts:\d+\n/);
  assertMatch(stdout, /\n {2}0 of 8 points in .*\n {2}A hint: deno task lesson 4 --hint\n$/);
  assertStringIncludes(await course.read("progress.txt"), "04_gradient_descent 0/8");
});

Deno.test("lesson LESSON exits 0 on a solved lesson, says what was learned, and shows what comes next", async () => {
  await begin(solution);
  await course.write("progress.txt", "");
  const { code, stdout, stderr } = await lesson("gradient");
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /8 of 8 points in .*\n.*plots\/04_gradient_descent\.svg\n {2}The derivative says/);
  assertMatch(
    stdout,
    /\n {2}See the solution: deno task lesson 4 --compare\n {2}Solved: 1 of 2 lessons\. Next: deno task lesson 3\n$/,
  );
  assertMatch(await course.read("plots", `${LESSON}.svg`), /^<svg/);
  assertStringIncludes(await course.read("progress.txt"), "04_gradient_descent 8/8");
});

Deno.test("lesson LESSON accepts the line ends and the byte order mark of an editor on Windows", async () => {
  await begin(`\ufeff${solution.replaceAll("\n", "\r\n")}`);
  const { code, stdout } = await lesson("4", "--json");
  assertEquals(code, 0, stdout);
});

Deno.test("lesson LESSON reports type errors after the verdict, which does not change", async () => {
  await begin(`${solution}\nconst text: string = 1;\n`);
  const { code, stdout } = await lesson("4");
  assertEquals(code, 0);
  const line = solution.split("\n").length + 1;
  assertMatch(stdout, new RegExp(`8 of 8 points[^]*Types: [^]*lessons/${LESSON}\\.ts:${line} `));
});

Deno.test("lesson LESSON --json prints one JSON value with the documented fields, and nothing else", async () => {
  await begin(solution.replace("x -= learningRate", "console.log('here'); x += learningRate"));
  const { code, stdout, stderr } = await lesson("4", "--json", "--seed", "7", "--device", "cpu");
  assertEquals([code, stderr], [1, ""]);
  assertEquals(stdout.trimEnd().split("\n").length, 1);
  const json = JSON.parse(stdout);
  assertEquals(Object.keys(json), [
    "lesson",
    "target",
    "device",
    "walls",
    "data",
    "seed",
    "checks",
    "progress",
    "plots",
    "diagnosis",
    "seconds",
  ]);
  assertEquals([json.lesson, json.target, json.seed], [LESSON, "lessons", 7]);
  assertEquals(json.device, { backend: "cpu", adapter: null });
  assert([1, 2].includes(json.walls));
  assertEquals(json.plots, [course.path("plots", `${LESSON}.svg`)]);
  const fields = [
    "id",
    "name",
    "status",
    "points",
    "maxPoints",
    "message",
    "location",
    "fault",
    "hasCause",
    "diagnosis",
    "printed",
    "durationMs",
  ];
  for (const check of json.checks) assertEquals(Object.keys(check).toSorted(), fields.toSorted());
  assertStringIncludes(json.checks[0].printed, "here\n");
});

Deno.test("lesson LESSON --json reports the progress of each training run", async () => {
  await begin(training(0).replace("loss: f(x)", "loss: step === 0 ? NaN : f(x)"));
  const { progress } = JSON.parse((await lesson("4", "--json")).stdout);
  const ofFirst = progress.filter(({ check }: { check: string }) => check === "04-minimum");
  assertEquals(ofFirst[0], { check: "04-minimum", step: 0, steps: 1000, loss: null, elapsedMs: 0 });
  const { loss, elapsedMs, ...last } = ofFirst.at(-1);
  assertEquals(last, { check: "04-minimum", step: 999, steps: 1000 });
  assert(loss < 1e-16 && elapsedMs >= 0);
});

Deno.test("lesson LESSON --solution runs the instructor's module, and does not change the progress", async () => {
  await begin(stub);
  const before = await course.read("progress.txt");
  const { code, stdout } = await lesson("4", "--solution", "--plots", "mine");
  assertEquals(code, 0);
  assertMatch(stdout, /^ {2}04 · Gradient descent by hand +solutions · cpu · seed 42\n/);
  assertMatch(stdout, /mine\/04_gradient_descent\.svg\n {2}That was the instructor's solution\.\n$/);
  assertEquals(await course.read("progress.txt"), before);
  await Deno.remove(course.path("mine"), { recursive: true });
});

Deno.test("lesson LESSON --hint gives one hint at a time, up to the last, and remembers which were shown", async () => {
  await begin(stub);
  await course.write("progress.txt", "hint 04-minimum 1\n");
  for (const number of [2, 3, 3]) {
    const { code, stdout } = await lesson("4", "--hint");
    assertEquals(code, 1);
    assertMatch(stdout, new RegExp(`^  Hint ${number} of 3 for "reaches the minimum of x²"\n`));
    assertEquals(stdout.match(/^ {4}\d\. /gm)?.length, number);
    assertMatch(
      stdout,
      number < 3 ? /The next hint says more: deno task lesson 4 --hint\n$/ : /That was the last hint.*\n$/,
    );
  }
  assertStringIncludes(await course.read("progress.txt"), "hint 04-minimum 3\n");
});

Deno.test("lesson LESSON --hint gives no hint if no hint would help", async () => {
  await begin("export function (");
  const before = await course.read("progress.txt");
  const broken = await lesson("4", "--hint");
  assertEquals(broken.code, 1);
  assertMatch(broken.stdout, /⇣ load[^]*SyntaxError/);
  await course.write(`lessons/${LESSON}.ts`, solution);
  const solved = await lesson("4", "--hint", "--json");
  assertEquals([solved.code, JSON.parse(solved.stdout)], [0, { hint: null }]);
  assertEquals(await course.read("progress.txt"), before);
});

Deno.test("lesson LESSON --reset restores the stub, keeps a copy of the old text and says where", async () => {
  await begin(solution);
  const { code, stdout } = await lesson("4", "--reset");
  assertEquals([code, stdout], [
    0,
    "  lessons/04_gradient_descent.ts is the stub again.\n  The previous text is in backups/04_gradient_descent.1.ts\n",
  ]);
  assertEquals(await course.read("lessons", `${LESSON}.ts`), stub);
  assertEquals(await course.read("backups", `${LESSON}.1.ts`), solution);
  const again = await lesson("4", "--reset", "--json");
  assertEquals(JSON.parse(again.stdout), { lesson: LESSON, backup: null });
});

Deno.test("lesson LESSON --reset does not change the lesson if no copy can be kept", async () => {
  await begin(solution);
  await course.write("backups", "a file in place of the folder");
  const { code, stdout, stderr } = await lesson("4", "--reset");
  assertEquals([code, stdout], [2, ""]);
  assertMatch(stderr, /^[^\n]*cannot be written because a file has the name of its folder[^\n]*\n$/);
  assertEquals(await course.read("lessons", `${LESSON}.ts`), solution);
});

Deno.test("lesson --all judges every lesson, and --list shows the points", async () => {
  await begin(stub);
  const all = await lesson("--all");
  assertEquals([all.code, all.stderr], [1, ""]);
  assertMatch(
    all.stdout,
    /^ {4}lesson .*\n {2}□ 03 · .*\n {2}□ 04 · Gradient descent by hand +0\/8 +\d\.\d\d s +– +cpu\n/,
  );
  assertMatch(
    all.stdout,
    /\n {4}0 of 2 lessons solved, .* 0\/\d+ .*\n$/,
  );
  await course.write("progress.txt", "03_exhaustive_search 8/8\n04_gradient_descent 3/8\n");
  const [list, json, solved] = await Promise.all([
    lesson("--list"),
    lesson("--list", "--json"),
    lesson("--all", "--solution", "--json"),
  ]);
  assertMatch(list.stdout, /^ {2}✓ solved {2}03 · .* 8\/8\n {2}… begun {3}04 · .* {2}←.next .* 3\/8\n/);
  assertEquals(JSON.parse(json.stdout).lessons.map(({ isNext }: { isNext: boolean }) => isNext), [false, true]);
  assertEquals(solved.code, 0);
  assertEquals(JSON.parse(solved.stdout).lessons.length, 2);
});

Deno.test("lesson --all lists failed checks below the table, and puts all pictures on a page in --plots", async () => {
  await begin(solution.replace("x -= learningRate", "x += learningRate"));
  const { code, stdout, stderr } = await lesson("--all", "--plots", "sheet");
  assertEquals([code, stderr], [1, ""]);
  assertMatch(stdout, /\n {4}0 of 2 lessons solved, .*\n\n {2}04 · Gradient descent by hand\n {2}✗ fail .* 0\/2\n/);
  assertMatch(stdout, /\n {2}All pictures on one page: sheet\/index\.html\n$/);
  const page = (await course.read("sheet", "index.html")).replaceAll(/base64,[^"]*/g, "base64,…");
  assertMatch(page, /<p>0 of 2 lessons solved, 1 of 11 points\.<\/p>/);
  assertMatch(page, /<h2>03 · .*<\/h2>\n<p class="points">not begun<\/p>\n[^]*?<p>No picture: .*<\/p>/);
  assertMatch(
    page,
    /<h2>04 · Gradient descent by hand<\/h2>\n<p class="points">1 of 8 points<\/p>\n<ul>\n<li><b>fail<\/b> /,
  );
  assertMatch(page, /<figcaption>yours<\/figcaption>\n<img src="data:[^"]*" alt="Gradient descent on f\(x\) = x²\. /);
  assertMatch(
    page,
    /<figcaption>the goal<\/figcaption>\n<img src="data:[^"]*" alt="Gradient descent on f\(x\) = x²\. /,
  );
});

Deno.test("lesson --all still gives its verdicts if the pictures cannot be written", async () => {
  await begin(solution);
  await course.write("plots", "a file in place of the folder");
  const { code, stdout, stderr } = await lesson("--all", "--solution", "--json");
  assertEquals([code, JSON.parse(stdout).page], [0, null]);
  assertMatch(stderr, /[^\n]*index\.html cannot be written [^\n]*--plots[^\n]*\n$/);
});

Deno.test("lesson exits 2 with one sentence on wrong usage, and prints nothing else", async () => {
  const wrong: [string, RegExp][] = [
    ["nonsense", /There is no lesson "nonsense"\. deno task lesson --list shows them all\./],
    ["gradiant", /There is no lesson "gradiant", did you mean 04_gradient_descent\? .*/],
    ["4 --seed many", /The seed "many" is not a whole number .*/],
    ["--reset", /--reset needs a lesson: .*/],
    ["4 --hint --reset", /--reset and --hint cannot be used together: .*/],
    ["4 --reset --solution", /--reset and --solution cannot be used together: give one of them\./],
    ["4 --compare --seed 1", /--compare and --seed cannot be used together: give one of them\./],
    ["--all 4", /--all applies to all lessons: leave "4" out\./],
    ["--list 4", /--list applies to all lessons: leave "4" out\./],
    ["--compare", /--compare needs a lesson: .*/],
  ];
  await Promise.all(wrong.map(async ([typed, sentence]) => {
    const { code, stdout, stderr } = await lesson(...typed.split(" "), "--json");
    assertEquals([code, stdout], [2, ""], typed);
    assertMatch(stderr, new RegExp(`^${sentence.source}\n$`), typed);
  }));
});

Deno.test("lesson help prints the same as lesson --help", async () => {
  const [word, flag] = await Promise.all([lesson("help"), lesson("--help")]);
  assertEquals(word, flag);
  assertEquals(word.code, 0);
});

Deno.test("lesson --hint and --watch use the next lesson, until all are solved", async () => {
  await begin(stub);
  const { hint } = JSON.parse((await lesson("--hint", "--json")).stdout);
  assertEquals(hint.check, "04-minimum");
  await course.write("progress.txt", "03_exhaustive_search 8/8\n04_gradient_descent 8/8\n");
  const sentence = /^Every lesson is solved: name a lesson, for example deno task lesson 4 --(hint|watch|page)\n$/;
  for (const mode of ["--hint", "--watch", "--page"]) {
    const { code, stdout, stderr } = await lesson(mode);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, sentence);
  }
});

Deno.test("lesson LESSON --compare shows both answers once the lesson is solved, and not before", async () => {
  const own = solution.replace(/ {2}\/\/ #.*region.*\n/g, "").replace(
    "x -= learningRate * df(x);",
    "x += -learningRate * df(x);",
  );
  await begin(own);
  const [before, json] = await Promise.all([lesson("4", "--compare"), lesson("4", "--compare", "--json")]);
  assertEquals([before.code, json.code], [1, 1]);
  assertStringIncludes(before.stdout, "is not solved yet");
  assertEquals(JSON.parse(json.stdout), { lesson: LESSON, parts: null });
  assert(!before.stdout.includes("df(x)"), before.stdout);

  await course.write("progress.txt", "04_gradient_descent 8/8\n");
  const [after, all] = await Promise.all([lesson("4", "--compare"), lesson("4", "--compare", "--json")]);
  assertEquals([after.code, after.stderr, all.code], [0, "", 0]);
  assertMatch(after.stdout, /\n {2}gradientDescent\n {2}yours, from line \d+ +│ the solution, from line \d+\n/);
  assertMatch(after.stdout, / x \+= -learningRate \* df\(x\); +│ +x -= learningRate \* df\(x\);\n/);
  assertMatch(after.stdout, /\n {2}answers\n {2}the same as in the solution\n$/);
  assertEquals(JSON.parse(all.stdout).parts.map(({ isSame }: { isSame: boolean }) => isSame), [false, true]);
});

Deno.test("lesson writes the stub of each missing lesson, keeps a copy of it, and changes nothing else", async () => {
  await begin("my own text");
  await Deno.remove(course.path("lessons", ".stubs"), { recursive: true }).catch(() => {});
  await Deno.remove(course.path("lessons", "03_exhaustive_search.ts"));
  assertMatch((await lesson("3")).stdout, /□ todo/);
  assertEquals(await course.read("lessons", `${LESSON}.ts`), "my own text");
  assertEquals([...Deno.readDirSync(course.path("lessons", ".stubs"))].map(({ name }) => name), [
    "03_exhaustive_search.ts",
  ]);
  await Deno.remove(course.path("lessons"), { recursive: true });
  await course.write("progress.txt", "03_exhaustive_search 8/8\n");
  const { code, stdout, stderr } = await lesson();
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /^04 · Gradient descent by hand\n/);
  assertEquals(await course.read("lessons", `${LESSON}.ts`), stub);
  assertEquals(await course.read("lessons", ".stubs", `${LESSON}.ts`), stub);
});

Deno.test("lesson LESSON --solution writes no lesson", async () => {
  await Deno.remove(course.path("lessons"), { recursive: true });
  assertEquals((await lesson("4", "--solution")).code, 0);
  await assertRejects(() => Deno.stat(course.path("lessons")), Deno.errors.NotFound);
  await lesson();
});

Deno.test("lesson judges the existing lessons if a missing lesson cannot be written, and says why", async () => {
  await begin(solution);
  await Deno.remove(course.path("lessons", "03_exhaustive_search.ts"));
  await Deno.remove(course.path("lessons", ".stubs"), { recursive: true });
  await course.write("lessons/.stubs", "a file in place of the folder");
  const { code, stdout, stderr } = await lesson("4");
  await Deno.remove(course.path("lessons", ".stubs"));
  assertEquals(code, 0);
  assertStringIncludes(stdout, "8 of 8 points");
  assertMatch(stderr, /^[^\n]*03_exhaustive_search\.ts cannot be written because [^\n]*\n$/);
  await lesson();
});

Deno.test("a lesson with marks of a merge conflict gets the verdict load, and is not replaced", async () => {
  const marked = stub.replace(/^export function/m, "<<<<<<< HEAD\n=======\n>>>>>>> 5da05a7\nexport function");
  await begin(marked);
  const { code, stdout, stderr } = await lesson("4");
  assertEquals([code, stderr], [1, ""]);
  assertMatch(stdout, /⇣ load [^]*The lesson contains marks of a merge conflict, the first in line\s+\d+:/);
  assert(!stdout.includes("□ todo") && !stdout.includes("--reset"), stdout);
  assertMatch((await lesson("4", "--hint")).stdout, /marks of a merge conflict/);
  assertEquals(await course.read("lessons", `${LESSON}.ts`), marked);
});

Deno.test("lesson says that a lesson has changed in the course since it was begun", async () => {
  await begin(stub);
  await course.write(`lessons/.stubs/${LESSON}.ts`, `${stub}// older\n`);
  const says = /\n {2}Lesson 04 has changed in the course\. To update yours:\n {2}deno task update\n$/;
  assertMatch((await lesson("4")).stdout, says);
  assertMatch((await lesson()).stdout, says);
  assertEquals((await lesson("4", "--json")).stdout.split("\n").length, 2);
  assertEquals((await course.task("update")).code, 0);
  assert(!(await lesson("4")).stdout.includes("deno task update"));
});

Deno.test("lesson LESSON still gives its verdict if the picture or the progress cannot be written", async () => {
  await begin(solution);
  await course.write("plots", "a file in place of the folder");
  const picture = await lesson("4", "--json");
  assertEquals(picture.code, 0);
  assertMatch(picture.stderr, /^[^\n]*04_gradient_descent\.svg cannot be written [^\n]*--plots[^\n]*\n$/);

  await begin(solution);
  await Deno.remove(course.path("progress.txt"));
  await Deno.mkdir(course.path("progress.txt"));
  const progress = await lesson("4", "--json");
  assertEquals(progress.code, 0);
  assertMatch(progress.stderr, /^progress\.txt cannot be read [^\n]*\n$/);
});

Deno.test({
  name: "lesson LESSON still gives its verdict on a full disk, and leaves no half-written picture",
  ignore: !(await canMount()), // only root can set up a full disk
  fn: async () => {
    await begin(solution);
    await withFullDisk(course.path("plots"), async () => {
      const { code, stderr } = await lesson("4", "--json");
      assertEquals(code, 0);
      assertMatch(stderr, /^[^\n]*cannot be written because the disk is full[^\n]*\n$/);
      assertEquals([...Deno.readDirSync(course.path("plots"))], []);
    });
  },
});

Deno.test("a broken progress file is not changed, and one sentence names the broken line", async () => {
  await begin(solution);
  await course.write("progress.txt", "# mine\n04_gradient_descent eight of eight\n");
  const sentence = 'progress.txt:2 is "04_gradient_descent eight of eight", ' +
    'expected "03_exhaustive_search 5/8": fix or delete the line.\n';
  const [list, hint, verdict] = await Promise.all([lesson("--list"), lesson("4", "--hint"), lesson("4")]);
  for (const ended of [list, hint]) assertEquals(ended, { code: 2, stdout: "", stderr: sentence });
  assertEquals([verdict.code, verdict.stderr], [0, sentence]);
  assertEquals(await course.read("progress.txt"), "# mine\n04_gradient_descent eight of eight\n");
});

Deno.test({
  name: "Ctrl-C in an endless loop prints one sentence, and leaves no process behind",
  ignore: Deno.build.os === "windows", // Windows has no SIGINT to send
  fn: async () => {
    await begin(solution.replace("let x = start;", "let x = start;\n  while (x) {}"));
    const before = await course.read("progress.txt");
    const child = new Deno.Command(Deno.execPath(), {
      args: course.taskArguments("lesson", "4"),
      ...{ cwd: course.folder, stdin: "null", stdout: "piped", stderr: "piped" },
    }).spawn();
    const reader = child.stdout.getReader();
    await reader.read(); // the checks run after the header
    child.kill("SIGINT");
    const [{ code }, stderr] = await Promise.all([child.status, new Response(child.stderr).text(), reader.cancel()]);
    assertEquals(code, 130);
    assertMatch(stderr, /^\nStopped\. [^\n]*\n$/);
    assertEquals(await course.read("progress.txt"), before);
    if (Deno.build.os === "linux") assertEquals(await processesOf(course.folder), []);
  },
});

Deno.test({
  name: "In a terminal, a training loop shows a live line, and removes it",
  ignore: !hasTerminals,
  fn: async () => {
    await begin(training(2));
    await using task = startTask(course, ["lesson", "4"], { terminal: "true" });
    await task.says("  … step ", " of 1,000 · loss ", " s left");
    const { stdout } = await task.says("points in").then(task.end);
    const screen = stdout.replaceAll(/^.*\r(?!\n)/gm, ""); // text that a carriage return overwrites is not visible
    assert(!screen.includes("… step"), screen);
  },
});

Deno.test({
  name: "Ctrl-C during training draws the loss so far, and judges nothing",
  ignore: !hasTerminals,
  fn: async () => {
    await begin(training(4));
    const before = await course.read("progress.txt");
    // the lesson's process also gets the signal, and the task gets it twice
    await using task = startDeno(course.folder, ["task", "--quiet", "lesson", "4"], { terminal: "true" });
    await task.says(" of 1,000 · loss ", " s left");
    await task.press("\x03");
    await task.says("Stopped at step ", " of 1,000; the loss so far:", "plots/04_gradient_descent-stopped.svg");
    await task.says("Stopped. All files are complete", "code 130");
    const { stdout } = await task.end();
    assert(!/crash|points in|pass/.test(stdout), stdout);
    assertMatch(await course.read("plots", `${LESSON}-stopped.svg`), /^<svg[^]*stopped at step/);
    assertEquals(await course.read("progress.txt"), before);
    assertEquals(await processesOf(course.folder), []);
  },
});

Deno.test("lesson --help prints the help, and deno task lesson --help prints the same", async () => {
  const { code, stdout } = await lesson("--help");
  assertEquals(code, 0);
  const task = new Deno.Command(Deno.execPath(), { args: ["task", "--quiet", "lesson", "--help"], cwd: course.folder });
  assertEquals(new TextDecoder().decode((await task.output()).stdout), stdout);
});

/** Whether a test may mount a file system: on Linux, as root, outside a container. */
async function canMount(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  return await withFullDisk(await Deno.makeTempDir(), () => Promise.resolve()).then(() => true, () => false);
}

/** Mounts a disk of one page at `folder`; the folder itself fills it. */
async function withFullDisk(folder: string, work: () => Promise<void>): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await command("mount", "-t", "tmpfs", "-o", "size=4k", "downhill", folder);
  try {
    await work();
  } finally {
    await command("umount", folder);
    await Deno.remove(folder);
  }
}

async function command(name: string, ...args: string[]): Promise<void> {
  const { success } = await new Deno.Command(name, { args, stderr: "null" }).output();
  if (!success) throw new Error(`${name} failed.`);
}

/**
 * The command lines of the processes that still name `folder` after some seconds, which a busy system needs to clean
 * up.
 */
async function processesOf(folder: string): Promise<string[]> {
  const deadline = Date.now() + 5000;
  while (true) {
    const lines: string[] = [];
    for await (const { name } of Deno.readDir("/proc")) {
      const line = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
      if (/^\d+$/.test(name) && (line.includes(folder) || line.includes(encodeURI(folder)))) lines.push(line);
    }
    if (lines.length === 0 || Date.now() > deadline) return lines;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
