/**
 * Wrong answers to lesson 21.
 * @module
 */
import { mutants } from "downhill/testing";

const PIXEL = "image[i * stride + a - padding]?.[j * stride + b - padding] ?? 0";
const OPTIONS = "{ stride = 1, padding = 0 }: ConvolutionOptions = {}";
const SUMMED = "return sum;";
const LAYER = 'tf.conv2d(images, weights, 1, "valid").add(bias).relu()';
const POOL = 'tf.maxPool(found, 2, 2, "valid")';
const FLAT = "images.reshape([x.shape[0], -1])";
const DENSE = "(i === 0 ? rows : rows.relu()).matMul(weights).add(bias)";
const LOGITS = "return rows;";
const CONVOLUTIONS = "9 * first + first + 9 * first * second + second;";
const OUTPUTS = "units > 0 ? inputs * units + units + units * 10 + 10 : inputs * 10 + 10";
const COUNT = `const convolutions = ${CONVOLUTIONS}
  const inputs = 25 * second;
  return convolutions + (${OUTPUTS});`;
const CNN_TRAINED = "trained.cnn.push(await train(new CNN(seed), { ...PLANS.cnn, seed }));";
const SMALL_TRAINED = "trained.smallMLP.push(await train(new MLP(seed, 6), { ...PLANS.smallMLP, seed }));";
const LARGE_TRAINED = "trained.largeMLP.push(await train(new MLP(seed, 128), { ...PLANS.largeMLP, seed }));";
const TRAINED = `${CNN_TRAINED}\n    ${SMALL_TRAINED}\n    ${LARGE_TRAINED}`;
const FULL_CNN = "new CNN(seed, { channels: [16, 32], units: 64 }), { epochs: 12, learningRate: 0.002, seed }";
const FULL_MLP = "new MLP(seed, 128), { epochs: 10, learningRate: 0.003, seed }";

/** Mistakes in the convolution by hand. */
const CONVOLVE = [
  {
    name: "rotates the filter by 180°",
    replace: PIXEL,
    by: "image[i * stride + filter.length - 1 - a - padding]?.[j * stride + weights.length - 1 - b - padding] ?? 0",
    causes: ["turned by half a turn"],
  },
  {
    name: "swaps rows and columns of the filter",
    replace: "sum += pixel * weight;",
    by: "sum += pixel * (filter[b]?.[a] ?? 0 * weight);",
    causes: ["rows and columns of the filter are swapped"],
  },
  {
    name: "swaps rows and columns of the image",
    replace: PIXEL,
    by: "image[j * stride + b - padding]?.[i * stride + a - padding] ?? 0",
    causes: ["rows and columns of the image are swapped"],
  },
  {
    name: "swaps rows and columns of the result",
    replace: "Array.from({ length: rows }, (_, i) =>\n    Array.from({ length: columns }, (_, j) => {",
    by: "Array.from({ length: columns }, (_, j) =>\n    Array.from({ length: rows }, (_, i) => {",
    causes: ["are rows and columns swapped"],
  },
  {
    name: "moves the filter by 1, whatever the stride is",
    replace: PIXEL,
    by: "image[i + a - padding]?.[j + b - padding] ?? 0",
    causes: ["does not depend on the stride"],
  },
  {
    name: "uses the stride for the rows, but not for the columns",
    replace: PIXEL,
    by: "image[i * stride + a - padding]?.[j + b - padding] ?? 0",
    causes: ["the columns do not depend on the stride"],
  },
  {
    name: "starts at the first pixel, whatever the padding is",
    replace: PIXEL,
    by: "image[i * stride + a]?.[j * stride + b] ?? 0",
    causes: ["does not depend on the padding"],
  },
  {
    name: "shifts the rows by the padding, but not the columns",
    replace: PIXEL,
    by: "image[i * stride + a - padding]?.[j * stride + b] ?? 0",
    causes: ["the columns do not depend on the padding"],
  },
  {
    name: "adds the padding to the row and column in the image",
    replace: PIXEL,
    by: "image[i * stride + a + padding]?.[j * stride + b + padding] ?? 0",
    causes: ["the padding has the wrong sign"],
  },
  {
    name: "also multiplies the padding by the stride",
    replace: PIXEL,
    by: "image[(i - padding) * stride + a]?.[(j - padding) * stride + b] ?? 0",
    causes: ["the padding is multiplied by the stride"],
  },
  {
    name: "treats any padding as 1",
    replace: PIXEL,
    by: "image[i * stride + a - Math.min(padding, 1)]?.[j * stride + b - Math.min(padding, 1)] ?? 0",
    causes: ["any padding counts as 1"],
  },
  {
    name: "swaps stride and padding",
    replace: PIXEL,
    by: "image[i * padding + a - stride]?.[j * padding + b - stride] ?? 0",
    causes: ["stride and padding are swapped"],
  },
  {
    name: "uses the nearest pixel for places outside the image",
    replace: PIXEL,
    by:
      "image[Math.min(Math.max(i * stride + a - padding, 0), image.length - 1)][Math.min(Math.max(j * stride + b - padding, 0), image[0].length - 1)]",
    causes: ["the nearest pixel of the image is used"],
  },
  {
    name: "uses the pixels at the opposite edge for places outside the image",
    replace: PIXEL,
    by:
      "image.at((i * stride + a - padding) % image.length)!.at((j * stride + b - padding) % image[0].length) as number",
    causes: ["the opposite edge"],
  },
  {
    name: "multiplies the weights by missing pixels outside the image, so the sum becomes NaN",
    replace: PIXEL,
    by: "image[i * stride + a - padding]?.[j * stride + b - padding] as number",
    causes: ["there is no pixel"],
  },
  {
    name: "returns the mean of the products",
    replace: SUMMED,
    by: "return sum / (filter.length * filter[0].length);",
    causes: ["the mean of the products"],
  },
  {
    name: "keeps only the last product",
    replace: "sum += pixel",
    by: "sum = pixel",
    causes: ["the product at the lower right corner"],
  },
  {
    name: "replaces negative sums by 0",
    replace: SUMMED,
    by: "return Math.max(0, sum);",
    causes: ["sums below 0 are replaced by 0"],
  },
  {
    name: "takes the absolute value of the sums",
    replace: SUMMED,
    by: "return Math.abs(sum);",
    causes: ["without its sign"],
  },
  {
    name: "uses only a square part of a filter that is not square",
    replace: "filter.forEach((weights, a) =>\n        weights.forEach((weight, b) => {",
    by: "filter.forEach((weights, a) =>\n        weights.slice(0, filter.length).forEach((weight, b) => {",
    causes: ["a square part of the filter"],
  },
  {
    name: "continues the sum of the previous place instead of starting again at 0",
    replace:
      "return Array.from({ length: rows }, (_, i) =>\n    Array.from({ length: columns }, (_, j) => {\n      let sum = 0;",
    by:
      "let sum = 0;\n  return Array.from({ length: rows }, (_, i) =>\n    Array.from({ length: columns }, (_, j) => {",
    causes: ["the sum continues from place to place"],
  },
  {
    name: "moves the filter by 2 if no stride is given",
    replace: `convolve(image: Grid, filter: Grid, ${OPTIONS}`,
    by: `convolve(image: Grid, filter: Grid, ${OPTIONS.replace("stride = 1", "stride = 2")}`,
    causes: ["that is the default"],
  },
  {
    name: "pads by 1 if no padding is given",
    replace: `convolve(image: Grid, filter: Grid, ${OPTIONS}`,
    by: `convolve(image: Grid, filter: Grid, ${OPTIONS.replace("padding = 0", "padding = 1")}`,
    causes: ["that is the default"],
  },
  {
    name: "writes the border of zeros into the image that is passed in",
    replace: "  // #region solution: for each place, add up",
    by: `  for (let k = 0; k < padding; k++) {
    (image as number[][]).unshift(image[0].map(() => 0));
    (image as number[][]).push(image[0].map(() => 0));
  }
  // #region solution: for each place, add up`,
    causes: ["changes the image"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "21-convolve" }));

/** Mistakes in the network. */
const FORWARD = [
  {
    name: "has no relu after the convolutions",
    replace: LAYER,
    by: LAYER.replace(".relu()", ""),
    causes: ["no relu after the convolutions"],
  },
  {
    name: "has a relu only after the last convolution",
    replace: LAYER,
    by: `((found) => bias === this.convolutions[0].bias ? found : found.relu())(${LAYER.replace(".relu()", "")})`,
    causes: ["no relu after the first convolution"],
  },
  {
    name: "adds the bias after relu",
    replace: LAYER,
    by: LAYER.replace(".add(bias).relu()", ".relu().add(bias)"),
    causes: ["the bias is added after the relu"],
  },
  {
    name: "does not use the biases of the convolutions",
    replace: LAYER,
    by: LAYER.replace(".add(bias)", ""),
    causes: ["the biases of the convolutions are missing", "does forward compute with it"],
  },
  {
    name: "does not use the biases of the dense layers",
    replace: DENSE,
    by: DENSE.replace(".add(bias)", ""),
    causes: ["the biases of the dense layers are missing", "does forward compute with it"],
  },
  {
    name: "uses tanh after the convolutions",
    replace: LAYER,
    by: LAYER.replace(".relu()", ".tanh()"),
    causes: ["tanh"],
  },
  {
    name: 'pads the images in the convolutions, as with "same"',
    replace: LAYER,
    by: LAYER.replace("valid", "same"),
    causes: ['"same"'],
  },
  {
    name: 'pads the images before pooling, as with "same"',
    replace: POOL,
    by: POOL.replace("valid", "same"),
    causes: ['"same"'],
  },
  {
    name: "pools by taking the mean",
    replace: POOL,
    by: POOL.replace("max", "avg"),
    causes: ["pooling takes the mean"],
  },
  { name: "does not pool", replace: POOL, by: "found", causes: ["without pooling"] },
  {
    name: "lets the convolutions skip every second place, and does not pool",
    replace: `${LAYER} as tf.Tensor4D;\n      images = ${POOL};`,
    by: `${LAYER.replace("1,", "2,")} as tf.Tensor4D;\n      images = found;`,
    causes: ["a stride instead of pooling"],
  },
  { name: "pools with a stride of 1", replace: POOL, by: POOL.replace("2, 2", "2, 1"), causes: ["pooling moves by 1"] },
  {
    name: "swaps rows and columns of the images",
    replace: "x.reshape([-1, 28, 28, 1]) as",
    by: "x.reshape([-1, 28, 28, 1]).transpose([0, 2, 1, 3]) as",
    causes: ["rows and columns of the image are swapped"],
  },
  {
    name: "has the channels in the first axis, as in PyTorch",
    replace: "x.reshape([-1, 28, 28, 1]) as",
    by: "x.reshape([-1, 1, 28, 28]) as",
  },
  {
    name: "flattens channel by channel, as in PyTorch",
    replace: FLAT,
    by: "images.transpose([0, 3, 1, 2]).reshape([x.shape[0], -1])",
    causes: ["flattened channel by channel"],
  },
  {
    name: "also removes the first axis if there is only one image",
    replace: LOGITS,
    by: "return rows.squeeze();",
    causes: ["the axis of the images is gone"],
  },
  {
    name: "works for batches of one size only",
    replace: FLAT,
    by: "images.reshape([3, -1])",
  },
  {
    name: "has no relu between the dense layers",
    replace: DENSE,
    by: DENSE.replace(".relu()", ""),
    causes: ["no relu between the dense layers"],
  },
  {
    name: "puts a relu on the logits",
    replace: LOGITS,
    by: "return rows.relu();",
    causes: ["a relu at the end"],
  },
  {
    name: "returns probabilities",
    replace: LOGITS,
    by: "return rows.softmax();",
    causes: ["those are probabilities"],
  },
  {
    name: "returns logarithms of probabilities",
    replace: LOGITS,
    by: "return rows.logSoftmax();",
    causes: ["logarithms of probabilities"],
  },
  {
    name: "centres the pixels in forward, although they are already centred",
    replace: "x.reshape([-1, 28, 28, 1]) as",
    by: "centred(x).reshape([-1, 28, 28, 1]) as",
    causes: ["centred"],
  },
  {
    name: "divides the pixels by 255, although they are already from 0 to 1",
    replace: "x.reshape([-1, 28, 28, 1]) as",
    by: "x.div(255).reshape([-1, 28, 28, 1]) as",
    causes: ["divided by 255"],
  },
  {
    name: "keeps tensors that tf.tidy should free",
    replace: POOL,
    by: `tf.keep(${POOL})`,
    causes: ["tf.keep"],
  },
  {
    name: "disposes of the images that are passed in",
    replace: LOGITS,
    by: "x.dispose();\n    return rows;",
    causes: ["disposed of", "disposes of the images that are passed in"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "21-forward" }));

/** Mistakes in the count of parameters. */
const PARAMETERS = [
  {
    name: "counts no biases",
    replace: COUNT,
    by: `const convolutions = 9 * first + 9 * first * second;
  const inputs = 25 * second;
  return convolutions + (units > 0 ? inputs * units + units * 10 : inputs * 10);`,
    causes: ["the biases are missing"],
  },
  {
    name: "counts no biases of the convolutions",
    replace: CONVOLUTIONS,
    by: "9 * first + 9 * first * second;",
    causes: ["the biases of the convolutions are missing"],
  },
  {
    name: "counts a single bias for each layer",
    replace: COUNT,
    by: `const convolutions = 9 * first + 1 + 9 * first * second + 1;
  const inputs = 25 * second;
  return convolutions + (units > 0 ? inputs * units + 1 + units * 10 + 1 : inputs * 10 + 1);`,
    causes: ["that counts one bias for each layer"],
  },
  {
    name: "counts only one filter for each output channel of the second convolution",
    replace: CONVOLUTIONS,
    by: "9 * first + first + 9 * second + second;",
    causes: ["have weights for all channels of the first"],
  },
  {
    name: "counts 3 weights for a filter of 3 × 3",
    replace: CONVOLUTIONS,
    by: "3 * first + first + 3 * first * second + second;",
    causes: ["has nine weights"],
  },
  {
    name: "counts one pixel for each channel before the dense layer",
    replace: "25 * second;",
    by: "second;",
    causes: ["5 × 5 pixels of each channel"],
  },
  {
    name: "counts 6 × 6 pixels for each channel before the dense layer",
    replace: "25 * second;",
    by: "36 * second;",
    causes: ["not 6 × 6"],
  },
  {
    name: "counts all 784 pixels before the dense layer",
    replace: "25 * second;",
    by: "784;",
    causes: ["not the image's 784 pixels"],
  },
  {
    name: "counts no hidden units",
    replace: OUTPUTS,
    by: "units < 0 ? 0 : inputs * 10 + 10",
    causes: ["with hidden units there are two dense layers"],
  },
  {
    name: "counts no last layer if there are hidden units",
    replace: OUTPUTS,
    by: "units > 0 ? inputs * units + units : inputs * 10 + 10",
    causes: ["the last layer is missing"],
  },
  {
    name: "returns the count of one network, whatever the widths are",
    replace: `convolutions + (${OUTPUTS})`,
    by: "5258 + 0 * (convolutions + inputs + units)",
    causes: ["the same number for all widths"],
  },
  {
    name: "makes the network and counts its numbers",
    replace: COUNT,
    by: `const model = new CNN(1, { channels: [first, second], units });
  const count = model.parameters().reduce((sum, { size }) => sum + size, 0);
  model.dispose();
  return count;`,
    causes: ["makes tensors"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "21-parameters" }));

/** Mistakes in the comparison. */
const COMPARE = [
  {
    name: "trains only for the first seed",
    replace: "for (const seed of seeds) {",
    by: "for (const seed of seeds.slice(0, 1)) {",
    causes: ["three for each seed", "expected 3: one for each seed"],
  },
  {
    name: "trains with its own seeds instead of those that are passed in",
    replace: "for (const seed of seeds) {",
    by: "for (const seed of seeds.length > 0 ? [1, 2, 3] : []) {",
    causes: ["the seeds that are passed in"],
  },
  {
    name: "starts with the same CNN for every seed",
    replace: CNN_TRAINED,
    by: CNN_TRAINED.replace("new CNN(seed)", "new CNN(1)"),
    causes: ["made from the seed 1"],
  },
  {
    name: "trains one CNN again and again instead of a new one for each seed",
    replace: "for (const seed of seeds) {\n    trained.cnn.push(await train(new CNN(seed),",
    by: "const cnn = new CNN(seeds[0]);\n  for (const seed of seeds) {\n    trained.cnn.push(await train(cnn,",
    causes: ["trained again for another seed"],
  },
  {
    name: "uses the same order of images for every seed",
    replace: SMALL_TRAINED,
    by: SMALL_TRAINED.replace(", seed }", ", seed: 1 }"),
    causes: ["with the seed 1,"],
  },
  {
    name: "gives no seed to the training",
    replace: CNN_TRAINED,
    by: CNN_TRAINED.replace("{ ...PLANS.cnn, seed }", "PLANS.cnn as unknown as TrainOptions"),
    causes: ["without a seed"],
  },
  {
    name: "compares with an MLP of 4 hidden units",
    replace: SMALL_TRAINED,
    by: SMALL_TRAINED.replace("(seed, 6)", "(seed, 4)"),
    causes: ["an MLP with 4 hidden units"],
  },
  {
    name: "swaps the two MLPs' plans",
    replace: `${SMALL_TRAINED}\n    ${LARGE_TRAINED}`,
    by: `${SMALL_TRAINED.replace("PLANS.smallMLP", "PLANS.largeMLP")}\n    ${
      LARGE_TRAINED.replace("PLANS.largeMLP", "PLANS.smallMLP")
    }`,
    causes: ["the plan of the large MLP"],
  },
  {
    name: "trains all networks with the plan of the CNN",
    replace: `${SMALL_TRAINED}\n    ${LARGE_TRAINED}`,
    by: `${SMALL_TRAINED}\n    ${LARGE_TRAINED}`.replace("PLANS.smallMLP", "PLANS.cnn").replace(
      "PLANS.largeMLP",
      "PLANS.cnn",
    ),
    causes: ["the plan of the CNN"],
  },
  {
    name: "puts the large MLPs into the list of the small ones",
    replace: LARGE_TRAINED,
    by: LARGE_TRAINED.replace("trained.largeMLP", "trained.smallMLP"),
    causes: ["of another kind"],
  },
  {
    name: "swaps the lists of the MLPs",
    replace: "return trained;\n  // #endregion\n}\n\nlet comparing",
    by:
      "return { ...trained, smallMLP: trained.largeMLP, largeMLP: trained.smallMLP };\n  // #endregion\n}\n\nlet comparing",
    causes: ["of another kind"],
  },
  {
    name: "sorts the results by their accuracy",
    replace: "return trained;\n  // #endregion\n}\n\nlet comparing",
    by:
      "Object.values(trained).forEach((all: Trained[]) => all.sort((a, b) => b.accuracy - a.accuracy));\n  return trained;\n  // #endregion\n}\n\nlet comparing",
    causes: ["the order of the seeds"],
  },
  {
    name: "trains all seeds at once",
    replace: `for (const seed of seeds) {
    ${TRAINED}
  }`,
    by: `await Promise.all(seeds.map(async (seed) => {
    ${TRAINED}
  }));`,
    causes: ["at once"],
  },
  {
    name: "does not wait until the networks are trained",
    replace: TRAINED,
    by: TRAINED.replaceAll("await train(", "train(").replaceAll("seed }));", "seed }) as unknown as Trained);"),
    causes: ["at once"],
  },
  {
    name: "always trains with trainAndTest and ignores the training that is passed in",
    replace: TRAINED,
    by: TRAINED.replaceAll("await train(", "await (train && trainAndTest)("),
    causes: ["never calls the train"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "21-compare" }));

/** Mistakes in the plan for all images. */
const PLAN = [
  {
    name: "makes the CNN wider than allowed",
    replace: FULL_CNN,
    by: FULL_CNN.replace("units: 64", "units: 70"),
    causes: ["at most 60,000"],
  },
  {
    name: "trains the CNN of the comparison, which is small",
    replace: FULL_CNN,
    by: FULL_CNN.replace(", { channels: [16, 32], units: 64 }", ""),
    causes: ["hidden units"],
  },
  {
    name: "gives the CNN no hidden units",
    replace: FULL_CNN,
    by: FULL_CNN.replace(", units: 64", ""),
    causes: ["hidden units"],
  },
  {
    name: "trains the CNN for more epochs than planned",
    replace: FULL_CNN,
    by: FULL_CNN.replace("epochs: 12", "epochs: 20"),
  },
  {
    name: "trains both networks for one epoch, as in the comparison",
    replace: `${FULL_CNN});\n  const mlp = await train(${FULL_MLP}`,
    by: `${FULL_CNN});\n  const mlp = await train(${FULL_MLP}`.replace(/epochs: 1\d/g, "epochs: 1"),
    causes: ["the number of epochs of the"],
  },
  {
    name: "trains the CNN with the learning rate of the comparison",
    replace: FULL_CNN,
    by: FULL_CNN.replace("0.002", "0.02"),
    causes: ["that is the learning rate of the"],
  },
  {
    name: "swaps the plans of the CNN and the MLP",
    replace: `${FULL_CNN});\n  const mlp = await train(${FULL_MLP}`,
    by: `${FULL_CNN.replace("12", "10").replace("0.002", "0.003")});\n  const mlp = await train(${
      FULL_MLP.replace("10", "12").replace("0.003", "0.002")
    }`,
    causes: ["those are the epochs of the MLP"],
  },
  {
    name: "compares with an MLP of 100 hidden units",
    replace: FULL_MLP,
    by: FULL_MLP.replace("128", "100"),
    causes: ["has 100 hidden units"],
  },
  {
    name: "compares with the small MLP",
    replace: FULL_MLP,
    by: FULL_MLP.replace("128", "6"),
    causes: ["the small MLP"],
  },
  {
    name: "swaps the two results",
    replace: "return { cnn, mlp };",
    by: "return { cnn: mlp, mlp: cnn };",
    causes: ["swapped"],
  },
].map((mutant) => ({ ...mutant, refusedBy: "21-plan" }));

export default mutants("21_convolutions", [
  ...CONVOLVE,
  ...FORWARD,
  {
    name: "computes with copies of the weights",
    replace: LAYER,
    by: 'tf.conv2d(images, tf.tensor(weights.arraySync()) as tf.Tensor4D, 1, "valid").add(bias).relu()',
    refusedBy: "21-gradients",
    causes: ["does forward compute with it"],
  },
  {
    name: "reads out the numbers before the dense layers",
    replace: FLAT,
    by: `tf.tensor(${FLAT}.arraySync())`,
    refusedBy: "21-gradients",
    causes: ["does forward compute with it"],
  },
  ...PARAMETERS,
  ...COMPARE,
  ...PLAN,
  {
    name: "says that an MLP of the same size is better",
    replace: 'atEqualParameters: "CNN", atEqualTime',
    by: 'atEqualParameters: "MLP", atEqualTime',
    refusedBy: "21-size",
    causes: ["Your answer is"],
  },
  {
    name: "says that the CNN is better in the same time",
    replace: 'atEqualTime: "MLP" };',
    by: 'atEqualTime: "CNN" };',
    refusedBy: "21-time",
    causes: ["Your answer is"],
  },
]);
