import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import { tagsOf } from "../../../testbed/tags_of.ts";
import type { StudentResult } from "../class_results.ts";
import { feedbackPage, type FeedbackParts } from "./feedback_page.ts";

const GOLDEN = join(import.meta.dirname!, "../golden/feedback");

const NO_PARTS: FeedbackParts = { pictures: new Map(), goals: new Map(), hiddenChecks: 0 };

function studentNamed(id: string): StudentResult {
  return sampleResults().students.find(({ student }) => student === id)!;
}

function pageOf(student: StudentResult, parts: Partial<FeedbackParts> = {}): string {
  return feedbackPage(student, sampleResults(), { ...NO_PARTS, ...parts });
}

/** The words of the advice at the top; "" if there is none. */
function adviceOf(student: StudentResult): string {
  const [, advice = ""] = /<h2 id="advice">([^]*?)<\/section>/.exec(pageOf(student)) ?? [];
  return advice.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
}

Deno.test("feedbackPage() is what it was, but for its style sheet", async () => {
  const goals = new Map([["04_gradient_descent", "<svg><title>Descent</title><desc>Down.</desc></svg>"]]);
  for (const id of ["ada", "bo", "dan", '=HYPERLINK("https://example.org")']) {
    const page = pageOf(studentNamed(id), { goals }).replace(/<style>[^]*?(?=<\/style>)/, "<style>")
      .replace(/sha256-[^']*/g, "…");
    await assertGolden(join(GOLDEN, `${id.replace(/\W/g, "")}.html`), page);
  }
});

Deno.test("feedbackPage() is about no other student", () => {
  const { students } = sampleResults();
  for (const own of students) {
    const page = pageOf(own);
    const others = students.filter((other) => other !== own && other.student !== own.student);
    const names = others.flatMap(({ student, name, email }) => [student, name, email ?? name])
      .filter((name) => name.length > 3);
    assertEquals(names.filter((name) => page.includes(name)), []);
  }
});

Deno.test("feedbackPage() contains its pictures, as images, and needs no other file", () => {
  const svg = "<svg><title>Mine</title></svg>";
  const bo = studentNamed("bo");
  const page = pageOf(bo, {
    pictures: new Map([[bo.lessons[1].picture!, svg]]),
    goals: new Map([["04_gradient_descent", "<svg><title>Goal</title></svg>"]]),
  });
  const images = [...page.matchAll(/<img [^>]*src="([^"]*)" alt="([^"]*)"/g)];
  assertEquals(images.map(([, , alt]) => alt), ["The loss rises from 4.16 to 6.34e17 in 1,000 steps.", "Goal"]);
  assertEquals(images[0][1], `data:image/svg+xml;base64,${btoa(svg)}`);
  assertEquals([...page.matchAll(/ (?:src|href)="(?!data:|#)/g)], []);
});

Deno.test("feedbackPage() leaves out the goal next to a right answer, and pictures that are too large", () => {
  const goals = new Map([["04_gradient_descent", "<svg/>"]]);
  assertEquals(pageOf(studentNamed("ada"), { goals }).includes("<img"), false);
  goals.set("04_gradient_descent", " ".repeat(1_000_001));
  assertEquals(pageOf(studentNamed("bo"), { goals }).includes("<img"), false);
});

Deno.test("feedbackPage() does not say why the grader's machine could not judge a lesson", () => {
  const eve = studentNamed('=HYPERLINK("https://example.org")');
  assertStringIncludes(eve.lessons[2].message, "Three machines");
  const page = pageOf(eve);
  assertEquals(page.includes("Three machines"), false);
  assertStringIncludes(page, "This lesson could not be judged. It is not your fault");
});

Deno.test("feedbackPage() says where to begin", () => {
  assertMatch(adviceOf(studentNamed("Céline")), /Begin with 03 · A search, .* ! error finds the minimum of another/);
  assertStringIncludes(adviceOf(studentNamed("gil")), "You did not hand in 03 · A search. On your own machine");
  assertEquals(adviceOf(studentNamed("ada")), "");
});

Deno.test("feedbackPage() marks the first check to look at in each lesson whose checks differ, and no other", () => {
  const count = (student: string) => [...pageOf(studentNamed(student)).matchAll(/Look at this check first/g)].length;
  assertEquals(count("bo"), 1); // the first lesson is a stub
  assertEquals(count("dan"), 1); // the first lesson cannot be imported, and no check of the third one ran
});

Deno.test("feedbackPage() says only once what all checks of a lesson say", () => {
  const dan = studentNamed("dan");
  const page = pageOf(dan);
  const [, section] = /<h2 id="lesson-03">([^]*?)<\/section>/.exec(page)!;
  assertEquals(section.split("Unexpected token").length, 2);
  assertStringIncludes(section, "The same in all 3 checks:");
  assertEquals(section.includes('class="more"'), false);
  assertMatch(adviceOf(dan), /Begin with 03 · A search: ⇣ load SyntaxError: Unexpected token/);
});

Deno.test("feedbackPage() says what was refused, and does not say that the lesson was not handed in", () => {
  const gil = studentNamed("gil");
  gil.refused = [{
    path: "a/04_gradient_descent.ts",
    reason: "04_gradient_descent.ts is a link: hand in the file itself.",
  }];
  const refused = "Hand in again what was refused: 04_gradient_descent.ts is a link: hand in the file itself.";
  assertStringIncludes(adviceOf(gil), refused);
  assertEquals(adviceOf(gil).includes("You did not hand in"), false);
  const page = pageOf(gil).replace(/<[^>]*>/g, "");
  assertMatch(page, /04 · Gradient descent by hand\s*○ missing refused/);
  assertMatch(page, /A file for this lesson was refused:\s*04_gradient_descent.ts is a link/);
  const bo = studentNamed("bo");
  assertMatch(adviceOf(bo), /20_fashion_mnist.ts: rename it.*Then begin with 03/);
});

Deno.test("feedbackPage() asks the question about a known mistake only if no message names it", () => {
  const bo = studentNamed("bo");
  const question = "These are the results of code that adds the gradient";
  assertEquals(pageOf(bo).includes(question), false);
  for (const check of bo.lessons[1].checks) check.hasCause = false;
  assertEquals(pageOf(bo).split(question).length, 2);
});

Deno.test("feedbackPage() says if it is not complete, or if only one wall stood", () => {
  assertStringIncludes(pageOf(studentNamed("fox")), "<b>Not complete:</b>");
  assertStringIncludes(pageOf(studentNamed("dan")), "<b>One wall:</b>");
  assertEquals(pageOf(studentNamed("ada")).includes('class="notice"'), false);
});

Deno.test("feedbackPage() has no tag and no attribute from a text of a student", () => {
  const students = sampleResults().students;
  const known = new Set(students.flatMap((student) => tagsOf(pageOf(student))));
  assertEquals([...known].filter((tag) => /script| on| style/.test(tag)), []);
  fc.assert(
    fc.property(anyTexts(), ({ students }) => {
      for (const student of students) assertEquals(tagsOf(pageOf(student)).filter((tag) => !known.has(tag)), []);
    }),
    { numRuns: 5 },
  );
});

Deno.test("feedbackPage() names each element only once", () => {
  const ids = [...pageOf(studentNamed("bo")).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert(ids.length > 0);
  assertEquals(ids, [...new Set(ids)]);
});
