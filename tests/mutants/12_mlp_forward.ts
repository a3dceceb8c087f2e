/**
 * Wrong answers to lesson 12.
 * @module
 */
import { mutants } from "downhill/testing";

const W1 = "w1: tf.variable(tf.tensor2d(draw(), [1, UNITS])),";
const B1 = "b1: tf.variable(tf.zeros<tf.Rank.R1>([UNITS])),";
const W2 = "w2: tf.variable(tf.tensor2d(draw(), [UNITS, 1])),";
const HIDDEN = "const hidden = x.matMul(w1).add(b1).relu();";
const OUTPUT = "return hidden.matMul(w2).add(b2);";

export default mutants("12_mlp_forward", [
  { name: "turns w1 on its side", replace: W1, by: W1.replace("[1, UNITS]", "[UNITS, 1]"), refusedBy: "12-shapes" },
  { name: "makes b1 a row", replace: B1, by: B1.replace("[UNITS]", "[1, UNITS] as never"), refusedBy: "12-shapes" },
  {
    name: "gives the output a bias for each unit",
    replace: "b2: tf.variable(tf.zeros<tf.Rank.R1>([1])),",
    by: "b2: tf.variable(tf.zeros<tf.Rank.R1>([UNITS])),",
    refusedBy: "12-shapes",
  },
  {
    name: "makes tensors that cannot be changed",
    replace: "return tf.tidy(() => ({\n    w1: tf.variable(tf.tensor2d(draw(), [1, UNITS])),",
    by: "return tf.tidy(() => ({\n    w1: tf.tensor2d(draw(), [1, UNITS]) as never,",
    refusedBy: "12-shapes",
  },
  {
    name: "freezes a variable",
    replace: W2,
    by: W2.replace("])),", "]), false),"),
    refusedBy: "12-shapes",
  },
  {
    name: "draws w2 first",
    replace: `${W1}\n    ${B1}\n    ${W2}`,
    by: `${W2}\n    ${B1}\n    ${W1}`,
    refusedBy: "12-weights",
  },
  {
    name: "draws from N(0, 1)",
    replace: W1,
    by: W1.replace("[1, UNITS])", "[1, UNITS]).mul(10)"),
    refusedBy: "12-weights",
  },
  {
    name: "begins both with the same numbers",
    replace: W2,
    by:
      "w2: tf.variable(tf.tensor2d(Array.from({ length: UNITS }, ((again) => () => again.normal(0, 0.1))(new RandomState(seed))), [UNITS, 1])),",
    refusedBy: "12-weights",
  },
  { name: "begins with zeros", replace: W1, by: W1.replace("tensor2d(draw(), ", "zeros("), refusedBy: "12-weights" },
  {
    name: "draws biases, too",
    replace: B1,
    by: "b1: tf.variable(tf.tensor1d(draw())),",
    refusedBy: "12-weights",
  },
  {
    name: "forgets the seed",
    replace: "const random = new RandomState(seed);",
    by: "const random = new RandomState(7);",
    refusedBy: "12-weights",
  },
  { name: "forgets b1", replace: HIDDEN, by: HIDDEN.replace(".add(b1)", ""), refusedBy: "12-output" },
  { name: "forgets b2", replace: OUTPUT, by: OUTPUT.replace(".add(b2)", ""), refusedBy: "12-output" },
  {
    name: "adds b1 after relu",
    replace: HIDDEN,
    by: "const hidden = x.matMul(w1).relu().add(b1);",
    refusedBy: "12-output",
  },
  { name: "bends with tanh", replace: HIDDEN, by: HIDDEN.replace("relu", "tanh"), refusedBy: "12-output" },
  { name: "returns a list", replace: OUTPUT, by: "return hidden.dot(w2.flatten()).add(b2);", refusedBy: "12-output" },
  {
    name: "counts on 100 units",
    replace: OUTPUT,
    by: "return hidden.reshape([-1, UNITS]).matMul(w2).add(b2);",
    refusedBy: "12-output",
  },
  { name: "forgets relu", replace: HIDDEN, by: HIDDEN.replace(".relu()", ""), refusedBy: "12-relu" },
  {
    name: "cuts off the output, too",
    replace: OUTPUT,
    by: OUTPUT.replace(".add(b2)", ".add(b2).relu()"),
    refusedBy: "12-relu",
  },
  {
    name: "adds up the examples",
    replace: OUTPUT,
    by: OUTPUT.replace(".add(b2)", ".add(b2).sum(0, true)"),
    refusedBy: "12-rows",
  },
  {
    name: "counts on 80 examples",
    replace: OUTPUT,
    by: "return hidden.matMul(w2).add(b2).reshape([80, 1]);",
    refusedBy: "12-rows",
  },
  {
    name: "takes the weights as plain tensors",
    replace: OUTPUT,
    by: OUTPUT.replace("matMul(w2)", "matMul(tf.customGrad(() => ({ value: tf.clone(w2), gradFunc: () => [] }))())"),
    refusedBy: "12-gradients",
  },
  {
    name: "steps instead of cutting off",
    replace: HIDDEN,
    by: HIDDEN.replace(".relu()", ".step()"),
    refusedBy: "12-loss",
  },
  {
    name: "leaves behind what the variables were made from",
    replace: "return tf.tidy(() => ({",
    by: "return ((make) => make())(() => ({",
    refusedBy: "12-clean",
  },
  {
    name: "frees the parameters",
    replace: OUTPUT,
    by: "const output = hidden.matMul(w2).add(b2);\n  w1.dispose();\n  return output;",
    refusedBy: "12-clean",
  },
  {
    name: "makes variables in forward",
    replace: HIDDEN,
    by: "const hidden = tf.variable(x).matMul(w1).add(b1).relu();",
    refusedBy: "12-clean",
  },
  { name: "forgets the biases", replace: "parameters: 301,", by: "parameters: 200,", refusedBy: "12-answer" },
  { name: "counts a bend for each unit", replace: "bends: 1 }", by: "bends: 100 }", refusedBy: "12-answer" },
]);
