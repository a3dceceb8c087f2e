// One step of each optimizer in one pass: gradient, memory and parameters are read once and written once. The memory of
// the optimizer is written in place. The parameters are written to `out`, which may be the memory that they are read
// from.
import { multiplyAdd } from "./tile";

/** The smallest positive number that float32 stores with full precision. */
// @ts-ignore: decorator
@inline
const SMALLEST: f32 = 1.17549435e-38;

/**
 * Sets numbers below {@linkcode SMALLEST} to 0; NaN stays NaN. If a parameter has no gradient, the optimizer's memory
 * of it gets smaller and smaller. With such tiny numbers, processors are a hundred times slower, and because of
 * rounding, the memory would never reach 0.
 */
// @ts-ignore: decorator
@inline
function withoutTraces(values: v128): v128 {
  return v128.andnot(values, f32x4.lt(f32x4.abs(values), f32x4.splat(SMALLEST)));
}

// @ts-ignore: decorator
@inline
function decayed(gradient: v128, value: v128, decay: v128): v128 {
  return multiplyAdd(value, decay, gradient);
}

// @ts-ignore: decorator
@inline
function sgdStep(value: v128, gradient: v128, rate: v128): v128 {
  return f32x4.sub(value, f32x4.mul(rate, gradient));
}

/** θ ← θ − rate · v, v ← momentum · v + (g + decay · θ); without momentum, `velocity` is 0. */
export function sgd(
  value: usize,
  gradient: usize,
  velocity: usize,
  out: usize,
  size: i32,
  rate: f32,
  momentum: f32,
  decay: f32,
): void {
  const r = f32x4.splat(rate), m = f32x4.splat(momentum), d = f32x4.splat(decay);
  for (let i = 0; i < size; i += 4) {
    const isWhole = i + 4 <= size;
    const count = size - i;
    const theta = part(value, isWhole, count);
    let g = decayed(part(gradient, isWhole, count), theta, d);
    if (velocity) {
      g = withoutTraces(multiplyAdd(part(velocity, isWhole, count), m, g));
      put(velocity, g, isWhole, count);
      velocity += 16;
    }
    put(out, sgdStep(theta, g, r), isWhole, count);
    value += 16;
    gradient += 16;
    out += 16;
  }
}

/** v ← α · v + (1 − α) · g², θ ← θ − rate · g / (√v + ε) */
export function rmsprop(
  value: usize,
  gradient: usize,
  squareAverage: usize,
  out: usize,
  size: i32,
  rate: f32,
  alpha: f32,
  newPart: f32,
  epsilon: f32,
  decay: f32,
): void {
  const r = f32x4.splat(rate), a = f32x4.splat(alpha), n = f32x4.splat(newPart);
  const e = f32x4.splat(epsilon), d = f32x4.splat(decay);
  for (let i = 0; i < size; i += 4) {
    const isWhole = i + 4 <= size;
    const count = size - i;
    const theta = part(value, isWhole, count);
    const g = decayed(part(gradient, isWhole, count), theta, d);
    const v = withoutTraces(multiplyAdd(part(squareAverage, isWhole, count), a, f32x4.mul(f32x4.mul(g, g), n)));
    put(squareAverage, v, isWhole, count);
    const step = f32x4.div(f32x4.mul(g, r), f32x4.add(f32x4.sqrt(v), e));
    put(out, f32x4.sub(theta, step), isWhole, count);
    value += 16;
    gradient += 16;
    squareAverage += 16;
    out += 16;
  }
}

/**
 * m ← β₁ · m + (1 − β₁) · g, v ← β₂ · v + (1 − β₂) · g², θ ← θ − rate · m / (√v / root + ε) − shrink · θ, where rate is
 * the learning rate over 1 − β₁ᵗ and root is √(1 − β₂ᵗ). Adam's weight decay, `decay`, is added to g; AdamW's is
 * `shrink`.
 */
export function adam(
  value: usize,
  gradient: usize,
  average: usize,
  squareAverage: usize,
  out: usize,
  size: i32,
  rate: f32,
  beta1: f32,
  newPart1: f32,
  beta2: f32,
  newPart2: f32,
  inverseRoot: f32,
  epsilon: f32,
  decay: f32,
  shrink: f32,
): void {
  const r = f32x4.splat(rate), b1 = f32x4.splat(beta1), n1 = f32x4.splat(newPart1);
  const b2 = f32x4.splat(beta2), n2 = f32x4.splat(newPart2), root = f32x4.splat(inverseRoot);
  const e = f32x4.splat(epsilon), d = f32x4.splat(decay), s = f32x4.splat(shrink);
  for (let i = 0; i < size; i += 4) {
    const isWhole = i + 4 <= size;
    const count = size - i;
    const theta = part(value, isWhole, count);
    const g = decayed(part(gradient, isWhole, count), theta, d);
    const m = withoutTraces(multiplyAdd(part(average, isWhole, count), b1, f32x4.mul(g, n1)));
    const v = withoutTraces(multiplyAdd(part(squareAverage, isWhole, count), b2, f32x4.mul(f32x4.mul(g, g), n2)));
    put(average, m, isWhole, count);
    put(squareAverage, v, isWhole, count);
    const step = f32x4.div(f32x4.mul(m, r), multiplyAdd(f32x4.sqrt(v), root, e));
    put(out, f32x4.sub(f32x4.sub(theta, step), f32x4.mul(theta, s)), isWhole, count);
    value += 16;
    gradient += 16;
    average += 16;
    squareAverage += 16;
    out += 16;
  }
}

/** The next four numbers, or all that are left if there are fewer. */
// @ts-ignore: decorator
@inline
function part(from: usize, isWhole: bool, count: i32): v128 {
  if (isWhole) return v128.load(from);
  let last = v128.load32_zero(from);
  if (count > 1) last = v128.load_lane<f32>(from + 4, last, 1);
  if (count > 2) last = v128.load_lane<f32>(from + 8, last, 2);
  return last;
}

// @ts-ignore: decorator
@inline
function put(to: usize, values: v128, isWhole: bool, count: i32): void {
  if (isWhole) {
    v128.store(to, values);
    return;
  }
  v128.store_lane<f32>(to, values, 0);
  if (count > 1) v128.store_lane<f32>(to + 4, values, 1);
  if (count > 2) v128.store_lane<f32>(to + 8, values, 2);
}
