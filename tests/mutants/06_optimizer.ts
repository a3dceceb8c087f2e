/**
 * Wrong answers to lesson 06.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("06_optimizer", [
  {
    name: "minimizes a copy",
    replace: "  const losses: number[] = [];\n",
    by: "  const losses: number[] = [];\n  x = tf.variable(x.clone());\n",
    refusedBy: "06-variable",
  },
  {
    name: "climbs instead of descending",
    replace: "const loss = optimizer.minimize(() => f(x).asScalar()",
    by: "const loss = optimizer.minimize(() => f(x).neg().asScalar()",
    refusedBy: "06-variable",
  },
  { name: "names no variables", replace: "true, [x])!;", by: "true)!;", refusedBy: "06-alone" },
  { name: "forgets to free the losses", replace: "    loss.dispose();\n", by: "", refusedBy: "06-memory" },
  { name: "forgets to free the optimizer", replace: "  optimizer.dispose();\n", by: "", refusedBy: "06-memory" },
  {
    name: "frees the caller's variable",
    replace: "  optimizer.dispose();\n",
    by: "  optimizer.dispose();\n  x.dispose();\n",
    refusedBy: "06-variable",
  },
  {
    name: "takes another learning rate",
    replace: "const optimizer = tf.train.sgd(learningRate)",
    by: "const optimizer = tf.train.sgd(0.01 + 0 * learningRate)",
    refusedBy: "06-options",
  },
  {
    name: "uses Adam",
    replace: "const optimizer = tf.train.sgd(learningRate)",
    by: "const optimizer = tf.train.adam(learningRate)",
    refusedBy: "06-variable",
  },
  {
    name: "notes the loss after the step",
    replace: "losses.push((await loss.data())[0]);",
    by: "losses.push((await tf.tidy(() => f(x)).data())[0]);",
    refusedBy: "06-losses",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "06-variable",
  },
  {
    name: "believes that the loss is from after the step",
    replace: 'return { lossIsFrom: "before the step" };',
    by: 'return { lossIsFrom: "after the step" };',
    refusedBy: "06-answer",
  },
]);
