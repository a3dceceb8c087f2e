import { assertEquals } from "@std/assert";
import { type DiagnosesReport, isWell } from "./report.ts";

const REPORT: DiagnosesReport = {
  ...{ lesson: "04_gradient_descent", mutants: 100, named: 100, bytes: 0 },
  ...{ silent: [], wrongNamings: [], namedRight: [], wrongCauses: [], problems: [] },
};

Deno.test("isWell() allows one wrong diagnosis per hundred mistakes, but none of a right answer", () => {
  const naming = { of: "a", as: "b" };
  const found = (changes: Partial<DiagnosesReport>, withCauses = false) =>
    isWell([{ ...REPORT, ...changes }], withCauses);
  assertEquals(found({}), true);
  assertEquals(found({ wrongNamings: [naming] }), true);
  assertEquals(found({ wrongNamings: [naming, naming] }), false);
  assertEquals(found({ namedRight: [naming] }), false);
  assertEquals(found({ problems: ["It is stale."] }), false);
  const wrongCauses = [{ mutant: "a", check: "04-a", message: "b" }];
  assertEquals([found({ wrongCauses }), found({ wrongCauses }, true)], [true, false]);
});
