/**
 * Wrong answers to lesson 07.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("07_random_search_5d", [
  {
    name: "keeps every sample",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "x = sample;",
    refusedBy: "07-falls",
  },
  {
    name: "never moves",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (f(sample) < f(x)) x.concat(sample);",
    refusedBy: "07-arrives",
  },
  {
    name: "adds one random number to all coordinates",
    replace: "const sample = x.map((value) => value + stdDev * random());",
    by: "const jump = stdDev * random();\n    const sample = x.map((value) => value + jump);",
    refusedBy: "07-coordinates",
  },
  {
    name: "moves only one coordinate",
    replace: "x.map((value) => value + stdDev * random())",
    by: "x.map((value, i) => i === step % x.length ? value + stdDev * random() : value)",
    refusedBy: "07-coordinates",
  },
  {
    name: "forgets the standard deviation",
    replace: "value + stdDev * random()",
    by: "value + random()",
    refusedBy: "07-coordinates",
  },
  {
    name: "draws around the start",
    replace: "x.map((value) => value + stdDev * random())",
    by: "start.map((value) => value + stdDev * random())",
    refusedBy: "07-keeps",
  },
  {
    name: "uses another generator than the given one",
    replace: "value + stdDev * random()",
    by: "value + stdDev * (2 * Math.random() - 1)",
    refusedBy: "07-coordinates",
  },
  {
    name: "knows that there are five coordinates",
    replace: "x.map((value) => value + stdDev * random())",
    by: "[0, 1, 2, 3, 4].map((i) => x[i] + stdDev * random())",
    refusedBy: "07-any",
  },
  {
    name: "changes x to make the sample, so that nothing is left to go back to",
    replace: "const sample = x.map((value) => value + stdDev * random());",
    by: "const sample = x;\n    for (let i = 0; i < x.length; i++) sample[i] += stdDev * random();",
    refusedBy: "07-falls",
  },
  {
    name: "searches inside the caller's list",
    replace: "if (f(sample) < f(x)) x = sample;",
    by:
      "const mine = start as number[];\n    if (f(sample) < f(mine)) mine.splice(0, mine.length, ...sample);\n    x = mine;",
    refusedBy: "07-start",
  },
  {
    name: "notes the loss of the sample, kept or not",
    replace: "losses.push(f(x));",
    by: "losses.push(f(sample));",
    refusedBy: "07-falls",
  },
  {
    name: "notes the loss before the step",
    replace:
      "    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));",
    by:
      "    losses.push(f(x));\n    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;",
    refusedBy: "07-keeps",
  },
  {
    name: "notes a loss for each coordinate",
    replace: "losses.push(f(x));",
    by: "losses.push(...x.map(() => f(x)));",
    refusedBy: "07-falls",
  },
  {
    name: "takes a step before it counts",
    replace: "let x = [...start];",
    by: "let x = start.map((value) => value - stdDev);",
    refusedBy: "07-zero",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0;",
    by: "let step = 1;",
    refusedBy: "07-falls",
  },
]);
