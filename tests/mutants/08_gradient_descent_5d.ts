/**
 * Wrong answers to lesson 08.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("08_gradient_descent_5d", [
  {
    name: "climbs instead of descending",
    replace: "optimizer.minimize(() => f(x).asScalar(), false, [x]);",
    by: "optimizer.minimize(() => f(x).neg().asScalar(), false, [x]);",
    refusedBy: "08-arrives",
  },
  {
    name: "notes the loss before the step",
    replace: "    optimizer.minimize(() => f(x).asScalar(), false, [x]);\n    const loss = tf.tidy(() => f(x));",
    by: "    const loss = optimizer.minimize(() => f(x).asScalar(), true, [x])!;",
    refusedBy: "08-losses",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "08-losses",
  },
  {
    name: "starts at (1, 2, 3, 4, 5) whatever comes in",
    replace: "tf.tensor1d([...start])",
    by: "tf.tensor1d([1, 2, 3, 4, 5])",
    refusedBy: "08-any",
  },
  { name: "forgets to free the variable", replace: "  tf.dispose(x);\n", by: "", refusedBy: "08-clean" },
  { name: "forgets to free the losses", replace: "    loss.dispose();\n", by: "", refusedBy: "08-clean" },
  {
    name: "changes the caller's list",
    replace: "  const end = Array.from(await x.data());\n",
    by: "  const end = start as number[];\n  (await x.data()).forEach((value, i) => end[i] = value);\n",
    refusedBy: "08-clean",
  },
  {
    name: "uses Adam",
    replace: "tf.train.sgd(learningRate)",
    by: "tf.train.adam(learningRate)",
    refusedBy: "08-arrives",
  },
  {
    name: "counts the steps from 0",
    replace: "gradientDescent: 59,",
    by: "gradientDescent: 58,",
    refusedBy: "08-gradient",
  },
  {
    name: "knows only one learning rate",
    replace: "tf.train.sgd(learningRate)",
    by: "tf.train.sgd(0.01 + 0 * learningRate)",
    refusedBy: "08-any",
  },
  {
    name: "states where the random search stops, not where it is good enough",
    replace: "randomSearch: 1651 }",
    by: "randomSearch: 2000 }",
    refusedBy: "08-random",
  },
  {
    name: "guesses how long the random search takes",
    replace: "randomSearch: 1651 }",
    by: "randomSearch: 1000 }",
    refusedBy: "08-random",
  },
]);
