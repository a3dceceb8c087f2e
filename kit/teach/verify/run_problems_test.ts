import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { smallJob, smallSolution } from "../../testbed/small_course.ts";
import { applyMutant } from "../../base/mutants.ts";
import { rightProblems } from "./run_problems.ts";

const LESSON = "04_gradient_descent";
const solution = smallSolution("04");

/** Calls `work` with the file of a solution in which `replace` is replaced by `by`, and returns its result. */
async function withEdit<T>(replace: string, by: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  const file = join(folder, `${LESSON}.ts`);
  try {
    await Deno.writeTextFile(file, applyMutant(solution, { name: "", replace, by, refusedBy: "" }, "the solution"));
    return await work(file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("rightProblems() accepts a right answer, and names each check that an alternative fails", async () => {
  const ends = await withEdit(
    "let step = 0;",
    "let step = 1;",
    (file) => rightProblems(smallJob("04", { target: file })),
  );
  assertMatch(ends[0], /04_gradient_descent\.ts gets fail from 04-minimum: x after 1,000 steps/);
  assertEquals(
    await withEdit(
      "x -= learningRate * df(x);",
      "x = x - learningRate * df(x);",
      (file) => rightProblems(smallJob("04", { target: file })),
    ),
    [],
  );
});

Deno.test("rightProblems() finds an answer that passes, but draws no picture", async () => {
  const picture = "export function picture({ axis, ...options }: GradientDescentOptions & { axis?: string } = {}) {";
  const problems = await withEdit(
    picture,
    `${picture}\n  throw Error('oh');`,
    (file) => rightProblems(smallJob("04", { target: file })),
  );
  assertEquals(problems.length, 1);
  assertMatch(problems[0], /draws no picture: oh \(line \d+: throw Error\('oh'\);\)$/);
});
