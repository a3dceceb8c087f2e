import { assertEquals, assertStringIncludes } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import type { ClassResults } from "../class_results.ts";
import { hardestChecks, hardestChecksTable } from "./hardest_checks.ts";

const only = (id: string): ClassResults => {
  const results = sampleResults();
  return { ...results, students: results.students.filter(({ student }) => student === id) };
};

Deno.test("hardestChecks() begins with the check that the smallest share passed", () => {
  const shares = hardestChecks(sampleResults()).map(({ passed, judged }) => passed / judged);
  assertEquals(shares, shares.toSorted((a, b) => a - b));
  assertEquals(shares.every((share) => share < 1), true);
});

Deno.test("hardestChecks() counts only students who handed in the lesson", () => {
  const [check] = hardestChecks(sampleResults()).filter(({ lesson }) => lesson.startsWith("20"));
  assertEquals([check.judged, check.passed], [2, 1]); // Dan's checks were skipped
});

Deno.test("hardestChecks() counts the known mistakes, the most frequent first", () => {
  const results = sampleResults();
  const bo = results.students.find(({ student }) => student === "bo")!;
  const other = structuredClone(bo);
  other.lessons[1].diagnosis!.mutant = other.lessons[1].checks[0].diagnosis!.mutant = "another mistake";
  const [hardest] = hardestChecks({ ...results, students: [other, bo, bo] })
    .filter(({ name }) => name === "reaches the minimum of x²");
  assertEquals(hardest.mistakes, [
    { mutant: "adds the gradient instead of subtracting it", count: 2 },
    { mutant: "another mistake", count: 1 },
  ]);
});

Deno.test("hardestChecksTable() unfolds the checks after the tenth", () => {
  const results = sampleResults();
  const ada = results.students.find(({ student }) => student === "ada")!;
  ada.lessons[2].checks[0].status = "fail"; // the eleventh check that somebody did not pass
  const { text } = hardestChecksTable(results);
  const [shown, rest] = text.split("<details>");
  assertEquals(shown.match(/<th scope="row">/g)?.length, 10);
  assertStringIncludes(rest, "1 more check that not everybody passed");
});

Deno.test("hardestChecksTable() says that every check was passed", () => {
  assertEquals(hardestChecksTable(only("ada")).text, "<p>Every check that ran was passed.</p>");
});
