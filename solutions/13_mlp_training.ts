/**
 * # 13 · A network by hand: training
 *
 * Lesson 10 fitted two numbers in a loop: compute the loss, compute its gradient, take a step. The network of lesson 12
 * has 301 numbers, and the loop is the same. Only the optimizer is better. **Adam** averages the gradient over several
 * steps and divides the average by the gradient's usual size. So each parameter moves by about one learning rate per
 * step, whether its gradient is large or small:
 *
 * > **m ← β₁ · m + (1 − β₁) · g**, **v ← β₂ · v + (1 − β₂) · g²**, **θ ← θ − learning rate · m̂ / (√v̂ + ε)**
 *
 * Here g is the gradient; m and v start at 0; in step t, m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
 * `optimizer.step(() => …)` computes the loss with your function, takes a step, and returns the loss from *before* the
 * step.
 *
 * A long training run should show its progress. {@linkcode showProgress} does this in one line, which it updates with
 * each call. Call it every few steps.
 *
 * **You write**
 *
 * - {@linkcode train}: train new parameters, with one `Adam` for all four; in each step, the loss is the mean squared
 *   error over all points. Report the first step and every tenth step after it with
 *   `await onProgress({ step, steps, loss })`. Free every tensor that is no longer needed. (It is fastest to keep the
 *   losses as tensors, and to read them at the end.)
 * - {@linkcode answers}: after training with seed 7, how many hidden units are 0 at all 80 points? And would 2,000 more
 *   steps help? ({@linkcode hidden} computes the hidden units.)
 *
 * **You should see** two networks that differ only in their seed. One ends with a loss near 0.85, below the 0.917 of
 * the true curve; the other gets stuck at 1.67, as does the network with seed 7. Nearly all seeds lead to one of these
 * two values. Why?
 *
 * All bends start at x = 0 and have to move. f needs one bend near −0.2 and one near 2. The bend near −0.2 can only
 * come from a unit that is above 0 to the left of its bend and has a negative weight in w₂. But such units make f
 * smaller where it is already too small, so at first they are all pushed to the left, out of the data. If a unit is 0
 * at every point, its gradient is also 0: the unit is *dead*, and no step ever moves it again. With seed 2, two of
 * these units survive; with seeds 0 and 7, none.
 *
 * **A question to think about**: you passed w1, b1, w2 and b2 to every function that needed them. How would you do that
 * for a hundred layers?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  cubic,
  fitCurve,
  linspace,
  lossCurves,
  noisyCubic,
  type Points,
  RandomState,
  show,
  showProgress,
  stacked,
  todo,
} from "downhill";

/** How many hidden units there are. */
const UNITS = 100;

/** The parameters of lesson 12: shapes [1, 100], [100], [100, 1] and [1]. */
export type NetworkParameters = Record<"w1" | "b1" | "w2" | "b2", tf.Variable>;

/** How to train the network. */
export interface TrainOptions {
  /** How many steps to take. */
  steps?: number;
  /** About how far each parameter moves in one step. */
  learningRate?: number;
  /** Determines the initial parameters. */
  seed?: number;
  /** Called and awaited to report the progress. */
  onProgress?: typeof showProgress;
}

/** A trained network, and its losses. */
export interface TrainedNetwork {
  /** The parameters for {@linkcode forward}; the caller disposes of them. */
  parameters: NetworkParameters;
  /** The loss at each step, computed before the step. */
  losses: number[];
}

/** Draws new parameters, as in lesson 12: weights from 0.1 · N(0, 1), and biases of 0. */
export function createParameters(seed: number): NetworkParameters {
  const random = new RandomState(seed);
  const draw = () => Array.from({ length: UNITS }, () => random.normal(0, 0.1));
  return tf.tidy(() => ({
    w1: tf.variable(tf.tensor2d(draw(), [1, UNITS])),
    b1: tf.variable(tf.zeros([UNITS])),
    w2: tf.variable(tf.tensor2d(draw(), [UNITS, 1])),
    b2: tf.variable(tf.zeros([1])),
  }));
}

/** The hidden units for each row of `x`: shape [n, 1] in, [n, 100] out. */
export function hidden(x: tf.Tensor, { w1, b1 }: NetworkParameters): tf.Tensor {
  return x.matMul(w1).add(b1).relu();
}

/** The network's output for each row of `x`: shape [n, 1] in, [n, 1] out. */
export function forward(x: tf.Tensor, parameters: NetworkParameters): tf.Tensor {
  return hidden(x, parameters).matMul(parameters.w2).add(parameters.b2);
}

/** Trains a new network on the points. Frees every tensor that it makes, except the parameters. */
export async function train(
  { xs, ys }: Points,
  { steps = 2000, learningRate = 0.01, seed = 7, onProgress = showProgress }: TrainOptions = {},
): Promise<TrainedNetwork> {
  const x = tf.tensor2d(xs, [xs.length, 1]);
  const y = tf.tensor2d(ys, [ys.length, 1]);
  const parameters = createParameters(seed);
  // #region solution: make one Adam; keep every loss, report every tenth; read the losses; free all but the parameters
  const optimizer = new Adam(Object.values(parameters), { learningRate });
  const scalars: tf.Scalar[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.step(() => y.sub(forward(x, parameters)).square().mean());
    scalars.push(loss);
    if (step % 10 === 0) await onProgress({ step, steps, loss });
  }
  const losses = (await Promise.all(scalars.map((scalar) => scalar.data()))).map(([value]) => value);
  tf.dispose([x, y, ...scalars]);
  optimizer.dispose();
  return { parameters, losses };
  // #endregion
}

/** After training with seed 7: how many units are 0 at all 80 points, and would 2,000 more steps help? */
export function answers(): { deadUnits: number; moreStepsHelp: boolean } {
  // #region solution: train, and count the columns of `hidden` without a number above 0; then train for longer
  return { deadUnits: 40, moreStepsHelp: false };
  // #endregion
}

/** What this lesson looks like when it works: the losses for two seeds, and the curve learned with each. */
export async function picture() {
  const data = noisyCubic();
  const grid = linspace(-1, 3, 81);
  const trained = async (seed: number) => {
    const { parameters, losses } = await train(data, { seed, steps: 500 });
    const prediction = tf.tidy(() => forward(tf.tensor2d(grid, [grid.length, 1]), parameters));
    const ys = Array.from(await prediction.data());
    tf.dispose([prediction, parameters]);
    return { losses, curve: { xs: grid, ys } };
  };
  const stuck = await trained(0);
  const free = await trained(2);
  const last = ({ losses }: { losses: number[] }) => losses[losses.length - 1].toFixed(2);
  return stacked(
    "Two seeds, two results",
    `Above: the loss of two networks in ${stuck.losses.length} steps; seed 0 falls from ${
      stuck.losses[0].toFixed(0)
    } to ` +
      `${last(stuck)}, seed 2 from ${free.losses[0].toFixed(0)} to ${
        last(free)
      }. Below: what they have learned. Both bend ` +
      "at x = 2, and only seed 2 also bends at −0.2, as the truth does; seed 0 goes straight to the left edge.",
    lossCurves({ "seed 0": stuck.losses, "seed 2": free.losses }, { title: "The loss at each step", logX: true }),
    fitCurve({ data, truth: { xs: grid, ys: grid.map(cubic) }, model: stuck.curve, rival: free.curve }, {
      title: "What they have learned",
      names: { model: "seed 0", rival: "seed 2" },
    }),
  );
}

if (import.meta.main) await show(await picture());
