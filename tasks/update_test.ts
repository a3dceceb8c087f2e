import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { courseCopy } from "../kit/testbed/course_copy.ts";
import { columns } from "../kit/base/columns.ts";

const [FIRST, SECOND] = ["03_exhaustive_search", "04_gradient_descent"];
const course = await courseCopy(FIRST, SECOND);
addEventListener("unload", () => course.remove());
const texts = new Map<string, string>();
for (const id of [FIRST, SECOND]) {
  for (const room of ["solutions", "lessons"]) texts.set(`${room}/${id}`, await course.read(room, `${id}.ts`));
}

/** A course in which the second lesson has changed since the learner solved it, and the first is a stub. */
async function begin(): Promise<string> {
  for (const [name, text] of texts) await course.write(`${name}.ts`, text);
  for (const id of [FIRST, SECOND]) await course.write(`lessons/.stubs/${id}.ts`, texts.get(`lessons/${id}`)!);
  await Deno.remove(course.path("backups"), { recursive: true }).catch(() => {});
  const solved = texts.get(`solutions/${SECOND}`)!.replaceAll(/.*\/\/ #(end)?region.*\n/g, "");
  await course.write(`lessons/${SECOND}.ts`, solved);
  await course.write(`solutions/${SECOND}.ts`, newer(texts.get(`solutions/${SECOND}`)!));
  return solved;
}

const newer = (text: string) => text.replace(" * @module", " * A new sentence.\n *\n * @module");

async function update(...words: string[]) {
  const ended = await course.task("update", ...words);
  if (!words.includes("--json")) assertEquals(ended.stdout.split("\n").filter((line) => columns(line) > 80), []);
  return ended;
}

Deno.test("update merges, says what happened and what to judge again, and the lesson gets its points", async () => {
  const solved = await begin();
  const { code, stdout, stderr } = await update();
  assertEquals([code, stderr], [0, ""]);
  assertEquals(
    stdout,
    `
  ✓ merged    lessons/${SECOND}.ts
              It now contains the course's changes and yours.
              The previous text is in backups/${SECOND}.1.ts
  1 lesson was up to date.
  Judge again:
  deno task lesson 4
`.slice(1),
  );
  assertEquals(await course.read("lessons", `${SECOND}.ts`), newer(solved));
  assertEquals(await course.read("backups", `${SECOND}.1.ts`), solved);
  assertStringIncludes((await course.task("lesson", "4", "--json")).stdout, '"status":"pass"');
  assertEquals(await update(), { code: 0, stdout: "  Nothing to do: all 2 lessons are up to date.\n", stderr: "" });
});

Deno.test("update exits 1 while the learner must decide something, and the lesson gets the verdict load", async () => {
  const solved = await begin();
  const mine = solved.replace(" * @module", " * My own note.\n *\n * @module");
  await course.write(`lessons/${SECOND}.ts`, mine);
  const { code, stdout, stderr } = await update();
  assertEquals([code, stderr], [1, ""]);
  assertMatch(
    stdout,
    /^ {2}✗ conflict {2}lessons\/04_gradient_descent\.ts\n {14}A conflict begins at line \d+: you and/,
  );
  assertEquals(await course.read("backups", `${SECOND}.1.ts`), mine);
  assertMatch((await course.task("lesson", "4")).stdout, /⇣ load[^]*marks of a merge\s+conflict/);
  const again = await update();
  assertEquals(again.code, 1);
  assertMatch(
    again.stdout,
    /^ {2}✗ left {6}lessons\/04_gradient_descent\.ts\n {14}It has not changed\. The lesson contains/,
  );
});

Deno.test("update prints a message about several lessons once, and exits 1 if their stubs cannot be kept", async () => {
  await begin();
  await course.write(`solutions/${SECOND}.ts`, texts.get(`solutions/${SECOND}`)!);
  await Deno.remove(course.path("lessons", ".stubs"), { recursive: true });
  await course.write("lessons/.stubs", "a file in place of the folder");
  const { code, stdout } = await update();
  await Deno.remove(course.path("lessons", ".stubs"));
  await Deno.mkdir(course.path("lessons", ".stubs"));
  assertEquals(code, 1);
  const [first, second, ...reason] = stdout.trimEnd().split("\n");
  assertEquals([first, second], [`  ✗ current   lessons/${FIRST}.ts`, `  ✗ current   lessons/${SECOND}.ts`]);
  assertMatch(
    reason.map((line) => line.trim()).join(" "),
    /^[^:]+\.ts cannot be written because a file has the name of its folder: [^:]+\.$/,
  );
});

Deno.test("update --json prints a record for each lesson", async () => {
  await begin();
  const { code, stdout } = await update("--json");
  const { lessons } = JSON.parse(stdout);
  assertEquals(code, 0);
  assertEquals(lessons.map(({ lesson, status }: Record<string, string>) => [lesson, status]), [
    [FIRST, "current"],
    [SECOND, "merged"],
  ]);
  assertEquals(Object.keys(lessons[0]), ["lesson", "path", "status", "reason", "backup", "conflicts", "from"]);
});

Deno.test("update has a help text, and refuses unknown options in a sentence", async () => {
  const { code, stdout } = await update("--help");
  assertEquals(code, 0);
  assertStringIncludes(stdout, "lessons/.stubs/");
  for (const words of [["4"], ["--force"]]) {
    const { code, stdout, stderr } = await update(...words);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^[^\n]+\n$/);
  }
});
