/**
 * Wrong answers to lesson 04.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("04_gradient_descent", [
  {
    name: "climbs instead of descending",
    replace: "x -= learningRate * df(x);",
    by: "x += learningRate * df(x);",
    refusedBy: "04-minimum",
  },
  {
    name: "keeps the loss before the step",
    replace: "    x -= learningRate * df(x);\n    losses.push(f(x));",
    by: "    losses.push(f(x));\n    x -= learningRate * df(x);",
    refusedBy: "04-losses",
  },
  {
    name: "believes that it diverges above 0.5",
    replace: "divergesAbove: 1 }",
    by: "divergesAbove: 0.5 }",
    refusedBy: "04-diverges",
  },
]);
