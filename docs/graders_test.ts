/**
 * `deno task grade` does what graders.md shows, and graders.md explains what it prints and writes.
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readText } from "../kit/base/read_text.ts";
import { countLine } from "../kit/show/terminal/grade_screen.ts";
import { stubOf } from "../kit/teach/stubs/stub.ts";
import { entriesOf, type Files, zipOf } from "../kit/testbed/classes/pack.ts";
import { writeFiles } from "../kit/testbed/classes/write_class.ts";
import { courseCopy } from "../kit/testbed/course_copy.ts";
import { smallSolution } from "../kit/testbed/small_course.ts";

const root = join(import.meta.dirname!, "..");
const guide = await readText(join(root, "docs/graders.md"));

const [SEARCH, DESCENT] = ["03_exhaustive_search", "04_gradient_descent"];
const [search, descent] = await Promise.all(
  [SEARCH, DESCENT].map((id) => Deno.readTextFile(join(root, `solutions/${id}.ts`))),
);
const climbing = descent.replace("x -= learningRate", "x += learningRate");
const HANA = "Hana Sato_1234008_assignsubmission_file_";
const ofHana = `${descent}\n// Hana\n`;

/** What Moodle's archive of the guide's class contains, by the folders of the students. */
const CLASS: Record<string, Files> = {
  "Ada Lovelace_1234001_assignsubmission_file_": { [`${SEARCH}.ts`]: search, [`${DESCENT}.ts`]: descent },
  "Ben Okafor_1234002_assignsubmission_file_": { [`${SEARCH}.ts`]: search, [`${DESCENT}.ts`]: climbing },
  "Chiara Rossi_1234003_assignsubmission_file_": {
    [`${SEARCH}.ts`]: stubOf(search, SEARCH),
    [`${DESCENT}.ts`]: stubOf(descent, DESCENT),
  },
  "Dmitri Ivanov_1234004_assignsubmission_file_": { [`${SEARCH}.ts`]: search, "notes.txt": "I had no time for 04." },
  "Eve Moreau_1234005_assignsubmission_file_": {
    [`${SEARCH}.ts`]: search,
    [`${DESCENT}.ts`]: `${descent}\nDeno.exit(0);\n`,
  },
  "Fatima Zahra_1234006_assignsubmission_file_": {
    "homework.zip": await zipOf(entriesOf({
      [`homework/lessons/${SEARCH}.ts`]: search,
      [`homework/lessons/${DESCENT}.ts`]: descent,
      "homework/deno.json": "{}",
    })),
  },
  "Gustav Holm_1234007_assignsubmission_onlinetext_": { "onlinetext.html": "<p>I was ill.</p>" },
  [HANA]: { [`${SEARCH}.ts`]: search, [`${DESCENT}_final.ts`]: ofHana },
};

/** The arguments of the guide's command. */
const COMMAND = ["homework.zip", "--lessons", "3-4"];

const folder = await Deno.makeTempDir({ prefix: "downhill-" });
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));
await writeArchive(CLASS);

Deno.test("graders.md shows the archive of its class", () => {
  const paths = Object.entries(CLASS).flatMap(([name, files]) => Object.keys(files).map((file) => `${name}/${file}`));
  assertStringIncludes(guide, "```text\n" + paths.join("\n") + "\n```\n");
});

Deno.test("graders.md shows what `deno task grade` prints, first and after a second download", async () => {
  const shown = [...guide.matchAll(/^```text\n\$ deno task grade (.*)\n([^]*?)^```\n/gm)];
  assertEquals(shown.map(([, command]) => command), [COMMAND.join(" "), COMMAND.join(" ")]);
  const [first, second] = shown.map(([, , output]) => sameAlways(output));

  await Deno.remove(join(folder, "grades"), { recursive: true }).catch(() => {}); // if another test was first
  await writeArchive(CLASS);
  assertEquals(sameAlways((await grade(COMMAND)).stdout), first);
  const page = await Deno.readTextFile(join(folder, "grades/feedback/1234008.html"));
  const sentence = `${DESCENT}_final.ts is not named ${DESCENT}.ts: rename it.`;
  assertStringIncludes(page, sentence);
  assertStringIncludes(guide, "```text\n" + sentence + "\n```\n");

  await writeArchive({ ...CLASS, [HANA]: { [`${SEARCH}.ts`]: search, [`${DESCENT}.ts`]: ofHana } });
  assertEquals(sameAlways((await grade(COMMAND)).stdout), second);
});

Deno.test("graders.md explains each record of --json, and each line of the journal", async () => {
  const { stdout } = await grade([...COMMAND, "--json"]);
  const journal = await Deno.readTextFile(join(folder, "grades/journal.jsonl"));
  const rows = guide.split("\n");
  for (const { type, ...fields } of recordsIn(stdout)) {
    const row = rows.find((row) => row.startsWith(`| \`${type}\` `) && row.includes(`\`${Object.keys(fields)[0]}\``));
    for (const field of Object.keys(fields)) assertStringIncludes(row ?? "", `\`${field}\``, String(type));
  }
  for (const { type } of recordsIn(journal)) assert(rows.some((row) => row.startsWith(`| \`${type}\` `)), String(type));
});

Deno.test("graders.md quotes what the command says when it refuses to go on", async () => {
  await grade(COMMAND);
  const path = join(folder, "grades/journal.jsonl");
  const journal = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, journal.replaceAll(/"fingerprint":"\w+"/g, '"fingerprint":"older"'));
  const changed = await grade(COMMAND);
  await Deno.writeTextFile(path, journal);
  const one = await grade([...COMMAND, "--require-walls", "2"], { DOWNHILL_LIMITS: "poll" }); // no second wall
  for (const { code, stderr } of [changed, one]) {
    assertEquals(code, 2);
    assertStringIncludes(guide, "```text\n" + stderr + "```\n");
  }
});

Deno.test("graders.md shows the live line, and what follows Ctrl-C", async () => {
  const count = { studentsDone: 5, students: 8, done: 0, running: 2, left: 4, secondsLeft: 3 };
  assertStringIncludes(guide, "```text\n" + countLine({ type: "count", what: "files", ...count }).trim() + "\n```\n");
  const [, stopped] = /const STOPPED =\s*"\\n(.*)"/.exec(await readText(join(root, "tasks/grade.ts")))!;
  assertStringIncludes(guide, "```text\n" + stopped + "\n```\n");
});

/** What the class of the guide's second example hands in: lesson 04, and when. */
const WITH_TIMES: Record<string, [descent: string | null, time: string]> = {
  ada: [smallSolution("04"), "2026-10-12 20:00:00"],
  ben: [smallSolution("04"), "2026-10-14 20:00:00"],
  cem: [smallSolution("04"), "2026-10-17 20:00:00"],
  dora: [smallSolution("04").replace("divergesAbove: 1 }", "divergesAbove: 2 }"), "2026-10-12 22:10:00"],
  elif: [null, "2026-10-12 20:00:00"],
};

Deno.test("graders.md counts points as `deno task grade` does, also with a hidden check", async () => {
  await using course = await courseCopy(SEARCH, DESCENT);
  const [, rules] = /^```ts\n(import type \{ GradingRules \}[^]*?)^```$/m.exec(guide)!;
  await course.write("grading.ts", rules);
  const checks = await course.read("tests", `${DESCENT}_test.ts`);
  await course.write(
    join("tests", `${DESCENT}_test.ts`),
    checks.replace('id: "04-diverges", points: 2,', 'id: "04-diverges", points: 2, hidden: true,'),
  );
  await writeFiles(course.path("submitted"), nbgraderFolders());
  const grade = async (...more: string[]) => {
    const ended = await course.task("grade", "submitted", "--no-pictures", ...more);
    assertEquals(ended.code, 0, ended.stderr);
    return ended.stdout;
  };
  const rows = tableRows("| student | handed in ");
  const names = Object.keys(WITH_TIMES);

  await grade();
  const { students } = JSON.parse(await course.read("grades/grades.json"));
  const points = ({ points, maxPoints }: { points: number; maxPoints: number }) => `${points}/${maxPoints}`;
  assertEquals(students.map(({ lessons }: { lessons: [] }) => lessons.map(points)), rows.map((row) => row.slice(2, 4)));
  const csv = (await course.read("grades/grades.csv")).trim().split("\r\n").slice(1);
  for (const [i, row] of rows.entries()) assertStringIncludes(csv[i], `,${row[4]},`);
  const onPages = () =>
    Promise.all(names.map(async (name) => onPage(await course.read(`grades/feedback/${name}.html`))));
  assertEquals(await onPages(), rows.map((row) => row[5]));
  assert(!(await course.read("grades/feedback/dora.html")).includes("diverges"));

  assertStringIncludes(await grade("--release"), "has been\n  judged before");
  assertEquals(await onPages(), rows.map((row) => row[6]));

  const anonymous = await grade("--anonymous");
  const key: { number: number; student: string }[] = JSON.parse(await course.read("grades/names.json"));
  assertEquals(key.map(({ student }) => student).sort(), names);
  const files = [...Deno.readDirSync(course.path("grades/feedback"))].map(({ name }) => name);
  assertEquals(files.sort(), [1, 2, 3, 4, 5].map((number) => `anonymous-${number}.html`));
  const { number } = key.find(({ student }) => student === "ben")!;
  assertEquals(onPage(await course.read(`grades/feedback/anonymous-${number}.html`)), rows[1][5]);
  for (const text of [anonymous, await course.read("grades/index.html"), await course.read("grades/grades.csv")]) {
    assertEquals(names.filter((name) => new RegExp(`\\b${name}\\b`).test(text)), []);
  }

  await grade(); // with names again
  assertEquals(
    [...Deno.readDirSync(course.path("grades/junit"))].map(({ name }) => name).sort(),
    names.map((name) => `${name}.xml`),
  );
  const { stdout } = await course.task("lesson", "4", "--solution");
  assert(stdout.includes("6 of 6 points") && !stdout.includes("diverges"), stdout);
});

/** The points and the status of lesson 04 on a student's page. */
function onPage(page: string): string {
  const [, row] = /<tr><th scope="row">(?:<a[^>]*>)?04 ·([^]*?)<\/tr>/.exec(page)!;
  const [, status, points] = /<\/i> (\w+)<[^]*class="score">([^<]*)</.exec(row)!;
  return `${points} ${status}`;
}

/** The cells of a table in the guide, without its head. */
function tableRows(head: string): string[][] {
  const lines = guide.slice(guide.indexOf(head)).split("\n\n", 1)[0].split("\n").slice(2);
  return lines.map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/** What `nbgrader collect` writes. */
function nbgraderFolders(): Files {
  return Object.fromEntries(
    Object.entries(WITH_TIMES).flatMap(([student, [descent, time]]) => [
      [`${student}/week2/timestamp.txt`, `${time} UTC`],
      [`${student}/week2/${SEARCH}.ts`, smallSolution("03")],
      ...descent === null ? [] : [[`${student}/week2/${DESCENT}.ts`, descent]],
    ]),
  );
}

function recordsIn(lines: string): Record<string, unknown>[] {
  return lines.trim().split("\n").map((line) => JSON.parse(line));
}

/** The output without what differs between two runs and two machines: the order of students, the time, the walls. */
function sameAlways(output: string): string[] {
  return output.replace(/ graded in [\d.]+ s/, " graded in … s").replace(/^ {2}One wall[^]*?without it\.\n/m, "")
    .trimEnd().split("\n").sort();
}

/** Writes Moodle's archive. */
async function writeArchive(students: Record<string, Files>): Promise<void> {
  const files = Object.entries(students).flatMap(([name, files]) =>
    Object.entries(files).map(([file, content]) => [`${name}/${file}`, content])
  );
  await Deno.writeFile(join(folder, "homework.zip"), await zipOf(entriesOf(Object.fromEntries(files))));
}

/** Runs the command in the folder of the archive. */
async function grade(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", join(root, "tasks/grade.ts"), ...args],
    cwd: folder,
    env: { NO_COLOR: "1", COLUMNS: "", ...env },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, stdout: out, stderr: err };
}

Deno.test("graders.md shows what `--insights` says about its class", async () => {
  await writeArchive(CLASS);
  await grade([...COMMAND, "--no-pictures", "--insights"]);
  const page = await Deno.readTextFile(join(folder, "grades/insights.html"));
  const text = page.replace(/<style>[^]*?<\/style>/, "").replace(/<[^>]*>/g, "").replace(/\s*\n\s*/g, "\n");
  const [, shown] = /^## What the class got wrong$[^]*?^```text\n([^]*?)^```$/m.exec(guide)!;
  for (const part of shown.split("…\n")) assertStringIncludes(text, part);
});
