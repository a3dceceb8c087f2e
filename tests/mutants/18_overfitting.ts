/**
 * Wrong answers to lesson 18.
 * @module
 */
import { mutants } from "downhill/testing";

const ORDER = "new RandomState(seed).permutation(xs.length)";
const CHOSEN = "validation: take(order.slice(0, validationCount))";
const REST = "training: take(order.slice(validationCount))";
const STEP = "optimizer.step(() => meanSquaredError(model, training))";
const BACK = "  model.parameters().forEach((each, i) => each.assign(best[i]));\n";
const BETTER = "if (loss < validationLosses[bestStep]) {";
const JUDGED = "const judged = meanSquaredError(model, validation);";
const OPTIMIZER = "new AdamW(model.parameters(), { learningRate, weightDecay })";
const WAITING = "step - bestStep <= patience";
const BETTER_COPY = "[bestStep, best] = [step, copy()];";
const REPORT = "await onProgress({ step, steps, loss });";
const RESULT = "return { trainingLosses, validationLosses, bestStep };";
const LOOP = "for (let step = 0; step < steps && step - bestStep <= patience; step++) {";
const DEFAULTS =
  "const { steps = 200, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;";

/** The lines of the solution that compute the validation loss. */
const JUDGE = `${JUDGED}
    const [loss] = await judged.data();
    validationLosses.push(loss);
`;

/** The lines that copy the best parameters. */
const REMEMBER = `    ${BETTER}
      tf.dispose(best);
      ${BETTER_COPY}
    }
`;

/** The lines from the optimizer to the step. */
const TRAINING = `const optimizer = ${OPTIMIZER};
  const copy = () => model.parameters().map((each) => each.clone());
  const scalars: tf.Scalar[] = [];
  let [bestStep, best] = [0, copy()];
  ${LOOP}
    ${JUDGE}${REMEMBER}    scalars.push(${STEP});`;

const WITHOUT_DECAY = OPTIMIZER.replace("weightDecay", "weightDecay: 0");

/** Part of the message if the model has its last parameters. */
const LAST_ONES = ["those are the last parameters: do you keep copies of the best"];

export default mutants("18_overfitting", [
  {
    name: "trains on all points, including those for validation",
    replace: REST,
    by: "training: take(order)",
    refusedBy: "18-split",
    causes: ["that split leaks"],
  },
  {
    name: "cuts the list one point too early, so one point is in both parts",
    replace: REST,
    by: "training: take(order.slice(validationCount - 1))",
    refusedBy: "18-split",
    causes: ["that split leaks"],
  },
  {
    name: "leaves one point out of both parts",
    replace: REST,
    by: "training: take(order.slice(validationCount + 1))",
    refusedBy: "18-split",
  },
  {
    name: "draws each part from a random order of its own",
    replace: CHOSEN,
    by: "validation: take(new RandomState(seed + 1).permutation(xs.length).slice(0, validationCount))",
    refusedBy: "18-split",
    causes: ["that split leaks"],
  },
  {
    name: "can draw a point twice",
    replace: "take(order.slice(0, validationCount))",
    by: "take(order.slice(0, validationCount).map((i) => order[i % validationCount]))",
    refusedBy: "18-split",
    causes: ["draw each point only once"],
  },
  {
    name: "swaps the two parts",
    replace: `return { ${CHOSEN}, ${REST} };`,
    by: `return { ${CHOSEN.replace("validation:", "training:")}, ${REST.replace("training:", "validation:")} };`,
    refusedBy: "18-split",
    causes: ["the parts are swapped"],
  },
  {
    name: "always puts 40 points into validation, whatever validationCount says",
    replace: `${CHOSEN}, ${REST}`,
    by: `${CHOSEN.replace("validationCount", "40")}, ${REST.replace("validationCount", "40")}`,
    refusedBy: "18-split",
  },
  {
    name: "has a different default number of validation points",
    replace: "validationCount = 40",
    by: "validationCount = 30",
    refusedBy: "18-split",
  },
  {
    name: "shuffles x without y",
    replace: "ys: indices.map((i) => ys[i])",
    by: "ys: indices.map((_, i) => ys[i])",
    refusedBy: "18-split",
    causes: ["belongs to a different x"],
  },
  {
    name: "removes the validation points from the caller's lists",
    replace: `return { ${CHOSEN}, ${REST} };`,
    by: `const parts = { ${CHOSEN}, ${REST} };
  xs.splice(0, validationCount);
  ys.splice(0, validationCount);
  return parts;`,
    refusedBy: "18-split",
    causes: ["split changes the xs"],
  },
  {
    name: "takes the first points for validation",
    replace: ORDER,
    by: "xs.map((_, i) => i)",
    refusedBy: "18-random",
    causes: ["Put the indices in a random order first"],
  },
  {
    name: "takes the last points for validation",
    replace: ORDER,
    by: "xs.map((_, i) => xs.length - 1 - i)",
    refusedBy: "18-random",
    causes: ["Put the indices in a random order first"],
  },
  {
    name: "takes consecutive points for validation, starting at a random one",
    replace: ORDER,
    by: `(() => {
    const first = Math.floor(new RandomState(seed).uniform(0, xs.length - validationCount));
    const isChosen = (i: number) => i >= first && i < first + validationCount;
    const all = xs.map((_, i) => i);
    return [...all.filter(isChosen), ...all.filter((i) => !isChosen(i))];
  })()`,
    refusedBy: "18-random",
    causes: ["consists of neighbours"],
  },
  {
    name: "ignores the seed",
    replace: "new RandomState(seed).permutation(xs",
    by: "new RandomState(42).permutation(xs",
    refusedBy: "18-random",
    causes: ["Another seed gives the same parts"],
  },
  {
    name: "draws all splits from one generator, so a second call with the same seed gives different parts",
    replace: `const order = ${ORDER};`,
    by: `const memory = split as unknown as { generator?: RandomState };
  const order = (memory.generator ??= new RandomState(seed)).permutation(xs.length);`,
    refusedBy: "18-random",
    causes: ["Two splits with the same seed"],
  },
  {
    name: "has a different default seed",
    replace: "validationCount = 40, seed = 42",
    by: "validationCount = 40, seed = 7",
    refusedBy: "18-random",
    causes: ["the parts are not those of seed 42"],
  },
  {
    name: "treats a seed of 0 as no seed",
    replace: ORDER,
    by: "new RandomState(seed || 42).permutation(xs.length)",
    refusedBy: "18-random",
    causes: ["is 0 treated as no seed?"],
  },
  {
    name: "trains on the validation set",
    replace: STEP,
    by: STEP.replace("training", "validation"),
    refusedBy: "18-curves",
    causes: ["the validation set is trained on"],
  },
  {
    name: "trains on both sets",
    replace: STEP,
    by: "optimizer.step(() => meanSquaredError(model, [training[0].concat(validation[0]), " +
      "training[1].concat(validation[1])]))",
    refusedBy: "18-curves",
    causes: ["the validation points are also trained on"],
  },
  {
    name: "uses the training set for the validation losses",
    replace: JUDGED,
    by: JUDGED.replace("validation", "training"),
    refusedBy: "18-curves",
    causes: ["those are the training losses: judge by the validation set"],
  },
  {
    name: "computes the validation loss after the step",
    replace: `    ${JUDGE}${REMEMBER}    scalars.push(${STEP});\n`,
    by: `    scalars.push(${STEP});\n    ${JUDGE}${REMEMBER}`,
    refusedBy: "18-curves",
    causes: ["those are the losses after each step: compute them before it"],
  },
  {
    name: "computes the training loss after the step",
    replace: `scalars.push(${STEP});`,
    by: `${STEP}.dispose();
    scalars.push(meanSquaredError(model, training));`,
    refusedBy: "18-curves",
    causes: ["those are the losses after each step: keep what optimizer.step returns"],
  },
  {
    name: "swaps the two lists of losses",
    replace: RESULT,
    by: "return { trainingLosses: validationLosses, validationLosses: trainingLosses, bestStep };",
    refusedBy: "18-curves",
    causes: ["are the lists swapped?"],
  },
  {
    name: "notes one more training loss, after the last step",
    replace: `const trainingLosses =`,
    by: `scalars.push(meanSquaredError(model, training));
  const trainingLosses =`,
    refusedBy: "18-curves",
    causes: ["the loss after the last step is also in the list"],
  },
  {
    name: "does not pass the learning rate to AdamW",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { weightDecay })",
    refusedBy: "18-curves",
    causes: ["Adam's default rate, 0.001"],
  },
  {
    name: "always takes a learning rate of 0.05",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate: 0.05, weightDecay })",
    refusedBy: "18-curves",
    causes: ["that comes from a learning rate of 0.05"],
  },
  {
    name: "has a different default learning rate",
    replace: DEFAULTS,
    by: DEFAULTS.replace("0.05", "0.01"),
    refusedBy: "18-curves",
  },
  {
    name: "has a weight decay by default",
    replace: DEFAULTS,
    by: DEFAULTS.replace("weightDecay = 0", "weightDecay = 0.01"),
    refusedBy: "18-curves",
    causes: ["a decay of 0.01, AdamW's default"],
  },
  {
    name: "has a different default number of steps",
    replace: DEFAULTS,
    by: DEFAULTS.replace("200", "150"),
    refusedBy: "18-turn",
  },
  {
    name: "gives the optimizer all parameters except the last",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters().slice(0, -1), { learningRate, weightDecay })",
    refusedBy: "18-curves",
    causes: ["only the slope changes", "only the slope decays"],
  },
  {
    name: "gives the optimizer all parameters except the first",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters().slice(1), { learningRate, weightDecay })",
    refusedBy: "18-curves",
    causes: ["only the height changes", "only the height decays"],
  },
  {
    name: "makes a new optimizer in each step",
    replace: LOOP,
    by: `${LOOP}\n    const optimizer = ${OPTIMIZER};`,
    refusedBy: "18-curves",
    causes: ["AdamW begins again in each step"],
  },
  {
    name: "forgets to go back to the best parameters",
    replace: BACK,
    by: "",
    refusedBy: "18-best",
    causes: LAST_ONES,
  },
  {
    name: "goes back to the best parameters only if patience has run out",
    replace: BACK,
    by: `  if (validationLosses.length < steps) ${BACK.trim()}\n`,
    refusedBy: "18-best",
    causes: ["go back to the best in both cases"],
  },
  {
    name: "keeps the parameters without copying them",
    replace: `      tf.dispose(best);\n      ${BETTER_COPY}`,
    by: `      ${BETTER_COPY.replace("copy()", "model.parameters() as tf.Tensor[]")}`,
    refusedBy: "18-best",
    causes: ["keep copies of them"],
  },
  {
    name: "copies the parameters only once, at the beginning",
    replace: `      tf.dispose(best);\n      ${BETTER_COPY}`,
    by: "      bestStep = step;",
    refusedBy: "18-best",
    causes: ["those are the initial parameters"],
  },
  {
    name: "copies the best parameters after the step",
    replace: `${REMEMBER}    scalars.push(${STEP});\n`,
    by: `    scalars.push(${STEP});\n${REMEMBER}`,
    refusedBy: "18-best",
    causes: ["those are from one step too late"],
  },
  {
    name: "counts the best step from 1",
    replace: RESULT,
    by: "return { trainingLosses, validationLosses, bestStep: bestStep + 1 };",
    refusedBy: "18-best",
    causes: ["that is larger by 1"],
  },
  {
    name: "returns the last step as the best step",
    replace: RESULT,
    by: "return { trainingLosses, validationLosses, bestStep: validationLosses.length - 1 };",
    refusedBy: "18-best",
    causes: ["that is the last step"],
  },
  {
    name: "returns the number of steps instead of the best step",
    replace: RESULT,
    by: "return { trainingLosses, validationLosses, bestStep: validationLosses.length };",
    refusedBy: "18-best",
    causes: ["that is the number of steps"],
  },
  {
    name: "returns the smallest validation loss instead of its index",
    replace: RESULT,
    by: "return { trainingLosses, validationLosses, bestStep: validationLosses[bestStep] };",
    refusedBy: "18-best",
  },
  {
    name: "keeps the parameters with the largest validation loss",
    replace: BETTER,
    by: BETTER.replace("<", ">"),
    refusedBy: "18-best",
  },
  {
    name: "keeps the parameters with the smallest training loss",
    replace: `${REMEMBER}    scalars.push(${STEP});\n`,
    by: `    const now = copy();
    const learned = ${STEP};
    scalars.push(learned);
    const smallest = Math.min(...(await Promise.all(scalars.map((each) => each.data()))).map(([value]) => value));
    if ((await learned.data())[0] === smallest) {
      tf.dispose(best);
      [bestStep, best] = [step, now];
    } else tf.dispose(now);
`,
    refusedBy: "18-best",
    causes: ["at that step, the training loss is smallest"],
  },
  {
    name: "counts each loss that is smaller than the one before it as a new best",
    replace: BETTER,
    by: "if (step === 0 || loss < validationLosses[step - 1]) {",
    refusedBy: "18-best",
    causes: ["at that step, the validation loss is smaller than the one before it", "do you count rises in a row?"],
  },
  {
    name: "ignores patience",
    replace: ` && ${WAITING}`,
    by: "",
    refusedBy: "18-patience",
    causes: ["it never stops", "an equal loss is not a new best"],
  },
  {
    name: "stops one step early",
    replace: WAITING,
    by: "step - bestStep < patience",
    refusedBy: "18-patience",
    causes: ["that is one too few"],
  },
  {
    name: "stops one step late",
    replace: WAITING,
    by: "step - bestStep <= patience + 1",
    refusedBy: "18-patience",
    causes: ["that is one too many"],
  },
  {
    name: "counts patience from the start, not from the best step",
    replace: WAITING,
    by: "step <= patience",
    refusedBy: "18-patience",
    causes: ["that is patience steps after the start"],
  },
  {
    name: "counts rises in a row, not steps without a new best",
    replace: `for (let step = 0; step < steps && ${WAITING}; step++) {`,
    by: `const risesAt = (i: number): number =>
    i > 0 && validationLosses[i] >= validationLosses[i - 1] ? 1 + risesAt(i - 1) : 0;
  for (let step = 0; step < steps && risesAt(step - 1) < patience; step++) {`,
    refusedBy: "18-patience",
    causes: ["do you count rises in a row?"],
  },
  {
    name: "counts all steps without a new best, and never starts again at 0",
    replace: `for (let step = 0; step < steps && ${WAITING}; step++) {`,
    by: `const isWorse = (loss: number, i: number) => loss > Math.min(...validationLosses.slice(0, i + 1));
  for (let step = 0; step < steps && validationLosses.filter(isWorse).length < patience; step++) {`,
    refusedBy: "18-patience",
    causes: ["do you count all rises?", "an equal loss is not a new best"],
  },
  {
    name: "counts an equal loss as a new best",
    replace: BETTER,
    by: BETTER.replace("<", "<="),
    refusedBy: "18-patience",
    causes: ["an equal loss is not a new best"],
  },
  {
    name: "has a patience by default",
    replace: DEFAULTS,
    by: DEFAULTS.replace("Infinity", "10"),
    refusedBy: "18-patience",
  },
  {
    name: "always passes a weight decay of 0 to AdamW",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate, weightDecay: 0 })",
    refusedBy: "18-gap",
    causes: ["weight decay is missing"],
  },
  {
    name: "does not pass the weight decay to AdamW",
    replace: OPTIMIZER,
    by: "new AdamW(model.parameters(), { learningRate })",
    refusedBy: "18-curves",
    causes: ["a decay of 0.01, AdamW's default"],
  },
  {
    name: "adds the decay to the gradient, as Adam's own weight decay does",
    replace: OPTIMIZER,
    by: "new (Object.getPrototypeOf(AdamW))(model.parameters(), { learningRate, weightDecay })",
    refusedBy: "18-decay",
    causes: ["the decay goes into the gradient"],
  },
  {
    name: "adds the decay to the loss as a penalty",
    replace: TRAINING,
    by: TRAINING.replace(OPTIMIZER, WITHOUT_DECAY).replace(
      STEP,
      `optimizer.step(() => {
      const squares = model.parameters().map((each) => each.square().sum().mul(weightDecay / 2));
      return squares.reduce((a, b) => a.add(b)).add(meanSquaredError(model, training));
    })`,
    ),
    refusedBy: "18-decay",
    causes: ["the decay is a penalty in the loss"],
  },
  {
    name: "shrinks the parameters after Adam's step, not before it",
    replace: TRAINING,
    by: `${TRAINING.replace(OPTIMIZER, WITHOUT_DECAY)}
    tf.tidy(() => model.parameters().forEach((each) => each.assign(each.mul(1 - learningRate * weightDecay))));`,
    refusedBy: "18-decay",
    causes: ["θ decays after Adam's step"],
  },
  {
    name: "also shrinks the parameters itself, although AdamW does so",
    replace: `scalars.push(${STEP});`,
    by: `tf.tidy(() => model.parameters().forEach((each) => each.assign(each.mul(1 - learningRate * weightDecay))));
    scalars.push(${STEP});`,
    refusedBy: "18-decay",
  },
  {
    name: "says that there is no overfitting with 10 points",
    replace: "overfitsWith10: true,",
    by: "overfitsWith10: false,",
    refusedBy: "18-answer",
    causes: ["answers().overfitsWith10 is false"],
  },
  {
    name: "says that there is overfitting with 80 points",
    replace: "overfitsWith80: false,",
    by: "overfitsWith80: true,",
    refusedBy: "18-answer",
    causes: ["answers().overfitsWith80 is true"],
  },
  {
    name: "says that the training loss also shows the overfitting",
    replace: "trainingLossRises: false };",
    by: "trainingLossRises: true };",
    refusedBy: "18-answer",
    causes: ["answers().trainingLossRises is true"],
  },
  {
    name: "does not free the previous copy of the best parameters",
    replace: "      tf.dispose(best);\n",
    by: "",
    refusedBy: "18-clean",
  },
  {
    name: "forgets to free the validation losses",
    replace: "    judged.dispose();\n",
    by: "",
    refusedBy: "18-clean",
  },
  {
    name: "forgets to free the training losses",
    replace: "tf.dispose([training, validation, scalars, best]);",
    by: "tf.dispose([training, validation, best]);",
    refusedBy: "18-clean",
  },
  {
    name: "forgets to free the columns",
    replace: "tf.dispose([training, validation, scalars, best]);",
    by: "tf.dispose([scalars, best]);",
    refusedBy: "18-clean",
  },
  {
    name: "forgets to free the optimizer",
    replace: "  optimizer.dispose();\n",
    by: "",
    refusedBy: "18-clean",
  },
  {
    name: "sorts the caller's points",
    replace: "const training = columns(parts.training);",
    by: "parts.training.xs.sort((a, b) => a - b);\n  const training = columns(parts.training);",
    refusedBy: "18-curves",
    causes: ["train changes the xs"],
  },
  {
    name: "never calls onProgress",
    replace: `    ${REPORT}\n`,
    by: "",
    refusedBy: "18-clean",
    causes: ["train never calls onProgress", "train shows no progress"],
  },
  {
    name: "calls onProgress without waiting for it",
    replace: REPORT,
    by: REPORT.replace("await ", ""),
    refusedBy: "18-clean",
    causes: ["train continues before onProgress has finished"],
  },
  {
    name: "calls onProgress only every tenth step",
    replace: REPORT,
    by: `if (step % 10 === 0) ${REPORT}`,
    refusedBy: "18-clean",
  },
  {
    name: "counts the reported steps from 1",
    replace: REPORT,
    by: REPORT.replace("step,", "step: step + 1,"),
    refusedBy: "18-clean",
    causes: ["count from 0"],
  },
  {
    name: "reports the training loss",
    replace: REPORT,
    by: REPORT.replace("loss }", "loss: scalars[step] }"),
    refusedBy: "18-clean",
    causes: ["those are the training losses: report the validation loss"],
  },
  {
    name: "shows the progress only if onProgress is passed in",
    replace: "onProgress = showProgress } = options;",
    by: "onProgress = () => void showProgress } = options;",
    refusedBy: "18-clean",
    causes: ["train shows no progress"],
  },
]);
