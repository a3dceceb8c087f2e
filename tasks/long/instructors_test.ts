/**
 * Writes the lesson of docs/instructors.md step by step, and tests that everything that the guide shows is true.
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readText } from "../../kit/base/read_text.ts";
import { root } from "../../kit/base/root.ts";
import { type CourseCopy, thisCourseCopy } from "../../kit/testbed/course_copy.ts";

const guide = await readText(join(root, "docs", "instructors.md"));

/** The paths and contents of the files that the guide shows. */
const shownFiles = [...guide.matchAll(/^`([\w/]+\.ts)`.*:\n\n```ts ignore\n([^]*?)^```$/gm)]
  .map(([, path, text]) => ({ path, text }));

/** Those that a person writes. The other one is a report. */
const files = shownFiles.filter(({ path }) => !path.startsWith("grades/"));

/** The output of a command as the guide shows it, without times, because these differ each time. */
function shown(command: string): string {
  const start = guide.indexOf(`\`\`\`text\n$ ${command}\n`);
  assertEquals(start >= 0, true, command);
  return withoutTimes(guide.slice(guide.indexOf("\n", start + 8) + 1, guide.indexOf("```\n", start + 8)));
}

function withoutTimes(text: string): string {
  return text.replace(/ +\d+\.\d+(?=\n)/g, " …").replace(/\d+\.\d\d s/, "… s");
}

Deno.test("the guide's lesson is correct, and each command prints what the guide shows", async () => {
  await using course = await thisCourseCopy();
  await course.write("docs/notebook.md", await readText(join(root, "docs", "notebook.md")));
  const prints = async (typed: string, code: number, ...words: string[]) => {
    const ended = await course.task(words[0], ...words.slice(1));
    assertEquals([ended.code, withoutTimes(ended.stdout)], [code, shown(typed)], ended.stderr);
  };
  await prints(
    'deno task new momentum --title "A ball that rolls on"',
    0,
    "new",
    "momentum",
    "--title",
    "A ball that rolls on",
  );
  assertEquals(files.length, 5);
  for (const { path, text } of files) await course.write(path, text);
  await Deno.remove(course.path("tests/alternatives/23_momentum/in_one_line.ts"));
  const [learned] = /^ *learned: .*$/m.exec(guide)!;
  const syllabus = await course.read("syllabus.ts");
  await course.write("syllabus.ts", syllabus.replace(/^ {4}learned: "TODO.*$/m, () => `    ${learned.trim()}`));
  const rows = await course.read("docs/notebook.md");
  await course.write("docs/notebook.md", rows.replace("TODO: what the notebook asks", "A ball that rolls on"));
  for (const task of ["pictures", "diagnose"]) {
    const { code, stdout, stderr } = await course.task(task, "23");
    assertEquals(code, 0, stdout + stderr);
  }
  await prints("deno task verify 23", 0, "verify", "23");
  await prints("deno task lesson 23", 1, "lesson", "23");
  await followsCandidate(course);
});

/** Grades a class with a new mistake, and makes the mistake a mutant, in the steps of the guide. */
async function followsCandidate(course: CourseCopy): Promise<void> {
  const solution = await course.read("solutions/23_momentum.ts");
  const wrong = solution.replace("df(x);", "df(start);");
  for (const [student, text] of Object.entries({ ada: `// Ada\n${wrong}`, bob: `${wrong}// Bob\n`, cy: solution })) {
    await Deno.mkdir(course.path("homework", student), { recursive: true });
    await course.write(`homework/${student}/23_momentum.ts`, text);
  }
  const done = async (name: string, ...words: string[]) => {
    const { code, stdout, stderr } = await course.task(name, ...words);
    assertEquals(code, 0, stdout + stderr);
    return stdout;
  };
  const grade = (...words: string[]) =>
    done(
      ...["grade", course.path("homework"), "--lessons", "23", "--no-pictures", "--insights"] as const,
      ...["--out", course.path("grades"), ...words],
    );
  await grade();
  const candidates = await course.read("grades/insights/23_momentum.ts");
  assertEquals(candidates, shownFiles.find(({ path }) => path.startsWith("grades/"))!.text);

  const [, entry] = /\[\n([^]*)\]\);\n$/.exec(candidates)!;
  const mutants = await course.read("tests/mutants/23_momentum.ts");
  await course.write("tests/mutants/23_momentum.ts", mutants.replace(/\]\);\n$/, () => `${entry}]);\n`));
  await done("diagnose", "23");
  const todo = await course.task("verify", "23");
  assertStringIncludes(todo.stdout, "say what the code does");
  const name = "uses the slope at the start in every step";
  await course.write(
    "tests/mutants/23_momentum.ts",
    (await course.read("tests/mutants/23_momentum.ts")).replace("TODO: say what the code does", name),
  );
  await done("diagnose", "23");
  assertStringIncludes(await done("verify", "23"), "No problems.");
  await grade("--again");
  assertStringIncludes(await course.read("grades/insights.html"), `<b>2 of 3</b> ${name}`);
  assertEquals(await course.read("grades/insights/23_momentum.ts").catch(() => "none"), "none");
  assertStringIncludes(await course.read("grades/index.html"), `Known mistake: ${name}`);
}

Deno.test("the code in the guide is formatted", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const { path, text } of shownFiles) await Deno.writeTextFile(join(folder, path.replaceAll("/", "_")), text);
    const { stderr, success } = await new Deno.Command(Deno.execPath(), {
      args: ["fmt", "--check", `--config=${join(root, "deno.json")}`, folder],
      env: { NO_COLOR: "1" },
    }).output();
    assertStringIncludes(new TextDecoder().decode(stderr), success ? "" : "nothing differs");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
