import { assertEquals } from "@std/assert";
import type { Mutant } from "../../base/mutants.ts";
import { giveaways, nameProblem } from "./giveaways.ts";

const SOLUTION = `export function walk() {
  return 1;
}

export function answers() {
  return { factor: 0.98, limit: 1, parts: [301] };
}
`;
const ANSWERS = { factor: 0.98, limit: 1, parts: [301] };

/** Whether a mutant with this name gives an answer away. */
function isGiveaway(name: string, edit: Pick<Mutant, "replace" | "by"> = { replace: "return 1;", by: "return 2;" }) {
  return giveaways("01_a", [{ name, ...edit, refusedBy: "01-a" }], SOLUTION, ANSWERS).length === 1;
}

Deno.test("giveaways() finds a number that the lesson asks for, even if it is rounded or a percentage", () => {
  for (const name of ["multiplies by 0.98", "multiplies by .9801", "keeps 98 % of x", "counts 301 numbers"]) {
    assertEquals([name, isGiveaway(name)], [name, true]);
  }
  for (const name of ["multiplies by 0.99", "counts 300 numbers", "takes w301 for w2", "draws 1,000 numbers"]) {
    assertEquals([name, isGiveaway(name)], [name, false]);
  }
});

Deno.test("giveaways() reports a small whole number only if the mutant changes the answer that has this number", () => {
  assertEquals(isGiveaway("takes one step too few"), false);
  const edit = { replace: "limit: 1,", by: "limit: 2," };
  assertEquals(isGiveaway("believes that the limit is not one", edit), true);
  assertEquals(isGiveaway("believes that the limit is two", edit), false);
  assertEquals(isGiveaway("gives x after one step", { replace: "factor: 0.98", by: "factor: 1.96" }), false);
});

Deno.test("giveaways() finds nothing in a lesson without questions", () => {
  assertEquals(giveaways("01_a", [{ name: "takes 1", replace: "1", by: "2", refusedBy: "01-a" }], "", null), []);
});

Deno.test("nameProblem() requires words that fit into the question, and refuses code", () => {
  for (const name of ["notes the loss before the step", "returns x instead of f(x)", "draws from N(0, 1)"]) {
    assertEquals(nameProblem(name), undefined);
  }
  for (const name of ["needs x -= df(x)", "writes losses.push(f(x)) too early", "wants const", "uses w[0]"]) {
    assertEquals(nameProblem(name), "contains code: say in words what such code does.");
  }
  for (const name of ["Climbs", "climbs.", ""]) {
    assertEquals(nameProblem(name), 'does not fit into "code that … : does your code do that?".');
  }
});
