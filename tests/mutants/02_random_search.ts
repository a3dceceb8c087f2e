/**
 * Wrong answers to lesson 02.
 * @module
 */
import { mutants } from "downhill/testing";

const DRAW = "    const sample = x + stdDev * random();\n";
const MOVE = "    if (f(sample) < f(x)) x = sample;\n";
const NOTE = "    losses.push(f(x));\n";
const STEP = DRAW + MOVE + NOTE;

const DRAWN_FROM = "x + stdDev * random()";

export default mutants("02_random_search", [
  {
    name: "moves to every sample, even to worse ones",
    replace: MOVE,
    by: "    x = sample;\n",
    refusedBy: "02-arrives",
    causes: ["the search continues from every sample"],
  },
  {
    name: "moves to the worse of the two points",
    replace: "f(sample) < f(x)",
    by: "f(sample) > f(x)",
    refusedBy: "02-arrives",
  },
  {
    name: "compares the sample and x instead of the values of f there",
    replace: "f(sample) < f(x)",
    by: "sample < x",
    refusedBy: "02-arrives",
  },
  {
    name: "compares f at the sample with f at the start instead of f at the best x so far",
    replace: "f(sample) < f(x)",
    by: "f(sample) < f(start)",
    refusedBy: "02-falls",
  },
  {
    name: "compares the absolute values of f",
    replace: "f(sample) < f(x)",
    by: "Math.abs(f(sample)) < Math.abs(f(x))",
    refusedBy: "02-samples",
  },
  {
    name: "compares f at the sample with the last loss in the list, which is empty in the first step",
    replace: "f(sample) < f(x)",
    by: "f(sample) < losses[losses.length - 1]",
    refusedBy: "02-keeps",
    causes: ["what is the first sample compared with?"],
  },
  {
    name: "begins with Infinity as the best loss, so it always keeps the first sample",
    replace: "f(sample) < f(x)",
    by: "f(sample) < (losses.at(-1) ?? Infinity)",
    refusedBy: "02-samples",
    causes: ["the search continues from the first sample"],
  },
  {
    name: "moves only if the sample is better by a certain amount",
    replace: "f(sample) < f(x)",
    by: "f(sample) < f(x) - 1e-3",
    refusedBy: "02-arrives",
  },
  {
    name: "sometimes keeps a sample that is worse",
    replace: "f(sample) < f(x)",
    by: "f(sample) < f(x) + 0.1",
    refusedBy: "02-arrives",
  },
  {
    name: "draws every sample around the start",
    replace: DRAWN_FROM,
    by: "start + stdDev * random()",
    refusedBy: "02-samples",
    causes: ["they are drawn around the start"],
  },
  {
    name: "draws every sample around 0",
    replace: DRAWN_FROM,
    by: "stdDev * random()",
    refusedBy: "02-samples",
  },
  {
    name: "always starts at 2",
    replace: "let x = start;",
    by: "let x = start && 2;",
    refusedBy: "02-samples",
  },
  {
    name: "does not multiply the random number by stdDev",
    replace: DRAWN_FROM,
    by: "x + random()",
    refusedBy: "02-samples",
    causes: ["every random number is multiplied by 1:"],
  },
  {
    name: "multiplies the random number by 0.01, whatever stdDev is",
    replace: DRAWN_FROM,
    by: "x + 0.01 * random()",
    refusedBy: "02-samples",
    causes: ["every random number is multiplied by 0.01:"],
  },
  {
    name: "multiplies the random number by the square of stdDev",
    replace: DRAWN_FROM,
    by: "x + stdDev ** 2 * random()",
    refusedBy: "02-samples",
    causes: ["every random number is multiplied by 0.25:"],
  },
  {
    name: "multiplies the random number by the square root of stdDev",
    replace: DRAWN_FROM,
    by: "x + Math.sqrt(stdDev) * random()",
    refusedBy: "02-samples",
    causes: ["every random number is multiplied by 0.70711:"],
  },
  {
    name: "subtracts the random number from x",
    replace: DRAWN_FROM,
    by: "x - stdDev * random()",
    refusedBy: "02-samples",
    causes: ["every random number is multiplied by −0.5:"],
  },
  {
    name: "adds stdDev to the random number instead of multiplying the two",
    replace: DRAWN_FROM,
    by: "x + stdDev + random()",
    refusedBy: "02-samples",
  },
  {
    name: "multiplies x by the random number",
    replace: DRAWN_FROM,
    by: "x * (1 + stdDev * random())",
    refusedBy: "02-samples",
  },
  {
    name: "looks only at smaller x, because it subtracts the absolute value of the random number",
    replace: DRAWN_FROM,
    by: "x - Math.abs(stdDev * random())",
    refusedBy: "02-samples",
  },
  {
    name: "looks only at larger x, because it adds the absolute value of the random number",
    replace: DRAWN_FROM,
    by: "x + Math.abs(stdDev * random())",
    refusedBy: "02-samples",
  },
  {
    name: "makes the standard deviation smaller from step to step",
    replace: DRAWN_FROM,
    by: "x + stdDev * (1 - step / steps) * random()",
    refusedBy: "02-samples",
    causes: ["the samples come closer to x from step to step"],
  },
  {
    name: "draws a number between −1 and 1 with Math.random in each step, and ignores random",
    replace: DRAWN_FROM,
    by: "x + stdDev * (2 * Math.random() - 1)",
    refusedBy: "02-samples",
    causes: ["random is never called"],
  },
  {
    name: "makes its own generator normal(42), and ignores random",
    replace: "let x = start;",
    by: "let x = start;\n  random = normal(42);",
    refusedBy: "02-samples",
    causes: ["random is never called"],
  },
  {
    name: "makes a new generator in every step, so it draws the same number each time",
    replace: DRAWN_FROM,
    by: "x + stdDev * normal(42)()",
    refusedBy: "02-samples",
    causes: ["random is never called"],
  },
  {
    name: "draws one random number before the loop, and uses it in every step",
    replace: "  for (let step = 0; step < steps; step++) {\n    const sample = x + stdDev * random();",
    by:
      "  const distance = stdDev * random();\n  for (let step = 0; step < steps; step++) {\n    const sample = x + distance;",
    refusedBy: "02-samples",
  },
  {
    name: "draws a second random number for the move",
    replace: "x = sample;",
    by: "x += stdDev * random();",
    refusedBy: "02-samples",
    causes: ["draw one sample in each"],
  },
  {
    name: "draws again and again in one step until a sample is better",
    replace: DRAW,
    by:
      "    let sample = x + stdDev * random();\n    for (let i = 0; i < 100 && f(sample) >= f(x); i++) sample = x + stdDev * random();\n",
    refusedBy: "02-samples",
    causes: ["draw one sample in each"],
  },
  {
    name: "tries the other side in the same step if the sample is worse",
    replace: MOVE,
    by:
      "    const other = 2 * x - sample;\n    if (f(sample) < f(x)) x = sample;\n    else if (f(other) < f(x)) x = other;\n",
    refusedBy: "02-samples",
  },
  {
    name: "moves only halfway to the sample",
    replace: "x = sample;",
    by: "x = (x + sample) / 2;",
    refusedBy: "02-samples",
  },
  {
    name: "notes the loss of each sample, even if the sample is not kept",
    replace: NOTE,
    by: "    losses.push(f(sample));\n",
    refusedBy: "02-falls",
    causes: ["that is the loss of each sample"],
  },
  {
    name: "notes a loss only if it moves",
    replace: MOVE + NOTE,
    by: "    if (f(sample) < f(x)) losses.push(f(x = sample));\n",
    refusedBy: "02-falls",
  },
  {
    name: "notes the loss before the step",
    replace: STEP,
    by: NOTE + DRAW + MOVE,
    refusedBy: "02-keeps",
    causes: ["that is the loss before the step"],
  },
  {
    name: "notes x instead of f at x",
    replace: NOTE,
    by: "    losses.push(x);\n",
    refusedBy: "02-keeps",
    causes: ["that is x, not f(x)"],
  },
  {
    name: "also notes the loss at the start",
    replace: "const losses: number[] = [];",
    by: "const losses = [f(x)];",
    refusedBy: "02-falls",
    causes: ["the first is the loss at the start"],
  },
  {
    name: "moves to every sample, and notes the lowest loss so far",
    replace: MOVE + NOTE,
    by: "    x = sample;\n    losses.push(Math.min(f(x), losses.at(-1) ?? Infinity));\n",
    refusedBy: "02-samples",
    causes: ["the search continues from every sample"],
  },
  {
    name: "notes the lowest loss of the samples, and ignores the loss at the start",
    replace: NOTE,
    by: "    losses.push(Math.min(f(sample), losses.at(-1) ?? Infinity));\n",
    refusedBy: "02-keeps",
  },
  {
    name: "keeps the lowest loss, but never moves x",
    replace: MOVE + NOTE,
    by: "    losses.push(Math.min(f(sample), losses.at(-1) ?? f(x)));\n",
    refusedBy: "02-samples",
    causes: ["they are drawn around the start"],
  },
  {
    name: "rounds the losses",
    replace: NOTE,
    by: "    losses.push(Number(f(x).toFixed(4)));\n",
    refusedBy: "02-keeps",
    causes: ["are the losses rounded?"],
  },
  {
    name: "returns the last sample as x, even if the sample was not kept",
    replace: `  for (let step = 0; step < steps; step++) {\n${STEP}  }\n  return { x, losses };`,
    by:
      `  let last = x;\n  for (let step = 0; step < steps; step++) {\n${DRAW}    last = sample;\n${MOVE}${NOTE}  }\n  return { x: last, losses };`,
    refusedBy: "02-keeps",
    causes: ["that is the last sample, which is not kept"],
  },
  {
    name: "returns the start as x",
    replace: "return { x, losses };",
    by: "return { x: start, losses };",
    refusedBy: "02-arrives",
    causes: ["that is the start"],
  },
  {
    name: "returns the last loss as x",
    replace: "return { x, losses };",
    by: "return { x: f(x), losses };",
    refusedBy: "02-keeps",
    causes: ["that is f(x), not x"],
  },
  {
    name: "takes one step too few",
    causes: ["is the last step missing?"],
    replace: "let step = 0;",
    by: "let step = 1;",
    refusedBy: "02-falls",
  },
  {
    name: "takes one step too many",
    causes: ["is there one step too many?"],
    replace: "step < steps;",
    by: "step <= steps;",
    refusedBy: "02-falls",
  },
  {
    name: "always takes 1,000 steps, whatever steps is",
    replace: "step < steps;",
    by: "step < 1000;",
    refusedBy: "02-keeps",
  },
  {
    name: "stops as soon as the loss is very small",
    replace: NOTE,
    by: "    losses.push(f(x));\n    if (Math.abs(f(x)) < 1e-6) break;\n",
    refusedBy: "02-falls",
  },
  {
    name: "stops at the first sample that is worse",
    replace: MOVE,
    by: "    if (f(sample) >= f(x)) break;\n    x = sample;\n",
    refusedBy: "02-falls",
  },
  {
    name: "has a different default number of steps",
    replace: "steps = 1000",
    by: "steps = 500",
    refusedBy: "02-arrives",
    causes: ["did you change the default of steps?"],
  },
  {
    name: "has a different default standard deviation",
    replace: "stdDev = 0.01",
    by: "stdDev = 0.02",
    refusedBy: "02-arrives",
    causes: ["did you change the default of stdDev?"],
  },
  {
    name: "has a different default generator",
    replace: "normal(42) }: RandomSearchOptions",
    by: "normal(1) }: RandomSearchOptions",
    refusedBy: "02-falls",
    causes: ["did you change the default of random?"],
  },
  {
    name: "shares one generator between all calls, so a second call gets different numbers",
    replace:
      "export function randomSearch(\n  f: Objective,\n  start: number,\n  { steps = 1000, stdDev = 0.01, random = normal(42) }",
    by:
      "const shared = normal(42);\nexport function randomSearch(\n  f: Objective,\n  start: number,\n  { steps = 1000, stdDev = 0.01, random = shared }",
    refusedBy: "02-falls",
    causes: ["do both draw from a new normal(42)?"],
  },
  {
    name: "minimizes x², whatever f is",
    replace: "let x = start;",
    by: "let x = start;\n  f = (x) => x ** 2;",
    refusedBy: "02-keeps",
  },
  {
    name: "tries a point on each side of x in every step",
    replace: DRAW + MOVE,
    by:
      "    const jump = stdDev * random();\n    for (const sample of [x - jump, x + jump]) {\n      if (f(sample) < f(x)) x = sample;\n    }\n",
    refusedBy: "02-samples",
  },
  {
    name: "also multiplies the random number by f at x",
    replace: "x + stdDev * random()",
    by: "x + stdDev * random() * f(x)",
    refusedBy: "02-samples",
  },
  {
    name: "makes the standard deviation larger after every sample that is worse",
    replace: MOVE,
    by: "    if (f(sample) < f(x)) x = sample;\n    else stdDev *= 1.1;\n",
    refusedBy: "02-samples",
  },
  {
    name: "begins with 0 as the best loss, so only samples with a loss below 0 are better",
    replace: "f(sample) < f(x)",
    by: "f(sample) < Math.min(0, f(x))",
    refusedBy: "02-arrives",
    causes: ["what is the first sample compared with?"],
  },
  {
    name: "notes only one loss, after the last step",
    replace: NOTE + "  }\n",
    by: "  }\n  losses.push(f(x));\n",
    refusedBy: "02-arrives",
    causes: ["is a loss noted only once, after the last step?", "the first is the loss at the start"],
  },
  {
    name: "counts the start as the first step",
    replace: "const losses: number[] = [];\n  for (let step = 0;",
    by: "const losses = [f(x)];\n  for (let step = 1;",
    refusedBy: "02-keeps",
    causes: ["that is the loss before the step", "the first is the loss at the start"],
  },
  {
    name: "notes how much better the sample is instead of the loss",
    replace: DRAW + MOVE + NOTE,
    by:
      "    const sample = x + stdDev * random();\n    losses.push(f(x) - f(sample));\n    if (f(sample) < f(x)) x = sample;\n",
    refusedBy: "02-keeps",
  },
]);
