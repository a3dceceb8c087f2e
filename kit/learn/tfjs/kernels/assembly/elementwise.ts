// Operations on each number separately, and sums.

/** The number of each operation: its position in the list of names in simd.ts. */
export const ADD: i32 = 0;
export const SUBTRACT: i32 = 1;
export const MULTIPLY: i32 = 2;
export const DIVIDE: i32 = 3;
/** a if b is above 0, else 0 (NaN if b is NaN): the gradient of relu, from dy and the relu's result. */
export const WHERE_POSITIVE: i32 = 4;
/** 2 · a · b: the gradient of a square. */
export const TWICE_PRODUCT: i32 = 5;
/** (a − b)² */
export const SQUARED_DIFFERENCE: i32 = 6;
/** The larger of the two; NaN if one of them is NaN. */
export const MAXIMUM: i32 = 7;
/** The smaller of the two; NaN if one of them is NaN. */
export const MINIMUM: i32 = 8;

// @ts-ignore: decorator
@inline
function combine(operation: i32, a: v128, b: v128): v128 {
  if (operation == ADD) return f32x4.add(a, b);
  if (operation == SUBTRACT) return f32x4.sub(a, b);
  if (operation == MULTIPLY) return f32x4.mul(a, b);
  if (operation == DIVIDE) return f32x4.div(a, b);
  if (operation == TWICE_PRODUCT) return f32x4.mul(a, f32x4.mul(b, f32x4.splat(2)));
  if (operation == SQUARED_DIFFERENCE) {
    const difference = f32x4.sub(a, b);
    return f32x4.mul(difference, difference);
  }
  if (operation == MAXIMUM) return f32x4.max(a, b);
  if (operation == MINIMUM) return f32x4.min(a, b);
  // WHERE_POSITIVE: a times 1, 0 or NaN, depending on b
  const zero = f32x4.splat(0);
  const isNumber = f32x4.eq(b, b);
  const step = v128.bitselect(v128.and(f32x4.gt(b, zero), f32x4.splat(1)), b, isNumber);
  return f32x4.mul(a, step);
}

/** Computes a single number: after all groups of four, up to three numbers are left. */
// @ts-ignore: decorator
@inline
function rest(operation: i32, a: usize, b: usize, out: usize): void {
  const result = combine(operation, v128.load32_splat(a), v128.load32_splat(b));
  v128.store_lane<f32>(out, result, 0);
}

// @ts-ignore: decorator
@inline
function run(operation: i32, a: usize, aStep: usize, b: usize, bStep: usize, out: usize, size: i32): void {
  let i = 0;
  if (aStep == 0) {
    const x = v128.load32_splat(a);
    for (; i + 4 <= size; i += 4, b += 16, out += 16) v128.store(out, combine(operation, x, v128.load(b)));
  } else if (bStep == 0) {
    const y = v128.load32_splat(b);
    for (; i + 4 <= size; i += 4, a += 16, out += 16) v128.store(out, combine(operation, v128.load(a), y));
  } else {
    for (; i + 4 <= size; i += 4, a += 16, b += 16, out += 16) {
      v128.store(out, combine(operation, v128.load(a), v128.load(b)));
    }
  }
  for (; i < size; i++, a += aStep, b += bStep, out += 4) rest(operation, a, b, out);
}

// @ts-ignore: decorator
@inline
function rows(operation: i32, a: usize, aSize: i32, b: usize, bSize: i32, out: usize, size: i32): void {
  const period = min(aSize, bSize);
  if (period == size || period == 1) {
    run(operation, a, aSize == 1 && size > 1 ? 0 : 4, b, bSize == 1 && size > 1 ? 0 : 4, out, size);
    return;
  }
  const bytes = <usize>period << 2;
  if ((period & 3) == 0 && bSize != size) {
    // a bias: its rows are short, so the extra work for each row must be small
    for (let i = 0; i < size; i += period) {
      for (let at: usize = 0; at < bytes; at += 16, a += 16, out += 16) {
        v128.store(out, combine(operation, v128.load(a), v128.load(b + at)));
      }
    }
    return;
  }
  for (let i = 0; i < size; i += period, out += bytes) {
    run(operation, a, 4, b, 4, out, period);
    if (aSize == size) a += bytes;
    if (bSize == size) b += bytes;
  }
}

/**
 * out[i] = a[i] ∘ b[i] for `size` numbers. An operand with fewer numbers is repeated from its beginning: a single
 * number, or a row such as a bias; `size` is a multiple of its length, and only one of the two operands is shorter.
 */
export function binary(operation: i32, a: usize, aSize: i32, b: usize, bSize: i32, out: usize, size: i32): void {
  switch (operation) {
    case ADD:
      return rows(ADD, a, aSize, b, bSize, out, size);
    case SUBTRACT:
      return rows(SUBTRACT, a, aSize, b, bSize, out, size);
    case MULTIPLY:
      return rows(MULTIPLY, a, aSize, b, bSize, out, size);
    case DIVIDE:
      return rows(DIVIDE, a, aSize, b, bSize, out, size);
    case WHERE_POSITIVE:
      return rows(WHERE_POSITIVE, a, aSize, b, bSize, out, size);
    case TWICE_PRODUCT:
      return rows(TWICE_PRODUCT, a, aSize, b, bSize, out, size);
    case MAXIMUM:
      return rows(MAXIMUM, a, aSize, b, bSize, out, size);
    case MINIMUM:
      return rows(MINIMUM, a, aSize, b, bSize, out, size);
    default:
      return rows(SQUARED_DIFFERENCE, a, aSize, b, bSize, out, size);
  }
}

/** out = max(x, 0); NaN stays NaN, because it is not below 0. */
export function relu(x: usize, out: usize, size: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= size; i += 4, x += 16, out += 16) v128.store(out, f32x4.pmax(v128.load(x), zero));
  for (; i < size; i++, x += 4, out += 4) v128.store_lane<f32>(out, f32x4.pmax(v128.load32_splat(x), zero), 0);
}

/** out = x · factor. If x has only one number, it is repeated. */
export function scale(x: usize, xSize: i32, factor: f32, out: usize, size: i32): void {
  const by = f32x4.splat(factor);
  let i = 0;
  if (xSize == 1) {
    const value = f32x4.mul(v128.load32_splat(x), by);
    for (; i + 4 <= size; i += 4, out += 16) v128.store(out, value);
    for (; i < size; i++, out += 4) v128.store_lane<f32>(out, value, 0);
    return;
  }
  for (; i + 4 <= size; i += 4, x += 16, out += 16) v128.store(out, f32x4.mul(v128.load(x), by));
  for (; i < size; i++, x += 4, out += 4) store<f32>(out, load<f32>(x) * factor);
}

/** out = x² */
export function square(x: usize, out: usize, size: i32): void {
  let i = 0;
  for (; i + 4 <= size; i += 4, x += 16, out += 16) {
    const value = v128.load(x);
    v128.store(out, f32x4.mul(value, value));
  }
  for (; i < size; i++, x += 4, out += 4) {
    const value = load<f32>(x);
    store<f32>(out, value * value);
  }
}

/** Four sums in double precision, rounded to float32. */
// @ts-ignore: decorator
@inline
function rounded(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

// @ts-ignore: decorator
@inline
function plus(total: v128, x: usize): v128 {
  return f64x2.add(total, f64x2.promote_low_f32x4(v128.load64_zero(x)));
}

/** The sum of all numbers times `factor`, rounded once, at the end. */
export function sum(x: usize, size: i32, factor: f64, out: usize): void {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  let i = 0;
  for (; i + 4 <= size; i += 4, x += 16) {
    low = plus(low, x);
    high = plus(high, x + 8);
  }
  const both = f64x2.add(low, high);
  let total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < size; i++, x += 4) total += <f64>load<f32>(x);
  store<f32>(out, <f32>(total * factor));
}

/**
 * The sums of the columns of a matrix, rounded once, at the end: 16 columns at a time, because memory is read in blocks
 * of 16 numbers.
 */
export function columnSums(x: usize, rows: i32, columns: i32, out: usize): void {
  const stride = <usize>columns << 2;
  let column = 0;
  for (; column + 16 <= columns; column += 16, x += 64, out += 64) {
    let t0 = f64x2.splat(0), t1 = f64x2.splat(0), t2 = f64x2.splat(0), t3 = f64x2.splat(0);
    let t4 = f64x2.splat(0), t5 = f64x2.splat(0), t6 = f64x2.splat(0), t7 = f64x2.splat(0);
    for (let row = 0, from = x; row < rows; row++, from += stride) {
      t0 = plus(t0, from);
      t1 = plus(t1, from + 8);
      t2 = plus(t2, from + 16);
      t3 = plus(t3, from + 24);
      t4 = plus(t4, from + 32);
      t5 = plus(t5, from + 40);
      t6 = plus(t6, from + 48);
      t7 = plus(t7, from + 56);
    }
    v128.store(out, rounded(t0, t1));
    v128.store(out, rounded(t2, t3), 16);
    v128.store(out, rounded(t4, t5), 32);
    v128.store(out, rounded(t6, t7), 48);
  }
  for (; column + 4 <= columns; column += 4, x += 16, out += 16) {
    let low = f64x2.splat(0), high = f64x2.splat(0);
    for (let row = 0, from = x; row < rows; row++, from += stride) {
      low = plus(low, from);
      high = plus(high, from + 8);
    }
    v128.store(out, rounded(low, high));
  }
  for (; column < columns; column++, x += 4, out += 4) {
    let total: f64 = 0;
    for (let row = 0, from = x; row < rows; row++, from += stride) total += <f64>load<f32>(from);
    store<f32>(out, <f32>total);
  }
}
