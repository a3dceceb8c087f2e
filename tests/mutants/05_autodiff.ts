/**
 * Wrong answers to lesson 05.
 * @module
 */
import { mutants } from "downhill/testing";

export default mutants("05_autodiff", [
  {
    name: "climbs instead of descending",
    replace: "before.sub(gradient",
    by: "before.add(gradient",
    refusedBy: "05-walk",
  },
  { name: "forgets the learning rate", replace: ".mul(learningRate)", by: "", refusedBy: "05-walk" },
  {
    name: "knows the derivative of x² by heart",
    replace: "gradient(before).mul",
    by: "before.mul(2).mul",
    refusedBy: "05-any",
  },
  {
    name: "takes the slope from two points near by",
    replace: "const gradient = tf.grad(f);",
    by: "const gradient = (x: tf.Tensor) => f(x.add(0.001)).sub(f(x.sub(0.001))).div(0.002);",
    refusedBy: "05-any",
  },
  {
    name: "takes another learning rate",
    replace: ".mul(learningRate)",
    by: ".mul(0.01 + 0 * learningRate)",
    refusedBy: "05-options",
  },
  {
    name: "notes the loss before the step",
    replace: "const loss = tf.tidy(() => f(x));",
    by: "const loss = tf.tidy(() => f(before));",
    refusedBy: "05-losses",
  },
  {
    name: "forgets to free the loss",
    replace: "tf.dispose([before, loss]);",
    by: "tf.dispose([before]);",
    refusedBy: "05-memory",
  },
  {
    name: "does without tf.tidy",
    replace: "x = tf.tidy(() => before.sub(gradient(before).mul(learningRate)));",
    by: "x = before.sub(gradient(before).mul(learningRate));",
    refusedBy: "05-memory",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "05-walk",
  },
  { name: "always starts at 2", replace: "tf.scalar(start)", by: "tf.scalar(2)", refusedBy: "05-options" },
  {
    name: "notes x instead of the loss",
    replace: "const loss = tf.tidy(() => f(x));",
    by: "const loss = tf.tidy(() => x.mul(1));",
    refusedBy: "05-losses",
  },
  {
    name: "believes that the results are exactly the same",
    replace: 'same: "up to rounding" };',
    by: 'same: "exactly" };',
    refusedBy: "05-same",
  },
  {
    name: "states the difference itself, not its share of the loss",
    replace: "Math.abs(loss - byHand[i]) / byHand[i]",
    by: "Math.abs(loss - byHand[i])",
    refusedBy: "05-same",
  },
  {
    name: "states a difference that was not measured",
    replace: "largestDifference: Math.max(...differences)",
    by: "largestDifference: 1e-7 + 0 * differences.length",
    refusedBy: "05-same",
  },
]);
