/**
 * Wrong answers to lesson 12.
 * @module
 */
import { mutants } from "downhill/testing";

const CREATE = "export function createParameters(seed = 7): NetworkParameters {\n";
const RANDOM = "const random = new RandomState(seed);";
const DRAW = "const draw = () => Array.from({ length: UNITS }, () => random.normal(0, 0.1));\n";
const W1 = "w1: tf.variable(tf.tensor2d(draw(), [1, UNITS])),";
const B1 = "b1: tf.variable(tf.zeros<tf.Rank.R1>([UNITS])),";
const W2 = "w2: tf.variable(tf.tensor2d(draw(), [UNITS, 1])),";
const B2 = "b2: tf.variable(tf.zeros<tf.Rank.R1>([1])),";
const HIDDEN = "const hidden = x.matMul(w1).add(b1).relu();";
const OUTPUT = "return hidden.matMul(w2).add(b2);";
const ANSWER = "return { parameters: 301, bends: 1 };";

/** A mutant with a mistake in one of the parameters. */
function parameter(name: string, replace: string, by: string, refusedBy: "shapes" | "weights", causes?: string[]) {
  return { name, replace, by, refusedBy: `12-${refusedBy}`, causes };
}

/** A mutant that uses another function instead of relu. */
function activation(name: string, by: string, cause: string) {
  const causes = [cause, "values below 0 are not cut off"];
  return { name, replace: HIDDEN, by: `const hidden = ${by};`, refusedBy: "12-output", causes };
}

/** A mutant that computes another output. */
function output(name: string, by: string, refusedBy: string, causes?: string[]) {
  return { name, replace: OUTPUT, by, refusedBy: `12-${refusedBy}`, causes };
}

/** A mutant that gives a different answer. */
function answer(name: string, parameters: number, bends: number, cause: string) {
  const by = `return { parameters: ${parameters}, bends: ${bends} };`;
  return { name, replace: ANSWER, by, refusedBy: "12-answer", causes: [cause] };
}

export default mutants("12_mlp_forward", [
  parameter("makes w1 a column", W1, W1.replace("[1, UNITS]", "[UNITS, 1]"), "shapes"),
  parameter("makes b1 a matrix with a single row", B1, B1.replace("[UNITS]", "[1, UNITS] as never"), "shapes"),
  parameter("makes w2 a row", W2, W2.replace("[UNITS, 1]", "[1, UNITS]"), "shapes"),
  parameter("gives the output one bias for each hidden unit", B2, B2.replace("[1]", "[UNITS]"), "shapes"),
  parameter("makes b2 a scalar", B2, "b2: tf.variable(tf.scalar(0)) as never,", "shapes"),
  parameter("makes w1 a tensor instead of a variable", W1, "w1: tf.tensor2d(draw(), [1, UNITS]) as never,", "shapes", [
    "w1 is a tensor that cannot change",
  ]),
  parameter("makes w2 a variable that is not trainable", W2, W2.replace("])),", "]), false),"), "shapes", [
    "w2 is not trainable",
  ]),
  parameter(
    "returns the same variables when it is called again with the same seed",
    CREATE,
    "const made: Record<number, NetworkParameters> = {};\n\n" +
      CREATE.replace("{\n", "{\n  return made[seed] ??= drawParameters(seed);\n}\n\n") +
      "function drawParameters(seed: number): NetworkParameters {\n",
    "shapes",
    ["return the same variable"],
  ),

  parameter("draws w2 before w1", `${W1}\n    ${B1}\n    ${W2}`, `${W2}\n    ${B1}\n    ${W1}`, "weights", [
    "those are the numbers for w2",
  ]),
  parameter(
    "draws the numbers for w1 and w2 in turn",
    DRAW,
    "const all = Array.from({ length: 2 * UNITS }, () => random.normal(0, 0.1));\n  let turn = 0;\n" +
      "  const draw = () => [turn++].flatMap((first) => all.filter((_, i) => i % 2 === first));\n",
    "weights",
    ["draw all of w1 before w2"],
  ),
  parameter("makes w1 ten times too large", W1, W1.replace("[1, UNITS])", "[1, UNITS]).mul(10)"), "weights", [
    "that is N(0, 1)",
  ]),
  parameter("makes w1 ten times too small", W1, W1.replace("[1, UNITS])", "[1, UNITS]).mul(0.1)"), "weights", [
    "all are 10 times too small",
  ]),
  parameter("makes w2 ten times too small", W2, W2.replace("[UNITS, 1])", "[UNITS, 1]).mul(0.1)"), "weights", [
    "all are 10 times too small",
  ]),
  parameter("starts w1 with zeros", W1, W1.replace("tensor2d(draw(), ", "zeros("), "weights", [
    "all of them are 0",
    "f(x) is 0",
  ]),
  parameter("starts w2 with zeros", W2, W2.replace("tensor2d(draw(), ", "zeros("), "weights", [
    "all of them are 0",
    "f(x) is 0",
  ]),
  parameter(
    "gives all units the same w1",
    W1,
    W1.replace("tensor2d(draw(), [1, UNITS])", "fill([1, UNITS], draw()[0])"),
    "weights",
    [
      "all of them are equal",
    ],
  ),
  parameter(
    "draws w1 from a uniform distribution",
    W1,
    W1.replace("draw()", "Array.from({ length: UNITS }, () => random.uniform(-0.1, 0.1))"),
    "weights",
  ),
  parameter("draws biases, and sets them to zero", B1, "b1: tf.variable(tf.tensor1d(draw()).mul(0)),", "weights", [
    "those are later numbers",
  ]),
  parameter("draws random biases", B1, "b1: tf.variable(tf.tensor1d(draw())),", "weights", ["those are later numbers"]),
  parameter("starts b1 with ones", B1, B1.replace("zeros", "ones"), "weights"),
  parameter(
    "starts b2 with a number that is not zero",
    B2,
    B2.replace("tf.zeros<tf.Rank.R1>([1])", "tf.tensor1d([0.1])"),
    "weights",
  ),
  parameter(
    "gives w2 the numbers of w1",
    DRAW,
    DRAW.replace("draw = () =>", "drawn =") + "  const draw = () => drawn;\n",
    "weights",
    [
      "those are the numbers of w1 again",
    ],
  ),
  parameter("always takes seed 7", RANDOM, RANDOM.replace("seed", "7"), "weights", ["that comes from seed 7"]),
  {
    name: "has a different default seed",
    replace: CREATE,
    by: CREATE.replace("7", "42"),
    refusedBy: "12-loss",
    causes: ["those are the weights of seed 42"],
  },
  {
    name: "keeps the tensors that the variables were made from",
    replace: "return tf.tidy(() => ({",
    by: "return ((make) => make())(() => ({",
    refusedBy: "12-clean",
    causes: ["a variable copies the tensor"],
  },

  activation("leaves out relu", "x.matMul(w1).add(b1)", "relu is missing"),
  activation("adds b1 after relu", "x.matMul(w1).relu().add(b1)", "b1 is added after relu"),
  activation("leaves out b1", "x.matMul(w1).relu()", "b1 is missing"),
  activation("subtracts b1", "x.matMul(w1).sub(b1).relu()", "b1 is subtracted"),
  activation("uses tanh instead of relu", "x.matMul(w1).add(b1).tanh()", "that uses tanh"),
  activation("uses a sigmoid instead of relu", "x.matMul(w1).add(b1).sigmoid()", "that uses a sigmoid"),
  activation("uses leakyRelu instead of relu", "x.matMul(w1).add(b1).leakyRelu()", "that is leakyRelu"),
  activation("uses relu6 instead of relu", "x.matMul(w1).add(b1).relu6()", "that is relu6"),
  activation("uses softplus instead of relu", "x.matMul(w1).add(b1).softplus()", "that uses softplus"),
  activation("takes the absolute value instead of relu", "x.matMul(w1).add(b1).abs()", "that is |z|"),
  activation(
    "takes the smaller of z and zero instead of relu",
    "x.matMul(w1).add(b1).minimum(0)",
    "it takes the smaller",
  ),
  activation("makes each unit either zero or one", "x.matMul(w1).add(b1).step()", "each unit is 0 or 1"),
  activation(
    "keeps each unit between zero and one",
    "x.matMul(w1).add(b1).clipByValue(0, 1)",
    "each unit is also cut off at 1",
  ),
  activation(
    "squares the hidden units instead of applying relu",
    "x.matMul(w1).add(b1).square()",
    "the hidden units are squared",
  ),
  activation("uses softmax instead of relu", "x.matMul(w1).add(b1).softmax()", "that uses softmax"),
  activation("applies relu to x", "x.relu().matMul<tf.Tensor2D>(w1).add(b1)", "relu is applied to x"),
  activation("adds b1 twice", "x.matMul(w1).add(b1).add(b1).relu()", "b1 is added twice"),
  activation("divides x by 100 first", "x.div(100).matMul<tf.Tensor2D>(w1).add(b1).relu()", "no cause"),
  activation(
    "subtracts the mean of all x first",
    "x.sub(x.mean()).matMul<tf.Tensor2D>(w1).add(b1).relu()",
    "the mean of all x",
  ),

  {
    name: "computes with new parameters instead of those that are passed in",
    replace: HIDDEN,
    by: `({ w1, b1, w2, b2 } = createParameters());\n  ${HIDDEN}`,
    refusedBy: "12-output",
    causes: ["those are the outputs for createParameters()", "does it make variables"],
  },
  output("leaves out b2", "return hidden.matMul(w2);", "output", ["b2 is missing"]),
  output("adds b2 to each hidden unit", "return hidden.add(b2).matMul(w2);", "output", ["b2 is added to each"]),
  output("leaves out w2", "return hidden.sum(1, true).add(b2);", "output", ["w2 is missing"]),
  output("takes the mean over the hidden units", "return hidden.matMul(w2).div(UNITS).add(b2);", "output", [
    "that is the mean over the hidden units",
  ]),
  output("also applies relu to the output", "return hidden.matMul(w2).add(b2).relu();", "relu", [
    "relu is also applied to the output",
    "there is a relu at the end",
    "f(x) is 0",
  ]),
  {
    name: "applies relu only to the output",
    replace: `${HIDDEN} // [n, units]\n  ${OUTPUT}`,
    by: "return x.matMul(w1).add(b1).matMul<tf.Tensor2D>(w2).add(b2).relu();",
    refusedBy: "12-output",
    causes: ["relu is applied only to the output", "there is a relu at the end", "values below 0 are not cut off"],
  },
  output("returns a list instead of a column", "return hidden.dot(w2.flatten()).add(b2);", "output"),
  output("works only with 100 hidden units", "return hidden.reshape([-1, UNITS]).matMul(w2).add(b2);", "output", [
    "forward works for 100 hidden units, and throws for 3",
  ]),
  output("adds up the outputs of all examples", "return hidden.matMul(w2).add(b2).sum(0, true);", "rows"),
  output("works only with 80 examples", "return hidden.matMul(w2).add(b2).reshape([80, 1]);", "rows"),
  output(
    "removes the axis of the examples if there is only one",
    "return hidden.matMul(w2).add(b2).squeeze().expandDims(1);",
    "rows",
    [
      "throws for a single one",
    ],
  ),
  output(
    "reads the hidden units as numbers, and makes a new tensor from them",
    "return tf.tensor2d(hidden.dataSync(), hidden.shape as [number, number]).matMul(w2).add(b2);",
    "gradients",
    ["although f(x) is right"],
  ),
  output(
    "reads the numbers of w2, and makes a new tensor from them",
    "return hidden.matMul(tf.tensor(w2.dataSync(), w2.shape)).add(b2);",
    "gradients",
    [
      "although f(x) is right",
    ],
  ),
  output(
    "returns a new tensor, made from the numbers of f(x)",
    "return tf.tensor(hidden.matMul(w2).add(b2).dataSync(), [x.shape[0], 1]);",
    "gradients",
    [
      "although f(x) is right",
    ],
  ),
  output("disposes of w1", "const output = hidden.matMul(w2).add(b2);\n  w1.dispose();\n  return output;", "clean", [
    "forward disposes of w1",
  ]),
  output("disposes of x", "const output = hidden.matMul(w2).add(b2);\n  x.dispose();\n  return output;", "clean", [
    "forward disposes of x",
  ]),
  output(
    "changes b2 each time it computes f(x)",
    "b2.assign(b2.add(0.01));\n  return hidden.matMul(w2).add(b2);",
    "clean",
    [
      "forward changes b2",
      "the mean over the hidden units",
    ],
  ),
  output("makes variables in forward", "return tf.variable(hidden).matMul(w2).add(b2);", "clean", [
    "does it make variables",
    "or copied to a variable",
  ]),
  output("keeps the hidden units in memory", "return tf.keep(hidden).matMul(w2).add(b2);", "clean", [
    "or keep tensors",
  ]),

  answer("counts the weights without the biases", 200, 1, "without the biases"),
  answer("counts the weights and b2", 201, 1, "one of the biases is not counted"),
  answer("does not count b2", 300, 1, "b2 is not counted"),
  answer(
    "counts a hundred numbers in each of the four variables",
    400,
    1,
    "b2 has only one number, not as many as the others",
  ),
  answer("counts the variables instead of the numbers in them", 4, 1, "the number of variables"),
  answer("counts the hidden units instead of the numbers", 100, 1, "the number of hidden units"),
  answer("counts a bend for each unit", 301, 100, "each unit bends"),
  answer("says that the untrained line is straight", 301, 0, "the line in the picture on the right does bend"),
]);
