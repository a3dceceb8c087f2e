import { assertEquals } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { otherRefusals, refusalsNamed, refusalsOf } from "./refusals.ts";

/** For each lesson of a student who handed in only the first one: the files that both functions name. */
function refusalsWith(...paths: string[]): [named: string[], possible: string[]][] {
  const [ada] = sampleResults().students.filter(({ student }) => student === "ada");
  const [first, ...others] = ada.lessons;
  const missing = others.map((lesson) => ({ ...lesson, status: "missing" as const, checks: [] }));
  const student = { ...ada, lessons: [first, ...missing], refused: paths.map((path) => ({ path, reason: "" })) };
  const pathsOf = (refused: { path: string }[]) => refused.map(({ path }) => path);
  return student.lessons.map((lesson) => [
    pathsOf(refusalsNamed(lesson, student)),
    pathsOf(refusalsOf(lesson, student)),
  ]);
}

Deno.test("refusalsNamed() finds a missing lesson in the name of a file, in any letters and in any folder", () => {
  for (const path of ["a/04_Gradient_DESCENT (1).ts", "04_gradient_descent_old.ts.txt", "z/04_gradient_descent.zip"]) {
    assertEquals(refusalsWith(path)[1], [[path], [path]]);
    assertEquals(refusalsWith(path)[2][0], []);
  }
  assertEquals(refusalsWith("04_gradient_descent/a.ts")[1], [[], []]);
});

Deno.test("refusalsNamed() finds nothing for a lesson that was handed in", () => {
  assertEquals(refusalsWith("03_exhaustive_search.ts")[0], [[], []]);
});

Deno.test("refusalsOf() knows that an archive or a folder can contain any missing lesson, unless a file is named for it", () => {
  const refused = ["all.zip", "lessons", "20_fashion_mnist.ts", "05_momentum.ts"];
  assertEquals(refusalsWith(...refused), [
    [[], []],
    [[], ["all.zip", "lessons"]],
    [["20_fashion_mnist.ts"], ["20_fashion_mnist.ts"]],
  ]);
});

Deno.test("otherRefusals() are those that are named for no missing lesson", () => {
  const [bo] = sampleResults().students.filter(({ student }) => student === "bo");
  const others = ["a.zip", "lessons/04_gradient_descent.ts"].map((path) => ({ path, reason: "" }));
  assertEquals(otherRefusals({ ...bo, refused: [...bo.refused, ...others] }), others);
});
