import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../../testbed/classes/results.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import { tagsOf } from "../../../testbed/tags_of.ts";
import type { ClassResults } from "../class_results.ts";
import { indexPage } from "./index_page.ts";

const GOLDEN = join(import.meta.dirname!, "../golden/index.html");

const FILES = {
  goals: new Set(["04_gradient_descent"]),
  feedbackOf: (student: string) => `${student}.html`,
};

const pageOf = (results: ClassResults): string => [...indexPage(results, FILES)].join("");

Deno.test("indexPage() is what it was, but for its style sheet and its script", async () => {
  const page = pageOf(sampleResults()).replace(/(<(style|script)>)[^]*?(?=<\/\2>)/g, "$1").replace(
    /sha256-[^']*/g,
    "…",
  );
  await assertGolden(GOLDEN, page);
});

Deno.test("indexPage() says first that files are waiting, or that only one wall stood", () => {
  const noticesOf = (waiting: number, walls: 1 | 2 | null) =>
    [...pageOf({ ...sampleResults(), waiting, walls }).matchAll(/class="notice"><b>([^<]*)/g)].map(([, text]) => text);
  assertEquals(noticesOf(2, 1), ["Not complete:", "One wall:"]);
  assertEquals(noticesOf(0, 2), []);
  assertEquals(noticesOf(0, null), []);
});

Deno.test("indexPage() has the median, also of an even number of students, and of none", () => {
  const medianOf = (...points: number[]) => {
    const [student] = sampleResults().students;
    const students = points.map((points) => ({ ...student, points }));
    return /<b>([^<]*)<\/b> points \(median\)/.exec(pageOf({ ...sampleResults(), students }))![1];
  };
  assertEquals(medianOf(9, 1, 2), "2 of 18");
  assertEquals(medianOf(9, 1, 2, 3), "2.5 of 18");
  assertEquals(medianOf(), "–");
});

Deno.test("indexPage() shows in the table which missing lesson was refused, and counts it as handed in", () => {
  const results = sampleResults();
  assertEquals(pageOf(results).split('missing</b> <b class="warning">refused</b>').length, 3); // table and details
  assertStringIncludes(pageOf(results), "<b>1</b> handed in nothing");
  results.students.find(({ student }) => student === "gil")!.refused = [{ path: "a.zip", reason: "a.zip is broken." }];
  assertStringIncludes(pageOf(results), "<b>0</b> handed in nothing");
});

Deno.test("indexPage() shows pictures only as images, which are loaded when they are needed", () => {
  const page = pageOf(sampleResults());
  const images = [...page.matchAll(/<img [^>]*>/g)].map(([image]) => image);
  assert(images.length > 0);
  for (const image of images) assertMatch(image, /^<img loading="lazy" src="pictures\/[\w./-]+\.svg" alt="[^"]+">$/);
  assertEquals([...page.matchAll(/pictures\//g)].length, images.length);
});

Deno.test("indexPage() never leads out of its folder", () => {
  const results = sampleResults();
  results.students[0].lessons[0].picture = "../../a b\ud800.svg";
  assertStringIncludes(pageOf(results), 'src="pictures/..%2F..%2Fa%20b%EF%BF%BD.svg"');
});

Deno.test("indexPage() names each element only once", () => {
  const ids = [...pageOf(sampleResults()).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assertEquals(ids, [...new Set(ids)]);
});

Deno.test("indexPage() differs only in its times if the same class is graded again", () => {
  const withoutTimes = (page: string) => page.replace(/<time[^>]*>[^<]*<\/time>/g, "<time>");
  const later = sampleResults();
  for (const lesson of later.students.flatMap(({ lessons }) => lessons)) {
    if (lesson.seconds !== null) [lesson.seconds, lesson.gradedAt] = [123, "2027-01-01T00:00:00Z"];
    for (const check of lesson.checks) check.durationMs = 4567;
  }
  assert(pageOf(later) !== pageOf(sampleResults()));
  assertEquals(withoutTimes(pageOf(later)), withoutTimes(pageOf(sampleResults())));
});

Deno.test("indexPage() has no tag and no attribute from a text of a student", () => {
  const attributes = new Set(tagsOf(pageOf(sampleResults())).flatMap((tag) => tag.split(" ").slice(1)));
  assertEquals([...attributes].filter((name) => /^on|style|srcset/.test(name)), []);
  const known = new Set(tagsOf(pageOf(sampleResults())));
  fc.assert(
    fc.property(anyTexts(), (results) => {
      assertEquals(tagsOf(pageOf(results)).filter((tag) => !known.has(tag)), []);
    }),
    { numRuns: 5 },
  );
});

Deno.test("indexPage() needs less than 30 kB for a student with eight lessons who passed half of the checks", () => {
  const results = sampleResults();
  const bo = results.students.find(({ student }) => student === "bo")!;
  const lesson = { ...bo.lessons[1], checks: bo.lessons[1].checks.with(0, bo.lessons[1].checks[3]) };
  const student = { ...bo, lessons: Array<typeof lesson>(8).fill(lesson) };
  const lessons = Array<ClassResults["lessons"][number]>(8).fill(results.lessons[1]);
  const sizeOf = (count: number) => pageOf({ ...results, lessons, students: Array(count).fill(student) }).length;
  const size = (sizeOf(20) - sizeOf(10)) / 10;
  assert(size < 30_000, `it needs ${size} characters`);
});
