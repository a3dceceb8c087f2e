import { assertEquals, assertThrows } from "@std/assert";
import type { LessonEntry } from "../base/syllabus.ts";
import { UsageError } from "../base/usage_error.ts";
import { chosenLessons } from "./chosen_lessons.ts";

const lessons = ["01_one", "02_two", "03_three", "12_twelve"].map((id) => ({ id } as LessonEntry));
const chosen = (text?: string) => chosenLessons(text, lessons).map(({ id }) => id);

Deno.test("chosenLessons() reads numbers, names and ranges, and keeps the order of the course", () => {
  assertEquals(chosen(), ["01_one", "02_two", "03_three", "12_twelve"]);
  assertEquals(chosen("12, 2-3"), ["02_two", "03_three", "12_twelve"]);
  assertEquals(chosen("01-08,one,3"), ["01_one", "02_two", "03_three"]);
});

Deno.test("chosenLessons() refuses a lesson that does not exist, and an empty range", () => {
  assertThrows(() => chosen("99"), UsageError, 'There is no lesson "99"');
  assertThrows(() => chosen(""), UsageError, "There is no lesson");
  assertThrows(() => chosen("8-5"), UsageError, "write the smaller number first");
  assertThrows(() => chosen("4-8"), UsageError, "--lessons 4-8 names no lesson");
});
