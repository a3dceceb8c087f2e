/**
 * Wrong answers to lesson 11.
 * @module
 */
import { mutants } from "downhill/testing";

const FIRST_WEIGHTS = "kernelInitializer: tf.initializers.glorotUniform({ seed }),";
const SECOND_LAYER =
  "tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 }) }),";
const COUNT = "idle = loss <= lowest - tolerance ? 0 : idle + 1;";
const LOWEST = "lowest = Math.min(lowest, loss);";
const RULE = `let lowest = Infinity;
  let idle = 0;
  for (const loss of losses) {
    ${COUNT}
    ${LOWEST}
  }
  return idle >= patience;`;
const NOTE = "losses.push(logs!.loss);";
const STOP = "model.stopTraining = isStalled(losses);";
const SHOW = "await showProgress({ step: epoch, steps: maxEpochs, loss: logs!.loss });";
const CALLBACKS = "callbacks: { onEpochEnd } });";
const FIT = "await model.fit(x, y, {";
const READ = "const ys = Array.from(await prediction.data());";

export default mutants("11_library_mlp", [
  {
    name: "has no activation",
    replace: 'activation: "relu",',
    by: "",
    refusedBy: "11-network",
    causes: ["it is a straight line"],
  },
  {
    name: "uses tanh instead of relu",
    replace: '"relu"',
    by: '"tanh"',
    refusedBy: "11-network",
    causes: ["that is tanh, not relu"],
  },
  {
    name: "also applies relu to the output",
    replace: "dense({ units: 1,",
    by: 'dense({ units: 1, activation: "relu",',
    refusedBy: "11-network",
    causes: ["the second layer also has a relu"],
  },
  {
    name: "has 10 hidden units",
    replace: "units: 100",
    by: "units: 10",
    refusedBy: "11-network",
    causes: ["a layer of 100 units on 1 input"],
  },
  {
    name: "has no biases in the first layer",
    replace: "inputShape: [1],",
    by: "inputShape: [1], useBias: false,",
    refusedBy: "11-network",
    causes: ["a layer of 100 units on 1 input"],
  },
  {
    name: "has a second hidden layer",
    replace: SECOND_LAYER,
    by: `tf.layers.dense({ units: 100, activation: "relu" }),\n      ${SECOND_LAYER}`,
    refusedBy: "11-network",
    causes: ["a layer of 100 units on 1 input"],
  },
  {
    name: "draws the weights of the first layer as TF.js does by default",
    replace: FIRST_WEIGHTS,
    by: "",
    refusedBy: "11-seed",
    causes: ["draw the weights of both layers with tf.initializers.glorotUniform"],
  },
  {
    name: "draws normal numbers instead of uniform ones",
    replace: FIRST_WEIGHTS,
    by: FIRST_WEIGHTS.replace("Uniform", "Normal"),
    refusedBy: "11-seed",
    causes: ["draw the weights of both layers with tf.initializers.glorotUniform"],
  },
  {
    name: "draws the weights with heUniform",
    replace: FIRST_WEIGHTS,
    by: FIRST_WEIGHTS.replace("glorotUniform", "heUniform"),
    refusedBy: "11-seed",
    causes: ["draw the weights of both layers with tf.initializers.glorotUniform"],
  },
  {
    name: "gives the first layer no seed",
    replace: FIRST_WEIGHTS,
    by: FIRST_WEIGHTS.replace("{ seed }", "{}"),
    refusedBy: "11-seed",
    causes: ["start with different weights: give each layer a seed"],
  },
  {
    name: "gives the second layer the seed 43, whatever seed is passed in",
    replace: "{ seed: seed + 1 }",
    by: "{ seed: 43 }",
    refusedBy: "11-seed",
    causes: ["start with the same weights in the"],
  },
  {
    name: "gives both layers the same seed",
    replace: "{ seed: seed + 1 }",
    by: "{ seed }",
    refusedBy: "11-seed",
    causes: ["both layers start with the same 100 weights"],
  },
  {
    name: "has a different default seed",
    replace: "network(seed = 42)",
    by: "network(seed = 7)",
    refusedBy: "11-seed",
    causes: ["did you change the default seed?"],
  },
  {
    name: "starts with biases of 1",
    replace: "inputShape: [1],",
    by: 'inputShape: [1], biasInitializer: "ones",',
    refusedBy: "11-seed",
    causes: ["those of the first layer start at 1"],
  },
  {
    name: "counts every new lowest loss as progress, however small the gain is",
    replace: "loss <= lowest - tolerance",
    by: "loss < lowest",
    refusedBy: "11-rule",
    causes: ["any loss below the lowest counts as progress"],
  },
  {
    name: "compares each loss with the previous one, not with the lowest",
    replace: LOWEST,
    by: "lowest = loss;",
    refusedBy: "11-rule",
    causes: ["it compares with the previous loss"],
  },
  {
    name: "remembers a lower loss only if it counts as an improvement",
    replace: LOWEST,
    by: "if (idle === 0) lowest = loss;",
    refusedBy: "11-rule",
    causes: ["the lowest loss changes only at an improvement"],
  },
  {
    name: "never resets the number of idle epochs to 0",
    replace: "? 0 : idle + 1",
    by: "? idle : idle + 1",
    refusedBy: "11-rule",
    causes: ["it counts all idle epochs"],
  },
  {
    name: "waits for one idle epoch too many",
    replace: "idle >= patience",
    by: "idle > patience",
    refusedBy: "11-rule",
    causes: ["it needs one idle epoch more"],
  },
  {
    name: "waits for one idle epoch too few",
    replace: "idle >= patience",
    by: "idle >= patience - 1",
    refusedBy: "11-rule",
    causes: ["one idle epoch less than"],
  },
  {
    name: "always waits for 10 idle epochs, whatever patience is",
    replace: "idle >= patience",
    by: "idle >= 10",
    refusedBy: "11-rule",
    causes: ["it always waits for 10 idle epochs"],
  },
  {
    name: "always has a tolerance of 0.0001, whatever tolerance is",
    replace: "lowest - tolerance",
    by: "lowest - 1e-4",
    refusedBy: "11-rule",
    causes: ["the tolerance is always 0.0001"],
  },
  {
    name: "uses a tolerance of 0.0001 if the tolerance is 0",
    replace: "lowest - tolerance",
    by: "lowest - (tolerance || 1e-4)",
    refusedBy: "11-rule",
    causes: ["a tolerance of 0 is treated as missing"],
  },
  {
    name: "counts an epoch as idle if its loss is exactly the tolerance below the lowest",
    replace: "loss <= lowest - tolerance",
    by: "loss < lowest - tolerance",
    refusedBy: "11-rule",
    causes: ["is exactly `tolerance` below the lowest counts as idle"],
  },
  {
    name: "multiplies the tolerance by the lowest loss",
    replace: "loss <= lowest - tolerance",
    by: "loss <= lowest * (1 - tolerance)",
    refusedBy: "11-rule",
    causes: ["is used as a share of the loss"],
  },
  {
    name: "adds the tolerance instead of subtracting it",
    replace: "loss <= lowest - tolerance",
    by: "loss <= lowest + tolerance",
    refusedBy: "11-rule",
    causes: ["only idle if its loss rises by more than"],
  },
  {
    name: "counts the first epoch as idle",
    replace: "let lowest = Infinity;",
    by: "let lowest = losses[0];",
    refusedBy: "11-rule",
    causes: ["the first epoch counts as idle"],
  },
  {
    name: "compares the last loss with the loss ten epochs earlier",
    replace: RULE,
    by: `if (losses.length <= patience) return false;
  return losses[losses.length - 1] > losses[losses.length - 1 - patience] - tolerance;`,
    refusedBy: "11-rule",
    causes: ["it compares the last loss with the loss"],
  },
  {
    name: "compares the lowest loss of the last epochs with the lowest loss before them",
    replace: RULE,
    by: `if (losses.length <= patience) return false;
  return Math.min(...losses.slice(-patience)) > Math.min(...losses.slice(0, -patience)) - tolerance;`,
    refusedBy: "11-rule",
    causes: ["it compares the lowest loss of the last epochs"],
  },
  {
    name: "looks only at the last epoch",
    replace: RULE,
    by: RULE.replace("return idle >= patience;", "return idle > 0 && patience > 0;"),
    refusedBy: "11-rule",
    causes: ["it only looks at the last epoch"],
  },
  {
    name: "returns true instead of false, and false instead of true",
    replace: "idle >= patience",
    by: "idle < patience",
    refusedBy: "11-rule",
    causes: ["it returns the opposite"],
  },
  {
    name: "returns the number of idle epochs instead of true or false",
    replace: "return idle >= patience;",
    by: "return (idle >= patience ? idle : 0) as unknown as boolean;",
    refusedBy: "11-rule",
  },
  {
    name: "sorts the list of losses to find the lowest",
    replace: RULE,
    by: `if (losses.length <= patience) return false;
  const last = losses.slice(-patience);
  const all = losses as number[];
  all.splice(0, all.length, ...losses.slice(0, -patience).sort((a, b) => a - b), ...last);
  let [lowest, idle] = [all[0], 0];
  for (const loss of last) {
    ${COUNT}
    ${LOWEST}
  }
  return idle >= patience;`,
    refusedBy: "11-rule",
    causes: ["isStalled changes the list"],
  },
  {
    name: "keeps the number of idle epochs from one call to the next",
    replace: RULE,
    by: `const memory = isStalled as unknown as { idle?: number };
  let lowest = Infinity;
  let idle = memory.idle ?? 0;
  for (const loss of losses) {
    ${COUNT}
    ${LOWEST}
  }
  memory.idle = idle;
  return idle >= patience;`,
    refusedBy: "11-rule",
  },
  {
    name: "never stops the training",
    replace: STOP,
    by: "",
    refusedBy: "11-stops",
    causes: ["set model.stopTraining to true?"],
  },
  {
    name: "returns false from the callback instead of setting model.stopTraining",
    replace: `${STOP}\n    ${SHOW}`,
    by: `${SHOW}\n    return !isStalled(losses) as unknown as void;`,
    refusedBy: "11-stops",
    causes: ["set model.stopTraining to true?"],
  },
  {
    name: "calls isStalled before it notes the loss of the epoch",
    replace: `${NOTE}\n    ${STOP}`,
    by: `${STOP}\n    ${NOTE}`,
    refusedBy: "11-stops",
    causes: ["does it call isStalled before it notes"],
  },
  {
    name: "stops as soon as the loss rises",
    replace: STOP,
    by: `
    model.stopTraining = losses.length > 1 && losses[losses.length - 1] > losses[losses.length - 2];`,
    refusedBy: "11-stops",
    causes: ["it stops as soon as the loss rises"],
  },
  {
    name: "calls isStalled with a patience of 5",
    replace: STOP,
    by: STOP.replace("losses", "losses, { patience: 5 }"),
    refusedBy: "11-stops",
  },
  {
    name: "passes only the last ten losses to isStalled",
    replace: STOP,
    by: STOP.replace("losses", "losses.slice(-10)"),
    refusedBy: "11-stops",
    causes: ["set model.stopTraining to true?"],
  },
  {
    name: "uses the early stopping of TF.js instead of isStalled",
    replace: CALLBACKS,
    by: `callbacks: [
      new tf.CustomCallback({ onEpochEnd: async (_epoch, logs) => void losses.push(logs!.loss as number) }),
      tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 1e-4, patience: 10 }),
    ] });\n  void onEpochEnd;`,
    refusedBy: "11-stops",
    causes: ["do you use the rule of tf.callbacks.earlyStopping", "showProgress was never called"],
  },
  {
    name: "does not wait for model.fit",
    replace: FIT,
    by: FIT.replace("await", "void"),
    refusedBy: "11-stops",
    causes: ["does it await model.fit"],
  },
  {
    name: "trains its own network instead of the model that is passed in",
    replace: "const optimizer = tf.train.adam(",
    by: "model = network();\n  const optimizer = tf.train.adam(",
    refusedBy: "11-losses",
    causes: ["does fit train another model?"],
  },
  {
    name: "uses plain SGD",
    replace: "tf.train.adam(",
    by: "tf.train.sgd(",
    refusedBy: "11-losses",
    causes: ["those are the losses of plain SGD"],
  },
  { name: "uses RMSProp instead of Adam", replace: "tf.train.adam(", by: "tf.train.rmsprop(", refusedBy: "11-losses" },
  {
    name: "always uses the learning rate 0.001",
    replace: "tf.train.adam(learningRate)",
    by: "tf.train.adam(0.001)",
    refusedBy: "11-losses",
    causes: ["the learning rate is 0.001"],
  },
  {
    name: "averages the absolute errors instead of their squares",
    replace: 'loss: "meanSquaredError" });',
    by: 'loss: "meanAbsoluteError" });',
    refusedBy: "11-losses",
    causes: ["that is the mean distance"],
  },
  {
    name: "does not pass the batch size to model.fit",
    replace: " batchSize, shuffle",
    by: " shuffle",
    refusedBy: "11-losses",
    causes: ["do you pass batchSize to model.fit?"],
  },
  {
    name: "shuffles the points",
    replace: " shuffle: false,",
    by: "",
    refusedBy: "11-losses",
    causes: ["do you shuffle the points?"],
  },
  {
    name: "always passes 20 epochs to model.fit",
    replace: "epochs: maxEpochs",
    by: "epochs: 20",
    refusedBy: "11-losses",
    causes: ["does fit use maxEpochs?"],
  },
  {
    name: "trains for up to one epoch more than maxEpochs",
    replace: "epochs: maxEpochs",
    by: "epochs: maxEpochs + 1",
    refusedBy: "11-losses",
    causes: ["is there one epoch too many, or one loss too many?"],
  },
  {
    name: "returns only the last loss",
    replace: "return losses;",
    by: "return losses.slice(-1);",
    refusedBy: "11-losses",
    causes: ["note the loss of every epoch"],
  },
  {
    name: "notes the lowest loss so far instead of each loss",
    replace: NOTE,
    by: "losses.push(Math.min(logs!.loss, ...losses));",
    refusedBy: "11-losses",
    causes: ["do you sort them, or replace a"],
  },
  {
    name: "never calls showProgress",
    replace: SHOW,
    by: "void [epoch, showProgress];",
    refusedBy: "11-losses",
    causes: ["showProgress was never called"],
  },
  {
    name: "always passes 5,000 to showProgress as the number of steps",
    replace: SHOW,
    by: SHOW.replace("maxEpochs", "5000"),
    refusedBy: "11-losses",
    causes: ["pass on the maxEpochs that is passed in"],
  },
  {
    name: "does not wait for showProgress",
    replace: SHOW,
    by: SHOW.replace("await ", "void "),
    refusedBy: "11-losses",
    causes: ["await it in onEpochEnd"],
  },
  {
    name: "has a default learning rate of 0.01",
    replace: "learningRate = 0.001",
    by: "learningRate = 0.01",
    refusedBy: "11-losses",
    causes: ["the learning rate is 0.01"],
  },
  {
    name: "has a default batch size of 32",
    replace: "batchSize = 200",
    by: "batchSize = 32",
    refusedBy: "11-losses",
    causes: ["did you change the default of batchSize?"],
  },
  {
    name: "trains for at most 1,000 epochs by default",
    replace: "maxEpochs = 5000",
    by: "maxEpochs = 1000",
    refusedBy: "11-losses",
    causes: ["expected 5,000: did you change the default?"],
  },
  {
    name: "sorts the caller's points",
    replace: "const x = tf.tensor2d(xs,",
    by: "xs.sort((a, b) => a - b);\n  const x = tf.tensor2d(xs,",
    refusedBy: "11-losses",
    causes: ["fit changes the caller's points"],
  },
  {
    name: "disposes of all variables of TF.js at the end",
    replace: "  optimizer.dispose();",
    by: "  tf.disposeVariables();",
    refusedBy: "11-losses",
  },
  {
    name: "stops as soon as the loss is below 2",
    replace: STOP,
    by: STOP.replace("isStalled(losses)", "isStalled(losses) || xs.length > 50 && logs!.loss < 2"),
    refusedBy: "11-fit",
  },
  {
    name: "predicts only for the first x",
    replace: READ,
    by: READ.replace("prediction.data())", "prediction.data()).slice(0, 1)"),
    refusedBy: "11-predict",
    causes: ["one for each x, not only the first"],
  },
  {
    name: "returns a list for each x instead of a number",
    replace: READ,
    by: "const ys = await prediction.array() as number[];",
    refusedBy: "11-predict",
    causes: ["is a list of lists"],
  },
  {
    name: "multiplies each x by 0.1 before it predicts",
    replace: "const column = tf.tensor2d([...xs],",
    by: "const column = tf.tensor2d(xs.map((x) => 0.1 * x),",
    refusedBy: "11-predict",
  },
  {
    name: "sorts the caller's list of xs",
    replace: "const column = tf.tensor2d([...xs],",
    by: "(xs as number[]).sort();\n  const column = tf.tensor2d([...xs],",
    refusedBy: "11-predict",
    causes: ["predict changes the caller's list"],
  },
  {
    name: "forgets to free the optimizer",
    replace: "  optimizer.dispose();",
    by: " ",
    refusedBy: "11-clean",
    causes: ["they probably belong to Adam"],
  },
  {
    name: "forgets to free the columns",
    replace: "  tf.dispose([x, y]);",
    by: "",
    refusedBy: "11-clean",
    causes: ["they are probably the two columns"],
  },
  {
    name: "forgets to free the prediction",
    replace: "tf.dispose([column, prediction])",
    by: "tf.dispose([column])",
    refusedBy: "11-clean",
    causes: ["is it the column, the prediction"],
  },
  {
    name: "forgets to free the column that predict makes",
    replace: "tf.dispose([column, prediction])",
    by: "tf.dispose([prediction])",
    refusedBy: "11-clean",
    causes: ["is it the column, the prediction"],
  },
  {
    name: "says that training stops because it is at the bottom",
    replace: 'stopsBecause: "the loss rises for a while" }',
    by: 'stopsBecause: "it is at the bottom" }',
    refusedBy: "11-answer",
    causes: ["is not the reason:"],
  },
  {
    name: "says that training stops because the steps are tiny",
    replace: 'stopsBecause: "the loss rises for a while" }',
    by: 'stopsBecause: "the steps are tiny" }',
    refusedBy: "11-answer",
    causes: ["is not the reason:"],
  },
]);
