/**
 * Wrong answers to lesson 20.
 * @module
 */
import { mutants } from "downhill/testing";

const BYTES = "this.raw.images.subarray(index * 784, (index + 1) * 784)";
const LOSS = "tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar()";
const RATE = "optimizer.learningRate = learningRate * (1 - step / steps);";
const TOLD = "await onProgress({ step, steps, loss, model });";
const FORWARD = "x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2)";
const COUNTED = "matrix[truth[i]][said[i]]++";
const SHARE = "right / matrix.flat().reduce((sum, count) => sum + count, 0)";

export default mutants("20_fashion_mnist", [
  { name: "forgets to normalise", replace: "(byte) => byte / 255", by: "(byte) => byte", refusedBy: "20-item" },
  { name: "divides by 256", replace: "byte / 255", by: "byte / 256", refusedBy: "20-item" },
  {
    name: "takes one byte for an image's beginning",
    replace: BYTES,
    by: "this.raw.images.subarray(index, index + 784)",
    refusedBy: "20-item",
  },
  {
    name: "always shows the first image",
    replace: BYTES,
    by: "this.raw.images.subarray(0, 784)",
    refusedBy: "20-item",
  },
  {
    name: "gives a row of pixels instead of an image",
    replace: BYTES,
    by: "this.raw.images.subarray(index * 28, (index + 1) * 28)",
    refusedBy: "20-item",
  },
  {
    name: "forgets the last image",
    replace: "i < data.length; i++",
    by: "i < data.length - 1; i++",
    refusedBy: "20-look",
  },
  { name: "looks at one pixel of each", replace: "of image) {", by: "of image.slice(0, 1)) {", refusedBy: "20-look" },
  { name: "mixes up lowest and highest", replace: "highest };", by: "highest: lowest };", refusedBy: "20-look" },
  { name: "forgets the relu", replace: FORWARD, by: FORWARD.replace(".relu()", ""), refusedBy: "20-model" },
  { name: "puts relu on the logits, too", replace: FORWARD, by: `${FORWARD}.relu()`, refusedBy: "20-model" },
  { name: "returns probabilities", replace: FORWARD, by: `${FORWARD}.softmax()`, refusedBy: "20-model" },
  {
    name: "forgets the first bias",
    replace: FORWARD,
    by: FORWARD.replace(".add(this.b1)", ""),
    refusedBy: "20-model",
  },
  {
    name: "begins with zeros everywhere",
    replace: "new Parameter(draw(784, 128))",
    by: "new Parameter(tf.zeros([784, 128]))",
    refusedBy: "20-model",
  },
  {
    name: "begins with ones",
    replace: "new Parameter(draw(128, 10))",
    by: "new Parameter(tf.ones([128, 10]))",
    refusedBy: "20-model",
  },
  {
    name: "has 100 hidden units",
    replace: `this.w1 = new Parameter(draw(784, 128));
    this.b1 = new Parameter(tf.zeros([128]));
    this.w2 = new Parameter(draw(128, 10));`,
    by: `this.w1 = new Parameter(draw(784, 100));
    this.b1 = new Parameter(tf.zeros([100]));
    this.w2 = new Parameter(draw(100, 10));`,
    refusedBy: "20-model",
  },
  {
    name: "takes softmax twice",
    replace: LOSS,
    by: LOSS.replace("logits", "logits.softmax()"),
    refusedBy: "20-loss",
  },
  { name: "adds up over the batch", replace: LOSS, by: `${LOSS}.mul(labels.size).asScalar()`, refusedBy: "20-loss" },
  {
    name: "leaves a loss for each image",
    replace: LOSS,
    by:
      "tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits, undefined, 0, tf.Reduction.NONE) as tf.Scalar",
    refusedBy: "20-loss",
  },
  {
    name: "takes the squared error of the probabilities",
    replace: LOSS,
    by: "tf.losses.meanSquaredError(tf.oneHot(labels.toInt(), 10), logits.softmax()).asScalar()",
    refusedBy: "20-loss",
  },
  {
    name: "takes the logarithm of what may be 0",
    replace: LOSS,
    by: "tf.oneHot(labels.toInt(), 10).mul(logits.softmax().log()).sum(1).neg().mean().asScalar()",
    refusedBy: "20-loss",
  },
  { name: "has a learning rate that stays", replace: RATE, by: "", refusedBy: "20-train" },
  {
    name: "lowers the learning rate from epoch to epoch",
    replace: RATE,
    by: "optimizer.learningRate = learningRate * (1 - epoch / epochs);",
    refusedBy: "20-train",
  },
  {
    name: "takes its last step with 0",
    replace: RATE,
    by: RATE.replace("/ steps", "/ (steps - 1)"),
    refusedBy: "20-train",
  },
  {
    name: "multiplies the learning rate again and again",
    replace: RATE,
    by: "optimizer.learningRate *= 1 - step / steps;",
    refusedBy: "20-train",
  },
  {
    name: "goes through the images once",
    replace: "epoch < epochs; epoch++",
    by: "epoch < 1; epoch++",
    refusedBy: "20-train",
  },
  { name: "counts steps from 1", replace: TOLD, by: TOLD.replace("step,", "step: step + 1,"), refusedBy: "20-train" },
  { name: "does not wait for who listens", replace: TOLD, by: TOLD.replace("await ", ""), refusedBy: "20-train" },
  { name: "keeps the losses", replace: "      loss.dispose();\n", by: "", refusedBy: "20-memory" },
  { name: "forgets to free the optimizer", replace: "  optimizer.dispose();\n", by: "", refusedBy: "20-memory" },
  {
    name: "takes rows for columns",
    replace: COUNTED,
    by: "matrix[said[i]][truth[i]]++",
    refusedBy: "20-matrix",
  },
  {
    name: "counts the first batch only",
    replace: `${COUNTED};\n  }`,
    by: `${COUNTED};\n    break;\n  }`,
    refusedBy: "20-matrix",
  },
  { name: "takes the smallest logit", replace: ".argMax(1)", by: ".argMin(1)", refusedBy: "20-matrix" },
  { name: "forgets to free the predictions", replace: "    largest.dispose();\n", by: "", refusedBy: "20-matrix" },
  { name: "returns per cent", replace: SHARE, by: `100 * ${SHARE}`, refusedBy: "20-accuracy" },
  { name: "divides by 1,000", replace: SHARE, by: "right / 1000", refusedBy: "20-accuracy" },
  {
    name: "averages over the kinds",
    replace: SHARE,
    by: "right && matrix.reduce((sum, row, i) => sum + row[i] / row.reduce((a, b) => a + b), 0) / 10",
    refusedBy: "20-accuracy",
  },
  {
    name: "tests with the images it was trained with",
    replace: "confusions(model, new Clothes(new FashionMNIST({ train: false })))",
    by: "confusions(model, new Clothes(new FashionMNIST()))",
    refusedBy: "20-test",
  },
  {
    name: "trains with the images it is tested with",
    replace: "train(model, new Clothes(new FashionMNIST()), { seed })",
    by: "train(model, new Clothes(new FashionMNIST({ train: false })), { seed })",
    refusedBy: "20-test",
  },
  {
    name: "forgets to train",
    replace: "  await train(model, new Clothes(new FashionMNIST()), { seed });\n",
    by: "",
    refusedBy: "20-test",
  },
  {
    name: "guesses",
    replace: '["Pullover", "Coat"] };',
    by: '["Sandal", "Sneaker"] };',
    refusedBy: "20-answer",
  },
  {
    name: "has a name of its own for a kind",
    replace: '["Pullover", "Coat"] };',
    by: '["Pullover", "coat"] };',
    refusedBy: "20-answer",
  },
]);
