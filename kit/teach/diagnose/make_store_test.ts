import { assertEquals } from "@std/assert";
import type { Evidence } from "../../judge/diagnosis/store.ts";
import { makeStore, type MutantEvidence } from "./make_store.ts";
import { namingsOfRight, wrongNamings } from "./wrong_namings.ts";

/** The evidence of a lesson in which each check asks for one number. */
const evidence = (checks: Record<string, number>): Evidence =>
  new Map(Object.entries(checks).map(([id, number]) => [id, [{ shape: "#", numbers: [[number]] }]]));

const SOLUTION = evidence({ "04-a": 0.5, "04-b": 0.5 });

const mutant = (name: string, checks: Record<string, number>, more: Partial<MutantEvidence> = {}): MutantEvidence => ({
  name,
  evidence: evidence(checks),
  ...more,
});

/** The names and the tolerance of each entry, and the silent mutants. */
function made(...mutants: MutantEvidence[]) {
  const { entries, silent } = makeStore(SOLUTION, mutants);
  return { entries: entries.map(({ names, tolerance }) => [...names, tolerance]), silent };
}

Deno.test("makeStore() makes an entry for each mistake, sorted by name", () => {
  assertEquals(made(mutant("b", { "04-a": 1.5 }), mutant("a", { "04-a": 2.5 }), mutant("c", { "04-b": 1.5 })), {
    entries: [["a", 1e-3], ["b", 1e-3], ["c", 1e-3]],
    silent: [],
  });
});

Deno.test("makeStore() sets a smaller tolerance if another mistake or the solution has nearly the same results", () => {
  assertEquals(made(mutant("a", { "04-a": 1.5 }), mutant("b", { "04-a": 1.5015 })).entries, [["a", 3.3e-4], [
    "b",
    3.3e-4,
  ]]);
  assertEquals(made(mutant("a", { "04-a": 0.5003 })).entries, [["a", 2e-4]]);
});

Deno.test("makeStore() also distinguishes a mistake from other right answers", () => {
  const made = (right: number) => makeStore(SOLUTION, [mutant("a", { "04-a": 1.5 })], [evidence({ "04-a": right })]);
  assertEquals(made(1.5).silent, [{ name: "a", why: "has the results of a right answer where it fails" }]);
  assertEquals(made(1.5015).entries[0].tolerance, 3.3e-4);
});

Deno.test("makeStore() makes one entry for up to three mistakes with the same results", () => {
  const same = ["b", "a", "c", "d"].map((name) => mutant(name, { "04-a": 1.5 }));
  assertEquals(made(...same.slice(0, 3)).entries, [["a", "b", "c", 1e-3]]);
  const why = "4 mutants have the same results";
  assertEquals(made(...same), { entries: [], silent: ["a", "b", "c", "d"].map((name) => ({ name, why })) });
});

Deno.test("makeStore() makes no entry for a mutant without distinct evidence, and says why", () => {
  assertEquals(made(mutant("a", { "04-a": 0.5 }), mutant("b", { "04-a": 1.5 }, { why: "hangs" })), {
    entries: [],
    silent: [{ name: "a", why: "has the results of a right answer where it fails" }, { name: "b", why: "hangs" }],
  });
});

Deno.test("makeStore() compares answers that end early only with as many of the solution's answers", () => {
  const [first, second] = [0.5, 9].map((number) => ({ shape: "#", numbers: [[number]] }));
  const solution: Evidence = new Map([["04-a", [first, second]]]);
  assertEquals(makeStore(solution, [{ name: "a", evidence: new Map([["04-a", [first]]]) }]).silent, [
    { name: "a", why: "has the results of a right answer where it fails" },
  ]);
});

const ASKED = new Set(["04-a", "04-b"]);

Deno.test("wrongNamings() finds a mistake that would be diagnosed as another if it had no entry", () => {
  const near = [mutant("a", { "04-a": 1.5 }), mutant("b", { "04-a": 1.5003 }), mutant("c", { "04-a": 2.5 })];
  assertEquals(wrongNamings(makeStore(SOLUTION, near), near, ASKED), [{ of: "a", as: "b" }, { of: "b", as: "a" }]);
  const same = [mutant("a", { "04-a": 1.5 }), mutant("b", { "04-a": 1.5 })];
  assertEquals(wrongNamings(makeStore(SOLUTION, same), same, ASKED), []); // they count as the same mistake
});

Deno.test("namingsOfRight() finds a right answer with a mistake's results, even if no check refuses it", () => {
  const store = makeStore(SOLUTION, [mutant("a", { "04-a": 1.5 }), mutant("b", { "04-a": 1.5, "04-b": 2.5 })]);
  assertEquals(namingsOfRight(store, "other.ts", evidence({ "04-a": 1.5, "04-b": 0.5 })), [{
    of: "other.ts",
    as: "a",
  }]);
  assertEquals(namingsOfRight(store, "other.ts", SOLUTION), []);
});
