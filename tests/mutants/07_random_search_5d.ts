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
    causes: ["x moves to every sample"],
  },
  {
    name: "never moves",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (f(sample) < f(x)) x.concat(sample);",
    refusedBy: "07-arrives",
    causes: ["is a better sample kept?"],
  },
  {
    name: "moves to a sample only if f is larger there",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (f(sample) > f(x)) x = sample;",
    refusedBy: "07-falls",
  },
  {
    name: "keeps the first sample, even if it is worse than the start",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (step === 0 || f(sample) < f(x)) x = sample;",
    refusedBy: "07-keeps",
    causes: ["the first sample is kept"],
  },
  {
    name: "compares every sample with the start",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (f(sample) < f(start)) x = sample;",
    refusedBy: "07-keeps",
    causes: ["every sample is compared with the start"],
  },
  {
    name: "compares the absolute values of f, so it looks for the value nearest to 0",
    replace: "if (f(sample) < f(x)) x = sample;",
    by: "if (Math.abs(f(sample)) < Math.abs(f(x))) x = sample;",
    refusedBy: "07-keeps",
    causes: ["do you compare absolute values?"],
  },
  {
    name: "decides for each coordinate separately whether to keep it",
    replace: "    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;\n",
    by: "    for (let i = 0; i < x.length; i++) {\n      const sample = x.with(i, x[i] + stdDev * random());\n" +
      "      if (f(sample) < f(x)) x = sample;\n    }\n",
    refusedBy: "07-keeps",
    causes: ["each coordinate is kept or rejected separately"],
  },
  {
    name: "adds one random number to all coordinates",
    replace: "const sample = x.map((value) => value + stdDev * random());",
    by: "const jump = stdDev * random();\n    const sample = x.map((value) => value + jump);",
    refusedBy: "07-coordinates",
    causes: ["use the same random number"],
  },
  {
    name: "moves only one coordinate in each step",
    replace: "x.map((value) => value + stdDev * random())",
    by: "x.map((value, i) => i === step % x.length ? value + stdDev * random() : value)",
    refusedBy: "07-coordinates",
    causes: ["only one coordinate moves", "only one of the coordinates moves"],
  },
  {
    name: "draws the random numbers once and uses them in every step",
    replace: "  const losses: number[] = [];\n  for (let step = 0; step < steps; step++) {\n" +
      "    const sample = x.map((value) => value + stdDev * random());\n",
    by: "  const losses: number[] = [];\n  const jumps = x.map(() => stdDev * random());\n" +
      "  for (let step = 0; step < steps; step++) {\n    const sample = x.map((value, i) => value + jumps[i]);\n",
    refusedBy: "07-keeps",
  },
  {
    name: "does not multiply the random numbers by the standard deviation",
    replace: "value + stdDev * random()",
    by: "value + random()",
    refusedBy: "07-coordinates",
    causes: ["do you multiply by stdDev?"],
  },
  {
    name: "uses a standard deviation of 0.01, whatever the caller passes",
    replace: "value + stdDev * random()",
    by: "value + (0.01 + 0 * stdDev) * random()",
    refusedBy: "07-coordinates",
    causes: ["use the stdDev that is passed in"],
  },
  {
    name: "makes the standard deviation smaller from step to step",
    replace: "value + stdDev * random()",
    by: "value + stdDev * 0.999 ** step * random()",
    refusedBy: "07-falls",
  },
  {
    name: "divides the standard deviation by the square root of the number of coordinates",
    replace: "value + stdDev * random()",
    by: "value + stdDev / Math.sqrt(x.length) * random()",
    refusedBy: "07-coordinates",
  },
  {
    name: "uses the square root of the standard deviation",
    replace: "value + stdDev * random()",
    by: "value + Math.sqrt(stdDev) * random()",
    refusedBy: "07-coordinates",
  },
  {
    name: "also multiplies each random number by its coordinate",
    replace: "value + stdDev * random()",
    by: "value * (1 + stdDev * random())",
    refusedBy: "07-coordinates",
  },
  {
    name: "subtracts the absolute value of each random number, so the coordinates can only decrease",
    replace: "value + stdDev * random()",
    by: "value - stdDev * Math.abs(random())",
    refusedBy: "07-keeps",
    causes: ["every sample is below x"],
  },
  {
    name: "draws every sample around the start",
    replace: "x.map((value) => value + stdDev * random())",
    by: "start.map((value) => value + stdDev * random())",
    refusedBy: "07-keeps",
    causes: ["every sample is drawn around the start"],
  },
  {
    name: "uses Math.random instead of the random numbers that it is given",
    replace: "value + stdDev * random()",
    by: "value + stdDev * (2 * Math.random() - 1)",
    refusedBy: "07-coordinates",
    causes: ["random is never called"],
  },
  {
    name: "makes its own generator with the seed 42 and ignores the one that it is given",
    replace: "  let x = start;\n",
    by: "  random = normal(42);\n  let x = start;\n",
    refusedBy: "07-keeps",
    causes: ["random is never called"],
  },
  {
    name: "shares one default generator between all calls",
    replace: "random = normal(42) }: RandomSearchOptions = {},",
    by: "random = (randomSearch as { random?: RandomNumber }).random ??= normal(42) }: RandomSearchOptions = {},",
    refusedBy: "07-falls",
    causes: ["they continue with the random numbers of an earlier call"],
  },
  {
    name: "has a different default seed",
    replace: "random = normal(42) }: RandomSearchOptions",
    by: "random = normal(1) }: RandomSearchOptions",
    refusedBy: "07-falls",
  },
  {
    name: "has a different default standard deviation",
    replace: "stdDev = 0.01, random",
    by: "stdDev = 0.02, random",
    refusedBy: "07-falls",
    causes: ["those are the losses with a standard deviation of 0.02: the default is 0.01"],
  },
  {
    name: "has a different default number of steps",
    replace: "{ steps = 1000, stdDev",
    by: "{ steps = 500, stdDev",
    refusedBy: "07-any",
    causes: ["Without options there are 500 steps"],
  },
  {
    name: "draws five random numbers, whatever the length of x",
    replace: "x.map((value) => value + stdDev * random())",
    by: "[0, 1, 2, 3, 4].map((i) => x[i] + stdDev * random())",
    refusedBy: "07-any",
    causes: ["each step draws five random numbers"],
  },
  {
    name: "changes x to make the sample, so it cannot go back to the old x",
    replace: "const sample = x.map((value) => value + stdDev * random());",
    by: "const sample = x as number[];\n    for (let i = 0; i < x.length; i++) sample[i] += stdDev * random();",
    refusedBy: "07-falls",
    causes: ["x moves to every sample", "it is the caller's list, so work with a copy"],
  },
  {
    name: "searches inside the caller's list",
    replace: "if (f(sample) < f(x)) x = sample;",
    by:
      "const mine = start as number[];\n    if (f(sample) < f(mine)) mine.splice(0, mine.length, ...sample);\n    x = mine;",
    refusedBy: "07-start",
    causes: ["it is the caller's list, so work with a copy"],
  },
  {
    name: "sorts the caller's list",
    replace: "let x = start;",
    by: "let x = [...(start as number[]).sort((a, b) => a - b)];",
    refusedBy: "07-start",
    causes: ["it is the caller's list, so work with a copy"],
  },
  {
    name: "starts with 0 in every coordinate",
    replace: "let x = start;",
    by: "let x = start.map(() => 0);",
    refusedBy: "07-zero",
  },
  {
    name: "keeps the numbers of x in float32",
    replace: "x.map((value) => value + stdDev * random())",
    by: "x.map((value) => Math.fround(value + stdDev * random()))",
    refusedBy: "07-falls",
    causes: ["they are nearly right: is x rounded"],
  },
  {
    name: "returns the last sample, even if the sample was not kept",
    replace: "  let x = start;\n  const losses: number[] = [];\n  for (let step = 0; step < steps; step++) {\n" +
      "    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;\n" +
      "    losses.push(f(x));\n  }\n  return { x, losses };",
    by: "  let [x, sample] = [start, start];\n  const losses: number[] = [];\n" +
      "  for (let step = 0; step < steps; step++) {\n    sample = x.map((value) => value + stdDev * random());\n" +
      "    if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));\n  }\n  return { x: sample, losses };",
    refusedBy: "07-keeps",
    causes: ["that is the last sample, which is worse"],
  },
  {
    name: "returns the start, not the best x",
    replace: "  return { x, losses };",
    by: "  return { x: start, losses };",
    refusedBy: "07-keeps",
    causes: ["that is the start"],
  },
  {
    name: "notes the loss of each sample, even if the sample is not kept",
    replace: "losses.push(f(x));",
    by: "losses.push(f(sample));",
    refusedBy: "07-falls",
    causes: ["that is the loss of each sample"],
  },
  {
    name: "notes the loss before the step",
    replace:
      "    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));",
    by:
      "    losses.push(f(x));\n    const sample = x.map((value) => value + stdDev * random());\n    if (f(sample) < f(x)) x = sample;",
    refusedBy: "07-keeps",
    causes: ["that is the loss before the step"],
  },
  {
    name: "also notes the loss at the start",
    replace: "const losses: number[] = [];",
    by: "const losses: number[] = [f(start)];",
    refusedBy: "07-falls",
    causes: ["is the value before the first step included?"],
  },
  {
    name: "notes a loss only when it moves",
    replace: "    if (f(sample) < f(x)) x = sample;\n    losses.push(f(x));",
    by: "    if (f(sample) >= f(x)) continue;\n    x = sample;\n    losses.push(f(x));",
    refusedBy: "07-falls",
  },
  {
    name: "notes a loss for each coordinate",
    replace: "losses.push(f(x));",
    by: "losses.push(...x.map(() => f(x)));",
    refusedBy: "07-falls",
  },
  {
    name: "returns only the last loss",
    replace: "  return { x, losses };",
    by: "  return { x, losses: losses.slice(-1) };",
    refusedBy: "07-falls",
  },
  {
    name: "collects the losses of all calls in one list",
    replace: "const losses: number[] = [];",
    by: "const losses: number[] = (randomSearch as { all?: number[] }).all ??= [];",
    refusedBy: "07-falls",
  },
  {
    name: "ends the search when the loss is small",
    replace: "    losses.push(f(x));\n  }",
    by: "    losses.push(f(x));\n    if (f(x) < 1e-6) break;\n  }",
    refusedBy: "07-falls",
  },
  {
    name: "moves once before the first step",
    replace: "let x = start;",
    by: "let x = start.map((value) => value - stdDev);",
    refusedBy: "07-zero",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0;",
    by: "let step = 1;",
    refusedBy: "07-falls",
  },
  {
    name: "takes one step too many",
    replace: "step < steps;",
    by: "step <= steps;",
    refusedBy: "07-zero",
    causes: ["Or is there one step too many?"],
  },
]);
