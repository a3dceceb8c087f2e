import { assertEquals, assertStringIncludes } from "@std/assert";
import { type CourseCopy, courseCopy } from "../../kit/testbed/course_copy.ts";

/** A course of one lesson. */
async function smallCourse(): Promise<CourseCopy> {
  const course = await courseCopy("04_gradient_descent");
  await course.write(
    "syllabus.ts",
    `import type { LessonEntry } from "./kit/base/syllabus.ts";
export { course } from "./kit/testbed/course/syllabus.ts";
export const syllabus: readonly LessonEntry[] = [
  {
    id: "04_gradient_descent",
    title: "Gradient descent by hand",
    part: "I",
    device: null,
    learned: "The derivative says which way is down.",
  },
];
`,
  );
  return course;
}

Deno.test("verify finds no problems in an unchanged new lesson, and a learner gets a verdict on it", async () => {
  await using course = await smallCourse();
  const { code, stdout } = await course.task("new", "momentum", "--title", "A ball that rolls on", "--json");
  assertEquals(code, 0);
  assertEquals(JSON.parse(stdout).id, "05_momentum");
  for (const path of JSON.parse(stdout).paths) await Deno.stat(course.path(path));

  const verified = await course.task("verify", "5", "--json");
  assertEquals(verified.code, 0, verified.stdout + verified.stderr);
  const [{ lesson, mutants }] = JSON.parse(verified.stdout).lessons;
  assertEquals([lesson, mutants], ["05_momentum", 6]);

  const learner = await course.task("lesson", "5");
  assertEquals(learner.code, 1);
  assertStringIncludes(learner.stdout, "05 · A ball that rolls on");
  assertStringIncludes(learner.stdout, "□ todo");
  const solution = await course.task("lesson", "5", "--solution");
  assertEquals(solution.code, 0, solution.stdout);
});
