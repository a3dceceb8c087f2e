/**
 * Wrong answers to lesson 10.
 * @module
 */
import { mutants } from "downhill/testing";

const LINE = "return x.mul(slope).add(height);";
const LOSS = "return y.sub(line(x, theta)).square().mean().asScalar();";
const POINTS = "  { xs, ys }: Points,\n" +
  "  { steps = 1000, learningRate = 0.01, start = [1, 1] }: FitLineOptions = {},\n): Promise<FittedLine> {\n";
const FIT =
  "  // #region solution: make x and y columns, θ a variable; minimize the loss with SGD, keep the losses, free everything\n";
const X = "const x = tf.tensor2d(xs, [xs.length, 1]);";
const Y = "const y = tf.tensor2d(ys, [ys.length, 1]);";
const THETA = "const theta = tf.tidy(() => tf.variable(tf.tensor1d(start)));";
const STEPS = "for (let step = 0; step < steps; step++) {";
const STEP = "scalars.push(optimizer.minimize(() => loss(theta, x, y), true, [theta])!);";
const LOSSES = "const losses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);";
const END = "const end = Array.from(await theta.data());";
const FREE = "tf.dispose([x, y, theta, ...scalars]);";
const RESULT = "return { theta: end, losses };";
const ANSWER = 'remainingLoss: "the straight line" }';

/** A mutant that computes a different line. */
function line(name: string, by: string, causes?: string[]) {
  return { name, replace: LINE, by, refusedBy: "10-line", causes };
}

/** A mutant that computes a different loss. */
function loss(name: string, by: string, causes?: string[]) {
  return { name, replace: LOSS, by, refusedBy: "10-loss", causes };
}

/** A mutant that changes fit; the check 10-`refusedBy` refuses it. */
function fit(name: string, replace: string, by: string, refusedBy: string, causes?: string[]) {
  return { name, replace, by, refusedBy: `10-${refusedBy}`, causes };
}

export default mutants("10_linear_regression", [
  {
    name: "uses θ₀ as the slope and θ₁ as the height",
    replace: "const [height, slope] =",
    by: "const [slope, height] =",
    refusedBy: "10-line",
    causes: ["θ₀ and θ₁ are swapped"],
  },
  line("leaves θ₀ out of the line", "return x.mul(slope);", ["θ₀ is missing"]),
  line("leaves θ₁ out of the line", "return x.add(height);", ["θ₁ is missing"]),
  line("subtracts θ₀", "return x.mul(slope).sub(height);", ["θ₀ is subtracted"]),
  line("adds θ₀ to x, and multiplies the sum by θ₁", "return x.add(height).mul(slope);", [
    "θ₁ multiplies the sum of x and θ₀",
  ]),
  line("flattens the result of line to a list", "return x.mul(slope).add(height).flatten();", [
    "mean over 80 × 80 differences",
    "mean over 3 × 3 differences",
  ]),
  line("squares x", "return x.square().mul(slope).add(height);", ["x is squared"]),
  line("computes the line only for columns", "return x.matMul(slope.reshape([1, 1])).add(height);", [
    "but throws for x of shape [4]",
  ]),
  {
    name: "reads the numbers of θ, so TF.js cannot compute a gradient",
    replace: "theta.unstack();",
    by: "theta.dataSync();",
    refusedBy: "10-theta",
    causes: ["cannot compute the gradient of the loss with respect to θ"],
  },
  line("frees θ in line", "const y = x.mul(slope).add(height);\n  theta.dispose();\n  return y;", [
    "disposes of theta",
  ]),

  loss("adds up the squares instead of averaging them", LOSS.replace("mean", "sum"), ["times too large"]),
  loss(
    "divides the sum of the squares by 80, whatever the number of points is",
    LOSS.replace("mean()", "sum().div(80)"),
    [
      "the sum is divided by 80",
    ],
  ),
  loss(
    "divides the sum of the squares by one less than the number of points",
    LOSS.replace(
      "mean()",
      "sum().div(x.size - 1)",
    ),
    ["one less than the number of points"],
  ),
  loss("averages the distances without squaring them", LOSS.replace("square", "abs"), ["that is the mean distance"]),
  loss("averages the errors without squaring, so positive and negative errors cancel", LOSS.replace(".square()", ""), [
    "errors above and below the line cancel",
  ]),
  loss("squares the mean error", LOSS.replace("square().mean()", "mean().square()"), ["the square of the mean error"]),
  loss("takes the square root of the mean", LOSS.replace("mean()", "mean().sqrt()"), [
    "that is the square root of the mean",
  ]),
  loss("halves the loss", LOSS.replace("mean()", "mean().div(2)"), [
    "that is half of the mean",
    "half as large as it should be",
  ]),
  loss("makes the loss negative", LOSS.replace("mean()", "mean().neg()"), ["it is negative", "each step goes up"]),
  loss("adds the line to y instead of subtracting it", LOSS.replace("y.sub", "y.add"), ["the line is added to y"]),
  loss("swaps x and y in the loss", LOSS.replace("y.sub(line(x", "x.sub(line(y"), ["x and y are swapped"]),
  loss("returns a loss for each point", LOSS.replace(".mean().asScalar()", " as never")),
  loss(
    "averages over one axis, and returns a list of one number",
    LOSS.replace("mean().asScalar()", "mean(0) as never"),
  ),
  loss("returns the loss as a number instead of a tensor", LOSS.replace("asScalar()", "dataSync()[0] as never")),
  loss(
    "reads the loss as a number and makes a new tensor from it",
    `return tf.scalar(y.sub(line(x, theta)).square().mean().dataSync()[0]);`,
    ["cannot compute the gradient of the loss with respect to θ"],
  ),
  loss("makes y a list, although the line returns a column", LOSS.replace("y.sub", "y.flatten().sub"), [
    "mean over 80 × 80 differences",
  ]),
  loss(
    "frees y after computing the loss",
    LOSS.replace("return", "const value =") + "\n  y.dispose();\n  return value;",
    ["loss disposes of y"],
  ),

  fit("makes y a list, and x a column", Y, "const y = tf.tensor1d(ys);", "options", ["mean over 80 × 80 differences"]),
  fit("makes y a row of shape [1, n]", Y, "const y = tf.tensor2d(ys, [1, ys.length]);", "options", [
    "mean over 80 × 80 differences",
  ]),
  fit("has a different default learning rate", "learningRate = 0.01,", "learningRate = 0.1,", "losses", [
    "with a learning rate of 0.1",
  ]),
  fit("has a different default start", "start = [1, 1] }", "start = [0, 0] }", "theta", ["the loss at θ = (0, 0)"]),
  fit("has a different default number of steps", "steps = 1000,", "steps = 500,", "losses"),
  fit("always uses a learning rate of 0.01", "tf.train.sgd(learningRate)", "tf.train.sgd(0.01)", "options", [
    "the learning rate is 0.01",
  ]),
  fit("always starts at (1, 1)", THETA, THETA.replace("start", "[1, 1]"), "options", [
    "θ starts at (1, 1): use the start",
  ]),
  fit("swaps the two numbers of the start", THETA, THETA.replace("start", "[start[1], start[0]]"), "options", [
    "θ starts at (3, −2)",
  ]),
  fit("always takes 1,000 steps", STEPS, STEPS.replace("< steps", "< 1000"), "options", ["there are 1,000 steps"]),
  fit(
    "fits the 80 points of noisyCubic(), whatever points are passed in",
    POINTS + FIT,
    `${POINTS}  ({ xs, ys } = noisyCubic());\n${FIT}`,
    "options",
    [
      "θ fits the 80 points of noisyCubic()",
    ],
  ),
  fit("takes one step too few", STEPS, STEPS.replace("step = 0", "step = 1"), "options", ["one step too few"]),
  fit("takes one step too many", STEPS, STEPS.replace("step < steps", "step <= steps"), "options", [
    "one step too many",
  ]),
  fit(
    "notes the loss after the step",
    STEP,
    "optimizer.minimize(() => loss(theta, x, y), false, [theta]);\n    scalars.push(tf.tidy(() => loss(theta, x, y)));",
    "options",
    ["that is the loss after the first step"],
  ),
  fit(
    "also notes the loss after the last step",
    LOSSES,
    `scalars.push(tf.tidy(() => loss(theta, x, y)));\n  ${LOSSES}`,
    "options",
    ["the loss after the last step"],
  ),
  fit("returns only the last loss", RESULT, "return { theta: end, losses: losses.slice(-1) };", "options", [
    "that is the last loss",
  ]),
  fit(
    "notes the lowest loss so far",
    RESULT,
    "return { theta: end, losses: losses.map((_, i) => Math.min(...losses.slice(0, i + 1))) };",
    "options",
  ),
  fit(
    "returns promises of the losses",
    LOSSES,
    "const losses = scalars.map((scalar) => scalar.data()) as never;",
    "options",
    ["is a promise"],
  ),
  fit(
    "returns a list of one number for each loss",
    LOSSES,
    LOSSES.replace(".map(([value]) => value)", " as never"),
    "options",
    ["is a list"],
  ),
  fit(
    "rounds the losses to two decimal places",
    RESULT,
    "return { theta: end, losses: losses.map((loss) => Math.round(100 * loss) / 100) };",
    "options",
  ),
  fit("returns θ₁ first", RESULT, "return { theta: end.reverse(), losses };", "options", [
    "θ₀ and θ₁ are swapped in",
  ]),
  fit("returns θ as it was before the first step", RESULT, "return { theta: [...start], losses };", "options", [
    "that is the start",
  ]),
  fit("returns θ as a tensor", RESULT, "return { theta: tf.tensor1d(end) as never, losses };", "theta", [
    "expected the numbers in it",
    "or a copy of θ",
  ]),
  fit(
    "returns the losses as a tensor",
    RESULT,
    "return { theta: end, losses: tf.tensor1d(losses) as never };",
    "losses",
    ["expected the numbers in it"],
  ),
  fit(
    "keeps only the loss of every tenth step",
    RESULT,
    "return { theta: end, losses: losses.filter((_, i) => i % 10 === 0) };",
    "options",
  ),
  fit(
    "swaps x and y in fit",
    `${X}\n  ${Y}`,
    "const x = tf.tensor2d(ys, [xs.length, 1]);\n  const y = tf.tensor2d(xs, [ys.length, 1]);",
    "options",
    [
      "x and y are swapped",
    ],
  ),
  fit(
    "fits only the first ten points",
    `${X}\n  ${Y}`,
    "const x = tf.tensor2d(xs.slice(0, 10), [Math.min(xs.length, 10), 1]);\n  const y = tf.tensor2d(ys.slice(0, 10), [Math.min(ys.length, 10), 1]);",
    "theta",
  ),
  fit("doubles the learning rate", "tf.train.sgd(learningRate)", "tf.train.sgd(2 * learningRate)", "options", [
    "twice as large as it should be",
    "with a learning rate of 0.02",
  ]),
  fit(
    "starts at (0, 0), whatever start is",
    THETA,
    "const theta = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([2])));",
    "options",
    [
      "θ starts at (0, 0)",
      "the loss at θ = (0, 0)",
    ],
  ),
  fit("uses Adam", "tf.train.sgd(learningRate)", "tf.train.adam(learningRate)", "options", [
    "that is where Adam leads",
  ]),
  fit("goes up instead of down", "tf.train.sgd(learningRate)", "tf.train.sgd(-learningRate)", "options", [
    "each step goes up",
  ]),
  fit(
    "minimizes the loss times −1",
    STEP,
    STEP.replace("() => loss(theta, x, y)", "() => loss(theta, x, y).neg().asScalar()"),
    "options",
    [
      "it is negative",
      "each step goes up",
    ],
  ),
  fit(
    "stops when the loss hardly changes",
    STEP,
    `${STEP}\n    if (step > 0 && scalars[step - 1].dataSync()[0] - scalars[step].dataSync()[0] < 1e-4) break;`,
    "losses",
  ),

  fit("sorts the caller's xs", X, X.replace("xs,", "xs.sort(),"), "clean", ["fit changes the caller's xs"]),
  fit(
    "subtracts the mean from the caller's xs",
    X,
    `const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;\n  xs.forEach((x, i) => xs[i] = x - mean);\n  ${X}`,
    "clean",
    [
      "fit changes the caller's xs",
    ],
  ),
  fit("writes θ into the caller's start", END, `${END}\n  start[0] = end[0];`, "clean", [
    "fit changes the caller's start",
  ]),
  fit("does not free the losses", FREE, FREE.replace(", ...scalars", ""), "clean", [
    "one number for each step",
  ]),
  fit("does not free the columns", FREE, FREE.replace("x, y, ", ""), "clean", ["as large as the columns"]),
  fit("does not free the variable θ", FREE, FREE.replace("theta, ", ""), "clean", ["it is a variable"]),
  fit(
    "does not free the tensor that θ was made from",
    THETA,
    "const theta = tf.variable(tf.tensor1d(start));",
    "clean",
    [
      "is it the tensor that the variable was made from",
    ],
  ),
  fit("does not free the optimizer", "  optimizer.dispose();\n", "", "clean", ["Does it belong to the optimizer?"]),
  fit(
    "makes an optimizer in each step and does not free it",
    STEP,
    `const optimizer = tf.train.sgd(learningRate);\n    ${STEP}`,
    "clean",
    [
      "one number for each step",
    ],
  ),
  fit(
    "disposes of all variables, even those that belong to the caller",
    FREE,
    FREE.replace("tf.dispose", "tf.disposeVariables();\n  tf.dispose"),
    "clean",
    ["disposes of a variable of its caller"],
  ),

  {
    name: "says that more steps would help",
    replace: ANSWER,
    by: 'remainingLoss: "too few steps" }',
    refusedBy: "10-answer",
    causes: ["makes up"],
  },
  {
    name: "says that most of the loss is noise",
    replace: ANSWER,
    by: 'remainingLoss: "the noise" }',
    refusedBy: "10-answer",
    causes: ["makes up"],
  },
]);
