import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { HOSTILE, sampleResults } from "../../../testbed/classes/results.ts";
import { githubSummary } from "./github_summary.ts";

const results = sampleResults();

Deno.test("githubSummary() has a row for each lesson, and an entry for each mistake", () => {
  for (const student of results.students) {
    const text = githubSummary(student, results);
    assertStringIncludes(text, `<h2>${results.course}: ${student.points} of ${student.maxPoints} points</h2>`);
    assertEquals(text.match(/^<tr>$/gm)?.length, student.lessons.length);
    const mistakes = student.lessons.flatMap(({ checks }) => checks).filter(({ status }) => status !== "pass");
    assertEquals(text.match(/<li>/g)?.length ?? 0, mistakes.length);
  }
});

Deno.test("githubSummary() contains no tag, no Markdown and no command of a student", () => {
  const [student] = results.students;
  const message = `${HOSTILE}\n\n \t\n# heading\n::error::no`;
  const hostile = { ...student, refused: [{ path: message, reason: message }] };
  const text = githubSummary(hostile, results);
  assert(!/<img|<script|<!--/.test(text), text);
  assert(!/\n\s*\n/.test(text), "an empty line ends HTML, and Markdown begins");
});
