/**
 * What lesson 11 is compared with: the training of its network in float64, from the first weights of the learner's
 * network, and the rule for stopping.
 * @module
 */
import {
  counted,
  fail,
  type Points,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
  requireWithin,
  shapeText,
} from "downhill/testing";
import { batchesOf, pointsAt } from "./batches.ts";
import { curveGradient, curveLoss, type CurveWeights, fromList, toList } from "./curve_network.ts";
import { list, product, sum } from "./lists.ts";
import { adam, sgd } from "./optimizers.ts";

/** How many hidden units the network has. */
export const UNITS = 100;

/** The shapes of its weights, in TF.js's order. */
export const SHAPES = [[1, UNITS], [UNITS], [UNITS, 1], [1]];

/** The 301 numbers of a network with the right shapes. */
export function weightsOf(weights: unknown, name: string): CurveWeights {
  const all = requireList(weights, `the list of the weights of ${name}`).map((weight) =>
    requireRecord(weight, `a weight of ${name}`)
  );
  const shapes = all.map(({ shape }) => requireNumbers(shape, `the shape of a weight of ${name}`));
  if (all.length === 0) fail(`${name} is no model with weights: return what tf.sequential makes.`);
  if (shapeText(shapes) !== shapeText(SHAPES)) {
    fail(
      `${name} has weights of shapes ${shapeText(shapes)}, ${sum(shapes.map(product))} numbers in all, expected ` +
        `${shapeText(SHAPES)}, 301: a layer of 100 units on 1 input, then a layer of 1 unit, both with biases.`,
    );
  }
  // they are drawn from ±0.24; numbers below 10 lead to finite results
  const [w1, b1, w2, b2] = all.map(({ values }, i) => {
    const weight = `weight ${i} of ${name}`;
    return [...requireWithin(requireNumbers(values, weight, product(SHAPES[i])), 10, weight)];
  });
  return { w1, b1, w2, b2 };
}

/** A network whose numbers the learner has not seen; its output is below 0 at some x, above 0 at others. */
export function otherWeights(seed: number): CurveWeights {
  const random = new RandomState(seed);
  return fromList(list(3 * UNITS + 1, () => random.uniform(-1, 1)));
}

/** How a network is trained: correctly, or with a mistake. */
export interface Training {
  learningRate: number;
  batchSize: number;
  epochs: number;
  /** Whether to use plain gradient descent instead of Adam. */
  isSgd?: boolean;
  /** Whether to take the loss after the epoch. */
  isLate?: boolean;
}

/** The loss of each epoch as TF.js reports it: from before each step, averaged over all points. */
export function epochLosses(start: CurveWeights, points: Points, options: Training): number[] {
  const { learningRate, batchSize, epochs, isSgd = false, isLate = false } = options;
  const optimizer = isSgd ? sgd({ learningRate }) : adam({ learningRate, epsilon: 1e-7 }); // TF.js's ε
  const count = points.xs.length;
  let weights = start;
  return list(epochs, () => {
    let loss = 0;
    for (const places of batchesOf(count, { batchSize })) {
      const batch = pointsAt(points, places);
      loss += curveLoss(weights, batch) * places.length;
      weights = fromList(optimizer.step(toList(weights), toList(curveGradient(weights, batch))));
    }
    return isLate ? curveLoss(weights, points) : loss / count;
  });
}

/** The options of the rule, as in the lesson. */
interface Rule {
  tolerance?: number;
  patience?: number;
}

/** After each loss, how many epochs in a row were idle: not at least `tolerance` below the lowest before them. */
function idleEpochs(losses: readonly number[], tolerance = 1e-4): number[] {
  let lowest = Infinity;
  let idle = 0;
  return losses.map((loss) => {
    idle = loss > lowest - tolerance ? idle + 1 : 0;
    lowest = Math.min(lowest, loss);
    return idle;
  });
}

/** Checks that a training ended where the rule says, and not after `most` epochs. */
export function assertStopped(losses: unknown, most: number, name: string): number[] {
  const values = requireNumbers(losses, name);
  if (values.length === 0) {
    fail(`${name}, fit returns no losses: does it await model.fit, and note one in every epoch?`);
  }
  const due = idleEpochs(values).findIndex((idle) => idle >= 10) + 1; // 0 if never
  if (due > 0 && due === values.length && due <= most) return values;
  if (values.length > most) {
    fail(`${name}: it ran ${counted(values.length, "epoch")}, expected ${most} at most: that is maxEpochs.`);
  }
  if (values.length === most) {
    const when = due === 0 ? "" : ` although after ${due.toLocaleString("en")} its last ten were idle`;
    fail(
      `${name}: it went on to the last of ${most.toLocaleString("en")} epochs${when}: set model.stopTraining to true ` +
        "in onEpochEnd.",
    );
  }
  fail(
    `${name}: it stopped after ${counted(values.length, "epoch")}, ` +
      (due === 0
        ? "when the last ten were not all idle: stop if isStalled(losses)."
        : `expected after ${due.toLocaleString("en")}: ask isStalled(losses) after every epoch.`),
  );
}

/** Whether the loss is stalled after all of `losses`. */
export function isStalledAfter(losses: readonly number[], { tolerance, patience = 10 }: Rule = {}): boolean {
  return (idleEpochs(losses, tolerance).at(-1) ?? 0) >= patience;
}

/** Losses for which wrong rules differ from the right one, and a description of each list. */
export function stalledCases(seed: number): { losses: number[]; options?: Rule; what: string }[] {
  const random = new RandomState(seed);
  const falling = (by: number, count: number) => list(count, (i) => 5 - i * by);
  const flat = (count: number) => list(count, () => 3);
  const noise = (count: number) => list(count, () => random.uniform(0, 1));
  return [
    { losses: falling(1, 30), what: "each loss is 1 below the one before" },
    { losses: falling(2e-4, 30), what: "each loss is 0.0002 below the one before" },
    { losses: [4, ...flat(10)], what: "4, then 3 ten times: the first 3 is an improvement, nine idle epochs" },
    { losses: [4, ...flat(11)], what: "4, then 3 eleven times: ten idle epochs" },
    { losses: falling(5e-5, 10), what: "10 losses, each 0.00005 below the one before: nine idle epochs" },
    { losses: falling(5e-5, 11), what: "11 losses, each 0.00005 below the one before: ten idle epochs" },
    { losses: [9, 1, ...falling(0.1, 11)], what: "9, 1, then a fall from 5 to 4: nothing comes below the 1 again" },
    { losses: [...falling(-0.1, 11), 4], what: "ten losses that rise, then one below all of them" },
    { losses: [...flat(20), 2, 2], what: "3 twenty times, then 2 twice: the first 2 is an improvement" },
    { losses: [1, 2, 3], options: { patience: 2 }, what: "a patience of 2" },
    { losses: [1, 2, 3], options: { patience: 3 }, what: "a patience of 3" },
    { losses: [3, 2.6, 2.2], options: { tolerance: 0.5, patience: 2 }, what: "a tolerance of 0.5 and a patience of 2" },
    { losses: [3, 2.6, 2.2], options: { tolerance: 0.3, patience: 2 }, what: "a tolerance of 0.3 and a patience of 2" },
    { losses: [], what: "a list that is still empty" },
    // in half of these lists, the lowest is among the first three, so the last three are idle
    ...list(20, () => ({ losses: noise(6), options: { patience: 3 }, what: "a patience of 3" })),
  ];
}
