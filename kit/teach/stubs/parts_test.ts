import { assertEquals, assertThrows } from "@std/assert";
import { partsOf } from "./parts.ts";

const SOLUTION = `/** The brief. */
export function double(x: number): number {
  // #region solution: twice x
  return 2 * x;
  // #endregion
}

export class Line extends Module {
  override forward(
    x: Tensor,
  ): Tensor {
    // #region solution: a line
    const y = x.mul(this.slope);
    return y.add(this.height);
    // #endregion
  }
}
`;

const LESSON = `/** The brief, with a note. */
const two = 2;

export function double(x: number): number {
\treturn   2 * x;
}

export class Line extends Module {
  override forward(
    x: Tensor,
  ): Tensor {
    if (two) {
      return x.mul(this.slope).add(this.height);
    }
  }
}
`;

Deno.test("partsOf() compares the regions with the solution, and then returns the learner's other code", () => {
  assertEquals(partsOf(LESSON, SOLUTION, "a.ts"), [
    {
      name: "",
      isSame: false,
      yours: { line: 1, lines: ["/** The brief, with a note. */", "const two = 2;"] },
      solution: { line: 1, lines: ["/** The brief. */"] },
    },
    {
      name: "double",
      isSame: true,
      yours: { line: 5, lines: ["return   2 * x;"] },
      solution: { line: 4, lines: ["return 2 * x;"] },
    },
    {
      name: "forward",
      isSame: false,
      yours: { line: 12, lines: ["if (two) {", "  return x.mul(this.slope).add(this.height);", "}"] },
      solution: { line: 13, lines: ["const y = x.mul(this.slope);", "return y.add(this.height);"] },
    },
  ]);
});

Deno.test("partsOf() finds no differences in a copied lesson", () => {
  assertEquals(partsOf(SOLUTION, SOLUTION, "a.ts").map(({ name, isSame }) => [name, isSame]), [
    ["double", true],
    ["forward", true],
  ]);
});

Deno.test("partsOf() copes with a lesson that has nothing in common with the solution", () => {
  for (const lesson of ["", "\n", "x"]) {
    const parts = partsOf(lesson, SOLUTION, "a.ts");
    assertEquals(parts.flatMap(({ solution }) => solution.lines).includes("  return 2 * x;"), true, lesson);
  }
  assertThrows(() => partsOf("", "no region", "a.ts"), SyntaxError);
});
