import { assert, assertEquals } from "@std/assert";
import { differenceOf, matching } from "./match.ts";
import type { Sketch } from "./sketch.ts";
import type { Entry } from "./store.ts";

const answer = (...numbers: number[]): Sketch[] => [{ shape: "#[]", numbers: [numbers] }];

Deno.test("differenceOf() returns the largest relative difference, or Infinity if something else differs", () => {
  assertEquals(differenceOf(answer(1, 2), answer(1, 2)), 0);
  assertEquals(differenceOf(answer(0.5, 4.5), answer(0.5, 9)), 0.5);
  assertEquals(differenceOf(answer(1), [{ shape: "#", numbers: [[1]] }]), Infinity);
  assertEquals(differenceOf(answer(1), answer(1, 2)), Infinity);
  assertEquals(differenceOf(answer(1), [...answer(1), ...answer(2)]), Infinity);
});

Deno.test("differenceOf() treats NaN and infinities as equal only to themselves", () => {
  assertEquals(differenceOf(answer(NaN, Infinity), answer(NaN, Infinity)), 0);
  assertEquals(differenceOf(answer(Infinity), answer(-Infinity)), Infinity);
  assertEquals(differenceOf(answer(NaN), answer(0.5)), Infinity);
});

Deno.test("differenceOf() never treats a difference between counts or classes as small", () => {
  assertEquals(differenceOf(answer(1000), answer(1001)), Infinity);
});

Deno.test("differenceOf() ignores the rounding errors of float32 next to large numbers", () => {
  assert(differenceOf(answer(1.5, 1e-9), answer(1.5, -2e-9)) < 1e-4);
});

const entry = (name: string, evidence: Record<string, Sketch[]>): Entry => ({
  names: [name],
  tolerance: 1e-3,
  evidence: new Map(Object.entries(evidence)),
});

const ENTRIES = [
  entry("climbs", { "04-a": answer(1.5), "04-b": answer(2.5) }),
  entry("stops", { "04-a": answer(1.5) }),
  entry("jumps", { "04-a": answer(3.5) }),
];

/** The names of the entries that match. */
const names = (failed: Record<string, Sketch[]>, asked = ["04-a", "04-b", "04-c"]) =>
  matching(ENTRIES, new Map(Object.entries(failed)), new Set(asked)).map(({ names: [name] }) => name);

Deno.test("matching() requires that the same checks fail, with the same evidence in each", () => {
  assertEquals(names({ "04-a": answer(1.5), "04-b": answer(2.5001) }), ["climbs"]);
  assertEquals(names({ "04-a": answer(1.5), "04-b": answer(2.6) }), []);
  assertEquals(names({ "04-a": answer(1.5) }), ["stops"]);
  assertEquals(names({ "04-a": answer(1.5), "04-c": answer(2.5) }), []);
});

Deno.test("matching() ignores checks that did not run", () => {
  assertEquals(names({ "04-a": answer(1.5) }, ["04-a"]), ["climbs", "stops"]);
});
