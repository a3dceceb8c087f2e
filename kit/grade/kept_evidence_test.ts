import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Sketch } from "../judge/diagnosis/sketch.ts";
import { readSketches } from "../judge/diagnosis/store.ts";
import { keptEvidence } from "./kept_evidence.ts";

const URL_OF_LESSON = new URL("file:///class/submitted/0123/04_gradient_descent.ts");

const failed = (...ids: string[]) => ids.map((id) => ({ id, status: "fail" as const }));
const sketch = (shape: string, ...numbers: number[]): Sketch[] => [{ shape, numbers: [numbers] }];
const kept = (...sketches: Sketch[][]) => {
  const ids = sketches.map((_, i) => `04-${i}`);
  return keptEvidence(null, failed(...ids), new Map(ids.map((id, i) => [id, sketches[i]])), URL_OF_LESSON).evidence!;
};

Deno.test("keptEvidence() keeps every number, also what JSON cannot write", () => {
  const evidence = JSON.parse(JSON.stringify(kept(sketch("#[4]", 0.1, NaN, -Infinity, 3))));
  assertEquals(readSketches(evidence["04-0"])[0].numbers, [[0.1, NaN, -Infinity, 3]]);
});

Deno.test("keptEvidence() distinguishes shapes, but keeps no text of a lesson, and no folder", () => {
  const [a, b, c] = ["file:///class/submitted/0123/04_gradient_descent.ts", "04_gradient_descent.ts", "other.ts"]
    .map((text) => kept(sketch(`{name: "${text}"}`)));
  assertEquals(a, b);
  assertNotEquals(a, c);
  assert(!JSON.stringify([a, b, c]).includes("name"));
});

Deno.test("keptEvidence() keeps nothing of what a known mistake explains, or of what is not an answer", () => {
  const sketches = new Map([["04-a", sketch("#", 1)]]);
  assertEquals(keptEvidence({ mutant: "climbs", text: "?" }, failed("04-a"), sketches, URL_OF_LESSON), {});
  assertEquals(keptEvidence(null, [{ id: "04-a", status: "error" }], sketches, URL_OF_LESSON), {});
  assertEquals(keptEvidence(null, [{ id: "04-a", status: "pass" }], sketches, URL_OF_LESSON), {});
});

Deno.test("keptEvidence() keeps at most 4,000 characters of a file, in whole checks", () => {
  const many = (count: number) => sketch("x".repeat(1e5), ...Array.from({ length: count }, (_, i) => i / 7));
  const evidence = kept(many(1000), ...Array.from({ length: 50 }, () => many(40)));
  assertEquals(Object.keys(evidence), Object.keys(evidence).toSorted());
  assert(!("04-0" in evidence) && "04-1" in evidence && !("04-50" in evidence));
  assert(JSON.stringify(evidence).length < 4500);
});
