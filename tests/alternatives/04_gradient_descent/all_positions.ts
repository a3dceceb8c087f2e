/**
 * Lesson 04 solved by computing all positions first, and then the losses, in a typed array.
 * @module
 */
import { lossCurve, type Objective } from "downhill";

/** As in the lesson, but the losses are a Float64Array. */
export function gradientDescent(f: Objective, df: Objective, start: number, options?: Record<string, number>) {
  const { steps, learningRate } = { steps: 1000, learningRate: 0.01, ...options };
  const positions = [start];
  while (positions.length <= steps) {
    const x = positions[positions.length - 1];
    positions.push(x + learningRate * -df(x));
  }
  return { x: positions.at(-1)!, losses: Float64Array.from(positions.slice(1), f) };
}

/**
 * Finds the answer by trying: the largest learning rate, in steps of 0.01, with which the walk from 1 does not diverge.
 */
export function answers(): { factorPerStep: number; divergesAbove: number } {
  const after = (learningRate: number) =>
    Math.abs(gradientDescent((x) => x ** 2, (x) => 2 * x, 1, { steps: 1, learningRate }).x);
  let hundredths = 1;
  while (after((hundredths + 1) / 100) <= 1) hundredths++;
  return { factorPerStep: after(0.01), divergesAbove: hundredths / 100 };
}

/** As in the lesson. */
export const picture = () => lossCurve(gradientDescent((x) => x ** 2, (x) => 2 * x, 2).losses);
