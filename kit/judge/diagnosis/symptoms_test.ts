import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeStore } from "./store.ts";
import { questionAbout, Symptoms } from "./symptoms.ts";

const shape = "#";
const sketch = (number: number) => [{ shape, numbers: [[number]] }];

/** Stores two mistakes in a new folder, and calls `work` with the path of the lesson's checks in it. */
async function withStore(work: (tests: URL) => void): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(join(folder, "diagnoses"));
    await Deno.writeTextFile(
      join(folder, "diagnoses", "04_a.json"),
      writeStore({
        solution: new Map(["04-a", "04-b"].map((id) => [id, sketch(0.5)])),
        entries: [
          { names: ["climbs"], tolerance: 1e-3, evidence: new Map([["04-a", sketch(1.5)], ["04-b", sketch(2.5)]]) },
          { names: ["stops", "waits"], tolerance: 1e-3, evidence: new Map([["04-a", sketch(1.5)]]) },
        ],
        silent: [],
      }),
    );
    work(pathToFileURL(join(folder, "04_a_test.ts")));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The diagnosis after each check; null stands for a check that passes. */
function diagnoses(tests: URL | null, answers: Record<string, number | null>) {
  const symptoms = new Symptoms(tests);
  return Object.entries(answers).map(([id, value]) => {
    symptoms.add(id, value === null, [{ value }]);
    return symptoms.diagnosis()?.mutant ?? null;
  });
}

Deno.test("Symptoms name a mistake if no other mistake has the same results so far", () =>
  withStore((tests) => {
    assertEquals(diagnoses(tests, { "04-a": 1.5, "04-b": 2.5 }), [null, "climbs"]); // at first, two mistakes match
    assertEquals(diagnoses(tests, { "04-a": 1.5, "04-b": null }), [null, "stops or waits"]);
    assertEquals(diagnoses(tests, { "04-a": 1.5, "04-b": 7.5 }), [null, null]);
    assertEquals(diagnoses(tests, { "04-a": null, "04-b": null }), [null, null]);
  }));

Deno.test("Symptoms have no diagnosis if there is no store, or if it does not belong to the run", async () => {
  assertEquals(diagnoses(null, { "04-b": 1 }), [null]);
  assertEquals(diagnoses(new URL("file:///nowhere/04_a_test.ts"), { "04-b": 1 }), [null]);
  await withStore((tests) => {
    Deno.writeTextFileSync(new URL("diagnoses/04_a.json", tests), "<<<<<<< a merge");
    assertEquals(diagnoses(tests, { "04-a": 1.5, "04-b": 2.5 }), [null, null]);
  });
});

Deno.test("questionAbout() asks about one mistake, or about several mistakes with the same results", () => {
  assertEquals(questionAbout(["climbs"]), "These are the results of code that climbs: does your code do that?");
  assertEquals(
    questionAbout(["climbs", "stops", "waits"]),
    "These are the results of code that climbs, of code that stops, or of code that waits: " +
      "does your code do one of these things?",
  );
});
