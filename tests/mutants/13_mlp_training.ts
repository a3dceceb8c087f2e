/**
 * Wrong answers to lesson 13.
 * @module
 */
import { mutants } from "downhill/testing";

const OPTIMIZER = "new Adam(Object.values(parameters), { learningRate })";
const STEP = "const loss = optimizer.step(() => y.sub(forward(x, parameters)).square().mean());";
const REPORT = "if (step % 10 === 0) await onProgress({ step, steps, loss });";
const FREE = "tf.dispose([x, y, ...scalars]);";

export default mutants("13_mlp_training", [
  { name: "adds up instead of averaging", replace: STEP, by: STEP.replace("mean", "sum"), refusedBy: "13-losses" },
  {
    name: "leaves Adam its learning rate",
    replace: OPTIMIZER,
    by: "new Adam(Object.values(parameters))",
    refusedBy: "13-options",
  },
  {
    name: "uses plain gradient descent",
    replace: STEP,
    by: STEP.replace("optimizer.step(", "tf.train.sgd(learningRate).minimize(").replace(
      ".mean());",
      ".mean().asScalar(), true)!;",
    ),
    refusedBy: "13-options",
  },
  {
    name: "forgets the biases",
    replace: OPTIMIZER,
    by: "new Adam([parameters.w1, parameters.w2], { learningRate })",
    refusedBy: "13-losses",
  },
  {
    name: "trains the last layer only",
    replace: OPTIMIZER,
    by: "new Adam([parameters.w2, parameters.b2], { learningRate })",
    refusedBy: "13-options",
  },
  {
    name: "notes the loss after the step",
    replace: "scalars.push(loss);",
    by: "scalars.push(tf.tidy(() => y.sub(forward(x, parameters)).square().mean().asScalar()));\n    tf.keep(loss);",
    refusedBy: "13-options",
  },
  {
    name: "takes a new optimizer in each step",
    replace: STEP,
    by: STEP.replace("optimizer.step", `${OPTIMIZER}.step`),
    refusedBy: "13-options",
  },
  {
    name: "forgets momentum",
    replace: OPTIMIZER,
    by: "new Adam(Object.values(parameters), { learningRate, betas: [0, 0.999] })",
    refusedBy: "13-options",
  },
  {
    name: "returns new parameters",
    replace: "return { parameters, losses };",
    by: "return { parameters: createParameters(seed), losses };",
    refusedBy: "13-parameters",
  },
  {
    name: "frees the parameters, too",
    replace: FREE,
    by: "tf.dispose([x, y, parameters, ...scalars]);",
    refusedBy: "13-options",
  },
  {
    name: "forgets the seed",
    replace: "const parameters = createParameters(seed);",
    by: "const parameters = createParameters(7);",
    refusedBy: "13-seeds",
  },
  {
    name: "takes a learning rate of its own",
    replace: OPTIMIZER,
    by: OPTIMIZER.replace("{ learningRate }", "{ learningRate: 0.01 }"),
    refusedBy: "13-options",
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "13-options",
  },
  { name: "tells nothing", replace: REPORT, by: "", refusedBy: "13-progress" },
  {
    name: "tells of every step",
    replace: REPORT,
    by: REPORT.replace("if (step % 10 === 0) ", ""),
    refusedBy: "13-progress",
  },
  {
    name: "counts from 1",
    replace: REPORT,
    by: REPORT.replace("step % 10 === 0", "step % 10 === 1"),
    refusedBy: "13-progress",
  },
  { name: "does not wait", replace: REPORT, by: REPORT.replace("await ", ""), refusedBy: "13-progress" },
  {
    name: "tells the step after",
    replace: REPORT,
    by: REPORT.replace("loss }", "loss: tf.tidy(() => y.sub(forward(x, parameters)).square().mean()) }"),
    refusedBy: "13-progress",
  },
  { name: "forgets to free the losses", replace: FREE, by: "tf.dispose([x, y]);", refusedBy: "13-clean" },
  { name: "forgets to free the columns", replace: FREE, by: "tf.dispose(scalars);", refusedBy: "13-clean" },
  { name: "forgets the optimizer", replace: "optimizer.dispose();", by: "", refusedBy: "13-clean" },
  {
    name: "keeps the predictions until the end",
    replace: STEP,
    by: `const prediction = forward(x, parameters);\n    ${STEP}\n    scalars.push(prediction.sum().asScalar());`,
    refusedBy: "13-clean",
  },
  {
    name: "sorts the caller's points",
    replace: "const x = tf.tensor2d(xs,",
    by: "const x = tf.tensor2d(xs.sort(),",
    refusedBy: "13-clean",
  },
  { name: "counts the living", replace: "deadUnits: 40", by: "deadUnits: 60", refusedBy: "13-answer" },
  { name: "believes in patience", replace: "moreStepsHelp: false", by: "moreStepsHelp: true", refusedBy: "13-answer" },
]);
