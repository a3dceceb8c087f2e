/**
 * Wrong answers to lesson 00. TODO: replace these with mistakes that learners make in your lesson, at least five.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("00_name", [
  {
    name: "begins the list with the value before the first step",
    replace: "    x /= 2;\n    values.push(x);",
    by: "    values.push(x);\n    x /= 2;",
    refusedBy: "00-values",
    causes: ["does the list begin with the value before the first step?"],
  },
  { name: "divides by 3 in every step", replace: "x /= 2;", by: "x /= 3;", refusedBy: "00-values" },
  { name: "begins at 2, whatever start is", replace: "let x = start;", by: "let x = 2;", refusedBy: "00-start" },
  {
    name: "has a different default for the number of steps",
    replace: "steps = 10",
    by: "steps = 9",
    refusedBy: "00-steps",
  },
  { name: "takes one step too many", replace: "step < steps", by: "step <= steps", refusedBy: "00-zero" },
  {
    name: "says by which number x is divided, not multiplied",
    replace: "factorPerStep: 1 / 2",
    by: "factorPerStep: 2",
    refusedBy: "00-answer",
    causes: ["that is the number by which x is divided"],
  },
]);
