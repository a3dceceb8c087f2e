/**
 * Wrong answers to lesson 17.
 * @module
 */
import { mutants } from "downhill/testing";

const LOSS = "return meanSquaredError(model.forward(x), y);";
const VALUE = "const [value] = await loss.data();";
const STEP = "optimizer.step(() => meanSquaredError(model.forward(x), y)).dispose();";
const NOTED = "const loss = await evaluate(model, points);";
const ADAM = "new Adam(model.parameters(), { learningRate })";
const LOADER = "new DataLoader(new PointDataset(points), { batchSize, shuffle });";
const RESTORED = "if (checkpoint) restore(checkpoint, { model, optimizer, loader });";
const EPOCHS = "while (loader.epoch < epochs) {";
const REPORT = "await onProgress({ step: loader.epoch - 1, steps: epochs, loss });";
const SAVED = "const saved = await save({ model, optimizer, loader });";
const DEFAULTS =
  'const { epochs = 100, batchSize = 10, learningRate = 0.01, shuffle = false, device = "auto" } = options;';

/** The lines of the solution that train. */
const LOOP = `${EPOCHS}
    for await (const [x, y] of loader) {
      ${STEP}
    }
    ${NOTED}
    losses.push(loss);
    ${REPORT}
  }`;

/** Part of the message if train does not continue where the checkpoint ends. */
const BEGINS_AGAIN = ["train went through 6 more"];

export default mutants("17_training_pipeline", [
  {
    name: "saves the requested number of epochs instead of the number that are done",
    replace: "return { losses, checkpoint: saved };",
    by: "return { losses, checkpoint: { ...saved, epoch: epochs } };",
    refusedBy: "17-resume",
    causes: ["that is the requested number, not the number of finished epochs"],
  },
  {
    name: "adds up the squared differences instead of averaging them",
    replace: LOSS,
    by: "return meanSquaredError(model.forward(x), y).mul(xs.length);",
    refusedBy: "17-evaluate",
    causes: ["average over the points"],
  },
  {
    name: "subtracts a list from a column, so every prediction is compared with every y",
    replace: LOSS,
    by: "return meanSquaredError(model.forward(x), y.flatten());",
    refusedBy: "17-evaluate",
    causes: ["TF.js broadcasts: make both columns"],
  },
  {
    name: "takes the square root of the mean squared error",
    replace: LOSS,
    by: "return meanSquaredError(model.forward(x), y).sqrt();",
    refusedBy: "17-evaluate",
    causes: ["that is the root of the loss"],
  },
  {
    name: "averages the distances without squaring them",
    replace: LOSS,
    by: "return model.forward(x).sub(y).abs().mean();",
    refusedBy: "17-evaluate",
    causes: ["that is the mean distance"],
  },
  {
    name: "evaluates only the first ten points",
    replace: LOSS,
    by: "return meanSquaredError(model.forward(x.slice(0, 10)), y.slice(0, 10));",
    refusedBy: "17-evaluate",
  },
  {
    name: "halves the mean squared error",
    replace: LOSS,
    by: "return meanSquaredError(model.forward(x), y).div(2);",
    refusedBy: "17-evaluate",
    causes: ["that is half of the loss"],
  },
  {
    name: "does not wait for the loss",
    replace: VALUE,
    by: "const value = (loss.data() as unknown as number[])[0];",
    refusedBy: "17-evaluate",
    causes: ["does it await the loss", "is an await missing"],
  },
  {
    name: "returns the loss as a tensor",
    replace: `${VALUE}
  loss.dispose();
  return value;`,
    by: "return loss as never;",
    refusedBy: "17-evaluate",
  },
  {
    name: "forgets to free the loss in evaluate",
    replace: "  loss.dispose();\n",
    by: "",
    refusedBy: "17-evaluate",
  },
  {
    name: "makes the columns outside tf.tidy and leaves them behind",
    replace: `const loss = tf.tidy(() => {
    const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));`,
    by: `const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
  const loss = tf.tidy(() => {`,
    refusedBy: "17-evaluate",
  },
  {
    name: "makes one batch of all points",
    replace: LOADER,
    by: LOADER.replace("batchSize,", "batchSize: points.xs.length,"),
    refusedBy: "17-batches",
    causes: ["that comes from one step per epoch"],
  },
  {
    name: "does not pass the batch size to the loader",
    replace: LOADER,
    by: LOADER.replace("batchSize, ", ""),
    refusedBy: "17-batches",
    causes: ["a step for every point"],
  },
  {
    name: "makes batches of 10, whatever batchSize says",
    replace: LOADER,
    by: LOADER.replace("batchSize,", "batchSize: 10,"),
    refusedBy: "17-batches",
    causes: ["batches of 10"],
  },
  {
    name: "drops a last batch that is not full",
    replace: LOADER,
    by: LOADER.replace("shuffle", "shuffle, dropLast: true"),
    refusedBy: "17-batches",
    causes: ["the last batch, of 2 points, is left out"],
  },
  {
    name: "never shuffles",
    replace: LOADER,
    by: LOADER.replace(", shuffle", ""),
    refusedBy: "17-batches",
    causes: ["pass shuffle on to the loader"],
  },
  {
    name: "always shuffles",
    replace: LOADER,
    by: LOADER.replace("shuffle", "shuffle: true"),
    refusedBy: "17-batches",
    causes: ["shuffle only if `shuffle` is set"],
  },
  {
    name: "makes a new loader in each epoch, which always uses the first order",
    replace: `${EPOCHS}
    for await (const [x, y] of loader) {`,
    by: `${EPOCHS}
    loader.epoch++;
    for await (const [x, y] of ${LOADER.slice(0, -1)}) {`,
    refusedBy: "17-batches",
    causes: ["each epoch has the order of the first", "restore loader.epoch"],
  },
  {
    name: "sorts the caller's points",
    replace: EPOCHS,
    by: `points.xs.sort((a, b) => a - b);\n  ${EPOCHS}`,
    refusedBy: "17-batches",
    causes: ["train changes the points"],
  },
  {
    name: "does not pass the learning rate to Adam",
    replace: ADAM,
    by: "new Adam(model.parameters())",
    refusedBy: "17-batches",
    causes: ["a learning rate of 0.001, Adam's default"],
  },
  {
    name: "always takes a learning rate of 0.01",
    replace: ADAM,
    by: "new Adam(model.parameters(), { learningRate: 0.01 })",
    refusedBy: "17-batches",
    causes: ["a learning rate of 0.01"],
  },
  {
    name: "gives the optimizer all parameters except the first",
    replace: ADAM,
    by: "new Adam(model.parameters().slice(1), { learningRate })",
    refusedBy: "17-batches",
    causes: ["only the height changes"],
  },
  {
    name: "gives the optimizer all parameters except the last",
    replace: ADAM,
    by: "new Adam(model.parameters().slice(0, -1), { learningRate })",
    refusedBy: "17-batches",
    causes: ["only the slope changes"],
  },
  {
    name: "trains with SGD",
    replace: ADAM,
    by: `new (await import("downhill")).SGD(model.parameters(), { learningRate })`,
    refusedBy: "17-batches",
    causes: ["that is SGD"],
  },
  {
    name: "notes the loss of the last batch",
    replace: `${STEP}\n    }\n    ${NOTED}`,
    by: `var loss = (await optimizer.step(() => meanSquaredError(model.forward(x), y)).data())[0];\n    }`,
    refusedBy: "17-batches",
    causes: ["that is the loss of the last batch"],
  },
  {
    name: "notes the mean of the losses of the batches",
    replace: `    for await (const [x, y] of loader) {
      ${STEP}
    }
    ${NOTED}`,
    by: `    const seen: number[] = [];
    for await (const [x, y] of loader) {
      seen.push((await optimizer.step(() => meanSquaredError(model.forward(x), y)).data())[0]);
    }
    const loss = seen.reduce((a, b) => a + b) / seen.length;`,
    refusedBy: "17-batches",
    causes: ["that is the mean of the batches' losses"],
  },
  {
    name: "notes the loss before each epoch instead of after it",
    replace: `    for await (const [x, y] of loader) {
      ${STEP}
    }
    ${NOTED}`,
    by: `    ${NOTED}
    for await (const [x, y] of loader) {
      ${STEP}
    }`,
    refusedBy: "17-batches",
    causes: ["that is the loss before the epoch"],
  },
  {
    name: "makes a new optimizer in each epoch",
    replace: EPOCHS,
    by: `${EPOCHS}\n    const optimizer = ${ADAM};`,
    refusedBy: "17-batches",
    causes: ["Adam begins again in each epoch"],
  },
  {
    name: "makes a new optimizer in each step",
    replace: STEP,
    by: `const optimizer = ${ADAM};\n      ${STEP}\n      optimizer.dispose();`,
    refusedBy: "17-batches",
    causes: ["Adam begins again in each step"],
  },
  {
    name: "computes the losses, but takes no step",
    replace: STEP,
    by: "meanSquaredError(model.forward(x), y).dispose();",
    refusedBy: "17-batches",
    causes: ["the weights never change"],
  },
  {
    name: "trains for one epoch too few",
    replace: EPOCHS,
    by: "while (loader.epoch < epochs - 1) {",
    refusedBy: "17-pytorch",
    causes: ["that is the number before the last epoch"],
  },
  {
    name: "has a different default number of epochs",
    replace: DEFAULTS,
    by: DEFAULTS.replace("100", "80"),
    refusedBy: "17-pytorch",
  },
  {
    name: "has a different default learning rate",
    replace: DEFAULTS,
    by: DEFAULTS.replace("0.01", "0.02"),
    refusedBy: "17-pytorch",
  },
  {
    name: "has a different default batch size",
    replace: DEFAULTS,
    by: DEFAULTS.replace("batchSize = 10", "batchSize = 16"),
    refusedBy: "17-pytorch",
  },
  {
    name: "trains a model of its own",
    replace: "await model.to(device);",
    by: "model = new MyOwnMLP();\n  await model.to(device);",
    refusedBy: "17-seeds",
    causes: ["train the model that is passed in", "The model that is passed in never computes"],
  },
  {
    name: "disposes of the model at the end",
    replace: 'await model.to("cpu");',
    by: 'await model.to("cpu");\n  model.dispose();',
    refusedBy: "17-batches",
    causes: ["they belong to the caller"],
  },
  {
    name: "never moves the model to the device",
    replace: "await model.to(device);\n",
    by: "",
    refusedBy: "17-device",
    causes: ["await model.to(device) before you begin"],
  },
  {
    name: "computes on the default device, whatever device says",
    replace: "await model.to(device);",
    by: 'void device;\n  await model.to("auto");',
    refusedBy: "17-device",
    causes: ["await model.to(device) before you begin"],
  },
  {
    name: "leaves the model on the device",
    replace: 'await model.to("cpu");\n',
    by: "",
    refusedBy: "17-device",
  },
  {
    name: "switches back to the CPU, but leaves the model where it is",
    replace: 'await model.to("cpu");',
    by: 'await tf.setBackend("cpu");',
    refusedBy: "17-device",
  },
  {
    name: "saves the model instead of the optimizer",
    replace: "optimizer: await encodeTensors(optimizer.stateDict()),",
    by: "optimizer: await encodeTensors(model.stateDict()),",
    refusedBy: "17-checkpoint",
  },
  {
    name: "saves the tensors themselves",
    replace: "model: await encodeTensors(model.stateDict()),",
    by: "model: model.stateDict() as never,",
    refusedBy: "17-checkpoint",
    causes: ["is not a Uint8Array"],
  },
  {
    name: "saves promises, because it does not wait for encodeTensors",
    replace: "model: await encodeTensors(model.stateDict()),",
    by: "model: encodeTensors(model.stateDict()) as never,",
    refusedBy: "17-checkpoint",
    causes: ["is a promise"],
  },
  {
    name: "saves an epoch that is too large by 1",
    replace: "epoch: loader.epoch,",
    by: "epoch: loader.epoch + 1,",
    refusedBy: "17-checkpoint",
    causes: ["that is one more than was saved"],
  },
  {
    name: "always saves epoch 0",
    replace: "epoch: loader.epoch,",
    by: "epoch: 0,",
    refusedBy: "17-checkpoint",
    causes: ["is not saved", "is the checkpoint made before the training, or without the epoch?"],
  },
  {
    name: "does not restore the optimizer",
    replace: "optimizer.loadStateDict(memory);\n",
    by: "",
    refusedBy: "17-checkpoint",
    causes: ["load the saved state into the optimizer", "restore the optimizer that continues"],
  },
  {
    name: "does not restore the model",
    replace: "model.loadStateDict(weights);\n",
    by: "",
    refusedBy: "17-checkpoint",
    causes: ["load the saved state into the model", "the model is a new one"],
  },
  {
    name: "does not restore the epoch",
    replace: "loader.epoch = checkpoint.epoch;\n",
    by: "",
    refusedBy: "17-checkpoint",
    causes: ["set loader.epoch to the saved number", ...BEGINS_AGAIN],
  },
  {
    name: "forgets to free the decoded tensors",
    replace: "  tf.dispose([weights, memory]);\n",
    by: "",
    refusedBy: "17-checkpoint",
  },
  {
    name: "frees the decoded weights, but not those of the optimizer",
    replace: "tf.dispose([weights, memory]);",
    by: "tf.dispose(weights);",
    refusedBy: "17-checkpoint",
  },
  {
    name: "ignores the checkpoint",
    replace: RESTORED,
    by: "",
    refusedBy: "17-resume",
    causes: BEGINS_AGAIN,
  },
  {
    name: "treats epochs as the number of epochs after the checkpoint",
    replace: EPOCHS,
    by: "const end = epochs + (checkpoint?.epoch ?? 0);\n  while (loader.epoch < end) {",
    refusedBy: "17-resume",
    causes: BEGINS_AGAIN,
  },
  {
    name: "restores an optimizer other than the one that trains",
    replace: RESTORED,
    by: RESTORED.replace("optimizer,", "optimizer: new Adam(model.parameters()),"),
    refusedBy: "17-resume",
    causes: ["restore the optimizer that continues"],
  },
  {
    name: "saves the checkpoint before the training",
    replace: `${LOOP}\n  ${SAVED}`,
    by: `${SAVED}\n  ${LOOP}`,
    refusedBy: "17-resume",
    causes: ["is the checkpoint made before the training"],
  },
  {
    name: "trains for one more epoch when none are left",
    replace: EPOCHS,
    by: `let isFirst = true;
  while (isFirst || loader.epoch < epochs) {
    isFirst = false;`,
    refusedBy: "17-resume",
    causes: ["check whether epochs are left before you start one"],
  },
  {
    name: "forgets to free the loss of the step",
    replace: STEP,
    by: STEP.replace(".dispose()", ""),
    refusedBy: "17-memory",
  },
  {
    name: "forgets to free the optimizer",
    replace: "  optimizer.dispose();\n",
    by: "",
    refusedBy: "17-memory",
  },
  {
    name: "never calls onProgress",
    replace: REPORT,
    by: "void onProgress;",
    refusedBy: "17-progress",
    causes: ["train never calls onProgress", "train shows no progress"],
  },
  {
    name: "shows the progress only if onProgress is passed in",
    replace: "onProgress = showProgress }",
    by: "onProgress = () => void showProgress }",
    refusedBy: "17-progress",
    causes: ["train shows no progress"],
  },
  {
    name: "calls onProgress without waiting for it",
    replace: "await onProgress({",
    by: "onProgress({",
    refusedBy: "17-progress",
    causes: ["train continues before onProgress has finished"],
  },
  {
    name: "waits for all calls of onProgress only at the end",
    replace: LOOP,
    by: `const listeners: unknown[] = [];
  ${LOOP.replace(REPORT, "listeners.push(onProgress({ step: loader.epoch - 1, steps: epochs, loss }));")}
  await Promise.all(listeners);`,
    refusedBy: "17-progress",
    causes: ["train continues before onProgress has finished"],
  },
  {
    name: "counts the reported epochs from 1",
    replace: "step: loader.epoch - 1,",
    by: "step: loader.epoch,",
    refusedBy: "17-progress",
    causes: ["count from 0"],
  },
  {
    name: "counts the reported epochs from the checkpoint on",
    replace: "step: loader.epoch - 1,",
    by: "step: losses.length - 1,",
    refusedBy: "17-progress",
    causes: ["continue counting where the checkpoint ends"],
  },
  {
    name: "reports only the epochs of this call as the number of steps",
    replace: "steps: epochs,",
    by: "steps: epochs - (checkpoint?.epoch ?? 0),",
    refusedBy: "17-progress",
    causes: ["count the epochs before the checkpoint"],
  },
]);
