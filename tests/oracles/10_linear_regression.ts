/**
 * The mathematics of lesson 10, in float64: a line fitted to points, with θ as in the lesson, and the results of
 * well-known mistakes.
 * @module
 */
import type { Points } from "downhill/testing";
import { broadcastLineLoss, type Line, lineAt, lineGradient, lineLoss, trainLine } from "./line.ts";
import { mean } from "./lists.ts";
import { adam, type Optimizer, sgd } from "./optimizers.ts";

/** θ₀, the height at 0, and θ₁, the slope. */
export type Theta = readonly number[];

/** The options of gradient descent. */
interface Descent {
  steps: number;
  learningRate: number;
  start: Theta;
}

/** The θ after all steps of gradient descent. */
export function descend(points: Points, { steps, learningRate, start }: Descent): number[] {
  return walk(points, steps, start, sgd({ learningRate }))[steps];
}

/** The θ after all steps of Adam. */
export function descendWithAdam(points: Points, { steps, learningRate, start }: Descent): number[] {
  return walk(points, steps, start, adam({ learningRate }))[steps];
}

/** The loss before each step of gradient descent. */
export function lossesBefore(points: Points, { steps, learningRate, start }: Descent): number[] {
  return walk(points, steps, start, sgd({ learningRate })).slice(0, steps).map((theta) => lossOf(theta, points));
}

function walk(points: Points, steps: number, start: Theta, optimizer: Optimizer): number[][] {
  return trainLine(points, { start: lineOf(start), steps, optimizer }).map((line) => line.toReversed());
}

/** The line with the parameters θ, which lists the height before the slope. */
export function lineOf(theta: Theta): Line {
  return theta.toReversed();
}

/** The mean squared error. */
export function lossOf(theta: Theta, points: Points): number {
  return lineLoss(lineOf(theta), points);
}

/** The gradient of {@linkcode lossOf}. */
export function gradientOf(theta: Theta, points: Points): number[] {
  return lineGradient(lineOf(theta), points).toReversed();
}

/** The values of wrong losses, each with the message about its mistake. */
export function wrongLosses(theta: Theta, data: Points, usualCount: number): Record<string, number> {
  const { xs, ys } = data;
  const n = xs.length;
  const line = lineOf(theta);
  const errors = xs.map((x, i) => ys[i] - lineAt(x, line));
  const right = lineLoss(line, data);
  const [height, slope] = theta;
  return {
    [`that is ${n} times too large: take the mean over the ${n} points, not the sum`]: n * right,
    [
      `that is the mean over ${n} × ${n} differences: y and the line differ in shape, so TF.js pairs every y with ` +
      `every x. Make both columns of shape [${n}, 1]`
    ]: broadcastLineLoss(line, data),
    "θ₀ and θ₁ are swapped: θ₁ is the slope": lineLoss(theta, data),
    "θ₀ is missing": lossOf([0, slope], data),
    "θ₁ is missing": lossOf([height, 1], data),
    "it is negative: a square is never less than 0": -right,
    // at θ = (1, 1), these two mistakes give the same loss
    ...(slope !== 1 && {
      "x and y are swapped": lossOf(theta, { xs: ys, ys: xs }),
      "θ₀ is subtracted, but it must be added": lossOf([-height, slope], data),
    }),
    [`the sum is divided by ${n - 1}, which is one less than the number of points`]: right * n / (n - 1),
    ...(n !== usualCount && {
      [`the sum is divided by ${usualCount}, whatever the number of points is`]: right * n / usualCount,
    }),
    "that is the square of the mean error: square each error, then take the mean": mean(errors) ** 2,
    "the line is added to y, but it must be subtracted": lossOf([-height, -slope], data),
    "that is the square root of the mean: leave out the root": Math.sqrt(right),
    "that is half of the mean: do not divide it by 2": right / 2,
    "that is the mean distance: square each distance before you average": mean(errors.map(Math.abs)),
    "errors above and below the line cancel out: square each error before you average": mean(errors),
  };
}
