// The largest number of each window, and the way back.

// @ts-ignore: decorator
@inline
const LOWEST: f32 = -Infinity;

/** out = the largest number of each window and channel; what is NaN is not larger than anything. */
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

/** Adds each number of dy to the place in dx of the first maximum of its window. dx has to be 0 before. */
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
          // a channel in which all is −Infinity or NaN has no maximum
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
