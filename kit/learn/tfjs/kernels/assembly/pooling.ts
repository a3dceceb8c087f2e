// The largest number of each window, the mean of each window, and their gradients.

// @ts-ignore: decorator
@inline
const LOWEST: f32 = -Infinity;

/** out = the largest number of each window and channel; NaN never counts as larger. */
export function maxPool(
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  for (let image = 0; image < batch; image++, x += <usize>height * line) {
    for (let row = 0; row < outHeight; row++) {
      const firstRow = max(0, row * strideHeight - top);
      const endRow = min(height, row * strideHeight - top + filterHeight);
      for (let column = 0; column < outWidth; column++, out += pixel) {
        const firstColumn = max(0, column * strideWidth - left);
        const endColumn = min(width, column * strideWidth - left + filterWidth);
        const window = x + <usize>firstRow * line + <usize>firstColumn * pixel;
        let channel: usize = 0;
        for (; channel + 16 <= pixel; channel += 16) {
          let largest = f32x4.splat(LOWEST);
          let from = window + channel;
          for (let i = firstRow; i < endRow; i++, from += line) {
            let at = from;
            for (let j = firstColumn; j < endColumn; j++, at += pixel) largest = f32x4.pmax(largest, v128.load(at));
          }
          v128.store(out + channel, largest);
        }
        for (; channel < pixel; channel += 4) {
          let largest = LOWEST;
          let from = window + channel;
          for (let i = firstRow; i < endRow; i++, from += line) {
            let at = from;
            for (let j = firstColumn; j < endColumn; j++, at += pixel) {
              const value = load<f32>(at);
              if (value > largest) largest = value;
            }
          }
          store<f32>(out + channel, largest);
        }
      }
    }
  }
}

/** The same as `maxPool`, for adjacent windows of 2 × 2 and a number of channels that is a multiple of four. */
export function maxPoolOfQuarters(x: usize, batch: i32, height: i32, width: i32, channels: i32, out: usize): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  const lowest = f32x4.splat(LOWEST);
  for (let image = 0; image < batch; image++, x += <usize>height * line) {
    for (let row = 0; row + 2 <= height; row += 2) {
      let from = x + <usize>row * line;
      for (let column = 0; column + 2 <= width; column += 2, from += pixel) {
        const end = from + pixel;
        for (; from < end; from += 16, out += 16) {
          const above = f32x4.pmax(f32x4.pmax(lowest, v128.load(from)), v128.load(from + pixel));
          const below = from + line;
          v128.store(out, f32x4.pmax(f32x4.pmax(above, v128.load(below)), v128.load(below + pixel)));
        }
      }
    }
  }
}

/** Adds each number of dy to dx at the place of the first maximum in its window. A window without a maximum adds 0. */
export function maxPoolGradient(
  x: usize,
  dy: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  dx: usize,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  memory.fill(dx, 0, <usize>(batch * height) * line);
  for (let image = 0; image < batch; image++, x += <usize>height * line, dx += <usize>height * line) {
    for (let row = 0; row < outHeight; row++) {
      const firstRow = max(0, row * strideHeight - top);
      const endRow = min(height, row * strideHeight - top + filterHeight);
      for (let column = 0; column < outWidth; column++, dy += pixel) {
        const firstColumn = max(0, column * strideWidth - left);
        const endColumn = min(width, column * strideWidth - left + filterWidth);
        const window = <usize>firstRow * line + <usize>firstColumn * pixel;
        let channel: usize = 0;
        for (; channel + 16 <= pixel; channel += 16) {
          let largest = f32x4.splat(LOWEST);
          for (let i = firstRow, from = x + window + channel; i < endRow; i++, from += line) {
            for (let j = firstColumn, at = from; j < endColumn; j++, at += pixel) {
              largest = f32x4.pmax(largest, v128.load(at));
            }
          }
          // a channel with only −Infinity or NaN has no maximum
          let open = f32x4.gt(largest, f32x4.splat(LOWEST));
          const change = v128.load(dy + channel);
          for (let i = firstRow, from = window + channel; i < endRow; i++, from += line) {
            for (let j = firstColumn, at = from; j < endColumn; j++, at += pixel) {
              const isHere = v128.and(open, f32x4.eq(v128.load(x + at), largest));
              open = v128.andnot(open, isHere);
              v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(change, isHere)));
            }
          }
        }
        for (; channel < pixel; channel += 4) {
          let largest = LOWEST;
          let place: usize = 0;
          for (let i = firstRow, from = window + channel; i < endRow; i++, from += line) {
            for (let j = firstColumn, at = from; j < endColumn; j++, at += pixel) {
              const value = load<f32>(x + at);
              if (value > largest) largest = value, place = at;
            }
          }
          if (largest > LOWEST) store<f32>(dx + place, load<f32>(dx + place) + load<f32>(dy + channel));
        }
      }
    }
  }
}

/** Writes 0 to pixels that are in no window: those in an odd last column or row. */
// @ts-ignore: decorator
@inline
function inNoWindow(x: usize, dx: usize, bytes: usize, spoiled: v128): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const value = v128.load(x + at);
    v128.store(dx + at, v128.and(spoiled, f32x4.ne(value, value)));
  }
}

/**
 * The same as `maxPoolGradient`, for adjacent windows of 2 × 2 and a number of channels that is a multiple of four:
 * each place is written once. If x is the result of a relu, the gradient of the relu can be computed at the same time:
 * only numbers above 0 get a gradient.
 */
export function maxPoolGradientOfQuarters(
  x: usize,
  dy: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  dx: usize,
  isAfterRelu: i32,
): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  const outHeight = height >> 1, outWidth = width >> 1;
  const lowest = f32x4.splat(LOWEST);
  const least = isAfterRelu ? f32x4.splat(0) : lowest;
  // as with the step function, the gradient at NaN is NaN
  const spoiled = isAfterRelu ? i32x4.splat(-1) : i32x4.splat(0);
  for (let image = 0; image < batch; image++, x += <usize>height * line, dx += <usize>height * line) {
    for (let row = 0; row < outHeight; row++) {
      let from = x + <usize>(2 * row) * line, to = dx + <usize>(2 * row) * line;
      for (let column = 0; column < outWidth; column++, from += pixel, to += pixel) {
        for (let channel: usize = 0; channel < pixel; channel += 16, from += 16, to += 16, dy += 16) {
          const a = v128.load(from), b = v128.load(from + pixel);
          const c = v128.load(from + line), d = v128.load(from + line + pixel);
          const largest = f32x4.pmax(f32x4.pmax(f32x4.pmax(f32x4.pmax(lowest, a), b), c), d);
          const change = v128.load(dy);
          let open = f32x4.gt(largest, least);
          let isHere = v128.and(open, f32x4.eq(a, largest));
          v128.store(to, v128.or(v128.and(change, isHere), v128.and(spoiled, f32x4.ne(a, a))));
          open = v128.andnot(open, isHere);
          isHere = v128.and(open, f32x4.eq(b, largest));
          v128.store(to + pixel, v128.or(v128.and(change, isHere), v128.and(spoiled, f32x4.ne(b, b))));
          open = v128.andnot(open, isHere);
          isHere = v128.and(open, f32x4.eq(c, largest));
          v128.store(to + line, v128.or(v128.and(change, isHere), v128.and(spoiled, f32x4.ne(c, c))));
          open = v128.andnot(open, isHere);
          isHere = v128.and(open, f32x4.eq(d, largest));
          v128.store(to + line + pixel, v128.or(v128.and(change, isHere), v128.and(spoiled, f32x4.ne(d, d))));
        }
      }
      if (width & 1) {
        inNoWindow(from, to, pixel, spoiled);
        inNoWindow(from + line, to + line, pixel, spoiled);
      }
    }
    const last = <usize>(height - 1) * line;
    if (height & 1) inNoWindow(x + last, dx + last, line, spoiled);
  }
}

/** out = the mean of each window and channel, over the part inside the image. It is rounded once, at the end. */
export function averagePool(
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  for (let image = 0; image < batch; image++, x += <usize>height * line) {
    for (let row = 0; row < outHeight; row++) {
      const firstRow = max(0, row * strideHeight - top);
      const endRow = min(height, row * strideHeight - top + filterHeight);
      for (let column = 0; column < outWidth; column++) {
        const firstColumn = max(0, column * strideWidth - left);
        const endColumn = min(width, column * strideWidth - left + filterWidth);
        const count = <f64>(max(0, endRow - firstRow) * max(0, endColumn - firstColumn));
        let window = x + <usize>firstRow * line + <usize>firstColumn * pixel;
        for (const end = window + pixel; window < end; window += 4, out += 4) {
          let sum: f64 = 0;
          for (let i = firstRow, from = window; i < endRow; i++, from += line) {
            for (let j = firstColumn, at = from; j < endColumn; j++, at += pixel) sum += load<f32>(at);
          }
          store<f32>(out, <f32>(sum / count));
        }
      }
    }
  }
}

/** Spreads each number of dy evenly over its window in dx; the part outside the image is dropped. */
export function averagePoolGradient(
  dy: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  dx: usize,
  outHeight: i32,
  outWidth: i32,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  top: i32,
  left: i32,
): void {
  const pixel = <usize>channels << 2;
  const line = <usize>width * pixel;
  const share: f32 = 1 / <f32>(filterHeight * filterWidth);
  memory.fill(dx, 0, <usize>(batch * height) * line);
  for (let image = 0; image < batch; image++, dx += <usize>height * line) {
    for (let row = 0; row < outHeight; row++) {
      const firstRow = max(0, row * strideHeight - top);
      const endRow = min(height, row * strideHeight - top + filterHeight);
      for (let column = 0; column < outWidth; column++) {
        const firstColumn = max(0, column * strideWidth - left);
        const endColumn = min(width, column * strideWidth - left + filterWidth);
        let window = dx + <usize>firstRow * line + <usize>firstColumn * pixel;
        for (const end = window + pixel; window < end; window += 4, dy += 4) {
          const change = load<f32>(dy) * share;
          for (let i = firstRow, from = window; i < endRow; i++, from += line) {
            for (let j = firstColumn, at = from; j < endColumn; j++, at += pixel) store<f32>(at, load<f32>(at) + change);
          }
        }
      }
    }
  }
}
