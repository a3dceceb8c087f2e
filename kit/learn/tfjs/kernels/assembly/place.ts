// An image with a margin.

/**
 * Copies an image into another one, the target. There, it begins at row `top` and column `left`, and its rows and
 * columns are `rowGap` and `columnGap` apart; everything else is 0. Pixels that do not fit into the target are skipped.
 */
export function place(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  target: usize,
  targetHeight: i32,
  targetWidth: i32,
  top: i32,
  left: i32,
  rowGap: i32,
  columnGap: i32,
): void {
  const pixel = <usize>channels << 2;
  memory.fill(target, 0, <usize>(targetHeight * targetWidth) * pixel);
  const first = max(0, -left), fitting = min(width, targetWidth - left) - first;
  for (let row = 0; row < height; row++) {
    const y = top + row * rowGap;
    if (y < 0 || y >= targetHeight) continue;
    let from = image + <usize>(row * width) * pixel;
    const line = target + <usize>(y * targetWidth) * pixel;
    if (columnGap == 1) {
      if (fitting <= 0) continue;
      memory.copy(line + <usize>(left + first) * pixel, from + <usize>first * pixel, <usize>fitting * pixel);
      continue;
    }
    for (let column = 0; column < width; column++, from += pixel) {
      const x = left + column * columnGap;
      if (x >= 0 && x < targetWidth) memory.copy(line + <usize>x * pixel, from, pixel);
    }
  }
}
