import { assertEquals } from "@std/assert";
import type { Entry, Store } from "../../judge/diagnosis/store.ts";
import { evidenceProblem, nameProblems } from "./stale_diagnoses.ts";

const evidence = (number: number) => new Map([["04-a", [{ shape: "#", numbers: [[number]] }]]]);
const mutant = (name: string) => ({ name, replace: "1", by: "2", refusedBy: "04-a" });
const storeWith = (entry: Partial<Entry> = {}): Store => ({
  solution: new Map(),
  entries: [{ names: ["climbs"], tolerance: 1e-3, evidence: evidence(1.5), ...entry }],
  silent: [{ name: "hangs", why: "ends with timeout in 04-a" }],
});

Deno.test("nameProblems() finds mutants that are not stored, and stored names that are no longer mutants", () => {
  const found = (...names: string[]) => nameProblems(storeWith(), { lesson: "04_x", table: names.map(mutant) });
  assertEquals(found("climbs", "hangs"), []);
  assertEquals(found("climbs", "stops"), [
    'tests/diagnoses/04_x.json does not contain the mutant "stops": run deno task diagnose 04.',
    'tests/diagnoses/04_x.json contains "hangs", which is not a mutant: run deno task diagnose 04.',
  ]);
});

Deno.test("evidenceProblem() finds a mutant that has different results now", () => {
  const found = (number: number, entry?: Partial<Entry>) =>
    evidenceProblem(storeWith(entry), mutant("climbs"), "04_x", evidence(number));
  assertEquals(found(1.5001), undefined);
  assertEquals(
    found(1.6),
    'The mutant "climbs" of 04_x has different results in 04-a from the stored ones: run deno task diagnose 04.',
  );
  assertEquals(found(1.6, { isOnlyInOrder: true }), undefined);
  assertEquals(evidenceProblem(storeWith(), mutant("hangs"), "04_x", evidence(3)), undefined);
});
