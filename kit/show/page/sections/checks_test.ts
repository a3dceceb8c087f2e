import { assertEquals, assertStringIncludes } from "@std/assert";
import { markup } from "../../../grade/reports/html/markup.ts";
import type { CheckRecord, ScoreRecord } from "../../../judge/run/record.ts";
import { checksSection, scoreSection } from "./checks.ts";

const FAILED: CheckRecord = {
  ...{ type: "check", id: "04-step", name: "walks downhill", status: "fail", points: 0, maxPoints: 2 },
  ...{ message: "x is 3.", location: { line: 2, column: 1, source: "x += 1;" }, fault: null, hasCause: false },
  ...{ diagnosis: null, printed: "", hints: ["Which way is down?", "Use −."], durationMs: 1 },
};
const PASSED: CheckRecord = {
  ...FAILED,
  id: "04-zero",
  name: "starts",
  status: "pass",
  points: 2,
  message: "",
  location: null,
};
const SCORE: ScoreRecord = { type: "score", points: 2, maxPoints: 4, skipped: 0, diagnosis: null, seconds: 0.25 };

/** The words of the section, each element on a line. */
const words = (html: string) => html.split(/<[^>]*>/).map((text) => text.trim()).filter((text) => text !== "");

const section = (checks: CheckRecord[], score?: ScoreRecord, hints = new Map<string, number>()) =>
  words(checksSection({ checks, score, file: "lessons/04.ts", text: "let x = 1;\nx += 1;\n", hints }));

Deno.test("checksSection() shows the checks in their order while they run, and the first open one on top after that", () => {
  const names = (texts: string[]) => texts.filter((text) => ["starts", "walks downhill"].includes(text));
  assertEquals(names(section([PASSED, FAILED])), ["starts", "walks downhill"]);
  assertEquals(names(section([PASSED, FAILED], SCORE)), ["walks downhill", "starts"]);
});

Deno.test("checksSection() helps with the first open check: its line, the known mistake, and a button for a hint", () => {
  const diagnosis = { mutant: "walks uphill", text: "Does your code walk uphill?" };
  const texts = section([FAILED], { ...SCORE, diagnosis });
  for (const text of ["x is 3.", "Does your code walk uphill?", "lessons/04.ts:2", "A hint"]) {
    assertEquals(texts.includes(text), true, `${text} is missing in ${texts}`);
  }
});

Deno.test("checksSection() shows the hints that were taken, until there are no more", () => {
  const [one, both, tooMany] = [1, 2, 99].map((count) => section([FAILED], SCORE, new Map([["04-step", count]])));
  assertEquals([one.includes("Which way is down?"), one.includes("Use −."), one.includes("The next hint")], [
    true,
    false,
    true,
  ]);
  for (const texts of [both, tooMany]) {
    assertEquals([texts.includes("Use −."), texts.includes("That was the last hint for this check.")], [true, true]);
  }
});

Deno.test("checksSection() escapes everything that a lesson says", () => {
  const hostile = { ...FAILED, message: "<b>\n<script>", printed: "<img src=x>", name: "<i>" };
  const html = checksSection({ checks: [hostile], score: SCORE, file: "a", text: "<u>\n<u>", hints: new Map() });
  assertEquals(html.match(/<(?:b|script|img|u|i)>|<img/g), null);
});

Deno.test("scoreSection() says the points, the first open check, and what comes next", () => {
  assertStringIncludes(scoreSection({ checks: [PASSED] }, markup``), "1 check so far");
  const html = scoreSection({ checks: [PASSED, FAILED], score: SCORE }, markup`<p>next</p>`);
  assertEquals(words(html), ["2 of 4 points", "in 0.25 s.", "The first open check: walks downhill.", "next"]);
});
