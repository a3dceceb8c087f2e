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
    name: "forgets the learning rate",
    replace: "x -= learningRate * df(x);",
    by: "x -= df(x);",
    refusedBy: "04-minimum",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0;",
    by: "let step = 1;",
    refusedBy: "04-minimum",
  },
  {
    name: "knows the derivative of x² by heart",
    replace: "x -= learningRate * df(x);",
    by: "x -= learningRate * 2 * x;",
    refusedBy: "04-general",
  },
  {
    name: "takes a step before it counts",
    replace: "  let x = start;\n",
    by: "  let x = steps ? start : start - learningRate * df(start);\n",
    refusedBy: "04-zero",
  },
  {
    name: "believes that it diverges above 0.5",
    replace: "divergesAbove: 1 }",
    by: "divergesAbove: 0.5 }",
    refusedBy: "04-diverges",
  },
]);
