import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { HOSTILE } from "../../../testbed/classes/results.ts";
import { type Answer, mistake, wrongClass } from "../../../testbed/classes/wrong_class.ts";
import { assertGolden } from "../../../testbed/golden.ts";
import { tagsOf } from "../../../testbed/tags_of.ts";
import type { ClassResults } from "../class_results.ts";
import { insightsOf } from "./insights.ts";
import { insightsPage } from "./insights_page.ts";
import { sampled } from "./sample.ts";

const GOLDEN = join(import.meta.dirname!, "../golden/insights.html");

const SOLUTION = "export function walk() {\n  step();\n  // #endregion\n  note();\n}\n";

/** The page about a class; `codeOf` says what a student wrote in place of the step. */
async function pageOf(results: ClassResults, codeOf: (sha256: string) => string = () => "leap();"): Promise<string> {
  const read = (sha256: string) => Promise.resolve(SOLUTION.replace("step();", () => codeOf(sha256)));
  const lessons = await Promise.all(
    insightsOf(results).map(async (lesson) => ({
      ...lesson,
      samples: await Promise.all(
        lesson.wrong.slice(0, 10).map((wrong) =>
          sampled(wrong, { people: results.students, solution: SOLUTION, read })
        ),
      ),
    })),
  );
  return [...insightsPage(results, lessons)].join("");
}

const CLIMBS = mistake("climbs");
const climbing: Answer = {
  checks: { "04-minimum": { diagnosis: CLIMBS }, "04-losses": { diagnosis: CLIMBS } },
  diagnosis: CLIMBS,
};

/** What the page shows, without its tags. */
function textOf(page: string): string {
  return page.replace(/<style>[^]*?<\/style>/, "").replace(/<[^>]*>/g, "").replace(/\n\s*\n/g, "\n");
}

Deno.test("insightsPage() is what it was, but for its style sheet", async () => {
  const results = wrongClass({
    a1: climbing,
    a2: climbing,
    b1: { checks: { "04-diverges": { numbers: [3], message: "The answer is too large." } } },
    b2: { checks: { "04-diverges": { numbers: [3], message: "The answer is too large." } } },
    c1: { checks: { "04-zero": { status: "crash", message: "The process ended." } } },
    d1: { checks: {} },
    e1: { checks: { "04-minimum": { status: "todo" } } },
    f1: null,
  });
  const page = (await pageOf(results)).replace(/(<style>)[^]*?(?=<\/style>)/, "$1").replace(/sha256-[^']*/g, "…");
  await assertGolden(GOLDEN, page);
});

Deno.test("insightsPage() shows the texts of students only as texts", async () => {
  const wrong = { numbers: [3], message: HOSTILE.repeat(30), name: HOSTILE };
  const results = wrongClass({
    eve: { checks: { "04-minimum": wrong } },
    [HOSTILE]: { checks: { "04-minimum": wrong } },
  });
  const page = await pageOf(results, () => HOSTILE);
  assertStringIncludes(page, "&lt;img src=x onerror=alert(1)&gt;");
  const attributes = new Set(tagsOf(page).flatMap((tag) => tag.split(" ").slice(1)));
  assertEquals([...attributes].filter((name) => /^on|style|srcset/.test(name)), []);
  assertEquals(tagsOf(page).filter((tag) => /script|img/.test(tag)), []);
});

Deno.test("insightsPage() names nobody, neither in a sample nor in a message", async () => {
  const results = wrongClass({
    "Ada Lovelace": { checks: { "04-minimum": { status: "error", message: "Ada: no." } } },
  });
  const page = await pageOf(results, () => 'adaLeap("Ada"); // by Ada Lovelace');
  assertEquals(/ada\b|adaLeap|lovelace/i.test(textOf(page)), false, textOf(page));
  assertStringIncludes(textOf(page), "+   someoneLeap(&quot;Someone&quot;);");
});

Deno.test("insightsPage() stays small, whatever 300 students hand in", async () => {
  const long = "x".repeat(100_000);
  const students = Object.fromEntries(
    Array.from({ length: 300 }, (_, i): [string, Answer] => [`s${i}`, {
      checks: {
        "04-minimum": { numbers: [i], message: `${i} ${long}` },
        "04-zero": { diagnosis: mistake(`${i} ${long}`) },
      },
    }]),
  );
  const page = await pageOf(wrongClass(students), (sha256) => `${sha256} ${`${long}\n`.repeat(30)}`);
  assert(page.length < 300_000, `${page.length} characters`);
  assertStringIncludes(textOf(page), "290 more wrong answers");
  assertStringIncludes(textOf(page), "297 × other wrong answers");
});

Deno.test("insightsPage() says what there is to say about an empty class and about a perfect one", async () => {
  const empty = textOf(await pageOf(wrongClass({})));
  assertStringIncludes(empty, "No mistake was made twice.\n");
  assertStringIncludes(empty, "Nobody handed in lesson 04.");
  assertStringIncludes(
    textOf(await pageOf(wrongClass({ ada: { checks: {} } }))),
    "1 student handed it in, 1 solved it.",
  );
});
