import { assertEquals, assertStringIncludes } from "@std/assert";
import { scoreOf } from "./mutate.ts";
import { withScores } from "./scores_page.ts";

/** An edit with this result. */
function edit(after: string, fate: string) {
  return { line: 1, operator: "is off by one", before: "x = 1;", after, fate };
}

const EDITS = [
  edit("x = 2;", "04-a"),
  edit("x = 0;", "04-a"),
  edit("x = ;", "does not load"),
  edit("x = 1.0;", "survives"),
];

Deno.test("an edit that survives lowers the score, but an edit that does not load does not count", () => {
  const { score, survivors } = scoreOf("04_a", EDITS, []);
  assertEquals([score, survivors.map(({ after }) => after)], [2 / 3, ["x = 1.0;"]]);
});

Deno.test("an edit listed as equivalent must exist, must survive, and needs a reason", () => {
  const many = [...EDITS, ...Array.from({ length: 40 }, (_, i) => edit(`x = ${i + 3};`, "04-b"))];
  const listed = (after: string, reason: string) => scoreOf("04_a", many, [{ before: "x = 1;", after, reason }]);
  assertEquals([listed("x = 1.0;", "It is the same number.").score, listed("x = 1.0;", "The same.").problems], [1, []]);
  assertStringIncludes(listed("x = 1.0;", " ").problems[0], "gives no reason");
  assertStringIncludes(listed("x = 2;", "No.").problems[0], "04-a refuses it");
  assertStringIncludes(listed("x = 99;", "No.").problems[0], "is not an edit of the solution");
  assertStringIncludes(
    scoreOf("04_a", EDITS, [{ before: "x = 1;", after: "x = 1.0;", reason: "The same." }]).problems[0],
    "lists 1 of 4 edits: at most one in ten",
  );
});

Deno.test("the page keeps the rows of lessons that were not judged, and lists them in the order of the course", () => {
  const lessons = ["03_b", "04_a"];
  const first = withScores("", [scoreOf("04_a", EDITS, [])], lessons);
  assertStringIncludes(first, "| 04_a | 3 | 0 | 66.7 % | `04-a` 2 |\n");
  const both = withScores(first, [scoreOf("03_b", [], [])], lessons);
  assertEquals(both.split("\n").slice(-3), [
    "| 03_b | 0 | 0 | 100.0 % |  |",
    "| 04_a | 3 | 0 | 66.7 % | `04-a` 2 |",
    "",
  ]);
  assertEquals(withScores(both, [], ["04_a"]).includes("03_b"), false);
});
