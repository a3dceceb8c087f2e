import { assertEquals } from "@std/assert";
import { isLessonFile } from "../../base/lesson_number.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import { gradesCsv } from "./csv.ts";
import { indexPage } from "./html/index_page.ts";
import { gradesJson } from "./json.ts";
import { numbered, withoutNames } from "./without_names.ts";

const results = sampleResults();
const names = results.students.map(({ student }) => student);
const anonymous = withoutNames(results, (student) => names.length - names.indexOf(student));

Deno.test("withoutNames() leaves no name, address, path or time in the reports about the class", () => {
  const page = [...indexPage(anonymous, { goals: new Set(), feedbackOf: (student) => `${student}.html` })].join("");
  const texts = [[...gradesJson(anonymous)].join(""), gradesCsv(anonymous), page];
  const secrets = results.students.flatMap(({ student, name, email, lessons, refused, ignored }) => [
    ...[student, name, email ?? ""],
    ...lessons.flatMap(({ path, submittedAt, gradedAt }) => [path, submittedAt, gradedAt].map((text) => text ?? "")),
    ...refused.flatMap(({ path, reason }) => [path, reason]),
    ...ignored,
  ]).filter((secret) => secret.length > 3 && !isLessonFile(secret)); // a shorter one is a part of other words
  for (const text of texts) assertEquals(secrets.filter((secret) => text.includes(secret)), []);
});

Deno.test("withoutNames() keeps the points, and the order of the numbers", () => {
  assertEquals(anonymous.students.map(({ student }) => student), names.map((_, i) => numbered(i + 1).student));
  assertEquals(anonymous.students.map(({ points }) => points), results.students.map(({ points }) => points).reverse());
});
