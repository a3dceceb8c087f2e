import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import { assertGolden } from "../../testbed/golden.ts";
import type { ClassResults } from "./class_results.ts";
import { gradesJson } from "./json.ts";

/** The whole text. */
function text(results: ClassResults): string {
  return [...gradesJson(results)].join("");
}

Deno.test("gradesJson() writes the sample class as golden/grades.json", async () => {
  await assertGolden(join(import.meta.dirname!, "golden/grades.json"), text(sampleResults()));
});

Deno.test("gradesJson() writes the same as JSON.stringify(), also for a class without students", () => {
  for (const { gone: _, ...results } of [sampleResults(), { ...sampleResults(), students: [] }]) {
    const json = text({ ...results, gone: [] });
    assertEquals(
      json,
      `${JSON.stringify(JSON.parse(json), null, 2)}\n`.replaceAll("\u202e", "\\u202e").replaceAll("\ufffe", "\\ufffe"),
    );
  }
});

/** The same value with the keys of every object in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, reversed(each)])) as T;
}

Deno.test("gradesJson() writes the same bytes whatever the order of the keys was in the journal", () => {
  assertEquals(text(reversed(sampleResults())), text(sampleResults()));
});

Deno.test("gradesJson() writes every field of the results, whatever the texts are, and nothing else", () => {
  fc.assert(
    fc.property(anyTexts(), ({ gone: _, ...results }) => {
      const json = text({ ...results, gone: [] });
      assertEquals(JSON.parse(json), results);
      assert(json.isWellFormed() && json.endsWith("}\n"));
      assert(!/[\x7f-\x9f\u202e\u2028]|[^\n\P{Cc}]/u.test(json));
    }),
    { numRuns: 20 },
  );
});
