import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { LessonEntry } from "../../base/syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { course as smallCourse, syllabus as smallSyllabus } from "../../testbed/course/syllabus.ts";
import { exampleWith, lessonHelp } from "./lesson_help.ts";

const small = { course: smallCourse, syllabus: smallSyllabus };

/** A course with lessons of these names, without content. */
function courseOf(...ids: string[]) {
  const rest = { title: "A lesson", part: "I", device: null, learned: "Something." };
  return { course: { dataSets: {} }, syllabus: ids.map((id): LessonEntry => ({ id, ...rest })) };
}

/** The examples at the end of the help. */
const examplesIn = (help: string) => help.split("\n").slice(-3);

Deno.test("the help has examples with lessons of the course", () => {
  assertEquals(examplesIn(lessonHelp(small)), [
    "  deno task lesson               where am I?",
    "  deno task lesson 4             the verdict on lesson 04",
    "  deno task lesson fash --watch  lesson 20, each time you save",
  ]);
  assertEquals(examplesIn(lessonHelp(courseOf("01_sum"))), [
    "  deno task lesson              where am I?",
    "  deno task lesson 1            the verdict on lesson 01",
    "  deno task lesson sum --watch  lesson 01, each time you save",
  ]);
});

Deno.test("the part of a name in an example occurs in only one lesson's name", () => {
  const help = lessonHelp(courseOf("04_sorting", "05_sorted_lists", "06_sorted_sets"));
  assertStringIncludes(help, "deno task lesson sorted_l --watch  lesson 05");
});

Deno.test("the help mentions --full if there is a data set", () => {
  assertStringIncludes(lessonHelp(small), "train on all 60,000 images, for the checks that need them\n  --device");
  assertEquals(lessonHelp(courseOf("01_sum")).includes("--full"), false);
});

Deno.test("an example of --full is a lesson with a data set; without such a lesson, the error says so", () => {
  assertEquals(exampleWith("full", small), "deno task lesson 20 --full");
  assertEquals(exampleWith("open", small), "deno task lesson 4 --open");
  assertThrows(() => exampleWith("full", courseOf("01_sum")), UsageError, "No lesson of this course has a data set");
});

Deno.test("in a course without lessons, the error says to add one", () => {
  assertThrows(() => lessonHelp(courseOf()), UsageError, "syllabus.ts lists no lesson: add one.");
});
