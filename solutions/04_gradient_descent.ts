/**
 * # 04 · Gradient descent by hand
 *
 * From each point that it tries, a search learns only one bit: better or worse. The derivative tells you more. For f(x)
 * = x² it is f′(x) = 2x: its sign says which way is up, and its size says how steep f is. So go the other way, in large
 * steps where f is steep and in small steps where f is flat:
 *
 * > **x ← x − learning rate · f′(x)**
 *
 * The **learning rate** is a number that you choose. Every neural network is trained with some form of this line.
 *
 * **You write**
 *
 * - {@linkcode gradientDescent}: repeat the line above, and note f(x) after each step.
 * - {@linkcode answers}: on f(x) = x², every step multiplies x by the same number. What is this number if the learning
 *   rate is 0.01? And above which learning rate does x move away from the minimum instead of towards it?
 *
 * **You should see** the loss fall along a straight line on a logarithmic axis: every step reduces it by the same
 * factor. Neither random search nor exhaustive search did that.
 *
 * **A question to think about**: here you were given f′. What if f is ten lines of code, and nobody gives you a formula
 * for f′?
 *
 * @module
 */
import { lossCurve, type Objective, show, sideBySide, todo, type Trace, walkOnCurve } from "downhill";

/** The options of the walk. */
export interface GradientDescentOptions {
  /** How many steps to take. */
  steps?: number;
  /** The factor that multiplies the derivative in each step. */
  learningRate?: number;
}

/**
 * Walks downhill from `start`, against the derivative `df`.
 * Returns `{ x, losses }`: the last x, and the loss f(x) after each step.
 */
export function gradientDescent(
  f: Objective,
  df: Objective,
  start: number,
  { steps = 1000, learningRate = 0.01 }: GradientDescentOptions = {},
): Trace {
  // #region solution: repeat x ← x − learning rate · f′(x), and keep f(x) after each step
  let x = start;
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    x -= learningRate * df(x);
    losses.push(f(x));
  }
  return { x, losses };
  // #endregion
}

/**
 * For f(x) = x²: the factor by which a step with a learning rate of 0.01 multiplies x, and the learning rate above
 * which x moves away from the minimum.
 */
export function answers(): { factorPerStep: number; divergesAbove: number } {
  // #region solution: the factor for a learning rate of 0.01, and the learning rate above which x moves away
  return { factorPerStep: 1 - 2 * 0.01, divergesAbove: 1 };
  // #endregion
}

/**
 * What this lesson looks like when it works: the walk on the parabola, and the loss at every step. A learning rate that
 * is given is used for both.
 */
export function picture({ learningRate }: { learningRate?: number } = {}) {
  const [ofWalk, ofLoss] = [learningRate ?? 0.1, learningRate ?? 0.01];
  const f = (x: number) => x ** 2;
  const df = (x: number) => 2 * x;
  const positions = Array.from(
    { length: 12 },
    (_, n) => gradientDescent(f, df, 2, { steps: n, learningRate: ofWalk }).x,
  );
  const { losses } = gradientDescent(f, df, 2, { learningRate: ofLoss });
  const shrinking = (positions[11] - positions[10]) / (positions[10] - positions[9]);
  const [end, factor, first, last] = [positions[11], shrinking, losses[0], losses[999]]
    .map((value) => Number(value).toPrecision(3));
  const way = losses[999] < losses[0] ? "falls" : "rises";
  return sideBySide(
    "Gradient descent on f(x) = x²",
    `Left: 11 steps with a learning rate of ${ofWalk} walk from x = 2 to ${end}, each ${factor} times as long as the one ` +
      `before. Right: with ${ofLoss}, the loss ${way} from ${first} to ${last} in 1,000 steps, a straight line on a ` +
      "logarithmic axis.",
    walkOnCurve(f, positions, { domain: [-2.5, 2.5], title: `Learning rate ${ofWalk}: the walk` }),
    lossCurve(losses, { title: `Learning rate ${ofLoss}: the loss` }),
  );
}

if (import.meta.main) await show(picture());
