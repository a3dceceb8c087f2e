// The innermost loop of every product and every convolution: 6 rows and 8 columns of the result are kept in registers.

/** Adds to the numbers in the result instead of replacing them. */
export const ACCUMULATE: i32 = 1;
/** Replaces numbers below 0 with 0. */
export const RELU: i32 = 2;

/** How many columns a panel of the second factor has. */
export const PANEL: i32 = 8;
/** How many rows of the result are computed at once: of V8's 15 registers, 12 are for sums and 3 for factors. */
export const ROWS: i32 = 6;

/** The size in bytes of the spare buffer, which `multiply` uses instead of the memory beside a result. */
export const SPARE: i32 = 96;

/** The number of panels for this many columns. */
// @ts-ignore: decorator
@inline
export function panelsOf(columns: i32): i32 {
  return (columns + PANEL - 1) / PANEL;
}

/** The number of bytes for the offsets of this many rows, rounded up to a whole number of tiles. */
// @ts-ignore: decorator
@inline
export function offsetsSize(rows: i32): i32 {
  return ((rows + ROWS - 1) / ROWS) * ROWS * 4;
}

/** Repeats the last of `rows` offsets to complete a tile. The results of the repeated offsets are discarded. */
export function fillOffsets(offsets: usize, rows: i32): void {
  const end = offsetsSize(rows);
  for (let at = rows << 2; at < end; at += 4) store<u32>(offsets + at, load<u32>(offsets + ((rows - 1) << 2)));
}

// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, sum: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(f32x4.mul(a, b), sum);
}

// @ts-ignore: decorator
@inline
function finish(low: v128, high: v128, c: usize, columns: i32, bias: usize, flags: i32, spare: usize): void {
  if (columns < PANEL) {
    // this reads and writes in the spare buffer, because the memory beside the result belongs to other tensors
    if (flags & ACCUMULATE) memory.copy(spare + 64, c, <usize>columns << 2);
    if (bias) memory.copy(spare + 32, bias, <usize>columns << 2);
  }
  const from = columns < PANEL ? spare + 64 : c;
  const added = columns < PANEL ? spare + 32 : bias;
  if (flags & ACCUMULATE) {
    low = f32x4.add(low, v128.load(from));
    high = f32x4.add(high, v128.load(from, 16));
  }
  if (bias) {
    low = f32x4.add(low, v128.load(added));
    high = f32x4.add(high, v128.load(added, 16));
  }
  if (flags & RELU) {
    low = f32x4.pmax(low, f32x4.splat(0));
    high = f32x4.pmax(high, f32x4.splat(0));
  }
  const to = columns < PANEL ? spare : c;
  v128.store(to, low);
  v128.store(to, high, 16);
  if (columns < PANEL) memory.copy(c, spare, <usize>columns << 2);
}

/**
 * c[row][column] = Σ a[row][i] · b[i][column]. Each row of a begins at `a` plus its offset; there are `columns`
 * columns, at most 8.
 *
 * The sum has `segments` times `length` terms. Within a segment, the numbers of a row are `step` bytes apart; from one
 * segment to the next, `jump` bytes are added. This is how a convolution moves over its image. The 8 columns of b are
 * adjacent. The rows of c are `stride` bytes apart.
 */
export function multiply(
  a: usize,
  offsets: usize,
  step: usize,
  jump: usize,
  length: i32,
  segments: i32,
  panel: usize,
  c: usize,
  stride: usize,
  rows: i32,
  columns: i32,
  bias: usize,
  flags: i32,
  spare: usize,
): void {
  for (; rows > 0; rows -= ROWS, offsets += ROWS << 2, c += ROWS * stride) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
    // the rows are addressed relative to the first one, so one address is updated instead of six
    const first = load<u32>(offsets);
    const d1 = load<u32>(offsets, 4) - first, d2 = load<u32>(offsets, 8) - first, d3 = load<u32>(offsets, 12) - first;
    const d4 = load<u32>(offsets, 16) - first, d5 = load<u32>(offsets, 20) - first;
    let at = a + first, b = panel;
    for (let segment = 0; segment < segments; segment++) {
      for (let i = 0; i < length; i++) {
        const low = v128.load(b);
        const high = v128.load(b, 16);
        let x = v128.load32_splat(at);
        c00 = multiplyAdd(x, low, c00);
        c01 = multiplyAdd(x, high, c01);
        x = v128.load32_splat(at + d1);
        c10 = multiplyAdd(x, low, c10);
        c11 = multiplyAdd(x, high, c11);
        x = v128.load32_splat(at + d2);
        c20 = multiplyAdd(x, low, c20);
        c21 = multiplyAdd(x, high, c21);
        x = v128.load32_splat(at + d3);
        c30 = multiplyAdd(x, low, c30);
        c31 = multiplyAdd(x, high, c31);
        x = v128.load32_splat(at + d4);
        c40 = multiplyAdd(x, low, c40);
        c41 = multiplyAdd(x, high, c41);
        x = v128.load32_splat(at + d5);
        c50 = multiplyAdd(x, low, c50);
        c51 = multiplyAdd(x, high, c51);
        at += step;
        b += 32;
      }
      at += jump;
    }
    if (columns == PANEL && rows >= ROWS && !flags && !bias) { // the most frequent case takes the shortest path
      let to = c;
      v128.store(to, c00), v128.store(to, c01, 16), to += stride;
      v128.store(to, c10), v128.store(to, c11, 16), to += stride;
      v128.store(to, c20), v128.store(to, c21, 16), to += stride;
      v128.store(to, c30), v128.store(to, c31, 16), to += stride;
      v128.store(to, c40), v128.store(to, c41, 16), to += stride;
      v128.store(to, c50), v128.store(to, c51, 16);
      continue;
    }
    finish(c00, c01, c, columns, bias, flags, spare);
    if (rows > 1) finish(c10, c11, c + stride, columns, bias, flags, spare);
    if (rows > 2) finish(c20, c21, c + 2 * stride, columns, bias, flags, spare);
    if (rows > 3) finish(c30, c31, c + 3 * stride, columns, bias, flags, spare);
    if (rows > 4) finish(c40, c41, c + 4 * stride, columns, bias, flags, spare);
    if (rows > 5) finish(c50, c51, c + 5 * stride, columns, bias, flags, spare);
  }
}

/**
 * Packs a matrix of `rows` rows and `columns` columns into panels of 8 columns. A panel contains its rows one after the
 * other, with 0 for missing columns. In the source, rows are `rowStride` bytes apart, and columns `columnStride`; in
 * the target, panels are `panelStride` bytes apart.
 */
export function pack(
  source: usize,
  rowStride: usize,
  columnStride: usize,
  rows: i32,
  columns: i32,
  target: usize,
  panelStride: usize,
): void {
  for (let column = 0; column < columns; column += PANEL, target += panelStride) {
    const width = min(PANEL, columns - column);
    let from = source + <usize>column * columnStride;
    let to = target;
    if (width == PANEL && columnStride == 4) {
      for (let row = 0; row < rows; row++, from += rowStride, to += 32) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
      continue;
    }
    if (width == PANEL && rowStride == 4) {
      // four rows at a time, to read adjacent numbers
      let row = 0;
      for (; row + 4 <= rows; row += 4, from += 16, to += 128) {
        transpose(from, columnStride, to);
        transpose(from + 4 * columnStride, columnStride, to + 16);
      }
      for (; row < rows; row++, from += 4, to += 32) {
        for (let i = 0; i < PANEL; i++) store<f32>(to + (<usize>i << 2), load<f32>(from + <usize>i * columnStride));
      }
      continue;
    }
    for (let row = 0; row < rows; row++, from += rowStride, to += 32) {
      for (let i = 0; i < PANEL; i++) {
        store<f32>(to + (<usize>i << 2), i < width ? load<f32>(from + <usize>i * columnStride) : 0);
      }
    }
  }
}

/** Writes four columns of four numbers as four rows, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, columnStride: usize, to: usize): void {
  const a = v128.load(from), b = v128.load(from + columnStride);
  const c = v128.load(from + 2 * columnStride), d = v128.load(from + 3 * columnStride);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
}
