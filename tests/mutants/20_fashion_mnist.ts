/**
 * Wrong answers to lesson 20.
 * @module
 */
import { mutants } from "downhill/testing";

const BYTES = "this.raw.images.subarray(index * 784, (index + 1) * 784)";
const ITEM = "return [new Float32Array(bytes).map((byte) => byte / 255), this.raw.labels[index]];";
const RANGE = "lowest = Math.min(lowest, pixel);\n      highest = Math.max(highest, pixel);";
const LOSS = "tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits).asScalar()";
const RATE = "optimizer.learningRate = learningRate * (1 - step / steps);";
const STEP = "optimizer.step(() => crossEntropy(model.forward(x), labels));";
const TOLD = "await onProgress({ step, steps, loss, model });";
const FORWARD = "x.matMul(this.w1).add(this.b1).relu().matMul(this.w2).add(this.b2)";
const MATRIX = "const matrix = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0));";
const SAID = "[await largest.data(), await labels.data()]";
const COUNTED = "matrix[truth[i]][said[i]]++";
const SHARE = "right / matrix.flat().reduce((sum, count) => sum + count, 0)";
const TRAINED = "await train(model, new Clothes(new FashionMNIST()), { seed });";

export default mutants("20_fashion_mnist", [
  {
    name: "leaves the bytes as they are, from 0 to 255",
    replace: "(byte) => byte / 255",
    by: "(byte) => byte",
    refusedBy: "20-item",
    causes: ["those are the bytes themselves", "the images are not normalised"],
  },
  {
    name: "divides the bytes by 256",
    replace: "byte / 255",
    by: "byte / 256",
    refusedBy: "20-item",
    causes: ["that is divided by 256"],
  },
  {
    name: "divides a list of bytes by 255, which leaves whole numbers",
    replace: "new Float32Array(bytes).map((byte) => byte / 255)",
    by: "new Float32Array(bytes.map((byte) => byte / 255))",
    refusedBy: "20-item",
    causes: ["those are whole numbers"],
  },
  {
    name: "divides each image by its own largest byte",
    replace: "byte / 255",
    by: "byte / Math.max(...bytes)",
    refusedBy: "20-item",
    causes: ["that is divided by the largest byte of this image"],
  },
  {
    name: "lets image i begin at byte i",
    replace: BYTES,
    by: "this.raw.images.subarray(index, index + 784)",
    refusedBy: "20-item",
    causes: ["those pixels begin at the wrong byte"],
  },
  {
    name: "always returns the first image",
    replace: BYTES,
    by: "this.raw.images.subarray(0, 784)",
    refusedBy: "20-item",
    causes: ["that is image 0"],
  },
  {
    name: "returns a row of pixels instead of a whole image",
    replace: BYTES,
    by: "this.raw.images.subarray(index * 28, (index + 1) * 28)",
    refusedBy: "20-item",
  },
  {
    name: "writes into the bytes that all items are read from",
    replace: ITEM,
    by: "bytes.reverse().reverse().fill(0, 0, 1);\n    " + ITEM,
    refusedBy: "20-item",
    causes: ["item writes into raw.images"],
  },
  {
    name: "leaves out the last image",
    replace: "i < data.length; i++",
    by: "i < data.length - 1; i++",
    refusedBy: "20-look",
    causes: ["the last image is missing"],
  },
  {
    name: "looks only at the first pixel of each image",
    replace: "of image) {",
    by: "of image.slice(0, 1)) {",
    refusedBy: "20-look",
    causes: ["only the first pixel of each image"],
  },
  {
    name: "returns the lowest number twice",
    replace: "highest };",
    by: "highest: lowest };",
    refusedBy: "20-look",
  },
  {
    name: "counts a pixel either as a new lowest or as a new highest, never as both",
    replace: RANGE,
    by: "if (pixel < lowest) lowest = pixel;\n      else if (pixel > highest) highest = pixel;",
    refusedBy: "20-look",
    causes: ["the first pixel is both the lowest and the highest"],
  },
  {
    name: "leaves out zeros, as if the background did not count",
    replace: RANGE,
    by: `if (pixel === 0) continue;\n      ${RANGE}`,
    refusedBy: "20-look",
    causes: ["zeros are left out"],
  },
  {
    name: "has no relu between the layers",
    replace: FORWARD,
    by: FORWARD.replace(".relu()", ""),
    refusedBy: "20-model",
    causes: ["there is no relu between the layers"],
  },
  {
    name: "also applies relu to the logits",
    replace: FORWARD,
    by: `${FORWARD}.relu()`,
    refusedBy: "20-model",
    causes: ["there is a relu at the end"],
  },
  {
    name: "returns probabilities instead of logits",
    replace: FORWARD,
    by: `${FORWARD}.softmax()`,
    refusedBy: "20-model",
    causes: ["those are probabilities"],
  },
  {
    name: "leaves out the bias of the hidden units",
    replace: FORWARD,
    by: FORWARD.replace(".add(this.b1)", ""),
    refusedBy: "20-model",
    causes: ["b1 is missing"],
  },
  {
    name: "removes the axis of the batch when there is only one image",
    replace: FORWARD,
    by: `${FORWARD}.squeeze()`,
    refusedBy: "20-model",
  },
  {
    name: "keeps the hidden values of each call to forward in memory",
    replace: FORWARD,
    by: "tf.keep(x.matMul(this.w1).add(this.b1).relu()).matMul(this.w2).add(this.b2)",
    refusedBy: "20-model",
    causes: ["forward keeps", "free all tensors that you make for a batch", "in each"],
  },
  {
    name: "begins with zeros in all weights of the first layer",
    replace: "new Parameter(draw(784, 128))",
    by: "new Parameter(tf.zeros([784, 128]))",
    refusedBy: "20-model",
    causes: ["make it with draw(784, 128)"],
  },
  {
    name: "begins with the same weights for every seed",
    replace: "const random = new RandomState(seed);",
    by: "const random = new RandomState(seed && 1);",
    refusedBy: "20-model",
    causes: ["have the same w1", "for two seeds"],
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
    causes: ["has parameters of shapes"],
  },
  {
    name: "applies softmax twice",
    replace: LOSS,
    by: LOSS.replace("logits", "logits.softmax()"),
    refusedBy: "20-loss",
    causes: ["softmax is applied twice"],
  },
  {
    name: "adds up the losses of a batch",
    replace: LOSS,
    by: `${LOSS}.mul(labels.size).asScalar()`,
    refusedBy: "20-loss",
    causes: ["that is the sum"],
  },
  {
    name: "returns a loss for each image",
    replace: LOSS,
    by:
      "tf.losses.softmaxCrossEntropy(tf.oneHot(labels.toInt(), 10), logits, undefined, 0, tf.Reduction.NONE) as tf.Scalar",
    refusedBy: "20-loss",
    causes: ["is not a scalar but"],
  },
  {
    name: "computes the squared error of the probabilities",
    replace: LOSS,
    by: "tf.losses.meanSquaredError(tf.oneHot(labels.toInt(), 10), logits.softmax()).asScalar()",
    refusedBy: "20-loss",
    causes: ["that is the squared error"],
  },
  {
    name: "takes the logarithm of probabilities that may be 0",
    replace: LOSS,
    by: "tf.oneHot(labels.toInt(), 10).mul(logits.softmax().log()).sum(1).neg().mean().asScalar()",
    refusedBy: "20-loss",
    causes: ["a probability rounds to 0"],
  },
  {
    name: "passes logits and labels to the loss in the wrong order",
    replace: LOSS,
    by: "tf.losses.softmaxCrossEntropy(logits, tf.oneHot(labels.toInt(), 10).toFloat()).asScalar()",
    refusedBy: "20-loss",
    causes: ["labels and logits are swapped"],
  },
  {
    name: "applies softmax over the batch instead of over the ten kinds",
    replace: LOSS,
    by: "tf.oneHot(labels.toInt(), 10).mul(logits.transpose().logSoftmax().transpose()).sum(1).neg().mean().asScalar()",
    refusedBy: "20-loss",
    causes: ["that is a softmax over the batch"],
  },
  {
    name: "never changes the learning rate",
    replace: RATE,
    by: "",
    refusedBy: "20-train",
    causes: ["the learning rate does not fall"],
  },
  {
    name: "lowers the learning rate only between epochs, not between steps",
    replace: RATE,
    by: "optimizer.learningRate = learningRate * (1 - epoch / epochs);",
    refusedBy: "20-train",
    causes: ["the learning rate stays the same during an epoch"],
  },
  {
    name: "takes its last step with a learning rate of 0",
    replace: RATE,
    by: RATE.replace("/ steps", "/ (steps - 1)"),
    refusedBy: "20-train",
    causes: ["the learning rate is already 0 at the last step"],
  },
  {
    name: "multiplies the learning rate of the previous step instead of the initial one",
    replace: RATE,
    by: "optimizer.learningRate *= 1 - step / steps;",
    refusedBy: "20-train",
    causes: ["the learning rate is multiplied again and again"],
  },
  {
    name: "makes a new optimizer in every step",
    replace: STEP,
    by: `(optimizer.dispose(), new Adam(model.parameters(), { learningRate: optimizer.learningRate })).step(() =>
        crossEntropy(model.forward(x), labels)
      );`,
    refusedBy: "20-train",
    causes: ["the optimizer starts again in each step", "are the optimizer's averages left"],
  },
  {
    name: "trains for one epoch, whatever the number of epochs is",
    replace: "epoch < epochs; epoch++",
    by: "epoch < 1; epoch++",
    refusedBy: "20-train",
    causes: ["train for all epochs"],
  },
  {
    name: "counts the steps from 1",
    replace: TOLD,
    by: TOLD.replace("step,", "step: step + 1,"),
    refusedBy: "20-train",
    causes: ["count from 0"],
  },
  {
    name: "counts the steps of each epoch from 0",
    replace: "  let step = 0;\n  for (let epoch = 0; epoch < epochs; epoch++) {",
    by: "  for (let epoch = 0; epoch < epochs; epoch++) {\n    let step = 0;",
    refusedBy: "20-train",
    causes: ["continue counting in the next epoch"],
  },
  {
    name: "does not wait for onProgress",
    replace: TOLD,
    by: TOLD.replace("await ", ""),
    refusedBy: "20-train",
    causes: ["does not wait for onProgress"],
  },
  {
    name: "does not pass the model to onProgress",
    replace: TOLD,
    by: "await onProgress({ step, steps, loss });",
    refusedBy: "20-train",
    causes: ["does not get the model"],
  },
  {
    name: "always calls showProgress instead of onProgress",
    replace: TOLD,
    by: "await (onProgress && showProgress)({ step, steps, loss, model });",
    refusedBy: "20-train",
    causes: ["it calls showProgress"],
  },
  {
    name: "has a different default number of epochs",
    replace: "epochs = 5,",
    by: "epochs = 4,",
    refusedBy: "20-train",
  },
  {
    name: "has a different default batch size",
    replace: "batchSize = 128,",
    by: "batchSize = 100,",
    refusedBy: "20-train",
  },
  {
    name: "never frees the losses",
    replace: "      loss.dispose();\n",
    by: "",
    refusedBy: "20-memory",
    causes: ["is it the loss of the step?"],
  },
  {
    name: "does not free the optimizer",
    replace: "  optimizer.dispose();\n",
    by: "",
    refusedBy: "20-memory",
    causes: ["are the optimizer's averages left?"],
  },
  {
    name: "counts in the row of the answer and the column of the label",
    replace: COUNTED,
    by: "matrix[said[i]][truth[i]]++",
    refusedBy: "20-matrix",
    causes: ["rows and columns are swapped"],
  },
  {
    name: "uses the same list for all ten rows",
    replace: `${MATRIX}\n  // #region solution: in batches`,
    by: `const matrix = Array<number[]>(10).fill(Array<number>(10).fill(0));\n  // #region solution: in batches`,
    refusedBy: "20-matrix",
    causes: ["all ten rows are the same list"],
  },
  {
    name: "stops after the first batch",
    replace: `${COUNTED};\n  }`,
    by: `${COUNTED};\n    break;\n  }`,
    refusedBy: "20-matrix",
    causes: ["those are the images of the first batch"],
  },
  {
    name: "looks for the smallest logit",
    replace: ".argMax(1)",
    by: ".argMin(1)",
    refusedBy: "20-matrix",
    causes: ["the answer is the smallest logit"],
  },
  {
    name: "does not wait for the answers of the network",
    replace: SAID,
    by: "[largest.data() as unknown as Int32Array, await labels.data()]",
    refusedBy: "20-matrix",
  },
  {
    name: "takes all images in one batch",
    replace: "{ batchSize: 500 }",
    by: "{ batchSize: data.length }",
    refusedBy: "20-matrix",
    causes: ["takes all 1,203 images at once"],
  },
  {
    name: "does not free the answers of the network",
    replace: "    largest.dispose();\n",
    by: "",
    refusedBy: "20-matrix",
    causes: ["free all tensors that you make for a batch"],
  },
  {
    name: "returns the accuracy as a percentage",
    replace: SHARE,
    by: `100 * ${SHARE}`,
    refusedBy: "20-accuracy",
    causes: ["that is a percentage"],
  },
  {
    name: "divides by 1,000, however many images there are",
    replace: SHARE,
    by: "right / 1000",
    refusedBy: "20-accuracy",
    causes: ["that divides by 1,000"],
  },
  {
    name: "averages the accuracies of the kinds",
    replace: SHARE,
    by: "right && matrix.reduce((sum, row, i) => sum + row[i] / row.reduce((a, b) => a + b), 0) / 10",
    refusedBy: "20-accuracy",
    causes: ["that is the mean of the kinds' accuracies"],
  },
  {
    name: "tests with the training images",
    replace: "confusions(model, new Clothes(new FashionMNIST({ train: false })))",
    by: "confusions(model, new Clothes(new FashionMNIST()))",
    refusedBy: "20-test",
    causes: ["the matrix counts the 4,000 training images"],
  },
  {
    name: "trains with the test images",
    replace: TRAINED,
    by: "await train(model, new Clothes(new FashionMNIST({ train: false })), { seed });",
    refusedBy: "20-test",
    causes: ["training steps use test images"],
  },
  {
    name: "also trains with the test images, after the training images",
    replace: TRAINED,
    by: `${TRAINED}\n  await train(model, new Clothes(new FashionMNIST({ train: false })), { seed, epochs: 1 });`,
    refusedBy: "20-test",
    causes: ["training steps use test images"],
  },
  {
    name: "mixes the test images with the training images",
    replace: TRAINED,
    by: `const [a, b] = [new Clothes(new FashionMNIST()), new Clothes(new FashionMNIST({ train: false }))];
  const both = { length: 5000, item: (i: number) => i < 4000 ? a.item(i) : b.item(i - 4000) };
  await train(model, both, { seed });`,
    refusedBy: "20-test",
    causes: ["training steps use test images"],
  },
  {
    name: "does not train the network",
    replace: `  ${TRAINED}\n`,
    by: "",
    refusedBy: "20-test",
    causes: ["takes no training step"],
  },
  {
    name: "does not wait for the training",
    replace: TRAINED,
    by: TRAINED.replace("await ", ""),
    refusedBy: "20-test",
    causes: ["await train(…)"],
    isTimed: true,
  },
  {
    name: "trains for twice the default number of epochs",
    replace: TRAINED,
    by: TRAINED.replace("{ seed }", "{ seed, epochs: 10 }"),
    refusedBy: "20-test",
    causes: ["are there more than 5 epochs?"],
  },
  {
    name: "begins with the same network for every seed of the experiment",
    replace: "new MLP(seed);",
    by: "new MLP();",
    refusedBy: "20-test",
    causes: ["for two seeds"],
  },
  {
    name: "names two kinds of shoes",
    replace: '["Pullover", "Coat"] };',
    by: '["Sandal", "Sneaker"] };',
    refusedBy: "20-answer",
    causes: ["add matrix[i][j] and matrix[j][i]"],
  },
  {
    name: "spells the name of a kind differently",
    replace: '["Pullover", "Coat"] };',
    by: '["Pullover", "coat"] };',
    refusedBy: "20-answer",
    causes: ["must name two different kinds"],
  },
]);
