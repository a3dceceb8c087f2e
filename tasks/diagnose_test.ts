import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { courseCopy } from "../kit/testbed/course_copy.ts";

const LESSON = "04_gradient_descent";

Deno.test("diagnose lists mutants without a diagnosis, and messages with a wrong cause", async () => {
  await using course = await courseCopy(LESSON);
  const table = `tests/mutants/${LESSON}.ts`;
  const clock = `{ name: "tells the time", replace: "let x = start;", by: "let x = performance.now() % 1;", ` +
    'refusedBy: "04-zero" },\n  { name: "hurries", replace: "x -= ", by: "x -= 2 * ", refusedBy: "04-minimum", isTimed: true },';
  await course.write(table, (await course.read(table)).replace(/\]\);\s*$/, `  ${clock}\n]);\n`));
  const checks = `tests/${LESSON}_test.ts`;
  const check = await course.read(checks);
  const named = check.replace(
    'name: "losses",',
    'name: "losses", mistakes: { "that is one too many": [4, 3.8416, 3.689472640000001] },',
  );
  assertEquals(named === check, false);
  await course.write(checks, named);
  const { code, stdout } = await course.task("diagnose", "--causes");
  assertEquals(code, 1);
  assertStringIncludes(stdout, `silent: "tells the time" has other results in 04-zero each time`);
  assertStringIncludes(stdout, 'silent: "hurries" depends on how fast the machine is');
  assertMatch(stdout, /"keeps the loss before the step"\n +04-losses: .*\n?.*that is one too many/);
  assertMatch(stdout, /\n {2}1 message names a cause that is not the mutant's own\.\n$/);
});

Deno.test("diagnose exits 2 with one sentence on wrong usage", async () => {
  await using course = await courseCopy(LESSON);
  const { code, stdout, stderr } = await course.task("diagnose", "--chek");
  assertEquals([code, stdout, stderr], [2, "", "There is no option --chek: --help lists all options.\n"]);
});
