/**
 * Wrong answers to lesson 17.
 * @module
 */
import { mutants } from "downhill/testing";

const STEP = "optimizer.step(() => meanSquaredError(model.forward(x), y)).dispose();";
const NOTED = "const loss = await evaluate(model, points);";
const LOADER = "new DataLoader(new PointDataset(points), { batchSize, shuffle });";
const RESTORED = "if (checkpoint) restore(checkpoint, { model, optimizer, loader });";

export default mutants("17_training_pipeline", [
  {
    name: "adds up instead of averaging",
    replace: "return meanSquaredError(model.forward(x), y);",
    by: "return meanSquaredError(model.forward(x), y).mul(xs.length);",
    refusedBy: "17-evaluate",
  },
  {
    name: "broadcasts a column against a list",
    replace: "return meanSquaredError(model.forward(x), y);",
    by: "return meanSquaredError(model.forward(x), y.flatten());",
    refusedBy: "17-evaluate",
  },
  { name: "forgets to free the loss", replace: "  loss.dispose();\n", by: "", refusedBy: "17-evaluate" },
  {
    name: "makes one batch of all points",
    replace: LOADER,
    by: LOADER.replace("batchSize,", "batchSize: points.xs.length,"),
    refusedBy: "17-batches",
  },
  {
    name: "leaves the batch size to the loader",
    replace: LOADER,
    by: LOADER.replace("batchSize, ", ""),
    refusedBy: "17-batches",
  },
  {
    name: "drops the last batch",
    replace: LOADER,
    by: LOADER.replace("shuffle", "shuffle, dropLast: true"),
    refusedBy: "17-batches",
  },
  { name: "never shuffles", replace: LOADER, by: LOADER.replace(", shuffle", ""), refusedBy: "17-batches" },
  {
    name: "leaves the learning rate to Adam",
    replace: "new Adam(model.parameters(), { learningRate })",
    by: "new Adam(model.parameters())",
    refusedBy: "17-batches",
  },
  {
    name: "notes the loss of the last batch",
    replace: `${STEP}\n    }\n    ${NOTED}`,
    by: `var loss = (await optimizer.step(() => meanSquaredError(model.forward(x), y)).data())[0];\n    }`,
    refusedBy: "17-batches",
  },
  {
    name: "makes a new optimizer in each epoch",
    replace: "while (loader.epoch < epochs) {",
    by: "while (loader.epoch < epochs) {\n    const optimizer = new Adam(model.parameters(), { learningRate });",
    refusedBy: "17-batches",
  },
  {
    name: "takes one epoch less",
    replace: "while (loader.epoch < epochs)",
    by: "while (loader.epoch < epochs - 1)",
    refusedBy: "17-pytorch",
  },
  {
    name: "trains a model of its own",
    replace: "await model.to(device);",
    by: "model = new MyOwnMLP();\n  await model.to(device);",
    refusedBy: "17-seeds",
  },
  { name: "never moves to the device", replace: "await model.to(device);\n", by: "", refusedBy: "17-device" },
  { name: "stays on the device", replace: 'await model.to("cpu");\n', by: "", refusedBy: "17-device" },
  {
    name: "saves the model alone",
    replace: "optimizer: await encodeTensors(optimizer.stateDict()),",
    by: "optimizer: await encodeTensors(model.stateDict()),",
    refusedBy: "17-checkpoint",
  },
  {
    name: "saves the tensors themselves",
    replace: "model: await encodeTensors(model.stateDict()),",
    by: "model: model.stateDict() as never,",
    refusedBy: "17-checkpoint",
  },
  {
    name: "does not restore the optimizer",
    replace: "optimizer.loadStateDict(memory);\n",
    by: "",
    refusedBy: "17-checkpoint",
  },
  {
    name: "does not restore the model",
    replace: "model.loadStateDict(weights);\n",
    by: "",
    refusedBy: "17-checkpoint",
  },
  {
    name: "does not restore the epoch",
    replace: "loader.epoch = checkpoint.epoch;\n",
    by: "",
    refusedBy: "17-checkpoint",
  },
  {
    name: "forgets to free what was decoded",
    replace: "  tf.dispose([weights, memory]);\n",
    by: "",
    refusedBy: "17-checkpoint",
  },
  { name: "forgets the checkpoint", replace: RESTORED, by: "", refusedBy: "17-resume" },
  {
    name: "restores another optimizer than the one that trains",
    replace: RESTORED,
    by: RESTORED.replace("optimizer,", "optimizer: new Adam(model.parameters()),"),
    refusedBy: "17-resume",
  },
  {
    name: "forgets to free the loss of the step",
    replace: STEP,
    by: STEP.replace(".dispose()", ""),
    refusedBy: "17-memory",
  },
  { name: "forgets to free the optimizer", replace: "  optimizer.dispose();\n", by: "", refusedBy: "17-memory" },
  {
    name: "tells nobody",
    replace: "await onProgress({ step: loader.epoch - 1, steps: epochs, loss });",
    by: "void onProgress;",
    refusedBy: "17-progress",
  },
  {
    name: "does not wait for who listens",
    replace: "await onProgress({",
    by: "onProgress({",
    refusedBy: "17-progress",
  },
  {
    name: "counts epochs from 1",
    replace: "step: loader.epoch - 1,",
    by: "step: loader.epoch,",
    refusedBy: "17-progress",
  },
  {
    name: "counts from the checkpoint on",
    replace: "step: loader.epoch - 1,",
    by: "step: losses.length - 1,",
    refusedBy: "17-progress",
  },
]);
