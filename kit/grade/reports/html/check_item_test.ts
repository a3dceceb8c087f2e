import { assertEquals, assertStringIncludes } from "@std/assert";
import type { GradedCheck } from "../../journal/entry.ts";
import { checkItem } from "./check_item.ts";

const FAILED: GradedCheck = {
  ...{ id: "04-minimum", name: "reaches the minimum", status: "fail", points: 0, maxPoints: 2, message: "x is 3." },
  ...{ location: null, fault: null, hasCause: false, diagnosis: null, printed: "", durationMs: 12 },
};
const PASSED: GradedCheck = { ...FAILED, status: "pass", points: 2, message: "" };

/** The item for FAILED with some other fields. */
function itemWith(fields: Partial<GradedCheck>, { isFirst = false, diagnosis = "", printed = 100 } = {}): string {
  return checkItem({ ...FAILED, ...fields }, { file: "04_walk.ts", isFirst, diagnosis, printed }).text;
}

/** The words of some HTML, each element on a line. */
const wordsOf = (html: string) => html.split(/<[^>]*>/).map((text) => text.trim()).filter((text) => text !== "");

Deno.test("checkItem() shows a check that passed in one line, with its points and its time", () => {
  assertEquals(wordsOf(itemWith(PASSED)), ["✓", "pass", "reaches the minimum", "2/2", "0.01 s"]);
});

Deno.test("checkItem() shows the message, the known mistake, the learner's line and what was printed", () => {
  const fields = { location: { line: 7, column: 1, source: "x += step;" }, printed: "x is 2\nx is 3\n" };
  assertEquals(wordsOf(itemWith(fields, { diagnosis: "Known mistake: walks uphill" })).slice(5), [
    "x is 3.",
    "Known mistake: walks uphill",
    "04_walk.ts:7",
    "x += step;",
    "What it printed",
    "x is 2\nx is 3",
  ]);
});

Deno.test("checkItem() gives no points to a check that did not run, and does not take them away", () => {
  assertEquals(wordsOf(itemWith({ status: "skipped" }))[3], "–/2");
});

Deno.test("checkItem() marks all lines but the first of a message as the lesson's own words", () => {
  assertStringIncludes(itemWith({ message: "The lesson threw:\n2 of 2 points\n!" }), "<pre>2 of 2 points\n!</pre>");
});

Deno.test("checkItem() leaves out the line of a stub, because it repeats the message", () => {
  const location = { line: 7, column: 1, source: 'return todo("step");' };
  assertEquals(wordsOf(itemWith({ status: "todo", location })).slice(5), ["x is 3.", "04_walk.ts:7"]);
});

Deno.test("checkItem() shortens what was printed", () => {
  assertStringIncludes(
    itemWith({ printed: "x".repeat(50) }, { printed: 10 }),
    "<pre>xxxxxxxxxx … (cut at 10 characters)",
  );
});

Deno.test("checkItem() says that a broken check is the course's mistake", () => {
  assertEquals(wordsOf(itemWith({ status: "error", fault: "course" })).slice(0, 2), ["‼", "course error"]);
});

Deno.test("checkItem() says which check a learner should look at first", () => {
  assertStringIncludes(itemWith({}, { isFirst: true }), "Look at this check first.");
});
