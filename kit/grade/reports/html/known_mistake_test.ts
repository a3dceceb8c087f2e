import { assertEquals } from "@std/assert";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { knownMistake } from "./known_mistake.ts";

const lesson = sampleResults().students.find(({ student }) => student === "bo")!.lessons[1];
const [failed] = lesson.checks;
const passed = lesson.checks.find(({ status }) => status === "pass")!;

Deno.test("knownMistake() is the mistake of the check, or else that of the lesson", () => {
  assertEquals(knownMistake(failed, { ...lesson, diagnosis: null }), failed.diagnosis);
  assertEquals(knownMistake({ ...failed, diagnosis: null }, lesson), lesson.diagnosis);
});

Deno.test("knownMistake() is null for a check that did not fail", () => {
  assertEquals(knownMistake(passed, lesson), null);
  assertEquals(knownMistake({ ...failed, status: "timeout" }, lesson), null);
});
