/**
 * Wrong answers to lesson 14.
 * @module
 */
import { mutants } from "downhill/testing";

const B1 = "this.b1 = new Parameter(tf.zeros([units]));";
const W1 = "this.w1 = new Parameter(tf.tensor2d(draw(), [1, units]));";
const HIDDEN = "x.matMul(this.w1).add(this.b1).relu(); // [n, units]";
const MEAN = "return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);";

export default mutants("14_module", [
  {
    name: "keeps a tensor in place of a parameter",
    replace: B1,
    by: "this.b1 = tf.zeros([units]) as Parameter;",
    refusedBy: "14-parameters",
  },
  {
    name: "keeps a constant that nothing trains",
    replace: B1,
    by: "this.b1 = tf.variable(tf.zeros([units]), false) as Parameter;",
    refusedBy: "14-parameters",
  },
  { name: "forgets a bias", replace: "this.b2 = new Parameter(tf.zeros([1]));", by: "", refusedBy: "14-parameters" },
  {
    name: "has 100 units, whatever comes in",
    replace: "({ units = 100, seed = 7 }: MLPOptions = {}) {",
    by: "({ seed = 7 }: MLPOptions = {}) {\n    const units = 100;",
    refusedBy: "14-parameters",
  },
  {
    name: "turns w2 around",
    replace: "this.w2 = new Parameter(tf.tensor2d(draw(), [units, 1]));",
    by: "this.w2 = new Parameter(tf.tensor2d(draw(), [1, units]));",
    refusedBy: "14-parameters",
  },
  { name: "draws w2 before w1", replace: W1, by: "draw();\n    " + W1, refusedBy: "14-weights" },
  {
    name: "always uses seed 7",
    replace: "new RandomState(seed)",
    by: "new RandomState(7)",
    refusedBy: "14-weights",
  },
  { name: "begins with biases of 1", replace: "tf.zeros([units])", by: "tf.ones([units])", refusedBy: "14-weights" },
  { name: "leaves out relu", replace: HIDDEN, by: HIDDEN.replace(".relu()", ""), refusedBy: "14-forward" },
  { name: "leaves out b1", replace: HIDDEN, by: HIDDEN.replace(".add(this.b1)", ""), refusedBy: "14-forward" },
  { name: "leaves out b2", replace: ".matMul(this.w2).add(this.b2)", by: ".matMul(this.w2)", refusedBy: "14-forward" },
  {
    name: "adds up without dividing",
    replace: MEAN,
    by: MEAN.replace(".div(this.members.length)", ""),
    refusedBy: "14-nested",
  },
  { name: "divides by two", replace: MEAN, by: MEAN.replace("this.members.length", "2"), refusedBy: "14-nested" },
  {
    name: "asks the first member only",
    replace: MEAN,
    by: "return this.members[0].forward(x);",
    refusedBy: "14-nested",
  },
  {
    name: "counts axes for numbers",
    replace: "count: size }",
    by: "count: shape.length }",
    refusedBy: "14-describe",
  },
  {
    name: "describes the four that it knows",
    replace: "return Array.from(model.namedParameters(),",
    by: "return Array.from([...model.namedParameters()].slice(0, 4),",
    refusedBy: "14-describe",
  },
  {
    name: "computes with copies that nothing loads",
    replace: "    const hidden = x.matMul(this.w1)",
    by:
      "    const own = this as { copy?: unknown };\n    own.copy ??= [tf.keep(this.w1.clone())];\n    const hidden = x.matMul((own.copy as tf.Tensor[])[0])",
    refusedBy: "14-state",
  },
  {
    name: "trains all but b2",
    replace: ".matMul(this.w2).add(this.b2)",
    by: ".matMul(this.w2).add(this.b2.mul(0))",
    refusedBy: "14-learns",
  },
  {
    name: "keeps a copy of the weights",
    replace: W1,
    by: "const first = tf.tensor2d(draw(), [1, units]);\n    this.w1 = new Parameter(first.clone());",
    refusedBy: "14-clean",
  },
  { name: "counts parameters for numbers", replace: "trained: 201", by: "trained: 3", refusedBy: "14-answer" },
  {
    name: "believes that a private field is found",
    replace: "trained: 201",
    by: "trained: 301",
    refusedBy: "14-answer",
  },
]);
