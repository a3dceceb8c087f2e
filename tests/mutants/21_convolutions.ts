/**
 * Wrong answers to lesson 21.
 * @module
 */
import { mutants } from "downhill/testing";

const PIXEL = "image[i * stride + a - padding]?.[j * stride + b - padding] ?? 0";
const LAYER = 'tf.conv2d(images, weights, 1, "valid").add(bias).relu()';
const POOL = 'tf.maxPool(found, 2, 2, "valid")';
const DENSE = "(i === 0 ? rows : rows.relu()).matMul(weights).add(bias)";
const CONVOLUTIONS = "9 * first + first + 9 * first * second + second;";
const OUTPUTS = "units > 0 ? inputs * units + units + units * 10 + 10 : inputs * 10 + 10";
const CNN_TRAINED = "trained.cnn.push(await train(new CNN(seed), { ...PLANS.cnn, seed }));";
const SMALL_TRAINED = "trained.smallMLP.push(await train(new MLP(seed, 6), { ...PLANS.smallMLP, seed }));";
const LARGE_TRAINED = "trained.largeMLP.push(await train(new MLP(seed, 128), { ...PLANS.largeMLP, seed }));";
const FULL_CNN = "new CNN(1, { channels: [16, 32], units: 64 })";

export default mutants("21_convolutions", [
  {
    name: "turns the filter round, as mathematicians do",
    replace: PIXEL,
    by: "image[i * stride + filter.length - 1 - a - padding]?.[j * stride + weights.length - 1 - b - padding] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "swaps rows and columns of the filter",
    replace: "sum += pixel * weight;",
    by: "sum += pixel * (filter[b]?.[a] ?? 0 * weight);",
    refusedBy: "21-convolve",
  },
  {
    name: "swaps rows and columns of the image",
    replace: PIXEL,
    by: "image[j * stride + b - padding]?.[i * stride + a - padding] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "swaps rows and columns of the result",
    replace: "Array.from({ length: rows }, (_, i) =>\n    Array.from({ length: columns }, (_, j) => {",
    by: "Array.from({ length: columns }, (_, j) =>\n    Array.from({ length: rows }, (_, i) => {",
    refusedBy: "21-convolve",
  },
  {
    name: "forgets the stride",
    replace: PIXEL,
    by: "image[i + a - padding]?.[j + b - padding] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "forgets the padding",
    replace: PIXEL,
    by: "image[i * stride + a]?.[j * stride + b] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "adds the padding",
    replace: PIXEL,
    by: "image[i * stride + a + padding]?.[j * stride + b + padding] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "swaps stride and padding",
    replace: PIXEL,
    by: "image[i * padding + a - stride]?.[j * padding + b - stride] ?? 0",
    refusedBy: "21-convolve",
  },
  {
    name: "goes on with the pixel at the edge",
    replace: PIXEL,
    by:
      "image[Math.min(Math.max(i * stride + a - padding, 0), image.length - 1)][Math.min(Math.max(j * stride + b - padding, 0), image[0].length - 1)]",
    refusedBy: "21-convolve",
  },
  {
    name: "multiplies nothing beyond the edge, so that the sum is NaN",
    replace: PIXEL,
    by: "image[i * stride + a - padding]?.[j * stride + b - padding] as number",
    refusedBy: "21-convolve",
  },
  {
    name: "averages",
    replace: "return sum;",
    by: "return sum / (filter.length * filter[0].length);",
    refusedBy: "21-convolve",
  },
  { name: "keeps the last product", replace: "sum += pixel", by: "sum = pixel", refusedBy: "21-convolve" },
  { name: "forgets relu", replace: LAYER, by: LAYER.replace(".relu()", ""), refusedBy: "21-forward" },
  {
    name: "adds the bias after relu",
    replace: LAYER,
    by: LAYER.replace(".add(bias).relu()", ".relu().add(bias)"),
    refusedBy: "21-forward",
  },
  { name: "forgets the biases", replace: LAYER, by: LAYER.replace(".add(bias)", ""), refusedBy: "21-forward" },
  {
    name: "pads in the layers",
    replace: LAYER,
    by: LAYER.replace("valid", "same"),
    refusedBy: "21-forward",
  },
  { name: "pools with the mean", replace: POOL, by: POOL.replace("max", "avg"), refusedBy: "21-forward" },
  { name: "forgets to pool", replace: POOL, by: "found", refusedBy: "21-forward" },
  { name: "pools with a stride of 1", replace: POOL, by: POOL.replace("2, 2", "2, 1"), refusedBy: "21-forward" },
  {
    name: "has images with rows and columns swapped",
    replace: "x.reshape([-1, 28, 28, 1]) as",
    by: "x.reshape([-1, 28, 28, 1]).transpose([0, 2, 1, 3]) as",
    refusedBy: "21-forward",
  },
  {
    name: "forgets relu between dense layers",
    replace: DENSE,
    by: DENSE.replace(".relu()", ""),
    refusedBy: "21-forward",
  },
  { name: "puts relu on the logits", replace: "return rows;", by: "return rows.relu();", refusedBy: "21-forward" },
  { name: "returns probabilities", replace: "return rows;", by: "return rows.softmax();", refusedBy: "21-forward" },
  {
    name: "computes with copies of the weights",
    replace: LAYER,
    by: 'tf.conv2d(images, tf.tensor(weights.arraySync()) as tf.Tensor4D, 1, "valid").add(bias).relu()',
    refusedBy: "21-gradients",
  },
  {
    name: "begins anew in the dense layers",
    replace: "images.reshape([x.shape[0], -1])",
    by: "tf.tensor(images.reshape([x.shape[0], -1]).arraySync())",
    refusedBy: "21-gradients",
  },
  {
    name: "counts no biases",
    replace: `${CONVOLUTIONS}\n  const inputs = 25 * second;\n  return convolutions + (${OUTPUTS});`,
    by:
      "9 * first + 9 * first * second;\n  const inputs = 25 * second;\n  return convolutions + (units > 0 ? inputs * units + units * 10 : inputs * 10);",
    refusedBy: "21-parameters",
  },
  {
    name: "counts one filter for all channels",
    replace: CONVOLUTIONS,
    by: "9 * first + first + 9 * second + second;",
    refusedBy: "21-parameters",
  },
  {
    name: "counts one pixel for each channel",
    replace: "25 * second;",
    by: "second;",
    refusedBy: "21-parameters",
  },
  {
    name: "forgets the hidden units",
    replace: OUTPUTS,
    by: "units < 0 ? 0 : inputs * 10 + 10",
    refusedBy: "21-parameters",
  },
  {
    name: "knows the answer for one network",
    replace: `convolutions + (${OUTPUTS})`,
    by: "5258 + 0 * (convolutions + inputs + units)",
    refusedBy: "21-parameters",
  },
  {
    name: "trains for the first seed only",
    replace: "for (const seed of seeds) {",
    by: "for (const seed of seeds.slice(0, 1)) {",
    refusedBy: "21-compare",
  },
  {
    name: "begins with the same network for every seed",
    replace: CNN_TRAINED,
    by: CNN_TRAINED.replace("new CNN(seed)", "new CNN(1)"),
    refusedBy: "21-compare",
  },
  {
    name: "has the same order of images for every seed",
    replace: SMALL_TRAINED,
    by: SMALL_TRAINED.replace(", seed }", ", seed: 1 }"),
    refusedBy: "21-compare",
  },
  {
    name: "compares with a smaller MLP",
    replace: SMALL_TRAINED,
    by: SMALL_TRAINED.replace("(seed, 6)", "(seed, 4)"),
    refusedBy: "21-compare",
  },
  {
    name: "gives the large MLP the epochs of the small one",
    replace: LARGE_TRAINED,
    by: LARGE_TRAINED.replace("PLANS.largeMLP", "PLANS.smallMLP"),
    refusedBy: "21-compare",
  },
  {
    name: "mixes up the lists",
    replace: LARGE_TRAINED,
    by: LARGE_TRAINED.replace("trained.largeMLP", "trained.smallMLP"),
    refusedBy: "21-compare",
  },
  {
    name: "trains all seeds at once",
    replace: `for (const seed of seeds) {
    ${CNN_TRAINED}
    ${SMALL_TRAINED}
    ${LARGE_TRAINED}
  }`,
    by: `await Promise.all(seeds.map(async (seed) => {
    ${CNN_TRAINED}
    ${SMALL_TRAINED}
    ${LARGE_TRAINED}
  }));`,
    refusedBy: "21-compare",
  },
  {
    name: "has more parameters than are allowed",
    replace: FULL_CNN,
    by: FULL_CNN.replace("64", "70"),
    refusedBy: "21-plan",
  },
  { name: "trains for too long", replace: "epochs: 12,", by: "epochs: 20,", refusedBy: "21-plan" },
  {
    name: "compares with a smaller MLP on all images",
    replace: "new MLP(1, 128)",
    by: "new MLP(1, 100)",
    refusedBy: "21-plan",
  },
  {
    name: "mixes up the two",
    replace: "return { cnn, mlp };",
    by: "return { cnn: mlp, mlp: cnn };",
    refusedBy: "21-plan",
  },
  {
    name: "thinks that an MLP is as good at equal size",
    replace: 'atEqualParameters: "CNN", atEqualTime',
    by: 'atEqualParameters: "MLP", atEqualTime',
    refusedBy: "21-size",
  },
  {
    name: "thinks that a CNN always wins",
    replace: 'atEqualTime: "MLP" };',
    by: 'atEqualTime: "CNN" };',
    refusedBy: "21-time",
  },
]);
