import { assertEquals, assertThrows } from "@std/assert";
import { applyMutant, mutants } from "./mutants.ts";

const mutant = (replace: string, by: string) => ({ name: "climbs", replace, by, refusedBy: "04-minimum" });

Deno.test("mutants() returns the table of a lesson", () => {
  const table = [mutant("-=", "+=")];
  assertEquals(mutants("04_gradient_descent", table), { lesson: "04_gradient_descent", table });
});

Deno.test("applyMutant() replaces the text that occurs once", () => {
  assertEquals(applyMutant("x -= 1;\n", mutant("-=", "+="), "a.ts"), "x += 1;\n");
  assertEquals(applyMutant("a;\r\nb;\r\n", mutant("a;\nb;", "b;\na;"), "a.ts"), "b;\na;\n");
});

Deno.test("applyMutant() inserts the new text unchanged", () => {
  assertEquals(applyMutant("x", mutant("x", "$& $1 $$"), "a.ts"), "$& $1 $$");
});

Deno.test("applyMutant() refuses text that never occurs, occurs several times, or would not change", () => {
  const refuses = (replace: string, by: string, message: string) =>
    assertThrows(() => applyMutant("x - y - z", mutant(replace, by), "solutions/a.ts"), RangeError, message);
  refuses(
    "+",
    "*",
    'Mutant "climbs" replaces text that occurs 0 times in solutions/a.ts, not once: copy it from the solution',
  );
  refuses(
    "-",
    "+",
    'Mutant "climbs" replaces text that occurs 2 times in solutions/a.ts, not once: include more of the lines',
  );
  refuses("", "+", 'Mutant "climbs" replaces nothing in solutions/a.ts');
  refuses("x", "x", 'Mutant "climbs" does not change solutions/a.ts');
});
