/**
 * Wrong answers to lesson 14.
 * @module
 */
import { mutants } from "downhill/testing";

const W1 = "this.w1 = new Parameter(tf.tensor2d(draw(), [1, units]));";
const B1 = "this.b1 = new Parameter(tf.zeros([units]));";
const W2 = "this.w2 = new Parameter(tf.tensor2d(draw(), [units, 1]));";
const B2 = "this.b2 = new Parameter(tf.zeros([1]));";
const PARAMETERS = [W1, B1, W2, B2].join("\n    ");
const HIDDEN = "const hidden = x.matMul(this.w1).add(this.b1).relu(); // [n, units]";
const OUTPUT = "return hidden.matMul(this.w2).add(this.b2); // [n, 1]";
const MEAN = "return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);";
const ROWS = "return Array.from(model.namedParameters(), ([name, { shape, size }]) => ({ name, shape, count: size }));";

export default mutants("14_module", [
  {
    name: "keeps b1 as a plain tensor, not as a Parameter",
    replace: B1,
    by: "this.b1 = tf.zeros([units]) as Parameter;",
    refusedBy: "14-parameters",
    causes: ["is a plain tensor, which no optimizer can train"],
  },
  {
    name: "makes b1 a variable that is not trainable",
    replace: B1,
    by: "this.b1 = tf.variable(tf.zeros([units]), false) as Parameter;",
    refusedBy: "14-parameters",
    causes: ["is a variable that is not trainable", "is a tensor kept as well"],
  },
  {
    name: "never sets b2",
    replace: B2,
    by: "",
    refusedBy: "14-parameters",
    causes: ["is it never set, or is it a private #field?"],
  },
  {
    name: "keeps w1 in a private field, and returns it from a getter",
    replace: `  w1!: Parameter;`,
    by:
      `  #w1!: Parameter;\n  get w1(): Parameter {\n    return this.#w1;\n  }\n  set w1(value) {\n    this.#w1 = value;\n  }`,
    refusedBy: "14-parameters",
    causes: ["but the base class does not find it", "something that stateDict() does not hold"],
  },
  {
    name: "keeps w1 in an object that is in another field",
    replace: `  w1!: Parameter;`,
    by:
      `  all!: { w1: Parameter };\n  get w1(): Parameter {\n    return this.all.w1;\n  }\n  set w1(value) {\n    this.all = { w1: value };\n  }`,
    refusedBy: "14-parameters",
    causes: ["keep it in a field of the model itself"],
  },
  {
    name: "always makes 100 hidden units",
    replace: "({ units = 100, seed = 7 }: MLPOptions = {}) {",
    by: "({ seed = 7 }: MLPOptions = {}) {\n    const units = 100;",
    refusedBy: "14-parameters",
    causes: ["does it use `units`?"],
  },
  {
    name: "draws 100 numbers for each of w1 and w2, whatever units is",
    replace: "Array.from({ length: units }",
    by: "Array.from({ length: 100 }",
    refusedBy: "14-parameters",
    causes: ["is there a 100 where `units` should be?"],
  },
  {
    name: "has one bias for all hidden units together",
    replace: B1,
    by: "this.b1 = new Parameter(tf.zeros([1]));",
    refusedBy: "14-parameters",
  },
  {
    name: "makes b1 a row of shape [1, units]",
    replace: B1,
    by: "this.b1 = new Parameter(tf.zeros([1, units]));",
    refusedBy: "14-parameters",
  },
  {
    name: "makes w2 a row of shape [1, units]",
    replace: W2,
    by: W2.replace("[units, 1]", "[1, units]"),
    refusedBy: "14-parameters",
  },
  {
    name: "makes b2 a scalar of shape []",
    replace: B2,
    by: "this.b2 = new Parameter(0);",
    refusedBy: "14-parameters",
  },
  {
    name: "draws w2 before w1",
    replace: PARAMETERS,
    by: `const second = draw();\n    ${PARAMETERS}`.replace("draw(), [units, 1]", "second, [units, 1]"),
    refusedBy: "14-weights",
    causes: ["w1 has the numbers of the second draw"],
  },
  {
    name: "gives w1 and w2 the same numbers",
    replace: PARAMETERS,
    by: `const drawn = draw();\n    ${PARAMETERS.replaceAll("draw()", "drawn")}`,
    refusedBy: "14-weights",
    causes: ["w2 has the same numbers as w1"],
  },
  {
    name: "always starts from seed 7",
    replace: "new RandomState(seed)",
    by: "new RandomState(7)",
    refusedBy: "14-weights",
    causes: ["those are the numbers of seed 7"],
  },
  {
    name: "takes seed 7 if the seed is 0",
    replace: "new RandomState(seed)",
    by: "new RandomState(seed || 7)",
    refusedBy: "14-weights",
    causes: ["those are the numbers of seed 7"],
  },
  {
    name: "also draws a number for each bias",
    replace: B1,
    by: "this.b1 = new Parameter(tf.tensor1d(draw()));",
    refusedBy: "14-weights",
    causes: ["numbers are also drawn for the biases"],
  },
  {
    name: "starts b1 at 1",
    replace: "tf.zeros([units])",
    by: "tf.ones([units])",
    refusedBy: "14-weights",
    causes: ["the bias starts at 1"],
  },
  {
    name: "multiplies the drawn numbers by 0.1 once more",
    replace: "random.normal(0, 0.1));",
    by: "0.1 * random.normal(0, 0.1));",
    refusedBy: "14-weights",
    causes: ["that is 0.01 · N(0, 1)"],
  },
  {
    name: "draws from N(0, 1), without the factor 0.1",
    replace: "random.normal(0, 0.1));",
    by: "random.normal());",
    refusedBy: "14-weights",
    causes: ["that is N(0, 1)"],
  },
  {
    name: "draws uniform numbers",
    replace: "random.normal(0, 0.1));",
    by: "random.uniform(-0.1, 0.1));",
    refusedBy: "14-weights",
  },
  {
    name: "has a different default seed",
    replace: "seed = 7 }: MLPOptions",
    by: "seed = 42 }: MLPOptions",
    refusedBy: "14-forward",
    causes: ["is the default seed not 7?"],
  },
  {
    name: "has a different default number of units",
    replace: "units = 100, seed",
    by: "units = 50, seed",
    refusedBy: "14-forward",
    causes: ["is the default of `units` not 100?"],
  },
  {
    name: "leaves out relu",
    replace: HIDDEN,
    by: HIDDEN.replace(".relu()", ""),
    refusedBy: "14-forward",
    causes: ["relu is missing"],
  },
  {
    name: "uses tanh instead of relu",
    replace: HIDDEN,
    by: HIDDEN.replace("relu", "tanh"),
    refusedBy: "14-forward",
    causes: ["tanh is used instead of relu"],
  },
  {
    name: "also applies relu to the output",
    replace: OUTPUT,
    by: OUTPUT.replace(";", ".relu();"),
    refusedBy: "14-forward",
    causes: ["relu is also applied to the output"],
  },
  {
    name: "applies relu before it adds b1",
    replace: HIDDEN,
    by: HIDDEN.replace(".add(this.b1).relu()", ".relu().add(this.b1)"),
    refusedBy: "14-forward",
    causes: ["relu comes before b1 is added"],
  },
  {
    name: "leaves out b1",
    replace: HIDDEN,
    by: HIDDEN.replace(".add(this.b1)", ""),
    refusedBy: "14-forward",
    causes: ["b1 is missing", "the output of forward does not depend on it"],
  },
  {
    name: "leaves out b2",
    replace: OUTPUT,
    by: OUTPUT.replace(".add(this.b2)", ""),
    refusedBy: "14-forward",
    causes: ["b2 is missing", "the output of forward does not depend on it"],
  },
  {
    name: "takes the mean over the hidden units instead of the sum",
    replace: OUTPUT,
    by: "return hidden.matMul(this.w2).div(hidden.shape[1]!).add(this.b2);",
    refusedBy: "14-forward",
    causes: ["that is the mean over the hidden units"],
  },
  {
    name: "returns a list of shape [n] instead of a column",
    replace: OUTPUT,
    by: OUTPUT.replace(";", ".flatten();"),
    refusedBy: "14-forward",
  },
  {
    name: "squeezes the output, so a single row loses its shape",
    replace: OUTPUT,
    by: "const y = hidden.matMul(this.w2).add(this.b2);\n    return x.shape[0] === 1 ? y.squeeze() : y;",
    refusedBy: "14-forward",
  },
  {
    name: "divides x by its largest value first",
    replace: HIDDEN,
    by: HIDDEN.replace("x.", "x.div(x.max())."),
    refusedBy: "14-forward",
  },
  {
    name: "disposes of x, which belongs to the caller",
    replace: OUTPUT,
    by: "x.dispose();\n    " + OUTPUT,
    refusedBy: "14-clean",
    causes: ["disposes of x"],
  },
  {
    name: "adds up the outputs without dividing",
    replace: MEAN,
    by: MEAN.replace(".div(this.members.length)", ""),
    refusedBy: "14-nested",
    causes: ["that is the sum: divide it"],
  },
  {
    name: "divides by 2, however many members there are",
    replace: MEAN,
    by: MEAN.replace("this.members.length", "2"),
    refusedBy: "14-nested",
    causes: ["that divides by 2"],
  },
  {
    name: "takes the median of the outputs instead of their average",
    replace: MEAN,
    by: `const all = tf.stack(this.members.map((member) => member.forward(x)), -1);
    const sorted = tf.topk(all, this.members.length).values;
    return sorted.gather(tf.tensor1d([Math.floor(this.members.length / 2)], "int32"), -1).squeeze([-1]);`,
    refusedBy: "14-nested",
  },
  {
    name: "returns the output of the first member only",
    replace: MEAN,
    by: "return this.members[0].forward(x);",
    refusedBy: "14-nested",
    causes: ["that is the output of the first member alone", "the output of forward does not depend on it"],
  },
  {
    name: "averages two outputs, then their average and the next output, so later members count more",
    replace: MEAN,
    by: "return this.members.map((member) => member.forward(x)).reduce((a, b) => a.add(b).div(2));",
    refusedBy: "14-nested",
    causes: ["that averages two outputs, then this average"],
  },
  {
    name: "averages over the rows instead of over the members",
    replace: MEAN,
    by: "return tf.stack(this.members.map((member) => member.forward(x))).mean(1);",
    refusedBy: "14-nested",
    causes: ["the mean was taken over the rows"],
  },
  {
    name: "returns one mean for all rows",
    replace: MEAN,
    by: "return tf.stack(this.members.map((member) => member.forward(x))).mean();",
    refusedBy: "14-nested",
    causes: ["it is one number for all rows"],
  },
  {
    name: "returns the outputs side by side, without averaging",
    replace: MEAN,
    by: "return tf.concat(this.members.map((member) => member.forward(x)), 1);",
    refusedBy: "14-nested",
    causes: ["the outputs are next to each other"],
  },
  {
    name: "passes the output of each member on to the next",
    replace: MEAN,
    by: "return this.members.reduce((value, member) => member.forward(value), x);",
    refusedBy: "14-nested",
    causes: ["passes the output of each member on to the next"],
  },
  {
    name: "averages the parameters of the members instead of their outputs",
    replace: MEAN,
    by: `const all = this.members as MyOwnMLP[];
    const average = (name: "w1" | "b1" | "w2" | "b2") => tf.addN(all.map((each) => each[name])).div(all.length);
    return x.matMul(average("w1")).add(average("b1")).relu().matMul(average("w2")).add(average("b2"));`,
    refusedBy: "14-nested",
    causes: ["averages the members' parameters"],
  },
  {
    name: "computes with w1, b1, w2 and b2 of each member instead of calling its forward",
    replace: MEAN,
    by: `const ask = ({ w1, b1, w2, b2 }: MyOwnMLP) => x.matMul(w1).add(b1).relu().matMul(w2).add(b2);
    return tf.addN((this.members as MyOwnMLP[]).map(ask)).div(this.members.length);`,
    refusedBy: "14-nested",
    causes: ["applies MyOwnMLP's formula to the members' parameters"],
  },
  {
    name: "removes the members from its list while it calls them",
    replace: MEAN,
    by: `const all = this.members as Module[];
    const count = all.length;
    let sum = all[0].forward(x);
    while (all.length > 1) sum = sum.add(all.pop()!.forward(x));
    return sum.div(count);`,
    refusedBy: "14-nested",
    causes: ["does the first call change this.members?"],
  },
  {
    name: "counts the axes instead of the numbers",
    replace: "count: size }",
    by: "count: shape.length }",
    refusedBy: "14-describe",
    causes: ["that is the number of its axes"],
  },
  {
    name: "uses the length of the first axis as the count",
    replace: "count: size }",
    by: "count: shape[0] }",
    refusedBy: "14-describe",
    causes: ["that is the length of its first axis"],
  },
  {
    name: "uses the length of the last axis as the count",
    replace: "count: size }",
    by: "count: shape[shape.length - 1] }",
    refusedBy: "14-describe",
    causes: ["that is the length of its last axis"],
  },
  {
    name: "adds up the lengths of the axes instead of multiplying them",
    replace: "count: size }",
    by: "count: shape.reduce((sum, length) => sum + length, 0) }",
    refusedBy: "14-describe",
    causes: ["the lengths of its axes are added up"],
  },
  {
    name: "describes only the first four parameters",
    replace: "return Array.from(model.namedParameters(),",
    by: "return Array.from([...model.namedParameters()].slice(0, 4),",
    refusedBy: "14-describe",
    causes: ["those are the first four"],
  },
  {
    name: "describes w1, b1, w2 and b2 of the model, whatever it consists of",
    replace: ROWS,
    by: `const own = model as MyOwnMLP;
    return (["w1", "b1", "w2", "b2"] as const).map((name) => {
      const { shape, size } = own[name] ?? { shape: [], size: 0 };
      return { name, shape, count: size };
    });`,
    refusedBy: "14-describe",
    causes: ["those are the parameters of MyOwnMLP"],
  },
  {
    name: "numbers the parameters instead of naming them",
    replace: ROWS,
    by: "return model.parameters().map(({ shape, size }, i) => ({ name: String(i), shape, count: size }));",
    refusedBy: "14-describe",
    causes: ["it numbers the parameters"],
  },
  {
    name: "uses the names that TF.js gives the variables",
    replace: ROWS,
    by: "return model.parameters().map(({ name, shape, size }) => ({ name, shape, count: size }));",
    refusedBy: "14-describe",
    causes: ["those are TF.js's names"],
  },
  {
    name: "gives only the last part of each name",
    replace: ROWS,
    by: ROWS.replace("({ name,", '({ name: name.split(".").pop()!,'),
    refusedBy: "14-describe",
    causes: ["only the last parts of the names"],
  },
  {
    name: "sorts the parameters by name",
    replace: ROWS,
    by: ROWS.replace("}));", "})).sort((a, b) => a.name < b.name ? -1 : 1);"),
    refusedBy: "14-describe",
    causes: ["they are sorted by name"],
  },
  {
    name: "also lists variables that are not trained",
    replace: ROWS,
    by: ROWS.replace("model.namedParameters()", "Object.entries(model.stateDict())"),
    refusedBy: "14-describe",
    causes: ["is a variable that is not trained"],
  },
  {
    name: "leaves out parameters of shape []",
    replace: ROWS,
    by: ROWS.replace("}));", "})).filter(({ shape }) => shape.length > 0);"),
    refusedBy: "14-describe",
    causes: ["the parameter of shape [] is left out"],
  },
  {
    name: "disposes of the model that it describes",
    replace: ROWS,
    by: ROWS.replace("return", "const rows =") + "\n  model.dispose();\n  return rows;",
    refusedBy: "14-describe",
    causes: ["disposes of the model's own parameters"],
  },
  {
    name: "computes with copies of the initial parameters, which loading does not change",
    replace: HIDDEN,
    by:
      "const own = this as { copy?: unknown };\n    own.copy ??= [tf.keep(this.w1.clone())];\n    const hidden = x.matMul((own.copy as tf.Tensor[])[0]).add(this.b1).relu();",
    refusedBy: "14-state",
    causes: ["something that stateDict() does not hold"],
  },
  {
    name: "reads w1 as numbers in forward, so no gradient reaches it",
    replace: HIDDEN,
    by: HIDDEN.replace("this.w1", "tf.tensor(this.w1.arraySync())"),
    refusedBy: "14-learns",
    causes: ["but no gradient reaches it"],
  },
  {
    name: "makes a new Parameter from w1 in each call of forward",
    replace: HIDDEN,
    by: HIDDEN.replace("this.w1", "new Parameter(this.w1.clone())"),
    refusedBy: "14-learns",
    causes: ["but no gradient reaches it", "is there a tf.keep or a new variable in forward?"],
  },
  {
    name: "reads the hidden values as numbers, so no gradient reaches w1 and b1",
    replace: HIDDEN,
    by: HIDDEN.replace("x.matMul", "tf.tensor(x.matMul").replace("relu()", "relu().arraySync())"),
    refusedBy: "14-learns",
    causes: ["but no gradient reaches it"],
  },
  {
    name: "keeps a second copy of w1",
    replace: W1,
    by: "const first = tf.tensor2d(draw(), [1, units]);\n    this.w1 = new Parameter(first.clone());",
    refusedBy: "14-clean",
    causes: ["is a tensor kept as well"],
  },
  {
    name: "makes b2 with tf.variable, which leaves the first tensor behind",
    replace: B2,
    by: "this.b2 = tf.variable(tf.zeros([1])) as Parameter;",
    refusedBy: "14-clean",
    causes: ["is a tensor kept as well"],
  },
  {
    name: "keeps the hidden values of each call to forward in memory",
    replace: HIDDEN,
    by: "const hidden = tf.keep(x.matMul(this.w1).add(this.b1).relu());",
    refusedBy: "14-clean",
    causes: ["is there a tf.keep or a new variable in forward?"],
  },
  {
    name: "keeps the output of each member in memory",
    replace: MEAN,
    by: MEAN.replace("member.forward(x)", "tf.keep(member.forward(x))"),
    refusedBy: "14-clean",
    causes: ["is there a tf.keep or a new variable in forward?"],
  },
  {
    name: "counts the parameters instead of the numbers in them",
    replace: "trained: 201",
    by: "trained: 3",
    refusedBy: "14-answer",
    causes: ["that is the number of parameters"],
  },
  {
    name: "counts all numbers, although w1 is private",
    replace: "trained: 201",
    by: "trained: 301",
    refusedBy: "14-answer",
    causes: ["the base class does not find a private field"],
  },
  {
    name: "counts only the numbers in w1",
    replace: "trained: 201",
    by: "trained: 100",
    refusedBy: "14-answer",
    causes: ["that is the count of w1"],
  },
  {
    name: "leaves b2 out of the count",
    replace: "trained: 201",
    by: "trained: 200",
    refusedBy: "14-answer",
    causes: ["is b2 missing?"],
  },
  {
    name: "counts only the biases",
    replace: "trained: 201",
    by: "trained: 101",
    refusedBy: "14-answer",
    causes: ["is w2 missing?"],
  },
]);
