/**
 * Wrong answers to lesson 10.
 * @module
 */
import { mutants } from "downhill/testing";

const LOSS = "return y.sub(line(x, theta)).square().mean().asScalar();";

export default mutants("10_linear_regression", [
  {
    name: "swaps height and slope",
    replace: "const [height, slope] =",
    by: "const [slope, height] =",
    refusedBy: "10-line",
  },
  { name: "forgets the height", replace: "x.mul(slope).add(height)", by: "x.mul(slope)", refusedBy: "10-line" },
  { name: "adds up instead of averaging", replace: LOSS, by: LOSS.replace("mean", "sum"), refusedBy: "10-loss" },
  { name: "trains on the sum", replace: LOSS, by: LOSS.replace("mean", "sum"), refusedBy: "10-theta" },
  { name: "takes the distance", replace: LOSS, by: LOSS.replace("square", "abs"), refusedBy: "10-loss" },
  { name: "takes the root", replace: LOSS, by: LOSS.replace("mean()", "mean().sqrt()"), refusedBy: "10-loss" },
  {
    name: "forgets to average",
    replace: LOSS,
    by: LOSS.replace(".mean().asScalar()", " as never"),
    refusedBy: "10-loss",
  },
  {
    name: "broadcasts in the loss",
    replace: LOSS,
    by: LOSS.replace("y.sub", "y.flatten().sub"),
    refusedBy: "10-loss",
  },
  {
    name: "broadcasts a list against a column",
    replace: "tf.tensor2d(ys, [ys.length, 1])",
    by: "tf.tensor1d(ys)",
    refusedBy: "10-theta",
  },
  { name: "returns θ₁ first", replace: "theta: end,", by: "theta: end.reverse(),", refusedBy: "10-theta" },
  {
    name: "uses Adam",
    replace: "tf.train.sgd(learningRate)",
    by: "tf.train.adam(learningRate)",
    refusedBy: "10-losses",
  },
  {
    name: "begins at (1, 1) whatever comes in",
    replace: "tf.variable(tf.tensor1d(start))",
    by: "tf.variable(tf.tensor1d([1, 1]))",
    refusedBy: "10-options",
  },
  {
    name: "takes a learning rate of its own",
    replace: "tf.train.sgd(learningRate)",
    by: "tf.train.sgd(0.01)",
    refusedBy: "10-options",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "10-losses",
  },
  {
    name: "notes the loss after the step",
    replace: "scalars.push(optimizer.minimize(() => loss(theta, x, y), true, [theta])!);",
    by:
      "optimizer.minimize(() => loss(theta, x, y), false, [theta]);\n    scalars.push(tf.tidy(() => loss(theta, x, y)));",
    refusedBy: "10-losses",
  },
  { name: "forgets to free the losses", replace: "theta, ...scalars]", by: "theta]", refusedBy: "10-clean" },
  {
    name: "forgets to free the columns",
    replace: "tf.dispose([x, y, theta,",
    by: "tf.dispose([theta,",
    refusedBy: "10-clean",
  },
  {
    name: "sorts the caller's points",
    replace: "const x = tf.tensor2d(xs,",
    by: "const x = tf.tensor2d(xs.sort(),",
    refusedBy: "10-clean",
  },
  {
    name: "blames the steps",
    replace: 'remainingLoss: "the straight line" }',
    by: 'remainingLoss: "too few steps" }',
    refusedBy: "10-answer",
  },
  {
    name: "blames the noise",
    replace: 'remainingLoss: "the straight line" }',
    by: 'remainingLoss: "the noise" }',
    refusedBy: "10-answer",
  },
]);
