// Convolutions with filters of 3 × 3 and a stride of 1, with a quarter of the multiplications. Source: F(4 × 4, 3 × 3)
// in "Fast Algorithms for Convolutional Neural Networks" (Lavin and Gray, 2015), after Shmuel Winograd.
//
// A square of 4 × 4 pixels of the result depends on 6 × 6 pixels of the image: 16 · 9 multiplications for each pair of
// an input and an output. If sums of the 36 pixels, and of the 9 weights of the filter, are computed first, 36
// multiplications are enough. Other sums then give the result: Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A. For all squares together,
// these are 36 products of matrices, one for each part. The gradients take the same steps backwards, where y is the
// gradient of the result: for the image B[(G g Gᵀ) ⊙ (A y Aᵀ)]Bᵀ, for the filter Gᵀ[(Bᵀ d B) ⊙ (A y Aᵀ)]G.
import { place } from "./place";
import { ACCUMULATE, fillOffsets, multiply, offsetsSize, PANEL, panelsOf, SPARE } from "./tile";

/** How many numbers represent a square. */
const PARTS: i32 = 36;
/** For larger numbers, convolution.ts is used, because sums of infinite or nearly infinite numbers would be NaN. */
const LARGEST: f32 = 1e15;

/** The largest result, in pixels. */
const LARGEST_RESULT: i32 = 64 * 64;

/** How many squares are needed for this many rows or columns of a result. */
// @ts-ignore: decorator
@inline
function squares(length: i32): i32 {
  return (length + 3) >> 2;
}

/** How many rows or columns of the image are needed for these squares. */
// @ts-ignore: decorator
@inline
function pixelsFor(length: i32): i32 {
  return 4 * squares(length) + 2;
}

/** How many images are computed together, to give the products enough rows. */
// @ts-ignore: decorator
@inline
function groupOf(squaresInImage: i32): i32 {
  return (36 + squaresInImage - 1) / max(squaresInImage, 1);
}

/**
 * Whether a convolution has filters of this kind, its numbers of channels are multiples of four and large enough to
 * save time, and the parts of its result fit into a cache. The parts are two and a quarter times as large as the
 * result.
 */
export function isForSquares(
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  inputs: i32,
  outputs: i32,
  outHeight: i32,
  outWidth: i32,
): bool {
  return filterHeight == 3 && filterWidth == 3 && strideHeight == 1 && strideWidth == 1 &&
    outHeight * outWidth <= LARGEST_RESULT && inputs >= 8 && outputs >= 8 && ((inputs | outputs) & 3) == 0;
}

/** Whether all numbers are far enough from infinity to be added up; false for NaN. */
export function areModerate(x: usize, size: i32): bool {
  const end = x + (<usize>size << 2);
  let isFine = i32x4.splat(-1);
  for (; x + 16 <= end; x += 16) isFine = v128.and(isFine, f32x4.lt(f32x4.abs(v128.load(x)), f32x4.splat(LARGEST)));
  for (; x < end; x += 4) if (!(abs(load<f32>(x)) < LARGEST)) return false;
  return i32x4.all_true(isFine);
}

// The addresses in the scratch memory that the last call to `layOut` chose.

/** Memory for the numbers beyond the edge of a product, which are never read. */
let spare: usize = 0;
/** A square between its two transformations. */
let square: usize = 0;
/** Where the rows of a product begin. */
let offsets: usize = 0;
/** The filters, or their gradients, part by part. */
let weights: usize = 0;
/** An image with its margin, or gradients extended to whole squares. */
let padded: usize = 0;
/** The parts of one factor of a product. */
let before: usize = 0;
/** The parts of the other factor, or of the result. */
let after: usize = 0;

/** Divides the scratch memory that begins at `at`, for any of the three functions below. Returns its end. */
function layOut(at: usize, outHeight: i32, outWidth: i32, inputs: i32, outputs: i32): usize {
  const each = squares(outHeight) * squares(outWidth), rows = each * groupOf(each);
  const channels = panelsOf(max(inputs, outputs)) * PANEL;
  const parts = <usize>(PARTS * rows * channels) << 2;
  spare = at;
  square = spare + SPARE;
  offsets = square + PARTS * 16;
  weights = offsets + offsetsSize(max(rows, inputs));
  padded = weights + (<usize>(PARTS * max(panelsOf(outputs) * inputs, panelsOf(inputs) * outputs) * PANEL) << 2);
  before = padded + (<usize>(pixelsFor(outHeight) * pixelsFor(outWidth) * channels) << 2);
  after = before + max(parts, <usize>(9 * inputs * outputs) << 2); // exchanged filters are also stored here
  return after + parts;
}

/** The largest number of bytes of scratch memory that any of the functions below needs. */
export function squaresScratch(outHeight: i32, outWidth: i32, inputs: i32, outputs: i32): i32 {
  return <i32>layOut(0, outHeight, outWidth, inputs, outputs);
}

// The sums below are computed for 4 numbers at once: first over all columns of a square, then over all rows of the
// result.

/** Bᵀ: turns 6 pixels into 6 parts. */
// @ts-ignore: decorator
@inline
function pixelsApart(from: usize, step: usize, to: usize, toStep: usize): void {
  const a = v128.load(from), b = v128.load(from + step), c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step), e = v128.load(from + 4 * step), f = v128.load(from + 5 * step);
  const four = f32x4.splat(4), five = f32x4.splat(5);
  v128.store(to, f32x4.add(f32x4.sub(f32x4.mul(four, a), f32x4.mul(five, c)), e));
  let even = f32x4.sub(e, f32x4.mul(four, c)), odd = f32x4.sub(d, f32x4.mul(four, b));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  even = f32x4.sub(e, c);
  odd = f32x4.sub(d, b);
  odd = f32x4.add(odd, odd);
  v128.store(to + 3 * toStep, f32x4.add(even, odd));
  v128.store(to + 4 * toStep, f32x4.sub(even, odd));
  v128.store(to + 5 * toStep, f32x4.add(f32x4.sub(f32x4.mul(four, b), f32x4.mul(five, d)), f));
}

/** B: turns 6 parts into the gradients of 6 pixels; if `isMore`, adds them to the numbers that are already there. */
// @ts-ignore: decorator
@inline
function pixelsTogether(from: usize, step: usize, to: usize, toStep: usize, isMore: bool): void {
  const a = v128.load(from), b = v128.load(from + step), c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step), e = v128.load(from + 4 * step), f = v128.load(from + 5 * step);
  const four = f32x4.splat(4), five = f32x4.splat(5);
  const even = f32x4.add(b, c), even2 = f32x4.add(d, e), odd = f32x4.sub(b, c), odd2 = f32x4.sub(d, e);
  const twice = f32x4.add(odd2, odd2);
  put(f32x4.mul(four, a), to, isMore);
  put(f32x4.sub(f32x4.mul(four, f32x4.sub(f, odd)), twice), to + toStep, isMore);
  put(f32x4.neg(f32x4.add(f32x4.add(f32x4.mul(five, a), f32x4.mul(four, even)), even2)), to + 2 * toStep, isMore);
  put(f32x4.sub(f32x4.add(odd, twice), f32x4.mul(five, f)), to + 3 * toStep, isMore);
  put(f32x4.add(a, f32x4.add(even, even2)), to + 4 * toStep, isMore);
  put(f, to + 5 * toStep, isMore);
}

// @ts-ignore: decorator
@inline
function put(value: v128, to: usize, isMore: bool): void {
  v128.store(to, isMore ? f32x4.add(v128.load(to), value) : value);
}

/** Aᵀ: turns 6 parts into `count` pixels of the result, at most 4. */
// @ts-ignore: decorator
@inline
function partsTogether(from: usize, step: usize, to: usize, toStep: usize, count: i32): void {
  const b = v128.load(from + step), c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step), e = v128.load(from + 4 * step);
  const even = f32x4.add(b, c), odd = f32x4.sub(b, c), even2 = f32x4.add(d, e), odd2 = f32x4.sub(d, e);
  v128.store(to, f32x4.add(f32x4.add(v128.load(from), even), even2));
  if (count > 1) v128.store(to + toStep, f32x4.add(odd, f32x4.add(odd2, odd2)));
  if (count > 2) v128.store(to + 2 * toStep, f32x4.add(even, f32x4.mul(f32x4.splat(4), even2)));
  if (count > 3) {
    const last = f32x4.add(f32x4.mul(f32x4.splat(8), odd2), v128.load(from + 5 * step));
    v128.store(to + 3 * toStep, f32x4.add(odd, last));
  }
}

/** A: turns 4 gradients of the result into 6 parts. */
// @ts-ignore: decorator
@inline
function changesApart(from: usize, step: usize, to: usize, toStep: usize): void {
  const a = v128.load(from), b = v128.load(from + step), c = v128.load(from + 2 * step), d = v128.load(from + 3 * step);
  v128.store(to, a);
  let even = f32x4.add(a, c), odd = f32x4.add(b, d);
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  even = f32x4.add(a, f32x4.mul(f32x4.splat(4), c));
  odd = f32x4.add(f32x4.add(b, b), f32x4.mul(f32x4.splat(8), d));
  v128.store(to + 3 * toStep, f32x4.add(even, odd));
  v128.store(to + 4 * toStep, f32x4.sub(even, odd));
  v128.store(to + 5 * toStep, d);
}

/** G: turns 3 weights of a filter into 6 parts. */
// @ts-ignore: decorator
@inline
function placesApart(from: usize, step: usize, to: usize, toStep: usize): void {
  const a = v128.load(from), b = v128.load(from + step), c = v128.load(from + 2 * step);
  const sixth = f32x4.splat(1.0 / 6);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), a));
  const outer = f32x4.add(a, c);
  v128.store(to + toStep, f32x4.mul(f32x4.splat(-1.0 / 6), f32x4.add(outer, b)));
  v128.store(to + 2 * toStep, f32x4.mul(sixth, f32x4.sub(b, outer)));
  const even = f32x4.add(f32x4.mul(f32x4.splat(1.0 / 24), a), f32x4.mul(sixth, c));
  const odd = f32x4.mul(f32x4.splat(1.0 / 12), b);
  v128.store(to + 3 * toStep, f32x4.add(even, odd));
  v128.store(to + 4 * toStep, f32x4.sub(even, odd));
  v128.store(to + 5 * toStep, c);
}

/** Gᵀ: turns 6 parts into the gradients of 3 weights. */
// @ts-ignore: decorator
@inline
function placesTogether(from: usize, step: usize, to: usize, toStep: usize): void {
  const b = v128.load(from + step), c = v128.load(from + 2 * step);
  const d = v128.load(from + 3 * step), e = v128.load(from + 4 * step);
  const sixth = f32x4.splat(1.0 / 6);
  const even = f32x4.mul(sixth, f32x4.add(b, c)), even2 = f32x4.add(d, e);
  const first = f32x4.sub(f32x4.mul(f32x4.splat(0.25), v128.load(from)), even);
  v128.store(to, f32x4.add(first, f32x4.mul(f32x4.splat(1.0 / 24), even2)));
  const middle = f32x4.mul(f32x4.splat(1.0 / 12), f32x4.sub(d, e));
  v128.store(to + toStep, f32x4.add(f32x4.mul(sixth, f32x4.sub(c, b)), middle));
  v128.store(to + 2 * toStep, f32x4.add(f32x4.sub(f32x4.mul(sixth, even2), even), v128.load(from + 5 * step)));
}

/** G g Gᵀ of filters [3, 3, inputs, outputs]: for each part, a matrix [inputs, outputs] in panels. */
function transformFilters(filters: usize, inputs: i32, outputs: i32): void {
  const place = <usize>(inputs * outputs) << 2;
  const stride = <usize>(panelsOf(outputs) * PANEL * inputs) << 2;
  for (let input = 0; input < inputs; input++) {
    for (let output = 0; output < outputs; output += 4, filters += 16) {
      for (let i: usize = 0; i < 3; i++) placesApart(filters + i * place, 3 * place, square + 16 * i, 48);
      const at = weights + (<usize>((output / PANEL) * inputs * PANEL + input * PANEL + output % PANEL) << 2);
      for (let i: usize = 0; i < 6; i++) placesApart(square + 48 * i, 16, at + 6 * i * stride, stride);
    }
  }
}

/** Bᵀ d B of the image with its margin: for each part, some rows of a matrix [rows, channels], which begin at `to`. */
function transformImage(outHeight: i32, outWidth: i32, channels: i32, rows: i32, to: usize): void {
  let image = padded;
  const pixel = <usize>channels << 2;
  const line = <usize>pixelsFor(outWidth) * pixel;
  const stride = <usize>rows * pixel;
  for (let row = 0; row < outHeight; row += 4, image += 4 * line) {
    for (let column = 0; column < outWidth; column += 4) {
      const from = image + <usize>column * pixel;
      for (let channel: usize = 0; channel < pixel; channel += 16, to += 16) {
        for (let i: usize = 0; i < 6; i++) pixelsApart(from + i * pixel + channel, line, square + 16 * i, 96);
        for (let i: usize = 0; i < 6; i++) pixelsApart(square + 96 * i, 16, to + 6 * i * stride, stride);
      }
    }
  }
}

/**
 * Aᵀ m A: the result for an image; its squares begin at `parts`. Of the last squares, only the part inside the result
 * is written.
 */
function transformBack(
  parts: usize,
  rows: i32,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
): void {
  const pixel = <usize>outputs << 2;
  const line = <usize>outWidth * pixel;
  const stride = <usize>rows * pixel;
  for (let row = 0; row < outHeight; row += 4, out += 4 * line) {
    const height = min(4, outHeight - row);
    for (let column = 0; column < outWidth; column += 4) {
      const width = min(4, outWidth - column);
      const to = out + <usize>column * pixel;
      for (let channel: usize = 0; channel < pixel; channel += 16, parts += 16) {
        for (let i: usize = 0; i < 6; i++) partsTogether(parts + i * stride, 6 * stride, square + 16 * i, 96, height);
        for (let i = 0; i < height; i++) {
          partsTogether(square + 96 * i, 16, to + <usize>i * line + channel, pixel, width);
        }
      }
    }
  }
}

/**
 * A y Aᵀ of gradients in whole squares: for each part, some rows, `rowStride` bytes apart. Their panels of 8 numbers
 * are `panelStride` bytes apart, and the parts are `stride` bytes apart.
 */
function transformChanges(
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  to: usize,
  rowStride: usize,
  panelStride: usize,
  stride: usize,
): void {
  let dy = padded;
  const pixel = <usize>outputs << 2;
  const line = <usize>(4 * squares(outWidth)) * pixel;
  for (let row = 0; row < outHeight; row += 4, dy += 4 * line) {
    for (let column = 0; column < outWidth; column += 4, to += rowStride) {
      const from = dy + <usize>column * pixel;
      for (let channel: usize = 0; channel < pixel; channel += 16) {
        for (let i: usize = 0; i < 4; i++) changesApart(from + i * pixel + channel, line, square + 16 * i, 64);
        const at = to + (channel >> 5) * panelStride + (channel & 16);
        for (let i: usize = 0; i < 6; i++) changesApart(square + 64 * i, 16, at + 6 * i * stride, stride);
      }
    }
  }
}

/**
 * B p Bᵀ: sums up the gradients of an image with its margin, initially zeros. Its squares begin at `parts`, and
 * overlap.
 */
function transformImageBack(parts: usize, rows: i32, outHeight: i32, outWidth: i32, channels: i32): void {
  let image = padded;
  const pixel = <usize>channels << 2;
  const line = <usize>pixelsFor(outWidth) * pixel;
  const stride = <usize>rows * pixel;
  for (let row = 0; row < outHeight; row += 4, image += 4 * line) {
    for (let column = 0; column < outWidth; column += 4) {
      const to = image + <usize>column * pixel;
      for (let channel: usize = 0; channel < pixel; channel += 16, parts += 16) {
        for (let i: usize = 0; i < 6; i++) pixelsTogether(parts + i * stride, 6 * stride, square + 16 * i, 96, false);
        for (let i: usize = 0; i < 6; i++) pixelsTogether(square + 96 * i, 16, to + i * line + channel, pixel, true);
      }
    }
  }
}

/**
 * For each part, the product of a matrix [rows, inner], whose rows are `rowStride` bytes and whose columns are `step`
 * bytes apart, and a matrix [inner, columns] in panels. All parts, and their results, follow one after the other.
 */
function multiplyParts(
  rows: i32,
  inner: i32,
  columns: i32,
  from: usize,
  rowStride: usize,
  step: usize,
  panel: usize,
  to: usize,
  flags: i32,
): void {
  const stride = <usize>columns << 2;
  for (let i = 0; i < rows; i++) store<u32>(offsets + (<usize>i << 2), <u32>i * rowStride);
  fillOffsets(offsets, rows);
  for (let part = 0; part < PARTS; part++, from += <usize>(rows * inner) << 2, to += <usize>rows * stride) {
    for (let first = 0; first < columns; first += PANEL, panel += <usize>(inner * PANEL) << 2) {
      const width = min(PANEL, columns - first), at = to + (<usize>first << 2);
      multiply(from, offsets, step, 0, inner, 1, panel, at, stride, rows, width, 0, flags, spare);
    }
  }
}

/** The convolution of images with `top` rows and `left` columns of zeros around them. */
export function convolveSquares(
  image: usize,
  batch: i32,
  height: i32,
  width: i32,
  inputs: i32,
  filters: usize,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  const each = squares(outHeight) * squares(outWidth), group = groupOf(each);
  const step = <usize>inputs << 2, stride = <usize>outputs << 2;
  const paddedHeight = pixelsFor(outHeight), paddedWidth = pixelsFor(outWidth);
  layOut(scratch, outHeight, outWidth, inputs, outputs);
  transformFilters(filters, inputs, outputs);
  for (let first = 0; first < batch; first += group) {
    const images = min(group, batch - first), rows = images * each;
    for (let i = 0; i < images; i++, image += <usize>(height * width) * step) {
      place(image, height, width, inputs, padded, paddedHeight, paddedWidth, top, left, 1, 1);
      transformImage(outHeight, outWidth, inputs, rows, before + <usize>(i * each) * step);
    }
    multiplyParts(rows, inputs, outputs, before, step, 4, weights, after, 0);
    for (let i = 0; i < images; i++, out += <usize>(outHeight * outWidth) * stride) {
      transformBack(after + <usize>(i * each) * stride, rows, out, outHeight, outWidth, outputs);
    }
  }
}

/** The gradient for the images. */
export function squaresToImage(
  dy: usize,
  batch: i32,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  filters: usize,
  inputs: i32,
  dx: usize,
  height: i32,
  width: i32,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  const each = squares(outHeight) * squares(outWidth), group = groupOf(each);
  const step = <usize>outputs << 2, stride = <usize>inputs << 2;
  const paddedHeight = pixelsFor(outHeight), paddedWidth = pixelsFor(outWidth);
  layOut(scratch, outHeight, outWidth, inputs, outputs);
  exchange(filters, inputs, outputs, before);
  transformFilters(before, outputs, inputs);
  for (let first = 0; first < batch; first += group) {
    const images = min(group, batch - first), rows = images * each;
    for (let i = 0; i < images; i++, dy += <usize>(outHeight * outWidth) * step) {
      place(dy, outHeight, outWidth, outputs, padded, paddedHeight - 2, paddedWidth - 2, 0, 0, 1, 1);
      const to = before + <usize>(i * each) * step;
      transformChanges(outHeight, outWidth, outputs, to, step, PANEL << 2, <usize>rows * step);
    }
    multiplyParts(rows, outputs, inputs, before, step, 4, weights, after, 0);
    for (let i = 0; i < images; i++, dx += <usize>(height * width) * stride) {
      memory.fill(padded, 0, <usize>(paddedHeight * paddedWidth) * stride);
      transformImageBack(after + <usize>(i * each) * stride, rows, outHeight, outWidth, inputs);
      place(padded, paddedHeight, paddedWidth, inputs, dx, height, width, -top, -left, 1, 1);
    }
  }
}

/** Stores filters [3, 3, inputs, outputs] as [3, 3, outputs, inputs]. */
function exchange(filters: usize, inputs: i32, outputs: i32, to: usize): void {
  for (let place = 0; place < 9; place++, filters += <usize>(inputs * outputs) << 2) {
    for (let output = 0; output < outputs; output++) {
      for (let input = 0; input < inputs; input++, to += 4) {
        store<f32>(to, load<f32>(filters + (<usize>(input * outputs + output) << 2)));
      }
    }
  }
}

/** The gradient for the filters: the sums, over all squares, of pixels times gradients, part by part. */
export function squaresToFilter(
  image: usize,
  batch: i32,
  height: i32,
  width: i32,
  inputs: i32,
  dy: usize,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  gradient: usize,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  const each = squares(outHeight) * squares(outWidth), group = groupOf(each);
  const step = <usize>inputs << 2, stride = <usize>outputs << 2;
  const paddedHeight = pixelsFor(outHeight), paddedWidth = pixelsFor(outWidth);
  layOut(scratch, outHeight, outWidth, inputs, outputs);
  for (let first = 0; first < batch; first += group) {
    const images = min(group, batch - first), rows = images * each;
    for (let i = 0; i < images; i++) {
      place(image, height, width, inputs, padded, paddedHeight, paddedWidth, top, left, 1, 1);
      transformImage(outHeight, outWidth, inputs, rows, before + <usize>(i * each) * step);
      place(dy, outHeight, outWidth, outputs, padded, paddedHeight - 2, paddedWidth - 2, 0, 0, 1, 1);
      const to = after + (<usize>(i * each * PANEL) << 2), panelStride = <usize>(rows * PANEL) << 2;
      const partStride = <usize>panelsOf(outputs) * panelStride;
      transformChanges(outHeight, outWidth, outputs, to, PANEL << 2, panelStride, partStride);
      image += <usize>(height * width) * step;
      dy += <usize>(outHeight * outWidth) * stride;
    }
    const flags = first == 0 ? 0 : ACCUMULATE;
    multiplyParts(inputs, rows, outputs, before, 4, step, after, weights, flags);
  }
  const places = <usize>inputs * stride;
  for (let at: usize = 0; at < places; at += 16) {
    for (let i: usize = 0; i < 6; i++) placesTogether(weights + at + i * places, 6 * places, square + 16 * i, 96);
    for (let i: usize = 0; i < 3; i++) placesTogether(square + 96 * i, 16, gradient + at + 3 * i * places, places);
  }
}
