import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { findLesson } from "./find_lesson.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";

const LESSONS: LessonEntry[] = [
  ...["02_random_search", "03_exhaustive_search", "04_gradient_descent", "05_autodiff", "07_random_search_5d"],
].map((id) => ({ id, title: "", part: "I", device: null, learned: "" }));

/** The id of the lesson that is found, or the error message. */
function found(typed: string): string {
  try {
    return findLesson(typed, LESSONS).id;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

Deno.test("findLesson() accepts numbers, names, parts, paths and the names of files", () => {
  const ways = ["4", "04", " 4 ", "004", "04_gradient_descent", "gradient_descent", "Gradient Descent", "04-gradient"];
  const files = ["lessons/04_gradient_descent.ts", "lessons\\04_gradient_descent.ts", "04_gradient_descent_test.ts"];
  const pictures = ["plots/04_gradient_descent.svg", "lessons/04", "4_"];
  for (const typed of [...ways, ...files, ...pictures]) assertEquals(found(typed), "04_gradient_descent", typed);
  assertEquals(found("autod"), "05_autodiff");
});

Deno.test("findLesson() prefers a whole name to a part of a longer name", () => {
  assertEquals(found("random_search"), "02_random_search");
});

Deno.test("findLesson() lists all lessons whose names contain the typed part", () => {
  assertMatch(found("random"), /^"random" fits 02_random_search, 07_random_search_5d: type more of the name\.$/);
});

Deno.test("findLesson() suggests a name only if the typed name is nearly right", () => {
  assertMatch(found("gradiant"), /^There is no lesson "gradiant", did you mean 04_gradient_descent\? .* --list /);
  assertMatch(found("exaustive"), /did you mean 03_exhaustive_search\?/);
  for (const typed of ["nonsense", "99", "0", "4.5", "", ".", "..", "%", "%00", "../../..", "ß", "watch", "hint"]) {
    assertMatch(found(typed), /^There is no lesson ".*"\. deno task lesson --list shows them all\.$/, typed);
  }
});

Deno.test("findLesson() is quick, and its messages are short, whatever is typed", () => {
  const start = performance.now();
  const message = found(`gradient${"x".repeat(1e6)}`);
  assertMatch(message, /^There is no lesson "gradientx+…"\. /);
  assertEquals(message.length < 120, true);
  assertEquals(performance.now() - start < 1000, true);
  assertThrows(() => findLesson("\x1b[31mred"), UsageError, '"\\u001b[31mred"');
});

Deno.test("findLesson() says what to do in a course without lessons", () => {
  assertThrows(() => findLesson("1", []), UsageError, "syllabus.ts lists no lesson: add one.");
});
