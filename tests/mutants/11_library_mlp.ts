/**
 * Wrong answers to lesson 11.
 * @module
 */
import { mutants } from "downhill/testing";

const FIRST_WEIGHTS = "kernelInitializer: tf.initializers.glorotUniform({ seed }),";
const STOP = "model.stopTraining = isStalled(losses);";
const CALLBACKS = "callbacks: { onEpochEnd } });";

export default mutants("11_library_mlp", [
  { name: "forgets the relu", replace: 'activation: "relu",', by: "", refusedBy: "11-network" },
  { name: "bends with tanh", replace: '"relu"', by: '"tanh"', refusedBy: "11-network" },
  {
    name: "puts relu on the output, too",
    replace: "dense({ units: 1,",
    by: 'dense({ units: 1, activation: "relu",',
    refusedBy: "11-network",
  },
  { name: "has 10 units", replace: "units: 100", by: "units: 10", refusedBy: "11-network" },
  {
    name: "has no biases",
    replace: "inputShape: [1],",
    by: "inputShape: [1], useBias: false,",
    refusedBy: "11-network",
  },
  {
    name: "leaves the drawing of the weights to TF.js",
    replace: FIRST_WEIGHTS,
    by: "",
    refusedBy: "11-seed",
  },
  {
    name: "draws normal numbers",
    replace: FIRST_WEIGHTS,
    by: FIRST_WEIGHTS.replace("Uniform", "Normal"),
    refusedBy: "11-seed",
  },
  { name: "gives no seed", replace: FIRST_WEIGHTS, by: FIRST_WEIGHTS.replace("{ seed }", "{}"), refusedBy: "11-seed" },
  { name: "has a seed of its own", replace: "{ seed: seed + 1 }", by: "{ seed: 43 }", refusedBy: "11-seed" },
  {
    name: "gives both layers the same seed",
    replace: "{ seed: seed + 1 }",
    by: "{ seed }",
    refusedBy: "11-seed",
  },
  {
    name: "takes every new low for progress",
    replace: "loss <= lowest - tolerance",
    by: "loss < lowest",
    refusedBy: "11-rule",
  },
  {
    name: "compares with the loss before",
    replace: "lowest = Math.min(lowest, loss);",
    by: "lowest = loss;",
    refusedBy: "11-rule",
  },
  {
    name: "remembers a low only if it is an improvement",
    replace: "lowest = Math.min(lowest, loss);",
    by: "if (idle === 0) lowest = loss;",
    refusedBy: "11-rule",
  },
  { name: "never forgets an idle epoch", replace: "? 0 : idle + 1", by: "? idle : idle + 1", refusedBy: "11-rule" },
  { name: "waits for an eleventh", replace: "idle >= patience", by: "idle > patience", refusedBy: "11-rule" },
  { name: "has a patience of its own", replace: "idle >= patience", by: "idle >= 10", refusedBy: "11-rule" },
  { name: "never stops", replace: STOP, by: "", refusedBy: "11-stops" },
  {
    name: "stops as soon as the loss rises",
    replace: STOP,
    by: `
    model.stopTraining = losses.length > 1 && losses[losses.length - 1] > losses[losses.length - 2];`,
    refusedBy: "11-stops",
  },
  {
    name: "uses the library's own early stopping",
    replace: CALLBACKS,
    by: `callbacks: [
      new tf.CustomCallback({ onEpochEnd: async (_epoch, logs) => void losses.push(logs!.loss as number) }),
      tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 1e-4, patience: 10 }),
    ] });\n  void onEpochEnd;`,
    refusedBy: "11-stops",
  },
  { name: "uses plain SGD", replace: "tf.train.adam(", by: "tf.train.sgd(", refusedBy: "11-losses" },
  {
    name: "has a learning rate of its own",
    replace: "tf.train.adam(learningRate)",
    by: "tf.train.adam(0.001)",
    refusedBy: "11-losses",
  },
  {
    name: "averages the distances",
    replace: 'loss: "meanSquaredError" });',
    by: 'loss: "meanAbsoluteError" });',
    refusedBy: "11-losses",
  },
  { name: "forgets the batch size", replace: " batchSize, shuffle", by: " shuffle", refusedBy: "11-losses" },
  { name: "shuffles", replace: " shuffle: false,", by: "", refusedBy: "11-losses" },
  { name: "has a number of epochs of its own", replace: "epochs: maxEpochs", by: "epochs: 20", refusedBy: "11-losses" },
  { name: "returns the last loss", replace: "return losses;", by: "return losses.slice(-1);", refusedBy: "11-losses" },
  {
    name: "trains for 1,000 epochs",
    replace: "maxEpochs = 5000",
    by: "maxEpochs = 1000",
    refusedBy: "11-fit",
  },
  {
    name: "is in a hurry",
    replace: "learningRate = 0.001",
    by: "learningRate = 0.01",
    refusedBy: "11-unseen",
  },
  {
    name: "predicts for the first x only",
    replace: "Array.from(await prediction.data())",
    by: "Array.from(await prediction.data()).slice(0, 1)",
    refusedBy: "11-predict",
  },
  { name: "forgets to free the optimizer", replace: "  optimizer.dispose();", by: " ", refusedBy: "11-clean" },
  { name: "forgets to free the columns", replace: "  tf.dispose([x, y]);", by: "", refusedBy: "11-clean" },
  {
    name: "forgets to free the prediction",
    replace: "tf.dispose([column, prediction])",
    by: "tf.dispose([column])",
    refusedBy: "11-clean",
  },
  {
    name: "believes the rule",
    replace: 'stopsBecause: "the loss rises for a while" }',
    by: 'stopsBecause: "it is at the bottom" }',
    refusedBy: "11-answer",
  },
  {
    name: "takes it for creeping",
    replace: 'stopsBecause: "the loss rises for a while" }',
    by: 'stopsBecause: "the steps are tiny" }',
    refusedBy: "11-answer",
  },
]);
