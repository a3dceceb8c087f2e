/**
 * Wrong answers to lesson 09.
 * @module
 */
import { mutants } from "downhill/testing";

const CUBIC = "return 1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x + 6.9;";
const STEP = "const step = (stop - start) / (count - 1);";
const LIST = "return Array.from({ length: count }, (_, i) => start + i * step);";
const RANDOM = "const random = new RandomState(seed);\n";
const X = "const xs = Array.from({ length: count }, () => random.uniform(-1, 3));\n";
const Y = "  const ys = xs.map((x) => cubic(x) + random.normal());\n";
const SIGNATURE = "export function sampleData(seed: number, count = 80): Points {\n" +
  "  // #region solution: make one generator with this seed; draw all x, then all the noise; y is the cubic plus the noise\n";
const ANSWER = "return { meanSquaredNoise: 0.917 };";

/** A mutant that computes a different law. */
function law(name: string, by: string, cause: string) {
  return { name, replace: CUBIC, by: `return ${by};`, refusedBy: "09-cubic", causes: [cause] };
}

/** A mutant that adds different noise to y. */
function noise(name: string, by: string, causes?: string[]) {
  return { name, replace: Y, by: `  const ys = xs.map((x) => ${by});\n`, refusedBy: "09-ys", causes };
}

/** A mutant that draws different x. */
function draw(name: string, by: string, causes?: string[]) {
  return { name, replace: "random.uniform(-1, 3)", by, refusedBy: "09-xs", causes };
}

/** A mutant that gives a different answer. */
function answer(name: string, by: number, causes?: string[]) {
  return { name, replace: ANSWER, by: ANSWER.replace("0.917", String(by)), refusedBy: "09-answer", causes };
}

export default mutants("09_data", [
  law("adds the term 3x²", "1.3 * x ** 3 + 3 * x ** 2 + 3.6 * x + 6.9", "the term 3x² is added"),
  law("uses 3x instead of 3x²", "1.3 * x ** 3 - 3 * x + 3.6 * x + 6.9", "the second term is 3x"),
  law("leaves out the term 3.6x", "1.3 * x ** 3 - 3 * x ** 2 + 6.9", "the term 3.6x is missing"),
  law("leaves out 6.9", "1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x", "6.9 is missing"),
  law("subtracts the term 3.6x", "1.3 * x ** 3 - 3 * x ** 2 - 3.6 * x + 6.9", "the term 3.6x is subtracted"),
  law("computes (1.3x)³ instead of 1.3x³", "(1.3 * x) ** 3 - 3 * x ** 2 + 3.6 * x + 6.9", "that is (1.3x)³"),
  law("swaps x² and x³", "1.3 * x ** 2 - 3 * x ** 3 + 3.6 * x + 6.9", "x² and x³ are swapped"),
  law("writes powers with ^", "1.3 * (x ^ 3) - 3 * (x ^ 2) + 3.6 * x + 6.9", "^ does not compute powers"),
  law(
    "uses the coefficients in reverse order",
    "6.9 * x ** 3 + 3.6 * x ** 2 - 3 * x + 1.3",
    "the coefficients are in reverse order",
  ),
  {
    name: "rounds the values of the law to two decimal places",
    replace: CUBIC,
    by: "return Number((1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x + 6.9).toFixed(2));",
    refusedBy: "09-cubic",
  },
  {
    name: "divides the distance from start to stop into count gaps instead of count − 1",
    replace: STEP,
    by: STEP.replace("(count - 1)", "count"),
    refusedBy: "09-linspace",
    causes: ["the last number is one step below 3"],
  },
  {
    name: "returns count + 1 numbers from start to stop",
    replace: `${STEP} // fifty points have forty-nine gaps\n  ${LIST}`,
    by: `const step = (stop - start) / count;\n  ${LIST.replace("length: count", "length: count + 1")}`,
    refusedBy: "09-linspace",
  },
  {
    name: "returns count + 1 numbers, the last of which is beyond stop",
    replace: LIST,
    by: LIST.replace("length: count", "length: count + 1"),
    refusedBy: "09-linspace",
  },
  {
    name: "adds the step repeatedly while x ≤ stop",
    replace: LIST,
    by:
      "const numbers: number[] = [];\n  for (let x = start; x <= stop; x += step) numbers.push(x);\n  return numbers;",
    refusedBy: "09-linspace",
  },
  {
    name: "leaves out the last number",
    replace: LIST,
    by: LIST.replace("length: count", "length: count - 1"),
    refusedBy: "09-linspace",
  },
  {
    name: "leaves out start, and ends at stop",
    replace: `${STEP} // fifty points have forty-nine gaps\n  ${LIST}`,
    by: `const step = (stop - start) / count;\n  ${LIST.replace("i * step", "(i + 1) * step")}`,
    refusedBy: "09-linspace",
    causes: ["the first number is one step too large"],
  },
  {
    name: "begins at 0, whatever start is",
    replace: LIST,
    by: LIST.replace("start + ", ""),
    refusedBy: "09-linspace",
    causes: ["the first number is 0, but it must be start"],
  },
  {
    name: "always returns numbers from −1 to 3, whatever start and stop are",
    replace: `${STEP} // fifty points have forty-nine gaps\n  ${LIST}`,
    by: "const step = 4 / (count - 1);\n  return Array.from({ length: count }, (_, i) => -1 + i * step);",
    refusedBy: "09-linspace",
    causes: ["the numbers go from −1 to 3, whatever start and stop are"],
  },
  {
    name: "always returns 50 numbers",
    replace: `${STEP} // fifty points have forty-nine gaps\n  ${LIST}`,
    by: "const step = (stop - start) / 49;\n  return Array.from({ length: 50 }, (_, i) => start + i * step);",
    refusedBy: "09-linspace",
    causes: ["the count that is passed in has no effect"],
  },
  {
    name: "always uses 49 gaps, whatever count is",
    replace: STEP,
    by: "const step = (stop - start) / 49;",
    refusedBy: "09-linspace",
    causes: ["the step is right for 50 numbers"],
  },
  {
    name: "has a different default count in linspace",
    replace: "count = 50",
    by: "count = 100",
    refusedBy: "09-linspace",
  },
  {
    name: "uses the absolute value of the step",
    replace: STEP,
    by: "const step = Math.abs(stop - start) / (count - 1);",
    refusedBy: "09-linspace",
    causes: ["the step has lost its sign"],
  },
  {
    name: "draws each x and its noise in turn",
    replace: X + Y,
    by: "const xs: number[] = [];\n  const ys: number[] = [];\n  for (let i = 0; i < count; i++) {\n" +
      "    xs.push(random.uniform(-1, 3));\n    ys.push(cubic(xs[i]) + random.normal());\n  }\n",
    refusedBy: "09-xs",
    causes: ["you draw each x together with its noise"],
  },
  {
    name: "draws all noise before any x",
    replace: X + Y,
    by: "const noise = Array.from({ length: count }, () => random.normal());\n  " + X +
      "  const ys = xs.map((x, i) => cubic(x) + noise[i]);\n",
    refusedBy: "09-xs",
    causes: ["you draw the noise before the x"],
  },
  draw("draws x from [0, 1)", "random.uniform()", ["those are uniform on [0, 1)"]),
  draw("draws x from [−1, 4)", "random.uniform(-1, 4)", ["those go up to 4"]),
  draw("draws x from 3 down to −1", "random.uniform(3, -1)", ["uniform takes the lower end first"]),
  draw("draws x from [−3, 3)", "random.uniform(-3, 3)", ["those are uniform on [−3, 3)"]),
  draw("draws x from [0, 3)", "random.uniform(0, 3)", ["those are uniform on [0, 3)"]),
  draw("draws whole numbers for x", "Math.round(random.uniform(-1, 3))"),
  draw("draws normal numbers for x", "random.normal()", ["those are normally distributed"]),
  draw("draws x with Math.random", "4 * Math.random() - 1", ["when it is called again"]),
  draw("makes a new generator for each x", "new RandomState(seed).uniform(-1, 3)", [
    "all x are the same number",
  ]),
  {
    name: "makes the xs equally spaced instead of random",
    replace: X,
    by: "const xs = linspace(-1, 3, count);\n",
    refusedBy: "09-xs",
    causes: ["they are equally spaced"],
  },
  {
    name: "sorts the xs",
    replace: X,
    by: X.replace(";\n", ".sort((a, b) => a - b);\n"),
    refusedBy: "09-xs",
    causes: ["they are sorted"],
  },
  {
    name: "swaps xs and ys",
    replace: "return { xs, ys };",
    by: "return { xs: ys, ys: xs };",
    refusedBy: "09-xs",
    causes: ["xs and ys are swapped"],
  },
  {
    name: "starts a second generator for the noise, with the same seed",
    replace: Y,
    by: "  const other = new RandomState(seed);\n" + Y.replace("random.", "other."),
    refusedBy: "09-ys",
    causes: ["you make a second generator with the same seed"],
  },
  {
    name: "starts a second generator for the noise, with the next seed",
    replace: Y,
    by: "  const other = new RandomState(seed + 1);\n" + Y.replace("random.", "other."),
    refusedBy: "09-ys",
    causes: ["you make a second generator with the next seed"],
  },
  noise("adds uniform noise from 0 to 1", "cubic(x) + random.uniform()", ["the noise is uniform:"]),
  noise("adds uniform noise from −1 to 1", "cubic(x) + random.uniform(-1, 1)", ["the noise is uniform on [−1, 1)"]),
  noise("adds no noise", "cubic(x)", ["that is the law without noise"]),
  noise("draws the noise with Math.random", "cubic(x) + 2 * Math.random() - 1", ["when it is called again"]),
  noise("returns only the noise as ys", "random.normal() + 0 * x", ["that is only the noise"]),
  noise("subtracts the noise", "cubic(x) - random.normal()", ["the noise must be added, not subtracted"]),
  noise("draws noise with a mean of 1", "cubic(x) + random.normal(1)", ["is added to every y"]),
  noise("makes the noise ten times smaller", "cubic(x) + 0.1 * random.normal()", [
    "times the numbers that normal() returns",
  ]),
  noise("makes the noise half as large", "cubic(x) + random.normal(0, 0.5)", [
    "times the numbers that normal() returns",
  ]),
  noise("adds the noise to x instead of y", "cubic(x + random.normal())", ["the noise is added to x"]),
  noise("multiplies the law by the noise", "cubic(x) * random.normal()", ["the law is multiplied by the noise"]),
  noise("also multiplies the noise by the law", "cubic(x) * (1 + random.normal())", [
    "the noise is multiplied by the law",
  ]),
  noise("squares the noise", "cubic(x) + random.normal() ** 2", ["the noise is squared"]),
  noise("adds the absolute value of the noise", "cubic(x) + Math.abs(random.normal())", ["you add its absolute value"]),
  {
    name: "rounds x and y to float32",
    replace: "return { xs, ys };",
    by: "return { xs: xs.map(Math.fround), ys: ys.map(Math.fround) };",
    refusedBy: "09-xs",
  },
  {
    name: "draws 80 xs, and keeps the first count of them",
    replace: X,
    by: "const xs = Array.from({ length: 80 }, () => random.uniform(-1, 3)).slice(0, count);\n",
    refusedBy: "09-seeds",
  },
  {
    name: "draws one x too few",
    replace: "Array.from({ length: count }, () => random.uniform(-1, 3))",
    by: "Array.from({ length: count - 1 }, () => random.uniform(-1, 3))",
    refusedBy: "09-xs",
  },
  noise("rounds y to two decimal places", "Math.round(100 * (cubic(x) + random.normal())) / 100"),
  {
    name: "adds the same noise to all points",
    replace: Y,
    by: "  const noise = random.normal();\n  const ys = xs.map((x) => cubic(x) + noise);\n",
    refusedBy: "09-ys",
    causes: ["all points have the noise of the first"],
  },
  {
    name: "draws an extra number between the xs and the noise",
    replace: Y,
    by: `  random.normal();\n${Y}`,
    refusedBy: "09-ys",
    causes: ["the noise begins one draw too late"],
  },
  {
    name: "ignores the seed that is passed in, and always uses 42",
    replace: RANDOM,
    by: RANDOM.replace("seed", "42"),
    refusedBy: "09-seeds",
    causes: ["those are the points of seed 42"],
  },
  {
    name: "uses seed 42 if the seed is 0",
    replace: RANDOM,
    by: RANDOM.replace("seed", "seed || 42"),
    refusedBy: "09-seeds",
    causes: ["those are the points of seed 42"],
  },
  {
    name: "uses one generator for all calls",
    replace: SIGNATURE + `  ${RANDOM}`,
    by: `const random = new RandomState(42);\n\n${SIGNATURE}`,
    refusedBy: "09-seeds",
    causes: ["when it is called again"],
  },
  {
    name: "keeps the points of the first call, and returns them in every call",
    replace: `${SIGNATURE}  ${RANDOM}`,
    by: SIGNATURE.replace("export ", "let kept: Points | undefined;\n\nexport ") +
      "  return kept ??= draw(seed, count);\n}\n\n" +
      `function draw(seed: number, count: number): Points {\n  ${RANDOM}`,
    refusedBy: "09-seeds",
    causes: ["the count that is passed in has no effect"],
  },
  {
    name: "keeps the points of each seed, and returns them for every count",
    replace: `${SIGNATURE}  ${RANDOM}`,
    by: SIGNATURE.replace("export ", "const kept: Record<number, Points> = {};\n\nexport ") +
      "  return kept[seed] ??= draw(seed, count);\n}\n\n" +
      `function draw(seed: number, count: number): Points {\n  ${RANDOM}`,
    refusedBy: "09-seeds",
  },
  {
    name: "always draws 80 points, whatever count is",
    replace: "Array.from({ length: count }, () => random.uniform(-1, 3))",
    by: "Array.from({ length: 80 }, () => random.uniform(-1, 3))",
    refusedBy: "09-seeds",
    causes: ["the count that is passed in has no effect"],
  },
  {
    name: "has a different default count in sampleData",
    replace: "count = 80",
    by: "count = 100",
    refusedBy: "09-xs",
  },
  answer("states the mean for infinitely many points", 1, ["infinitely many points"]),
  answer("states the sum of the squares", 73.39, ["that is the sum"]),
  answer("states the square root of the mean square", 0.958, ["that is the square root of the mean"]),
  answer("states the mean distance, without squaring", 0.738, ["that is the mean distance"]),
  answer("states the mean of the noise itself, without squaring", -0.0095, ["noise above and below the law cancels"]),
  answer("divides the sum of the squares by 79", 0.929, ["divided by one less"]),
  answer("states the mean of y², without subtracting the law", 129.4, ["that is the mean of y²"]),
  answer("states the mean squared distance of y from its own mean", 37.74, ["that is the variance of y"]),
  answer("states the largest square", 6.863, ["that is the largest"]),
  answer("states half of the mean square", 0.4587, ["that is half of the mean"]),
  answer("states the mean square for the points of seed 7", 0.7703),
  answer("states the answer with only one digit", 0.9),
]);
