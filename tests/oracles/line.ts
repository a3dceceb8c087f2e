/**
 * A straight line that learns from points, in float64. It can be followed step by step, so its numbers show a mistake in
 * a training.
 * @module
 */
import type { Points } from "downhill/testing";
import { mean } from "./lists.ts";
import type { Optimizer } from "./optimizers.ts";

/** Slope, and height at x = 0. */
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
 * The mean of the squared distances of every y from every prediction. TF.js computes this if one of the two is a list
 * and the other a column.
 */
export function broadcastLineLoss(line: Line, { xs, ys }: Points): number {
  return mean(xs.map((x) => mean(ys.map((y) => (y - lineAt(x, line)) ** 2))));
}

/** How a line is trained. */
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
