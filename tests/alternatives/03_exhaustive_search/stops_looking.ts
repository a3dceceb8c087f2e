/**
 * Stops searching once neither neighbour is better, and fills the list with the last loss. Measures its own answers.
 * @module
 */
import { lossCurve, type Objective, type Picture, type Trace } from "downhill";

export function exhaustiveSearch(
  f: Objective,
  start: number,
  options: { steps?: number; step?: number } = {},
): Trace {
  const { steps = 1000, step = 0.01 } = options;
  const losses: number[] = [];
  let x = start;
  let loss = f(x);
  for (let i = 0; i < steps; i++) {
    const left = f(x - step);
    const right = f(x + step);
    if (Math.min(left, right) >= loss) return { x, losses: [...losses, ...Array(steps - i).fill(loss)] };
    x += left < right ? -step : step;
    loss = f(x);
    losses.push(loss);
  }
  return { x, losses };
}

export function answers() {
  const distances = Array.from({ length: 1001 }, (_, i) => {
    const minimum = i / 1000;
    return Math.abs(exhaustiveSearch((x) => (x - minimum) ** 2, 0, { steps: 3, step: 1 }).x - minimum);
  });
  const loss = (step: number) => exhaustiveSearch((x) => (x - 1 / 3) ** 2, 2, { step }).losses.at(-1)!;
  const candidates = [0.005, 0.004, 0.003, 0.002, 0.001];
  return {
    farthestInSteps: Math.max(...distances),
    stepForMillionth: candidates.find((step) => loss(step) < 1e-6)!,
  };
}

export function picture(): Picture {
  return lossCurve(exhaustiveSearch((x) => x ** 2, 2).losses);
}
