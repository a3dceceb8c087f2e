import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { join } from "node:path";
import { anyTexts } from "../../testbed/classes/any_texts.ts";
import { sampleResults } from "../../testbed/classes/results.ts";
import { assertGolden } from "../../testbed/golden.ts";
import { gradesJson } from "./json.ts";

Deno.test("gradesJson() writes the sample class as golden/grades.json", async () => {
  await assertGolden(join(import.meta.dirname!, "golden/grades.json"), gradesJson(sampleResults()));
});

/** The same value with the keys of every object in the opposite order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, each]) => [key, reversed(each)])) as T;
}

Deno.test("gradesJson() writes the same bytes whatever the order of the keys was in the journal", () => {
  assertEquals(gradesJson(reversed(sampleResults())), gradesJson(sampleResults()));
});

Deno.test("gradesJson() writes every field of the results, whatever the texts are, and nothing else", () => {
  fc.assert(
    fc.property(anyTexts(), ({ gone: _, ...results }) => {
      const json = gradesJson({ ...results, gone: [] });
      assertEquals(JSON.parse(json), results);
      assert(json.isWellFormed() && json.endsWith("}\n"));
      assert(!/[\x7f-\x9f\u202e\u2028]|[^\n\P{Cc}]/u.test(json));
    }),
    { numRuns: 20 },
  );
});
