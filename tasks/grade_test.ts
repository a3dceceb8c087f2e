import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { columns } from "../kit/base/columns.ts";
import { writeClass } from "../kit/testbed/classes/write_class.ts";
import { courseCopy } from "../kit/testbed/course_copy.ts";
import { smallSolution } from "../kit/testbed/small_course.ts";

const [SEARCH, DESCENT] = ["03_exhaustive_search", "04_gradient_descent"];
const course = await courseCopy(SEARCH, DESCENT);
addEventListener("unload", () => course.remove());
const [search, descent] = [smallSolution("03"), smallSolution("04")];
const submissions = await writeClass(course.folder, "moodle", {
  "Ada Lovelace": { [SEARCH]: search, [DESCENT]: descent },
  "Bob Ray": { [DESCENT]: descent.replace("x -= learningRate", "x += learningRate") },
});

Deno.test("grade shows each student who is done, and where the reports are; started again, it has nothing to judge", async () => {
  const first = await course.task("grade", submissions);
  assertEquals([first.code, first.stderr], [0, ""]);
  assertEquals(first.stdout.split("\n").filter((line) => columns(line) > 80), []);
  const lines = first.stdout.split("\n").map((line) => line.trimEnd());
  assertMatch(lines[0], /^ {2}Moodle's export: 2 students in export\. 2 lessons\. 3 different files to judge\.$/);
  assertEquals(lines.filter((line) => line.includes("Ada")), [`  ✓ Ada Lovelace${" ".repeat(23)}11/11`]);
  assertEquals(lines.filter((line) => line.includes("Bob")), [`  ✗ Bob Ray${" ".repeat(29)}1/11  03 missing, 04 fail`]);
  for (const name of ["index.html", "grades.csv", "grades.json"]) {
    assert(lines.some((line) => line.startsWith(`  grades/${name} `)), first.stdout);
    assert((await course.read("grades", name)).length > 0);
  }
  const second = await course.task("grade", submissions, "--format", "moodle");
  assertEquals([second.code, second.stderr], [0, ""]);
  assertMatch(second.stdout, /^ {2}grades\/moodle\.csv {3}an assignment's grades in Moodle$/m);
  assertMatch(await course.read("grades", "moodle.csv"), /^Participant \d+,Ada Lovelace,,11,11,/m);
  assertStringIncludes(second.stdout.replaceAll(/\s+/g, " "), "2 lessons. Every file has been judged before.");
});

Deno.test("grade --json prints a record in each line, from the begin to the end", async () => {
  const words = [submissions, "--json", "--no-pictures", "--lessons", "4", "--out", "other"];
  const { code, stdout, stderr } = await course.task("grade", ...words);
  assertEquals([code, stderr], [0, ""]);
  const records = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assertEquals([records[0].type, records.at(-1).type], ["begin", "end"]);
  assertEquals(records[0].lessons, [DESCENT]);
  const points = records.filter(({ type }) => type === "student").map(({ name, points }) => [name, points]);
  assertEquals(points.sort(), [["Ada Lovelace", 8], ["Bob Ray", 1]]);
});

Deno.test("grade refuses wrong usage in one sentence, and writes nothing", async () => {
  const wrong: [words: string[], sentence: RegExp][] = [
    [[], /^Name the submissions, for example: deno task grade homework\.zip\n$/],
    [[submissions, "--out", "new", "--layout", "canvas"], /^There are no submissions in the layout "canvas" in export/],
    [["nowhere", "--out", "new"], /^There is no folder or file nowhere: give the paths of the submissions\.\n$/],
    [[submissions, "--out", "new", "--format", "tap,moodel"], /^There is no format "moodel", did you mean moodle\? /],
    [
      [submissions, "--gradescope", "new"],
      /^--gradescope writes a package, so only --lessons goes with it: leave out .*export\.\n$/,
    ],
    [[submissions, "--jobs", "0"], /^--jobs is "0": give a whole number from 1 to 1000\.\n$/],
  ];
  for (const [words, sentence] of wrong) { // not at the same time, because two of them name the same folder
    const { code, stdout, stderr } = await course.task("grade", ...words);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, sentence);
  }
  assert(![...Deno.readDirSync(course.folder)].some(({ name }) => name === "new"));
});
