import { assert, assertEquals } from "@std/assert";
import type { Sketch } from "../judge/diagnosis/sketch.ts";
import { readSketches } from "../judge/diagnosis/store.ts";
import { keptEvidence } from "./kept_evidence.ts";

const failed = (...ids: string[]) => ids.map((id) => ({ id, status: "fail" as const }));
const sketch = (shape: string, ...numbers: number[]): Sketch[] => [{ shape, numbers: [numbers] }];

Deno.test("keptEvidence() keeps every number, also what JSON cannot write", () => {
  const answer = sketch("#[4]", 0.1, NaN, -Infinity, 3);
  const { evidence } = JSON.parse(JSON.stringify(keptEvidence(null, failed("04-a"), new Map([["04-a", answer]]))));
  assertEquals(readSketches(evidence["04-a"]), answer);
});

Deno.test("keptEvidence() keeps nothing of what a known mistake explains, or of what is no answer", () => {
  const sketches = new Map([["04-a", sketch("#", 1)]]);
  assertEquals(keptEvidence({ mutant: "climbs", text: "?" }, failed("04-a"), sketches), {});
  assertEquals(keptEvidence(null, [{ id: "04-a", status: "error" }], sketches), {});
  assertEquals(keptEvidence(null, [{ id: "04-a", status: "pass" }], sketches), {});
});

Deno.test("keptEvidence() keeps at most 8,000 characters of a file, in whole checks", () => {
  const ids = Array.from({ length: 50 }, (_, i) => `04-${i}`);
  const hostile = new Map(ids.map((id, i) => [id, sketch(i === 0 ? "\u0000".repeat(9000) : "x".repeat(700), i)]));
  const { evidence } = keptEvidence(null, failed(...ids), hostile);
  assertEquals(Object.keys(evidence!), ids.slice(1, 12));
  assert(JSON.stringify(evidence).length < 8200);
});
