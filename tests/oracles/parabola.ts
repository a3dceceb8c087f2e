/**
 * Gradient descent on x² from 2 with a learning rate of 0.01, as in lessons 04, 05 and 06. The slope is 2x, so a step
 * multiplies x by 1 − 2 · 0.01 = 0.98.
 * @module
 */
import { list } from "./lists.ts";

/** x after this many steps. */
export function xAfter(steps: number): number {
  return 2 * 0.98 ** steps;
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
 * The largest relative error of float32 in both after up to 100 steps. A step rounds x once, to 24 binary digits, and
 * what it subtracts, a fiftieth of x, two or three times more: at most 6.3e-8 of x in all. That is 6.3e-6 after 100
 * steps, and twice as much for x²; 1e-6 was measured on cpu, wasm and webgpu. The nearest wrong answer, with one step
 * too few, is off by 2 %.
 */
export const FLOAT32_ROUNDING = 2e-5;
