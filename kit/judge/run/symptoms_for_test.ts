import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeStore } from "../diagnosis/store.ts";
import { symptomsFor } from "./symptoms_for.ts";

Deno.test("symptomsFor() compares only runs with the default seed and the default data", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const evidence = new Map([["04-a", [{ shape: "#", numbers: [[1]] }]]]);
    const entries = [{ names: ["climbs"], tolerance: 1e-3, evidence }];
    await Deno.mkdir(join(folder, "diagnoses"));
    await Deno.writeTextFile(
      join(folder, "diagnoses", "04_a.json"),
      writeStore({ solution: new Map(), entries, silent: [] }),
    );
    const tests = pathToFileURL(join(folder, "04_a_test.ts"));
    const named = (seed: number, full: boolean) => {
      const symptoms = symptomsFor({ tests, full }, seed);
      symptoms.add("04-a", false, [{ value: 1 }]);
      return symptoms.diagnosis()?.mutant;
    };
    assertEquals([named(42, false), named(7, false), named(42, true)], ["climbs", undefined, undefined]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
