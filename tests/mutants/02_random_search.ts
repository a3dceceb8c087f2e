/**
 * Wrong answers to lesson 02.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("02_random_search", [
  {
    name: "keeps every sample",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "x = sample;",
    refusedBy: "02-arrives",
  },
  {
    name: "keeps the worse of the two",
    replace: "f(sample) < f(x)",
    by: "f(sample) > f(x)",
    refusedBy: "02-arrives",
  },
  {
    name: "keeps what is smaller, not where f is smaller",
    replace: "f(sample) < f(x)",
    by: "sample < x",
    refusedBy: "02-arrives",
  },
  {
    name: "compares with the start instead of the best so far",
    replace: "f(sample) < f(x)",
    by: "f(sample) < f(start)",
    refusedBy: "02-falls",
  },
  {
    name: "draws around the start",
    replace: "x + stdDev * random()",
    by: "start + stdDev * random()",
    refusedBy: "02-samples",
  },
  {
    name: "forgets the standard deviation",
    replace: "x + stdDev * random()",
    by: "x + random()",
    refusedBy: "02-samples",
  },
  {
    name: "steps by 0.01 whatever the standard deviation is",
    replace: "x + stdDev * random()",
    by: "x + 0.01 * random()",
    refusedBy: "02-samples",
  },
  {
    name: "uses another generator than the given one",
    replace: "x + stdDev * random()",
    by: "x + stdDev * (2 * Math.random() - 1)",
    refusedBy: "02-samples",
  },
  {
    name: "draws a second time for the move",
    replace: "x = sample;",
    by: "x += stdDev * random();",
    refusedBy: "02-samples",
  },
  {
    name: "notes the loss of the sample, kept or not",
    replace: "losses.push(f(x));",
    by: "losses.push(f(sample));",
    refusedBy: "02-falls",
  },
  {
    name: "notes a loss only where it moves",
    replace: "if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));",
    by: "if (f(sample) < f(x)) losses.push(f(x = sample));",
    refusedBy: "02-falls",
  },
  {
    name: "notes the loss before the step",
    replace: "    const sample = x + stdDev * random();\n    if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));",
    by: "    losses.push(f(x));\n    const sample = x + stdDev * random();\n    if (f(sample) < f(x)) x = sample;",
    refusedBy: "02-keeps",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0;",
    by: "let step = 1;",
    refusedBy: "02-falls",
  },
  {
    name: "notes the loss of the start too",
    replace: "const losses: number[] = [];",
    by: "const losses = [f(x)];",
    refusedBy: "02-falls",
  },
]);
