/**
 * Wrong answers to lesson 01.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("01_library_minimizer", [
  {
    name: "minimizes x², whatever f is",
    replace: "    return f(x);\n  };\n  return",
    by: "    return x[0] ** 2;\n  };\n  return",
    refusedBy: "01-shifted",
  },
  {
    name: "hands over only the first number of start",
    replace: "[...start]",
    by: "[start[0]]",
    refusedBy: "01-plane",
  },
  {
    name: "always begins at 2",
    replace: "[...start]",
    by: "start.map(() => 2)",
    refusedBy: "01-start",
  },
  {
    name: "shares the caller's list",
    replace: "[...start]",
    by: "start as number[]",
    refusedBy: "01-copy",
  },
  {
    name: "returns the start as the result",
    replace: "return { ...nelderMead(counted, [...start]), evaluations };",
    by: "return { ...nelderMead(counted, [...start]), x: [...start], evaluations };",
    refusedBy: "01-minimum",
  },
  {
    name: "returns a number where a list is asked for",
    replace: "return { ...nelderMead(counted, [...start]), evaluations };",
    by:
      "const { x, fx } = nelderMead(counted, [...start]);\n  return { x: x[0] as unknown as number[], fx, evaluations };",
    refusedBy: "01-minimum",
  },
  {
    name: "returns the minimum as fx and x",
    replace: "return { ...nelderMead(counted, [...start]), evaluations };",
    by: "const { x } = nelderMead(counted, [...start]);\n  return { x, fx: x[0], evaluations };",
    refusedBy: "01-shifted",
  },
  {
    name: "reads the counter before the search",
    replace: "return { ...nelderMead(counted, [...start]), evaluations };",
    by: "return { evaluations, ...nelderMead(counted, [...start]) };",
    refusedBy: "01-count",
  },
  {
    name: "hands f over without the counter",
    replace: "nelderMead(counted, ",
    by: "nelderMead(f, ",
    refusedBy: "01-count",
  },
  {
    name: "calls f once more for fx, and does not count it",
    replace: "return { ...nelderMead(counted, [...start]), evaluations };",
    by: "const { x } = nelderMead(counted, [...start]);\n  return { x, fx: f(x), evaluations };",
    refusedBy: "01-count",
  },
  {
    name: "begins to count at 1",
    replace: "let evaluations = 0;",
    by: "let evaluations = 1;",
    refusedBy: "01-count",
  },
  {
    name: "counts on from call to call",
    replace:
      "export function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {\n  // #region solution: give nelderMead a copy of start and a function that counts its calls and returns the value of f\n  let evaluations = 0;",
    by:
      "let evaluations = 0;\nexport function minimize(f: (x: number[]) => number, start: readonly number[]): Minimum {\n  // #region solution: give nelderMead a copy of start and a function that counts its calls and returns the value of f",
    refusedBy: "01-anew",
  },
]);
