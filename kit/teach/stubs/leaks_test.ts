import { assertEquals, assertThrows } from "@std/assert";
import { leaks } from "./leaks.ts";
import { stubOf } from "./stub.ts";

const solution = `/** The brief. */
function walk(x) {
  const given = 1;
  // #region solution: repeat the step
  let losses = []; // a comment of the solution
  while (true) {
    x -= learningRate * df(x);
  }
  return x;
  // #endregion
}
`;
const stub = stubOf(solution, "a.ts");

Deno.test("leaks() finds nothing in a stub that reveals no line of the solution", () => {
  assertEquals(leaks(solution, stub), []);
});

Deno.test("leaks() finds a line of the solution in the brief, in a todo, in a comment and in the code", () => {
  const line = "x -= learningRate * df(x)";
  assertEquals(leaks(solution, stub.replace("The brief.", `Repeat **${line}** and walk.`)), [`${line};`]);
  assertEquals(leaks(solution, stub.replace("repeat the step", `repeat ${line}`)), [`${line};`]);
  assertEquals(leaks(solution, stub.replace("  return", `  // ${line}\n  return`)), [`${line};`]);
  assertEquals(leaks(solution, stub.replace("  return", `  ${line};\n  return`)), [`${line};`]);
});

Deno.test("leaks() ignores spaces, line breaks and comments", () => {
  assertEquals(leaks(solution, stub.replace("The brief.", "\n * x-=learningRate*df( x )\n")), [
    "x -= learningRate * df(x);",
  ]);
  assertEquals(leaks(solution, stub.replace("The brief.", "\n * x -= learningRate\n *   * df(x)\n")), [
    "x -= learningRate * df(x);",
  ]);
  assertEquals(leaks(solution, stub.replace("1;", "1; let losses = [];")), ["let losses = [];"]);
});

Deno.test("leaks() ignores short lines, and lines outside the regions", () => {
  assertEquals(leaks(solution, `${stub} } return x; const given = 1;`), []);
});

Deno.test("leaks() names each line only once", () => {
  const twice = solution.replace("  return x;\n", "    x -= learningRate * df(x);\n");
  assertEquals(leaks(twice, "x -= learningRate * df(x); x -= learningRate * df(x);"), ["x -= learningRate * df(x);"]);
});

Deno.test("leaks() refuses a solution without marks", () => {
  assertThrows(() => leaks("const a = 1;", ""), SyntaxError, "the solution has no solved region");
});
