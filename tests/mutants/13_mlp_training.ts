/**
 * Wrong answers to lesson 13.
 * @module
 */
import { mutants } from "downhill/testing";

const OPTIMIZER = "new Adam(Object.values(parameters), { learningRate })";
const MEAN = "y.sub(forward(x, parameters)).square().mean()";
const STEP = `const loss = optimizer.step(() => ${MEAN});`;
const KEEP = "scalars.push(loss);";
const REPORT = "if (step % 10 === 0) await onProgress({ step, steps, loss });";
const READ = "const losses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);";
const FREE = "tf.dispose([x, y, ...scalars]);";
const RETURN = "return { parameters, losses };";

/** An optimizer that leaves out some of the parameters. */
const optimizerOf = (...names: string[]) =>
  OPTIMIZER.replace("Object.values(parameters)", `[${names.map((name) => `parameters.${name}`).join(", ")}]`);

export default mutants("13_mlp_training", [
  {
    name: "adds up the squares instead of averaging them",
    replace: STEP,
    by: STEP.replace("mean()", "sum()"),
    refusedBy: "13-options",
    causes: ["times too large: take the mean"],
  },
  {
    name: "divides the loss by 2",
    replace: STEP,
    by: STEP.replace("mean()", "mean().div(2)"),
    refusedBy: "13-options",
    causes: ["that is half of the loss"],
  },
  {
    name: "takes the square root of the mean squared error",
    replace: STEP,
    by: STEP.replace("mean()", "mean().sqrt()"),
    refusedBy: "13-options",
    causes: ["that is the root of the mean squared error"],
  },
  {
    name: "averages the distances, not their squares",
    replace: STEP,
    by: STEP.replace("square()", "abs()"),
    refusedBy: "13-options",
    causes: ["that is the mean distance"],
  },
  {
    name: "makes y a row, so each prediction is compared with every y",
    replace: STEP,
    by: STEP.replace("y.sub", "y.reshape([1, -1]).sub"),
    refusedBy: "13-options",
    causes: ["is y still a column?"],
  },
  {
    name: "climbs instead of descending",
    replace: STEP,
    by: STEP.replace("mean()", "mean().neg()").replace("const loss =", "const minus =") +
      "\n    const loss = tf.tidy(() => minus.neg());\n    minus.dispose();",
    refusedBy: "13-options",
    causes: ["the steps go uphill"],
  },
  {
    name: "passes no learning rate to Adam",
    replace: OPTIMIZER,
    by: "new Adam(Object.values(parameters))",
    refusedBy: "13-options",
    causes: ["that comes from a learning rate of 0.001"],
  },
  {
    name: "always uses the learning rate 0.01",
    replace: OPTIMIZER,
    by: OPTIMIZER.replace("{ learningRate }", "{ learningRate: 0.01 }"),
    refusedBy: "13-options",
    causes: ["that comes from a learning rate of 0.01: use"],
  },
  {
    name: "uses a different learning rate if the learning rate is 0",
    replace: OPTIMIZER,
    by: OPTIMIZER.replace("{ learningRate }", "{ learningRate: learningRate || 0.01 }"),
    refusedBy: "13-options",
    causes: ["is 0 replaced by another learning rate?"],
  },
  {
    name: "makes the learning rate smaller from step to step",
    replace: STEP,
    by: `optimizer.learningRate = learningRate * (1 - step / steps);\n    ${STEP}`,
    refusedBy: "13-options",
    causes: ["the learning rate falls from step to step"],
  },
  {
    name: "uses plain gradient descent",
    replace: STEP,
    by: STEP.replace("optimizer.step(", "tf.train.sgd(learningRate).minimize(").replace(
      ".mean());",
      ".mean().asScalar(), true)!;",
    ),
    refusedBy: "13-options",
    causes: ["that is plain gradient descent"],
  },
  {
    name: "uses Adam without momentum",
    replace: OPTIMIZER,
    by: OPTIMIZER.replace("{ learningRate }", "{ learningRate, betas: [0, 0.999] }"),
    refusedBy: "13-options",
    causes: ["Adam without momentum"],
  },
  {
    name: "adds weight decay",
    replace: OPTIMIZER,
    by: OPTIMIZER.replace("{ learningRate }", "{ learningRate, weightDecay: 0.1 }"),
    refusedBy: "13-options",
  },
  {
    name: "makes a new optimizer in each step",
    replace: STEP,
    by: STEP.replace("optimizer.step", `${OPTIMIZER}.step`),
    refusedBy: "13-options",
    causes: ["do you make a new Adam in each step?"],
  },
  {
    name: "leaves w1 out of the optimizer",
    replace: OPTIMIZER,
    by: optimizerOf("b1", "w2", "b2"),
    refusedBy: "13-options",
    causes: ["w1 does not move"],
  },
  {
    name: "leaves b1 out of the optimizer",
    replace: OPTIMIZER,
    by: optimizerOf("w1", "w2", "b2"),
    refusedBy: "13-options",
    causes: ["b1 does not move"],
  },
  {
    name: "leaves w2 out of the optimizer",
    replace: OPTIMIZER,
    by: optimizerOf("w1", "b1", "b2"),
    refusedBy: "13-options",
    causes: ["w2 does not move"],
  },
  {
    name: "leaves b2 out of the optimizer",
    replace: OPTIMIZER,
    by: optimizerOf("w1", "b1", "w2"),
    refusedBy: "13-options",
    causes: ["b2 does not move"],
  },
  {
    name: "trains only the weights, not the biases",
    replace: OPTIMIZER,
    by: optimizerOf("w1", "w2"),
    refusedBy: "13-options",
    causes: ["b1 and b2 do not move"],
  },
  {
    name: "trains only the last layer",
    replace: OPTIMIZER,
    by: optimizerOf("w2", "b2"),
    refusedBy: "13-options",
    causes: ["w1 and b1 do not move"],
  },
  {
    name: "trains only the first layer",
    replace: OPTIMIZER,
    by: optimizerOf("w1", "b1"),
    refusedBy: "13-options",
    causes: ["w2 and b2 do not move"],
  },
  {
    name: "trains on the 80 points, whatever points are passed in",
    replace: "const x = tf.tensor2d(xs, [xs.length, 1]);",
    by: "[xs, ys] = [noisyCubic().xs, noisyCubic().ys];\n  const x = tf.tensor2d(xs, [xs.length, 1]);",
    refusedBy: "13-options",
    causes: ["those are the losses of the 80 points"],
  },
  {
    name: "trains on one point at a time",
    replace: STEP,
    by: `const [row, target] = [x, y].map((all) => all.slice([step % xs.length], [1]));
    const loss = optimizer.step(() => target.sub(forward(row, parameters)).square().mean());
    tf.dispose([row, target]);`,
    refusedBy: "13-options",
  },
  {
    name: "always starts from seed 7",
    replace: "const parameters = createParameters(seed);",
    by: "const parameters = createParameters(7);",
    refusedBy: "13-options",
    causes: ["first loss of seed 7", "starts with the parameters of seed 7"],
  },
  {
    name: "takes seed 7 if the seed is 0",
    replace: "const parameters = createParameters(seed);",
    by: "const parameters = createParameters(seed || 7);",
    refusedBy: "13-seeds",
    causes: ["first loss of seed 7"],
  },
  {
    name: "continues with the parameters of the previous call",
    replace: "const parameters = createParameters(seed);",
    by: `const store = forward as unknown as Record<number, NetworkParameters>;
  const parameters = store[seed] ??= createParameters(seed);`,
    refusedBy: "13-options",
    causes: ["does it still use something from the first call?"],
  },
  {
    name: "notes the loss after the step",
    replace: KEEP,
    by: `scalars.push(tf.tidy(() => ${MEAN}.asScalar()));\n    tf.keep(loss);`,
    refusedBy: "13-options",
    causes: ["those are the losses after each step"],
  },
  {
    name: "notes the lowest loss so far instead of a higher loss",
    replace: READ,
    by: READ.replace(
      ".map(([value]) => value)",
      ".map(([value]) => value).map((_, i, all) => Math.min(...all.slice(0, i + 1)))",
    ),
    refusedBy: "13-options",
    causes: ["the lowest loss so far is listed instead"],
  },
  {
    name: "sorts the losses",
    replace: READ,
    by: READ.replace(".map(([value]) => value)", ".map(([value]) => value).sort((a, b) => b - a)"),
    refusedBy: "13-options",
    causes: ["the losses are sorted"],
  },
  {
    name: "rounds the losses to one decimal place",
    replace: READ,
    by: READ.replace("([value]) => value", "([value]) => Number(value.toFixed(1))"),
    refusedBy: "13-options",
  },
  {
    name: "keeps only the losses that it reports",
    replace: KEEP,
    by: "if (step % 10 === 0) scalars.push(loss);\n    else loss.dispose();",
    refusedBy: "13-options",
    causes: ["keep the loss of every step"],
  },
  {
    name: "reads the losses without await, so the list is full of promises",
    replace: READ,
    by: "const losses = scalars.map((scalar) => scalar.data()) as unknown as number[];",
    refusedBy: "13-options",
    causes: ["list of promises"],
  },
  {
    name: "puts a list with one number into the losses for each step",
    replace: READ,
    by: READ.replace(".map(([value]) => value)", " as unknown as number[]"),
    refusedBy: "13-options",
    causes: ["list of lists"],
  },
  {
    name: "also notes the loss after the last step",
    replace: "  const losses =",
    by: `  scalars.push(tf.tidy(() => ${MEAN}.asScalar()));\n  const losses =`,
    refusedBy: "13-options",
    causes: ["not after the last"],
  },
  {
    name: "takes one step too few",
    replace: "let step = 0; step < steps;",
    by: "let step = 1; step < steps;",
    refusedBy: "13-options",
    causes: [
      "is the first or the last step missing?",
      "that is the loss before the last step",
      "the first step is missing",
    ],
  },
  {
    name: "takes the default number of steps if steps is 0",
    replace: "let step = 0; step < steps;",
    by: "let step = 0; step < (steps || 20);",
    refusedBy: "13-options",
    causes: ["does train use a different number of steps if `steps` is 0?"],
  },
  {
    name: "stops as soon as the loss rises",
    replace: REPORT,
    by: `${REPORT}\n    if (step > 0 && loss.dataSync()[0] > scalars[step - 1].dataSync()[0]) break;`,
    refusedBy: "13-options",
  },
  {
    name: "returns new parameters instead of the trained ones",
    replace: RETURN,
    by: "return { parameters: createParameters(seed), losses };",
    refusedBy: "13-parameters",
    causes: ["that is the loss before training"],
  },
  {
    name: "returns the parameters from before the last step",
    replace: STEP,
    by: `if (step === steps - 1) {
      const last = tf.tidy(() => Object.values(parameters).map((each) => each.clone()));
      const loss = optimizer.step(() => ${MEAN});
      Object.values(parameters).forEach((each, i) => each.assign(last[i]));
      tf.dispose(last);
      scalars.push(loss);
      break;
    }
    ${STEP}`,
    refusedBy: "13-parameters",
    causes: ["that is the loss before the last step"],
  },
  {
    name: "also disposes of the parameters",
    replace: FREE,
    by: "tf.dispose([x, y, parameters, ...scalars]);",
    refusedBy: "13-options",
    causes: ["is disposed of by train, at once or in a later call"],
  },
  {
    name: "never calls onProgress",
    replace: REPORT,
    by: "",
    refusedBy: "13-progress",
    causes: ["onProgress was never called in 35 steps, expected"],
  },
  {
    name: "calls showProgress instead of the function that is passed in",
    replace: REPORT,
    by: REPORT.replace("onProgress", "showProgress"),
    refusedBy: "13-progress",
    causes: ["showProgress was: call the function"],
  },
  {
    name: "reports every step",
    replace: REPORT,
    by: REPORT.replace("if (step % 10 === 0) ", ""),
    refusedBy: "13-progress",
    causes: ["it is called in every step"],
  },
  {
    name: "does not report the first step",
    replace: REPORT,
    by: REPORT.replace("step % 10", "step > 0 && step % 10"),
    refusedBy: "13-progress",
    causes: ["the first step is missing"],
  },
  {
    name: "reports steps 1, 11, 21, …",
    replace: REPORT,
    by: REPORT.replace("step % 10 === 0", "step % 10 === 1"),
    refusedBy: "13-progress",
    causes: ["steps are counted from 0"],
  },
  {
    name: "counts the steps from 1",
    replace: REPORT,
    by: REPORT.replace("{ step,", "{ step: step + 1,"),
    refusedBy: "13-progress",
    causes: ["steps are counted from 0"],
  },
  {
    name: "reports steps 9, 19, 29, …",
    replace: REPORT,
    by: REPORT.replace("step % 10 === 0", "step % 10 === 9"),
    refusedBy: "13-progress",
    causes: ["the first call comes after ten steps"],
  },
  {
    name: "counts the reports instead of the steps",
    replace: REPORT,
    by: REPORT.replace("{ step, steps,", "{ step: step / 10, steps: Math.ceil(steps / 10),"),
    refusedBy: "13-progress",
    causes: ["that counts the reports"],
  },
  {
    name: "always reports 2,000 as the number of steps",
    replace: REPORT,
    by: REPORT.replace("steps,", "steps: 2000,"),
    refusedBy: "13-progress",
    causes: ["that is the default: report the number of steps"],
  },
  {
    name: "does not wait for onProgress",
    replace: REPORT,
    by: REPORT.replace("await ", ""),
    refusedBy: "13-progress",
    causes: ["the loop continues before onProgress has finished"],
  },
  {
    name: "waits for the loss, but not for onProgress",
    replace: REPORT,
    by: REPORT.replace("await ", "") + "\n    await loss.data();",
    refusedBy: "13-progress",
    causes: ["the loop continues before onProgress has finished"],
  },
  {
    name: "reports the loss after the step",
    replace: REPORT,
    by: REPORT.replace("loss }", `loss: tf.tidy(() => ${MEAN}) }`),
    refusedBy: "13-progress",
    causes: ["those belong to the next steps"],
  },
  {
    name: "reports the loss of the previous step",
    replace: REPORT,
    by: REPORT.replace("loss }", "loss: scalars[Math.max(0, step - 1)] }"),
    refusedBy: "13-progress",
    causes: ["those belong to the previous steps"],
  },
  { name: "forgets to free the losses", replace: FREE, by: "tf.dispose([x, y]);", refusedBy: "13-clean" },
  { name: "forgets to free the columns", replace: FREE, by: "tf.dispose(scalars);", refusedBy: "13-clean" },
  { name: "forgets to free the optimizer", replace: "optimizer.dispose();", by: "", refusedBy: "13-clean" },
  {
    name: "keeps a prediction of each step until the end",
    replace: STEP,
    by: `const prediction = forward(x, parameters);\n    ${STEP}\n    scalars.push(prediction.sum().asScalar());`,
    refusedBy: "13-clean",
  },
  {
    name: "sorts the caller's xs",
    replace: "const x = tf.tensor2d(xs,",
    by: "const x = tf.tensor2d(xs.sort(),",
    refusedBy: "13-clean",
    causes: ["changes the caller's"],
  },
  {
    name: "reverses the caller's ys",
    replace: "const y = tf.tensor2d(ys,",
    by: "xs = xs.toReversed();\n  const y = tf.tensor2d(ys.reverse(),",
    refusedBy: "13-clean",
    causes: ["changes the caller's"],
  },
  {
    name: "first disposes of all variables, even the caller's",
    replace: "const parameters = createParameters(seed);",
    by: "tf.disposeVariables();\n  const parameters = createParameters(seed);",
    refusedBy: "13-clean",
    causes: ["is disposed of by train, at once or in a later call", "disposes of tensors that are not its own"],
  },
  {
    name: "counts the units that are not dead",
    replace: "deadUnits: 40",
    by: "deadUnits: 60",
    refusedBy: "13-answer",
    causes: ["units that are not dead"],
  },
  {
    name: "says that no unit is dead",
    replace: "deadUnits: 40",
    by: "deadUnits: 0",
    refusedBy: "13-answer",
    causes: ["that is the number of dead units before the training"],
  },
  { name: "says that all units are dead", replace: "deadUnits: 40", by: "deadUnits: 100", refusedBy: "13-answer" },
  {
    name: "says that more steps would help",
    replace: "moreStepsHelp: false",
    by: "moreStepsHelp: true",
    refusedBy: "13-answer",
    causes: ["look at your own losses"],
  },
]);
