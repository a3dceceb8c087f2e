/**
 * # 12 · A network by hand: forward
 *
 * The network of lesson 11 came ready-made. Almost nothing in it is new: a straight line, another straight line, and a
 * bend between them.
 *
 * > **hidden = relu(x · w₁ + b₁)**, with relu(z) = max(z, 0)
 * >
 * > **f(x) = hidden · w₂ + b₂**
 *
 * Here · is the matrix product, and there are 100 **hidden units**. Each unit has its own line, w · x + b, and replaces
 * negative numbers with 0: it is flat on one side of x = −b/w, and rises on the other. f multiplies each unit by its
 * weight in w₂ and adds up the hundred products, so f can bend at 100 places. Without relu, f would be just one
 * straight line.
 *
 * Shapes show whether your formulas are right. Data has one row for each example, and a matrix of shape [in, out] turns
 * the `in` numbers of a row into `out` numbers. Write down the shape after each step, as here:
 *
 * > x [n, 1] → x · w₁ [n, 100] → hidden [n, 100] → f(x) [n, 1]
 *
 * The biases b₁ [100] and b₂ [1] are added to every row. This time, broadcasting does what you want.
 *
 * **You write**
 *
 * - {@linkcode createParameters}: makes four variables. The weights are small random numbers, because units that start
 *   equal stay equal. Draw them from 0.1 · N(0, 1) with one `RandomState`, first all of w₁, then all of w₂. The biases
 *   are 0; write `tf.zeros<tf.Rank.R1>(…)` to give TypeScript their rank.
 * - {@linkcode forward}: the two formulas. It is called again and again, so do not change the parameters.
 * - {@linkcode answers}: how many numbers can training change, and at how many places does the untrained f bend?
 *
 * **You should see**, on the left, a blue line that has learned nothing from the points: its loss is 133.48. On the
 * right, the same line is enlarged. Pale lines show what each unit adds, and the blue line is their sum.
 *
 * **A question to think about**: in the picture, all bends are at the same place. How will they get to the places where
 * they are needed, and what happens if they do not get there?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { cubic, fitCurve, linspace, noisyCubic, RandomState, show, sideBySide, sumOfParts, todo } from "downhill";

/** How many hidden units there are. */
const UNITS = 100;

/** The parameters of the network. */
export interface NetworkParameters {
  /** The slope of each hidden unit's line; shape [1, 100]. */
  w1: tf.Variable<tf.Rank.R2>;
  /** The height of each hidden unit's line at x = 0; shape [100]. */
  b1: tf.Variable<tf.Rank.R1>;
  /** The weight of each hidden unit in the output; shape [100, 1]. */
  w2: tf.Variable<tf.Rank.R2>;
  /** The number that is added to the output; shape [1]. */
  b2: tf.Variable<tf.Rank.R1>;
}

/** Draws new parameters: weights from 0.1 · N(0, 1), and biases of 0. The same `seed` gives the same parameters. */
export function createParameters(seed = 7): NetworkParameters {
  const random = new RandomState(seed);
  const draw = () => Array.from({ length: UNITS }, () => random.normal(0, 0.1));
  // #region solution: make w1, b1, w2 and b2 variables of the right shapes, and leave no other tensor behind
  return tf.tidy(() => ({
    w1: tf.variable(tf.tensor2d(draw(), [1, UNITS])),
    b1: tf.variable(tf.zeros<tf.Rank.R1>([UNITS])),
    w2: tf.variable(tf.tensor2d(draw(), [UNITS, 1])),
    b2: tf.variable(tf.zeros<tf.Rank.R1>([1])),
  }));
  // #endregion
}

/** The network's output for each row of `x`: shape [n, 1] in, [n, 1] out. Works for any number of hidden units. */
export function forward(x: tf.Tensor2D, { w1, b1, w2, b2 }: NetworkParameters): tf.Tensor2D {
  // #region solution: a line for each unit, with 0 in place of negative numbers; then the weighted sum of the units
  const hidden = x.matMul(w1).add(b1).relu(); // [n, units]
  return hidden.matMul(w2).add(b2); // [n, 1]
  // #endregion
}

/** How many numbers can training change, and at how many values of x does the untrained prediction bend? */
export function answers(): { parameters: number; bends: number } {
  // #region solution: count the numbers in the four parameters; a unit bends where w · x + b = 0
  return { parameters: 301, bends: 1 };
  // #endregion
}

/** What this lesson looks like when it works: the untrained prediction, beside the points and enlarged. */
export async function picture() {
  const parameters = createParameters();
  const [left, right] = [-1, 3];
  const grid = linspace(left, right, 41);
  const prediction = tf.tidy(() => forward(tf.tensor2d(grid, [grid.length, 1]), parameters));
  const [w1, b1, w2, ys] = await Promise.all(
    [parameters.w1, parameters.b1, parameters.w2, prediction].map((tensor) => tensor.data()),
  );
  tf.dispose([prediction, ...Object.values(parameters)]);
  const model = { xs: grid, ys };
  const parts = Array.from(w1, (w, k) => {
    const xs = [left, Math.min(Math.max(-b1[k] / w, left), right), right]; // straight except at its bend
    return { xs, ys: xs.map((x) => w2[k] * Math.max(w * x + b1[k], 0)) };
  });
  const [first, last] = [ys[0], ys[ys.length - 1]].map((y) => y.toFixed(2));
  return sideBySide(
    "A network that has learned nothing yet",
    `Left: the untrained f, flat near 0 while the 80 points rise to 24. Right: the same f, enlarged. It goes from ` +
      `${first} at x = ${left} to ${last} at x = ${right}: the sum of ${parts.length} pale lines, which all bend at x = 0.`,
    fitCurve({ data: noisyCubic(), truth: { xs: grid, ys: grid.map(cubic) }, model }, {
      title: "Data, truth and prediction",
      names: { model: "f" },
    }),
    sumOfParts(parts, model, { title: "What each unit adds to f", name: "f" }),
  );
}

if (import.meta.main) await show(await picture());
