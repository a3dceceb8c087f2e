/**
 * A straight line fitted to points, in float64. Its parameters after each step help to find mistakes in a training
 * loop.
 * @module
 */
import type { Points } from "downhill/testing";
import { mean } from "./lists.ts";
import type { Optimizer } from "./optimizers.ts";

/** The slope, and the height at x = 0. */
export type Line = readonly number[];

/** The height of the line at `x`. */
export function lineAt(x: number, [slope, height]: Line): number {
  return slope * x + height;
}

/** The mean squared error. */
export function lineLoss(line: Line, { xs, ys }: Points): number {
  return mean(xs.map((x, i) => (ys[i] - lineAt(x, line)) ** 2));
}

/** The gradient of {@linkcode lineLoss}, with respect to the slope and to the height. */
export function lineGradient(line: Line, { xs, ys }: Points): number[] {
  const errors = xs.map((x, i) => lineAt(x, line) - ys[i]);
  return [2 * mean(errors.map((error, i) => error * xs[i])), 2 * mean(errors)];
}

/**
 * The mean squared distance of every y from every prediction. TF.js computes it if y is a list and the prediction a
 * column, or the other way round.
 */
export function broadcastLineLoss(line: Line, { xs, ys }: Points): number {
  return mean(xs.map((x) => mean(ys.map((y) => (y - lineAt(x, line)) ** 2))));
}

/** The options of {@linkcode trainLine}. */
export interface LineTraining {
  start: Line;
  steps: number;
  optimizer: Optimizer;
}

/** Trains a line, with all points in each step. Returns the line before the first step and after each step. */
export function trainLine(points: Points, { start, steps, optimizer }: LineTraining): number[][] {
  const lines = [[...start]];
  for (let step = 0; step < steps; step++) {
    lines.push(optimizer.step(lines[step], lineGradient(lines[step], points)));
  }
  return lines;
}
