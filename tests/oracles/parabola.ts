/**
 * Gradient descent on x² from 2 with a learning rate of 0.01, as in lessons 04, 05 and 06. The slope is 2x, so a step
 * multiplies x by 1 − 2 · 0.01 = 0.98.
 * @module
 */
import { numberAt, numberOf } from "./evidence.ts";
import { list } from "./lists.ts";

/** x after this many steps, by default with a learning rate of 0.01. */
export function xAfter(steps: number, learningRate = 0.01): number {
  return 2 * (1 - 2 * learningRate) ** steps;
}

/** x² after this many steps. */
export function lossAfter(steps: number): number {
  return xAfter(steps) ** 2;
}

/** 100 losses, the first of them after `first` steps. */
export function lossesFrom(first: number): number[] {
  return list(100, (i) => lossAfter(first + i));
}

/**
 * The learning rate, other than 0.01, with which 100 steps lead to `end` and to these losses; NaN if there is none.
 * @param first How many steps there are before the first loss: 0 or 1.
 */
export function learningRateOf(end: unknown, losses: unknown, first: number): number {
  const factor = (numberOf(end) / 2) ** 0.01; // a step multiplies x by 1 − 2 · learning rate
  const fits = [9, 49, 99].every((i) => Math.abs(numberAt(losses, i) / (2 * factor ** (first + i)) ** 2 - 1) < 0.01);
  return fits && Math.abs(factor - 0.98) > 1e-4 ? (1 - factor) / 2 : NaN;
}

/**
 * A bound on the relative error of float32 in x and x² after up to 100 steps. A step rounds x once, to 24 bits, and
 * the number that it subtracts, a fiftieth of x, two or three times more: at most 6.3e-8 of x in all. That is 6.3e-6
 * after 100 steps, and twice as much for x²; 1e-6 was measured on cpu, wasm and webgpu. The nearest wrong answer, with
 * one step too few, is off by 2 %.
 */
export const FLOAT32_ROUNDING = 2e-5;
