/**
 * Mistakes with shapes in each lesson of Parts II to IV that computes with tensors: a factor transposed, a vector
 * instead of a column, a layer of the wrong size.
 * @module
 */

/** A wrong shape, as an edit of a solution. */
export interface WrongShape {
  /** The number of the lesson. */
  lesson: string;
  /** The mistake, in words. */
  name: string;
  /** The text to replace: it occurs once in the solution. */
  replace: string;
  /** The text that replaces it. */
  by: string;
  /** The id of a check that finds it. */
  check: string;
  /** The shapes that the message must contain: "[80, 1] and [80]". */
  shapes: string;
  /** A part of the line that throws, if that is not the edited line. */
  line?: string;
  /** Whether TF.js accepts the shape, so that only the check notices the mistake, and no line is named. */
  isLegal?: boolean;
  /** Whether the check takes too long on the cpu. */
  isSlow?: boolean;
}

/** The columns of lessons 10, 11 and 13. */
const X = "const x = tf.tensor2d(xs, [xs.length, 1]);";
const Y = "const y = tf.tensor2d(ys, [ys.length, 1]);";
const X_VECTOR = "const x = tf.tensor1d(xs);";
const Y_VECTOR = "const y = tf.tensor1d(ys);";

/** The points of lessons 15 and 17. */
const ITEM = "return [[this.points.xs[index]], [this.points.ys[index]]];";

/** The columns of lesson 17, and of lesson 18. */
const XY = "[xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]))";
const COLUMNS = "return [tf.tensor2d(xs, [xs.length, 1]), tf.tensor2d(ys, [ys.length, 1])];";

/** The members of lesson 14's committee, one of them transposed. */
const MEMBERS = "this.members.map((member) => member.forward(x))";
const TURNED = "this.members.map((member, i) => i === 0 ? member.forward(x) : member.forward(x).transpose())";

/** The loss of lesson 20. */
const ONE_HOT = "tf.oneHot(labels.toInt(), 10)";
const LOSS = `tf.losses.softmaxCrossEntropy(${ONE_HOT}, logits)`;

/** The images of lesson 21, and its pooling. */
const IMAGES = "x.reshape([-1, 28, 28, 1])";
const POOL = 'tf.maxPool(found, 2, 2, "valid")';

/** The items of lesson 22's data set. */
const VARIANT = "return [variant, label];";

/** Lines that combine tensors, from the models, the losses and the training. */
const HIDDEN = "const hidden = x.matMul(";
const FORWARD = "return x.matMul(";
const MODEL = "model.forward(x)";
const FIT = "await model.fit(x, y";
const STEP = "optimizer.step(() =>";
const DENSE = ".matMul(weights)";

/** All mistakes, lesson by lesson. */
export const wrongShapes: readonly WrongShape[] = [
  ...lesson("10", [
    { name: "a vector for x", replace: X, by: X_VECTOR, check: "10-theta", shapes: "[80, 1]", isLegal: true },
    { name: "a vector for y", replace: Y, by: Y_VECTOR, check: "10-theta", shapes: "[80, 1]", isLegal: true },
    {
      name: "rows of two numbers",
      replace: X,
      by: "const x = tf.tensor2d(xs, [xs.length, 2]);",
      check: "10-theta",
      shapes: "[80, 2]",
    },
    {
      name: "a product with a vector",
      replace: "x.mul(slope)",
      by: "x.matMul(theta)",
      check: "10-line",
      shapes: "[4, 1] and [2]",
    },
    {
      name: "a dot product with two numbers",
      replace: "x.mul(slope)",
      by: "x.dot(theta)",
      check: "10-line",
      shapes: "[4, 1] and [2]",
    },
    {
      name: "a part beyond the end",
      replace: "] = theta.unstack()",
      by: "] = [theta, theta.slice(1, 2)]",
      check: "10-line",
      shapes: "[2]",
    },
    {
      name: "an index beyond the end",
      replace: "] = theta.unstack()",
      by: "] = [theta, theta.gather([2])]",
      check: "10-line",
      shapes: "[2]",
    },
    { name: "no mean", replace: ".square().mean()", by: ".square()", check: "10-loss", shapes: "[80, 1]" },
  ]),
  ...lesson("11", [
    {
      name: "a layer for 80 numbers",
      replace: "inputShape: [1]",
      by: "inputShape: [80]",
      check: "11-stops",
      shapes: "[80] and [80, 1]",
      line: FIT,
    },
    {
      name: "a row for x",
      replace: X,
      by: "const x = tf.tensor2d(xs, [1, xs.length]);",
      check: "11-stops",
      shapes: "[1] and [1, 80]",
      line: FIT,
    },
    {
      name: "a row for y",
      replace: Y,
      by: "const y = tf.tensor2d(ys, [1, ys.length]);",
      check: "11-stops",
      shapes: "[1] and [1, 80]",
      line: FIT,
    },
  ]),
  ...lesson("12", [
    {
      name: "w1 transposed",
      replace: "draw(), [1, UNITS]",
      by: "draw(), [UNITS, 1]",
      check: "12-loss",
      shapes: "[80, 1] and [100, 1]",
      line: HIDDEN,
    },
    {
      name: "w2 transposed",
      replace: "draw(), [UNITS, 1]",
      by: "draw(), [1, UNITS]",
      check: "12-loss",
      shapes: "[80, 100] and [1, 100]",
      line: "return hidden.matMul(",
    },
    {
      name: "the first factor transposed",
      replace: "matMul(w1)",
      by: "matMul(w1, true)",
      check: "12-output",
      shapes: "[6, 1] and [1, 100]",
    },
    {
      name: "the second factor transposed",
      replace: "matMul(w2)",
      by: "matMul(w2, false, true)",
      check: "12-output",
      shapes: "[6, 100] and [100, 1]",
    },
    {
      name: "the factors swapped",
      replace: "x.matMul(w1)",
      by: "w1.matMul(x)",
      check: "12-output",
      shapes: "[1, 100] and [6, 1]",
    },
    {
      name: "a vector for x",
      replace: "x.matMul(w1)",
      by: "x.flatten().matMul(w1)",
      check: "12-output",
      shapes: "[6] and [1, 100]",
    },
    {
      name: "a vector for w2",
      replace: "matMul(w2)",
      by: "matMul(w2.flatten())",
      check: "12-output",
      shapes: "[6, 100] and [100]",
    },
    {
      name: "a column for the bias",
      replace: "add(b1)",
      by: "add(b1.reshape([-1, 1]))",
      check: "12-output",
      shapes: "[6, 100] and [100, 1]",
    },
    {
      name: "a bias that is too long",
      replace: "Rank.R1>([UNITS])",
      by: "Rank.R1>([UNITS + 1])",
      check: "12-loss",
      shapes: "[80, 100] and [101]",
      line: HIDDEN,
    },
    {
      name: "a shape with more numbers",
      replace: "x.matMul",
      by: "x.reshape([3, 7]).matMul",
      check: "12-output",
      shapes: "[6, 1] and [3, 7]",
    },
  ]),
  ...lesson("13", [
    {
      name: "w1 transposed",
      replace: "draw(), [1, UNITS]",
      by: "draw(), [UNITS, 1]",
      check: "13-options",
      shapes: "[7, 1] and [100, 1]",
      line: FORWARD,
    },
    {
      name: "a vector for x",
      replace: X,
      by: X_VECTOR,
      check: "13-options",
      shapes: "[7] and [1, 100]",
      line: FORWARD,
    },
    {
      name: "a vector for y",
      replace: Y,
      by: Y_VECTOR,
      check: "13-losses",
      shapes: "", // the check names the cause
      isLegal: true,
      isSlow: true,
    },
    {
      name: "too few labels",
      replace: Y,
      by: "const y = tf.tensor2d(ys.slice(1), [ys.length - 1, 1]);",
      check: "13-options",
      shapes: "[6, 1] and [7, 1]",
      line: STEP,
    },
    { name: "no mean", replace: "square().mean()", by: "square()", check: "13-options", shapes: "[7, 1] and []" },
  ]),
  ...lesson("14", [
    {
      name: "w2 transposed",
      replace: "draw(), [units, 1]",
      by: "draw(), [1, units]",
      check: "14-learns",
      shapes: "[3, 100] and [1, 100]",
      line: "return hidden.matMul(",
    },
    {
      name: "a vector for w1",
      replace: "tf.tensor2d(draw(), [1, units])",
      by: "tf.tensor1d(draw())",
      check: "14-learns",
      shapes: "[3, 1] and [100]",
      line: HIDDEN,
    },
    {
      name: "the first factor transposed",
      replace: "matMul(this.w1)",
      by: "matMul(this.w1, true)",
      check: "14-learns",
      shapes: "[3, 1] and [1, 100]",
    },
    {
      name: "a sum of a column and a row",
      replace: MEMBERS,
      by: TURNED,
      check: "14-nested",
      shapes: "[3, 1] and [1, 3]",
    },
    {
      name: "a column and a row one after the other",
      replace: `tf.addN(${MEMBERS})`,
      by: `tf.concat(${TURNED})`,
      check: "14-nested",
      shapes: "[3, 1] and [1, 3]",
    },
  ]),
  ...lesson("15", [
    {
      name: "items of different lengths",
      replace: ITEM,
      by: "return [this.points.xs.slice(0, 1 + index % 2), [this.points.ys[index]]];",
      check: "15-batches",
      shapes: "[1] and [2]",
      line: "for await (const [x, y] of loader)",
    },
  ]),
  ...lesson("16", [
    {
      name: "no shape",
      replace: "tf.tensor(values, x.shape, x.dtype)",
      by: "tf.tensor(values)",
      check: "16-every",
      shapes: "[256] and [4, 64]",
      line: MODEL,
    },
    {
      name: "a shape with more numbers",
      replace: "tf.tensor(values, x.shape, x.dtype)",
      by: "tf.tensor(values, [3, 3])",
      check: "16-move",
      shapes: "[3, 3]",
    },
    {
      name: "the input transposed",
      replace: "await toDevice(input, device)",
      by: "(await toDevice(input, device)).transpose()",
      check: "16-every",
      shapes: "[4, 64]",
      line: MODEL,
    },
  ]),
  ...lesson("17", [
    {
      name: "vectors for x and y",
      replace: XY,
      by: "[xs, ys].map((values) => tf.tensor1d(values))",
      check: "17-evaluate",
      shapes: "[12] and [1, 1]",
      line: MODEL,
    },
    {
      name: "a vector for y",
      replace: XY,
      by: "[tf.tensor2d(xs, [xs.length, 1]), tf.tensor1d(ys)]",
      check: "17-evaluate",
      shapes: "[12, 1] and [12]",
      isLegal: true,
    },
    {
      name: "a vector for y in a batch",
      replace: "(model.forward(x), y)).dispose",
      by: "(model.forward(x), y.flatten())).dispose",
      check: "17-batches",
      shapes: "[5] and [5, 1]",
      isLegal: true,
    },
    {
      name: "numbers instead of lists in a data set",
      replace: ITEM,
      by: "return [this.points.xs[index], this.points.ys[index]] as never;",
      check: "17-batches",
      shapes: "[5] and [1, 1]",
      line: STEP,
    },
    {
      name: "w1 transposed",
      replace: "draw(), [1, 100]",
      by: "draw(), [100, 1]",
      check: "17-evaluate",
      shapes: "[80, 1] and [100, 1]",
      line: FORWARD,
    },
  ]),
  ...lesson("18", [
    {
      name: "a row for x",
      replace: COLUMNS,
      by: COLUMNS.replace("[xs.length, 1]", "[1, xs.length]"),
      check: "18-curves",
      shapes: "[1, 4] and [1, 1]",
      line: MODEL,
    },
    {
      name: "a vector for x",
      replace: COLUMNS,
      by: COLUMNS.replace("tf.tensor2d(xs, [xs.length, 1])", "tf.tensor1d(xs) as never"),
      check: "18-curves",
      shapes: "[4] and [1, 1]",
      line: MODEL,
    },
    {
      name: "a vector for y",
      replace: COLUMNS,
      by: COLUMNS.replace("tf.tensor2d(ys, [ys.length, 1])", "tf.tensor1d(ys) as never"),
      check: "18-curves",
      shapes: "[5] and [5, 1]",
      isLegal: true,
    },
    {
      name: "labels of the other data set",
      replace: "meanSquaredError(model, training))",
      by: "meanSquaredError(model, [training[0], validation[1]]))",
      check: "18-curves",
      shapes: "[5, 1] and [4, 1]",
      line: MODEL,
    },
    {
      name: "the best parameters as vectors",
      replace: "(each) => each.clone()",
      by: "(each) => each.flatten()",
      check: "18-curves",
      shapes: "[1] and [1, 1]",
      line: "each.assign(best[i])",
    },
  ]),
  ...lesson("19", [
    {
      name: "θ transposed",
      replace: "theta.mul(weightDecay)",
      by: "theta.transpose().mul(weightDecay)",
      check: "19-decay",
      shapes: "[2, 3] and [3, 2]",
    },
    {
      name: "the gradient transposed",
      replace: "mul(momentum).add(g)",
      by: "mul(momentum).add(g.transpose())",
      check: "19-momentum",
      shapes: "[2, 3] and [3, 2]",
    },
    {
      name: "a product of matrices",
      replace: "direction.div(",
      by: "direction.matMul(",
      check: "19-adam",
      shapes: "[2, 3]",
    },
    {
      name: "a vector for a matrix",
      replace: "size.add(epsilon)",
      by: "size.flatten().add(epsilon)",
      check: "19-adam",
      shapes: "[2, 3] and [6]",
    },
  ]),
  ...lesson("20", [
    {
      name: "w1 transposed",
      replace: "draw(784, 128)",
      by: "draw(128, 784)",
      check: "20-test",
      shapes: "[128, 784]",
      line: FORWARD,
    },
    {
      name: "w2 transposed",
      replace: "draw(128, 10)",
      by: "draw(10, 128)",
      check: "20-test",
      shapes: "[128, 128] and [10, 128]",
      line: FORWARD,
    },
    {
      name: "a bias that is too long",
      replace: "tf.zeros([10])",
      by: "tf.zeros([128])",
      check: "20-test",
      shapes: "[128, 10] and [128]",
      line: FORWARD,
    },
    {
      name: "images of one row",
      replace: "index * 784, (index + 1) * 784",
      by: "index * 28, (index + 1) * 28",
      check: "20-test",
      shapes: "[128, 28] and [784, 128]",
      line: FORWARD,
    },
    {
      name: "the second factor transposed",
      replace: "matMul(this.w1)",
      by: "matMul(this.w1, false, true)",
      check: "20-model",
      shapes: "[5, 784] and [784, 128]",
    },
    {
      name: "labels that are not one-hot",
      replace: ONE_HOT,
      by: "labels",
      check: "20-loss",
      shapes: "[7] and [7, 10]",
    },
    {
      name: "labels of nine kinds",
      replace: ONE_HOT,
      by: "tf.oneHot(labels.toInt(), 9)",
      check: "20-loss",
      shapes: "[7, 9] and [7, 10]",
    },
    {
      name: "labels transposed",
      replace: ONE_HOT,
      by: `${ONE_HOT}.transpose()`,
      check: "20-loss",
      shapes: "[10, 7] and [7, 10]",
    },
    {
      name: "a vector for a column",
      replace: LOSS,
      by: "tf.logSoftmax(logits).mul(labels).neg().mean()",
      check: "20-loss",
      shapes: "[7, 10] and [7]",
    },
    {
      name: "labels as the indices of rows",
      replace: LOSS,
      by: "tf.logSoftmax(logits).gather(labels.toInt()).neg().mean()",
      check: "20-loss",
      shapes: "[7, 10] and [7]",
    },
    {
      name: "columns beyond the edge",
      replace: LOSS,
      by: "tf.logSoftmax(logits).slice([0, 5], [-1, 10]).neg().mean()",
      check: "20-loss",
      shapes: "[7, 10]",
    },
    {
      name: "an axis that does not exist",
      replace: "argMax(1)",
      by: "argMax(2)",
      check: "20-matrix",
      shapes: "[5, 10]",
    },
  ]),
  ...lesson("21", [
    {
      name: "no axis for the batch",
      replace: IMAGES,
      by: "x.reshape([28, 28, 1])",
      check: "21-forward",
      shapes: "[3, 784] and [28, 28, 1]",
    },
    {
      name: "images that are too large",
      replace: IMAGES,
      by: "x.reshape([-1, 30, 30, 1])",
      check: "21-forward",
      shapes: "[3, 784]",
    },
    {
      name: "channels first",
      replace: IMAGES,
      by: "x.reshape([-1, 1, 28, 28])",
      check: "21-forward",
      shapes: "[3, 1, 28, 28] and [3, 3, 1, 8]",
      line: "tf.conv2d(images, weights",
    },
    {
      name: "channels in and out swapped",
      replace: "(images, weights, 1,",
      by: "(images, weights.transpose([0, 1, 3, 2]), 1,",
      check: "21-forward",
      shapes: "[3, 28, 28, 1] and [3, 3, 8, 1]",
    },
    {
      name: "filters without an axis for channels",
      replace: "(images, weights, 1,",
      by: "(images, weights.squeeze() as never, 1,",
      check: "21-forward",
      shapes: "[3, 28, 28, 1] and [3, 3, 8]",
    },
    {
      name: "filters larger than the image",
      replace: "(images, weights, 1,",
      by: "(images, weights.tile([9, 9, 1, 1]), 1,",
      check: "21-forward",
      shapes: "[27, 27] and [1, 1]",
    },
    {
      name: "a window larger than the image",
      replace: POOL,
      by: 'tf.maxPool(found, 20, 2, "valid")',
      check: "21-forward",
      shapes: "[20, 20] and [2, 2]",
    },
    {
      name: "the mean of a window larger than the image",
      replace: POOL,
      by: 'tf.avgPool(found, 20, 2, "valid")',
      check: "21-forward",
      shapes: "[20, 20] and [2, 2]",
    },
    {
      name: "a dense layer that is too large",
      replace: "5 * 5 * second",
      by: "7 * 7 * second",
      check: "21-size",
      shapes: "[64, 400] and [784, 10]",
      line: DENSE,
      isSlow: true,
    },
    {
      name: "more pixels than the dense layer expects",
      replace: '1, "valid").add',
      by: '1, "same").add',
      check: "21-forward",
      shapes: "[7, 7] and [5, 5]", // the check names the cause
      isLegal: true,
    },
    {
      name: "rows of the wrong length",
      replace: "[x.shape[0], -1]",
      by: "[-1, 784]",
      check: "21-forward",
      shapes: "[3, 5, 5, 16]",
    },
    {
      name: "one vector for all images",
      replace: "images.reshape([x.shape[0], -1])",
      by: "images.flatten()",
      check: "21-forward",
      shapes: "[1200] and [400, 10]",
      line: DENSE,
    },
    {
      name: "a bias that is too long",
      replace: '"valid").add(bias)',
      by: '"valid").add(bias.concat(bias))',
      check: "21-forward",
      shapes: "[3, 26, 26, 8] and [16]",
    },
  ]),
  ...lesson("22", [
    {
      name: "a batch of one for an image",
      replace: VARIANT,
      by: "return [[variant], label] as never;",
      check: "22-test",
      shapes: "[50, 1, 10] and [50, 10]",
      line: "tf.losses.softmaxCrossEntropy(",
    },
    {
      name: "images that are too small",
      replace: VARIANT,
      by: "return [variant.subarray(0, 700), label];",
      check: "22-test",
      shapes: "[50, 700] and [784, 64]",
      line: FORWARD,
    },
    {
      name: "images of different sizes",
      replace: VARIANT,
      by: "return [variant.subarray(index % 2), label];",
      check: "22-test",
      shapes: "[784] and [783]",
      line: "for await (const [x, labels] of loader)",
    },
    {
      name: "w1 transposed",
      replace: "draw(784, 64)",
      by: "draw(64, 784)",
      check: "22-test",
      shapes: "[50, 784] and [64, 784]",
      line: FORWARD,
    },
  ]),
];

function lesson(number: string, mistakes: readonly Omit<WrongShape, "lesson">[]): WrongShape[] {
  return mistakes.map((each) => ({ lesson: number, ...each }));
}
