import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";
import { withFolder } from "../../testbed/classes/with_folder.ts";
import { syllabus } from "../../testbed/course/syllabus.ts";
import { checkedRules, hasRules, readRules } from "./read_rules.ts";

const checked = (rules: unknown) => checkedRules(rules, syllabus, "grading.ts");

Deno.test("checkedRules() names lessons by their ids, and turns due dates into UTC", () => {
  const lessons = { 3: { due: "2026-10-12T23:59" }, gradient: { due: "2026-12-12T23:59", worth: 7.5, dropped: true } };
  const students = { "12": { extraDays: 2, lessons: { "04": { due: "2026-12-24T12:00Z", dropped: false } } } };
  assertEquals(checked({ timeZone: "Europe/Berlin", lessons, late: { perDay: 0.1 }, students, dropLowest: 1 }), {
    timeZone: "Europe/Berlin",
    lessons: {
      "03_exhaustive_search": { due: "2026-10-12T21:59:00.000Z" },
      "04_gradient_descent": { due: "2026-12-12T22:59:00.000Z", worth: 7.5, dropped: true },
    },
    late: { perDay: 0.1, most: 1, graceMinutes: 0 },
    counts: "last",
    dropLowest: 1,
    students: {
      "12": { extraDays: 2, lessons: { "04_gradient_descent": { due: "2026-12-24T12:00:00.000Z", dropped: false } } },
    },
  });
  assertEquals(checked({}), { timeZone: "UTC", lessons: {}, counts: "last", dropLowest: 0, students: {} });
});

for (
  const [rules, message] of [
    [null, "grading is null: write an object, { … }."],
    [[], "grading is an Array: write an object"],
    [{ lesson: {} }, 'grading has a field "lesson", which means nothing: use timeZone, lessons, late'],
    [{ timeZone: "Berlin" }, 'timeZone is "Berlin": write a name such as "Europe/Berlin".'],
    [{ timeZone: 2 }, "timeZone is 2"],
    [{ counts: "first" }, 'counts is "first": write "last" or "best".'],
    [{ dropLowest: 1.5 }, "dropLowest is 1.5: write a whole number of lessons, 0 or more."],
    [{ dropLowest: -1 }, "dropLowest is −1"],
    [{ lessons: { 9: {} } }, 'lessons: There is no lesson "9"'],
    [{ lessons: { 4: {}, "04_gradient_descent": {} } }, "lessons names lesson 04_gradient_descent twice"],
    [{ lessons: { 4: { due: "12.10.2026" } } }, 'lessons["4"].due is "12.10.2026": write a time such as'],
    [{ lessons: { 4: { due: "2026-02-30T10:00" } } }, 'lessons["4"].due is "2026-02-30T10:00"'],
    [{ lessons: { 4: { due: "2026-02-30T10:00Z" } } }, 'lessons["4"].due is "2026-02-30T10:00Z"'],
    [{ lessons: { 4: { due: "2026-10-12" } } }, 'lessons["4"].due is "2026-10-12"'],
    [{ lessons: { 4: { due: new Date(0) } } }, 'lessons["4"].due is a Date'],
    [{ lessons: { 4: { worth: 0 } } }, 'lessons["4"].worth is 0: write a number from 0.01 to 10,000'],
    [{ lessons: { 4: { worth: 1e9 } } }, 'lessons["4"].worth is 1000000000'],
    [{ lessons: { 4: { worth: "10" } } }, 'lessons["4"].worth is "10"'],
    [{ lessons: { 4: { dropped: "yes" } } }, 'lessons["4"].dropped is "yes": write true or false.'],
    [{ lessons: { 4: { deadline: "" } } }, 'lessons["4"] has a field "deadline"'],
    [{ late: {} }, "late.perDay is undefined: write a share from 0 to 1, for example 0.1 for 10 %."],
    [{ late: { perDay: 10 } }, "late.perDay is 10: write a share"],
    [{ late: { perDay: 0.1, most: NaN } }, "late.most is NaN"],
    [{ late: { perDay: 0.1, graceMinutes: -1 } }, "late.graceMinutes is −1"],
    [{ late: { perDay: 0.1, closedAfterDays: "3" } }, 'late.closedAfterDays is "3"'],
    [{ students: { ada: { extraDays: "2" } } }, 'students["ada"].extraDays is "2"'],
    [{ students: { ada: { due: "" } } }, 'students["ada"] has a field "due"'],
    [{ students: { ada: { lessons: { 4: { worth: 2 } } } } }, 'students["ada"].lessons["4"] has a field "worth"'],
  ] as const
) {
  Deno.test(`checkedRules() refuses ${JSON.stringify(rules)}`, () => {
    assertThrows(() => checked(rules), UsageError, `grading.ts: ${message}`);
  });
}

Deno.test("readRules() imports a file, and says what is wrong with it", () =>
  withFolder({}, async (folder) => {
    const path = join(folder, "grading.ts");
    assertEquals(await hasRules(path), false);
    await assertRejects(() => readRules(join(folder, "none.ts"), syllabus), UsageError, "none.ts cannot be read");
    await Deno.writeTextFile(path, "export const grading = { dropLowest: 1 };");
    assertEquals(await hasRules(path), true);
    assertEquals((await readRules(path, syllabus)).dropLowest, 1);
    await Deno.writeTextFile(join(folder, "other.ts"), "export default {};");
    await assertRejects(() => readRules(join(folder, "other.ts"), syllabus), UsageError, 'exports no "grading"');
    await Deno.writeTextFile(join(folder, "broken.ts"), "export const grading = {");
    await assertRejects(() => readRules(join(folder, "broken.ts"), syllabus), UsageError, "broken.ts cannot be read (");
  }));
