// Convolutions of images [batch, height, width, channels] with filters [height, width, inputs, outputs], and both of
// their gradients. All three are matrix products whose first factor is not stored: its rows are parts of the image.
// Where fewer multiplications are enough, winograd.ts is used instead.
import { place } from "./place";
import { ACCUMULATE, fillOffsets, multiply, offsetsSize, pack, PANEL, panelsOf, SPARE } from "./tile";
import { areModerate, convolveSquares, isForSquares, squaresScratch, squaresToFilter, squaresToImage } from "./winograd";

// @ts-ignore: decorator
@inline
function packedSize(rows: i32, columns: i32): i32 {
  return panelsOf(columns) * PANEL * rows * 4;
}

/** The largest number of bytes of scratch memory that any of the three functions needs. */
export function convolutionScratch(
  width: i32,
  height: i32,
  inputs: i32,
  filterHeight: i32,
  filterWidth: i32,
  outputs: i32,
  outHeight: i32,
  outWidth: i32,
): i32 {
  const filter = packedSize(filterHeight * filterWidth * inputs, outputs);
  const changes = packedSize(outHeight * outWidth, outputs);
  const rows = max(outHeight * outWidth, filterHeight * filterWidth * inputs);
  const plain = SPARE + offsetsSize(rows) + height * width * inputs * 4 + max(filter, changes);
  return isForSquares(filterHeight, filterWidth, 1, 1, inputs, outputs, outHeight, outWidth)
    ? max(plain, squaresScratch(outHeight, outWidth, inputs, outputs))
    : plain;
}

/** The place where each window begins, in bytes from the beginning of the image, or of its padded copy. */
function windowOffsets(
  offsets: usize,
  outHeight: i32,
  outWidth: i32,
  down: usize,
  right: usize,
): void {
  let to = offsets;
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++, to += 4) store<u32>(to, <u32>(row * down + column * right));
  }
  fillOffsets(offsets, outHeight * outWidth);
}

/** Multiplies all windows of one image, or of its padded copy, by the packed filter. */
function windows(
  image: usize,
  width: i32,
  inputs: i32,
  filterHeight: i32,
  filterWidth: i32,
  offsets: usize,
  panels: usize,
  out: usize,
  count: i32,
  outputs: i32,
  spare: usize,
): void {
  const length = filterWidth * inputs;
  const jump = <usize>(width * inputs - length) << 2;
  const panelStride = <usize>(filterHeight * length * PANEL) << 2;
  const stride = <usize>outputs << 2;
  for (let first = 0; first < outputs; first += PANEL, panels += panelStride, out += PANEL << 2) {
    const columns = min(PANEL, outputs - first);
    multiply(image, offsets, 4, jump, length, filterHeight, panels, out, stride, count, columns, 0, 0, spare);
  }
}

/**
 * out = image * filter. `top` rows and `left` columns of zeros come before the image; the sizes imply how many come
 * after it.
 */
export function convolve(
  image: usize,
  batch: i32,
  height: i32,
  width: i32,
  inputs: i32,
  filter: usize,
  filterHeight: i32,
  filterWidth: i32,
  outputs: i32,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  paddedHeight: i32,
  paddedWidth: i32,
  scratch: usize,
): void {
  if (
    isForSquares(filterHeight, filterWidth, strideHeight, strideWidth, inputs, outputs, outHeight, outWidth) &&
    areModerate(image, batch * height * width * inputs) && areModerate(filter, 9 * inputs * outputs)
  ) {
    convolveSquares(image, batch, height, width, inputs, filter, out, outHeight, outWidth, outputs, top, left, scratch);
    return;
  }
  const spare = scratch;
  const rows = filterHeight * filterWidth * inputs;
  const offsets = scratch + SPARE;
  const panels = offsets + offsetsSize(outHeight * outWidth);
  const padded = panels + packedSize(rows, outputs);
  const isPadded = paddedHeight != height || paddedWidth != width || top != 0 || left != 0;
  pack(filter, <usize>outputs << 2, 4, rows, outputs, panels, <usize>(rows * PANEL) << 2);
  windowOffsets(offsets, outHeight, outWidth, <usize>(strideHeight * paddedWidth * inputs) << 2, <usize>(strideWidth * inputs) << 2);
  for (let i = 0; i < batch; i++) {
    if (isPadded) place(image, height, width, inputs, padded, paddedHeight, paddedWidth, top, left, 1, 1);
    const from = isPadded ? padded : image;
    windows(from, paddedWidth, inputs, filterHeight, filterWidth, offsets, panels, out, outHeight * outWidth, outputs, spare);
    image += <usize>(height * width * inputs) << 2;
    out += <usize>(outHeight * outWidth * outputs) << 2;
  }
}

/**
 * The gradient for the image: `dy`, with strides − 1 zeros between its pixels and a margin around it, convolved with
 * the rotated filter, whose inputs and outputs are exchanged.
 */
export function convolveToImage(
  dy: usize,
  batch: i32,
  outHeight: i32,
  outWidth: i32,
  outputs: i32,
  filter: usize,
  filterHeight: i32,
  filterWidth: i32,
  inputs: i32,
  dx: usize,
  height: i32,
  width: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  scratch: usize,
): void {
  if (
    isForSquares(filterHeight, filterWidth, strideHeight, strideWidth, inputs, outputs, outHeight, outWidth) &&
    areModerate(dy, batch * outHeight * outWidth * outputs) && areModerate(filter, 9 * inputs * outputs)
  ) {
    squaresToImage(dy, batch, outHeight, outWidth, outputs, filter, inputs, dx, height, width, top, left, scratch);
    return;
  }
  const spare = scratch;
  const rows = filterHeight * filterWidth * outputs;
  const offsets = scratch + SPARE;
  const panels = offsets + offsetsSize(height * width);
  const padded = panels + packedSize(rows, inputs);
  const panelStride = <usize>(rows * PANEL) << 2;
  const paddedHeight = height + filterHeight - 1, paddedWidth = width + filterWidth - 1;
  const places = filterHeight * filterWidth;
  windowOffsets(offsets, height, width, <usize>(paddedWidth * outputs) << 2, <usize>outputs << 2);
  for (let i = 0; i < places; i++) {
    const from = filter + (<usize>((places - 1 - i) * inputs * outputs) << 2);
    pack(from, 4, <usize>outputs << 2, outputs, inputs, panels + (<usize>(i * outputs * PANEL) << 2), panelStride);
  }
  for (let i = 0; i < batch; i++) {
    place(dy, outHeight, outWidth, outputs, padded, paddedHeight, paddedWidth, filterHeight - 1 - top, filterWidth - 1 - left, strideHeight, strideWidth);
    windows(padded, paddedWidth, outputs, filterHeight, filterWidth, offsets, panels, dx, height * width, inputs, spare);
    dy += <usize>(outHeight * outWidth * outputs) << 2;
    dx += <usize>(height * width * inputs) << 2;
  }
}

/**
 * The gradient for the filter. For each weight of the filter, it is the sum, over all windows, of the pixel under that
 * weight times dy.
 */
export function convolveToFilter(
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
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
  paddedHeight: i32,
  paddedWidth: i32,
  scratch: usize,
): void {
  if (
    isForSquares(filterHeight, filterWidth, strideHeight, strideWidth, inputs, outputs, outHeight, outWidth) &&
    areModerate(image, batch * height * width * inputs) && areModerate(dy, batch * outHeight * outWidth * outputs)
  ) {
    squaresToFilter(image, batch, height, width, inputs, dy, outHeight, outWidth, outputs, gradient, top, left, scratch);
    return;
  }
  const spare = scratch;
  const count = outHeight * outWidth;
  const length = filterWidth * inputs;
  const rows = filterHeight * length;
  const offsets = scratch + SPARE;
  const panels = offsets + offsetsSize(rows);
  const padded = panels + packedSize(count, outputs);
  const panelStride = <usize>(count * PANEL) << 2;
  const isPadded = paddedHeight != height || paddedWidth != width || top != 0 || left != 0;
  const pixel = <usize>inputs << 2;
  const line = <usize>paddedWidth * pixel;
  const step = <usize>strideWidth * pixel;
  const jump = <usize>strideHeight * line - <usize>outWidth * step;
  const stride = <usize>outputs << 2;
  // for each row of the filter's matrix, the offset of its pixel in a window
  for (let row = 0; row < rows; row++) {
    store<u32>(offsets + (<usize>row << 2), <u32>((row / length) * line + (<usize>(row % length) << 2)));
  }
  fillOffsets(offsets, rows);
  for (let i = 0; i < batch; i++) {
    if (isPadded) place(image, height, width, inputs, padded, paddedHeight, paddedWidth, top, left, 1, 1);
    const from = isPadded ? padded : image;
    pack(dy, stride, 4, count, outputs, panels, panelStride);
    const flags = i == 0 ? 0 : ACCUMULATE;
    let panel = panels, to = gradient;
    for (let first = 0; first < outputs; first += PANEL, panel += panelStride, to += PANEL << 2) {
      const columns = min(PANEL, outputs - first);
      multiply(from, offsets, step, jump, outWidth, outHeight, panel, to, stride, rows, columns, 0, flags, spare);
    }
    image += <usize>(height * width * inputs) << 2;
    dy += <usize>(count * outputs) << 2;
  }
}
