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
  const [, stopped] = /const STOPPED = "\\n(.*)"/.exec(await readText(join(root, "tasks/grade.ts")))!;
  assertStringIncludes(guide, "```text\n" + stopped + "\n```\n");
});

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
