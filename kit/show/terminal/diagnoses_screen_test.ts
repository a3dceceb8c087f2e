import { assertEquals } from "@std/assert";
import type { DiagnosesReport } from "../../teach/diagnose/report.ts";
import { causeLines, diagnosesLines } from "./diagnoses_screen.ts";
import { styleWith } from "./style.ts";

const REPORT: DiagnosesReport = {
  ...{ lesson: "04_gradient_descent", mutants: 200, named: 199, bytes: 20_400 },
  silent: [{ name: "guesses", why: "has other results in 04-zero each time" }],
  wrongNamings: [{ of: "climbs", as: "stops or waits" }],
  namedRight: [],
  wrongCauses: [{ mutant: "climbs", check: "04-losses", message: "losses[0] is 4: that is one too many." }],
  problems: [],
};

Deno.test("diagnosesLines() has a line for each lesson, with problems and silent mutants below it, and sums", () => {
  assertEquals(
    diagnosesLines([REPORT], styleWith(false)).join("\n"),
    `
    lesson                              mutants   named  silent   wrong      KB
  ✓ 04_gradient_descent                     200     199       1       1      20
      wrong: "climbs" would be called "stops or waits"
      silent: "guesses" has other results in 04-zero each time
  199 of 200 mutants have a diagnosis (99.5 %).
  With each mutant left out in turn, 1 would get a wrong name (0.5 %; 1 % is allowed).`.slice(1),
  );
});

Deno.test("diagnosesLines() marks a lesson if one of its right answers gets the name of a mistake", () => {
  const namedRight = [{ of: "recursive.ts", as: "climbs" }];
  const lines = diagnosesLines([{ ...REPORT, silent: [], wrongNamings: [], namedRight }], styleWith(false));
  assertEquals(lines.slice(1, 3), [
    "  ✗ 04_gradient_descent                     200     199       0       1      20",
    '      wrong: "recursive.ts" would be called "climbs"',
  ]);
});

Deno.test("causeLines() shows each message that names a different mistake, and counts them", () => {
  assertEquals(causeLines([REPORT], styleWith(false)), [
    '  04_gradient_descent: "climbs"',
    "      04-losses: losses[0] is 4: that is one too many.",
    "  1 message names a cause that is not the mutant's own.",
  ]);
});
