/**
 * Wrong answers to lesson 18.
 * @module
 */
import { mutants } from "downhill/testing";

const STEP = "optimizer.step(() => meanSquaredError(model, training))";
const REST = "training: take(order.slice(validationCount))";
const BACK = "  model.parameters().forEach((each, i) => each.assign(best[i]));\n";
const BETTER = "if (loss < validationLosses[bestStep]) {";
const JUDGED = "const judged = meanSquaredError(model, validation);";
const OPTIMIZER = "new AdamW(model.parameters(), { learningRate, weightDecay })";
const WAITING = "step - bestStep <= patience";
const BETTER_COPY = "[bestStep, best] = [step, copy()];";

/** The lines of the solution in which a step is judged. */
const JUDGE = `${JUDGED}
    const [loss] = await judged.data();
    validationLosses.push(loss);
`;

/** Those in which the best parameters are remembered. */
const REMEMBER = `    ${BETTER}
      tf.dispose(best);
      ${BETTER_COPY}
    }
`;

export default mutants("18_overfitting", [
  { name: "trains on all points", replace: REST, by: "training: take(order)", refusedBy: "18-split" },
  {
    name: "cuts one point too early",
    replace: REST,
    by: "training: take(order.slice(validationCount - 1))",
    refusedBy: "18-split",
  },
  {
    name: "draws twice",
    replace: "validation: take(order.slice(0, validationCount))",
    by: "validation: take(new RandomState(seed + 1).permutation(xs.length).slice(0, validationCount))",
    refusedBy: "18-split",
  },
  {
    name: "draws with putting back",
    replace: "take(order.slice(0, validationCount))",
    by: "take(order.slice(0, validationCount).map((i) => order[i % validationCount]))",
    refusedBy: "18-split",
  },
  {
    name: "swaps the parts",
    replace:
      "return { validation: take(order.slice(0, validationCount)), training: take(order.slice(validationCount)) };",
    by: "return { training: take(order.slice(0, validationCount)), validation: take(order.slice(validationCount)) };",
    refusedBy: "18-split",
  },
  {
    name: "shuffles x without y",
    replace: "ys: indices.map((i) => ys[i])",
    by: "ys: indices.map((_, i) => ys[i])",
    refusedBy: "18-split",
  },
  {
    name: "takes the first points",
    replace: "new RandomState(seed).permutation(xs.length)",
    by: "xs.map((_, i) => i)",
    refusedBy: "18-random",
  },
  {
    name: "ignores the seed",
    replace: "new RandomState(seed).permutation(xs",
    by: "new RandomState(42).permutation(xs",
    refusedBy: "18-random",
  },
  {
    name: "trains on the validation set",
    replace: STEP,
    by: STEP.replace("training", "validation"),
    refusedBy: "18-curves",
  },
  {
    name: "trains on both sets",
    replace: STEP,
    by: "optimizer.step(() => meanSquaredError(model, [training[0].concat(validation[0]), " +
      "training[1].concat(validation[1])]))",
    refusedBy: "18-curves",
  },
  {
    name: "judges by the training set",
    replace: JUDGED,
    by: JUDGED.replace("validation", "training"),
    refusedBy: "18-curves",
  },
  {
    name: "judges after the step",
    replace: `    ${JUDGE}${REMEMBER}    scalars.push(${STEP});\n`,
    by: `    scalars.push(${STEP});\n    ${JUDGE}${REMEMBER}`,
    refusedBy: "18-curves",
  },
  {
    name: "leaves the learning rate to AdamW",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { weightDecay })",
    refusedBy: "18-curves",
  },
  {
    name: "learns what it is judged by",
    replace: STEP,
    by: STEP.replace("training", "validation"),
    refusedBy: "18-turn",
  },
  {
    name: "forgets the weight decay of the call",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate, weightDecay: 0 })",
    refusedBy: "18-gap",
  },
  { name: "keeps the last parameters", replace: BACK, by: "", refusedBy: "18-best" },
  {
    name: "remembers the parameters without copying them",
    replace: `      tf.dispose(best);\n      ${BETTER_COPY}`,
    by: `      ${BETTER_COPY.replace("copy()", "model.parameters() as tf.Tensor[]")}`,
    refusedBy: "18-best",
  },

  {
    name: "counts from 1",
    replace: "return { trainingLosses, validationLosses, bestStep };",
    by: "return { trainingLosses, validationLosses, bestStep: bestStep + 1 };",
    refusedBy: "18-best",
  },
  { name: "keeps the largest loss", replace: BETTER, by: BETTER.replace("<", ">"), refusedBy: "18-best" },
  { name: "has no patience", replace: ` && ${WAITING}`, by: "", refusedBy: "18-patience" },
  { name: "stops one step early", replace: WAITING, by: "step - bestStep < patience", refusedBy: "18-patience" },
  {
    name: "takes each fall for a new best",
    replace: BETTER,
    by: "if (step === 0 || loss < validationLosses[step - 1]) {",
    refusedBy: "18-patience",
  },
  {
    name: "never decays",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate, weightDecay: 0 })",
    refusedBy: "18-decay",
  },
  {
    name: "leaves the decay to AdamW",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate })",
    refusedBy: "18-curves",
  },
  {
    name: "adds the decay to the gradient",
    replace: OPTIMIZER,
    by: "new (Object.getPrototypeOf(AdamW))(model.parameters(), { learningRate, weightDecay })",
    refusedBy: "18-decay",
  },
  {
    name: "sees no overfit with 10 points",
    replace: "overfitsWith10: true,",
    by: "overfitsWith10: false,",
    refusedBy: "18-answer",
  },
  {
    name: "sees an overfit with 80 points",
    replace: "overfitsWith80: false,",
    by: "overfitsWith80: true,",
    refusedBy: "18-answer",
  },
  {
    name: "waits for the training loss to rise",
    replace: "trainingLossRises: false };",
    by: "trainingLossRises: true };",
    refusedBy: "18-answer",
  },
  { name: "keeps all copies", replace: "      tf.dispose(best);\n", by: "", refusedBy: "18-clean" },
  { name: "forgets to free the judgements", replace: "    judged.dispose();\n", by: "", refusedBy: "18-clean" },
  { name: "forgets to free the optimizer", replace: "  optimizer.dispose();\n", by: "", refusedBy: "18-clean" },
  { name: "tells nobody", replace: "    await onProgress({ step, steps, loss });\n", by: "", refusedBy: "18-clean" },
]);
