import { assertEquals } from "@std/assert";
import { mutationLines } from "./mutation_screen.ts";
import { styleWith } from "./style.ts";

Deno.test("mutationLines() shows each edit that no check refuses, and says what to do about it", () => {
  const edit = {
    line: 3,
    operator: "is off",
    before: "return 0;",
    after: "return 1;",
    text: "",
    fate: "survives",
  };
  const score = { lesson: "04_gradient_descent", equivalent: 0, problems: [] };
  assertEquals(
    mutationLines([
      { ...score, edits: [edit, edit], survivors: [edit], score: 0.5, byCheck: { "04-minimum": 1 } },
      { ...score, edits: [], survivors: [], score: 1, byCheck: {} },
    ], styleWith(false)).join("\n"),
    `
  ✗ 04_gradient_descent          50.0 % of 2 edits refused
      edits by the check that refuses them first: 04-minimum 1
      solutions/04_gradient_descent.ts:3 is off, and no check refuses it:
        − return 0;
        + return 1;
      Write checks that refuse these edits. If an edit changes no behaviour, or
      the brief leaves the choice open, list it in
      tests/equivalents/04_gradient_descent.json.
  ✓ 04_gradient_descent          100.0 % of 0 edits refused`.slice(1),
  );
});
