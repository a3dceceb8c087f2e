/**
 * Wrong answers to lesson 09.
 * @module
 */
import { mutants } from "downhill/testing";

const X = "const xs = Array.from({ length: count }, () => random.uniform(-1, 3));\n";
const Y = "  const ys = xs.map((x) => cubic(x) + random.normal());\n";

export default mutants("09_data", [
  { name: "adds the square", replace: "x ** 3 - 3 * x ** 2", by: "x ** 3 + 3 * x ** 2", refusedBy: "09-cubic" },
  { name: "loses the square", replace: "3 * x ** 2 +", by: "3 * x +", refusedBy: "09-cubic" },
  { name: "counts posts instead of gaps", replace: "/ (count - 1)", by: "/ count", refusedBy: "09-linspace" },
  {
    name: "sets one point too many",
    replace: "Array.from({ length: count }, (_, i)",
    by: "Array.from({ length: count + 1 }, (_, i)",
    refusedBy: "09-linspace",
  },
  {
    name: "draws x and noise in turn",
    replace: X + Y,
    by: "const xs: number[] = [];\n  const ys: number[] = [];\n  for (let i = 0; i < count; i++) {\n" +
      "    xs.push(random.uniform(-1, 3));\n    ys.push(cubic(xs[i]) + random.normal());\n  }\n",
    refusedBy: "09-xs",
  },
  {
    name: "draws the noise first",
    replace: X + Y,
    by: "const noise = Array.from({ length: count }, () => random.normal());\n  " + X +
      "  const ys = xs.map((x, i) => cubic(x) + noise[i]);\n",
    refusedBy: "09-xs",
  },
  { name: "draws x from [0, 1)", replace: "random.uniform(-1, 3)", by: "random.uniform()", refusedBy: "09-xs" },
  {
    name: "draws x with Math.random",
    replace: "random.uniform(-1, 3)",
    by: "4 * Math.random() - 1",
    refusedBy: "09-xs",
  },
  {
    name: "starts a second generator",
    replace: Y,
    by: "  const other = new RandomState(seed);\n" + Y.replace("random.", "other."),
    refusedBy: "09-ys",
  },
  {
    name: "adds uniform noise",
    replace: "cubic(x) + random.normal()",
    by: "cubic(x) + random.uniform()",
    refusedBy: "09-ys",
  },
  { name: "forgets the noise", replace: "cubic(x) + random.normal()", by: "cubic(x)", refusedBy: "09-ys" },
  { name: "ignores the seed", replace: "= new RandomState(seed)", by: "= new RandomState(42)", refusedBy: "09-seeds" },
  {
    name: "keeps one generator for all calls",
    replace: "const random = new RandomState(seed)",
    by: "const random: RandomState = (globalThis as any).random ??= new RandomState(seed)",
    refusedBy: "09-seeds",
  },
  {
    name: "always draws 80 points",
    replace: "Array.from({ length: count }, () => random.uniform(-1, 3))",
    by: "Array.from({ length: 80 }, () => random.uniform(-1, 3))",
    refusedBy: "09-seeds",
  },
  { name: "guesses the noise", replace: "meanSquaredNoise: 0.917", by: "meanSquaredNoise: 1", refusedBy: "09-answer" },
]);
