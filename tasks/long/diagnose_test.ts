import { assertEquals } from "@std/assert";
import { courseCopy } from "../../kit/testbed/course_copy.ts";

const LESSON = "04_gradient_descent";
const STORED = `tests/diagnoses/${LESSON}.json`;

Deno.test("diagnose stores the same evidence for a mutant every time, and counts the diagnoses", async () => {
  await using course = await courseCopy(LESSON);
  const stored = await course.read(STORED);
  await Deno.remove(course.path(STORED));
  const { code, stdout, stderr } = await course.task("diagnose");
  assertEquals(
    [code, stdout, stderr],
    [
      0,
      `    lesson                              mutants   named  silent   wrong      KB
  ✓ 04_gradient_descent                       3       3       0       0       1
  3 of 3 mutants have a diagnosis (100.0 %).
  With each mutant left out in turn, 0 would get a wrong name (0.0 %; 1 % is allowed).
`,
      "",
    ],
  );
  assertEquals(await course.read(STORED), stored);
});

Deno.test("diagnose --check writes nothing, and exits 1 if the stored results are stale", async () => {
  await using course = await courseCopy(LESSON);
  assertEquals((await course.task("diagnose", "4", "--check")).code, 0);
  const stale = (await course.read(STORED)).replace("2.122416", "2.2");
  await course.write(STORED, stale);
  const { code, stdout } = await course.task("diagnose", "--check", "--json");
  assertEquals(code, 1);
  const [{ named, problems }] = JSON.parse(stdout).lessons;
  assertEquals(problems, [`${STORED} is stale: "climbs instead of descending" has different results.`]);
  assertEquals([named, await course.read(STORED)], [3, stale]);
});
