/**
 * Wrong answers to lesson 03.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("03_exhaustive_search", [
  {
    name: "looks only to the left",
    replace: "[x - step, x + step]",
    by: "[x - step]",
    refusedBy: "03-grid",
  },
  {
    name: "takes the first neighbour that is better",
    replace: "if (f(neighbour) < f(x)) x = neighbour;",
    by: "if (f(neighbour) < f(x)) {\n        x = neighbour;\n        break;\n      }",
    refusedBy: "03-best",
  },
  {
    name: "looks to the right from where it already went left",
    replace:
      "    for (const neighbour of [x - step, x + step]) {\n      if (f(neighbour) < f(x)) x = neighbour;\n    }\n",
    by: "    if (f(x - step) < f(x)) x -= step;\n    if (f(x + step) < f(x)) x += step;\n",
    refusedBy: "03-best",
  },
  {
    name: "moves even if both neighbours are worse",
    replace:
      "    for (const neighbour of [x - step, x + step]) {\n      if (f(neighbour) < f(x)) x = neighbour;\n    }\n",
    by: "    x = f(x - step) < f(x + step) ? x - step : x + step;\n",
    refusedBy: "03-minimum",
  },
  {
    name: "goes to the worst of the three",
    replace: "f(neighbour) < f(x)",
    by: "f(neighbour) > f(x)",
    refusedBy: "03-minimum",
  },
  {
    name: "notes a loss for each neighbour",
    replace: "      if (f(neighbour) < f(x)) x = neighbour;\n    }\n    losses.push(f(x));",
    by: "      if (f(neighbour) < f(x)) x = neighbour;\n      losses.push(f(x));\n    }",
    refusedBy: "03-losses",
  },
  {
    name: "notes the loss before the step",
    replace:
      "    for (const neighbour of [x - step, x + step]) {\n      if (f(neighbour) < f(x)) x = neighbour;\n    }\n    losses.push(f(x));",
    by:
      "    losses.push(f(x));\n    for (const neighbour of [x - step, x + step]) {\n      if (f(neighbour) < f(x)) x = neighbour;\n    }",
    refusedBy: "03-losses",
  },
  {
    name: "steps by 0.01 whatever the step is",
    replace: "[x - step, x + step]",
    by: "[x - 0.01, x + 0.01]",
    refusedBy: "03-neighbours",
  },
  {
    name: "tries a random distance",
    replace: "[x - step, x + step]",
    by: "[x - step * Math.random(), x + step * Math.random()]",
    refusedBy: "03-neighbours",
  },
  {
    name: "halves the step where it would have to stop",
    replace: "    losses.push(f(x));\n  }",
    by: "    if (f(x) === losses.at(-1)) step /= 2;\n    losses.push(f(x));\n  }",
    refusedBy: "03-grid",
  },
  {
    name: "ends as soon as nothing improves",
    replace: "    losses.push(f(x));\n  }",
    by: "    if (f(x) === losses.at(-1)) break;\n    losses.push(f(x));\n  }",
    refusedBy: "03-minimum",
  },
  {
    name: "takes one step too few",
    replace: "losses.length < steps",
    by: "losses.length < steps - 1",
    refusedBy: "03-losses",
  },
  {
    name: "takes a step before it counts",
    replace: "let x = start;",
    by: "let x = f(start - step) < f(start) ? start - step : start;",
    refusedBy: "03-zero",
  },
  {
    name: "believes that it can stop a whole step away",
    replace: "farthestInSteps: 0.5",
    by: "farthestInSteps: 1",
    refusedBy: "03-farthest",
  },
  {
    name: "gives the distance in x",
    replace: "farthestInSteps: 0.5",
    by: "farthestInSteps: 0.005",
    refusedBy: "03-farthest",
  },
  {
    name: "believes that the smallest step is the best",
    replace: "stepForMillionth: 0.002",
    by: "stepForMillionth: 0.0001",
    refusedBy: "03-step",
  },
  {
    name: "keeps the step that stops too early",
    replace: "stepForMillionth: 0.002",
    by: "stepForMillionth: 0.01",
    refusedBy: "03-step",
  },
]);
