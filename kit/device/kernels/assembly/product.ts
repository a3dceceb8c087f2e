// Products of matrices.
import { pack, PANEL, tile } from "./tile";

/** How many bytes of scratch memory a product needs: the packed second factor, and a spare place. */
export function productScratch(inner: i32, columns: i32): i32 {
  return ((columns + PANEL - 1) / PANEL) * PANEL * inner * 4 + 96;
}

/**
 * c = a · b (+ bias), for `batch` pairs of matrices. All strides are in numbers; a stride of 0 takes the same matrix
 * again. c is dense. `bias` is 0 or the address of as many numbers as there are columns.
 */
export function product(
  a: usize,
  aRow: usize,
  aColumn: usize,
  aBatch: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  bBatch: usize,
  c: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  batch: i32,
  bias: usize,
  flags: i32,
  scratch: usize,
): void {
  aRow <<= 2;
  aColumn <<= 2;
  const spare = scratch;
  const panels = scratch + 96;
  const panelStride = (<usize>inner * PANEL) << 2;
  const stride = <usize>columns << 2;
  for (let i = 0; i < batch; i++) {
    if (i == 0 || bBatch != 0) pack(b, bRow << 2, bColumn << 2, inner, columns, panels, panelStride);
    let panel = panels;
    for (let column = 0; column < columns; column += PANEL, panel += panelStride) {
      const width = min(PANEL, columns - column);
      const added = bias ? bias + (<usize>column << 2) : 0;
      for (let row = 0; row < rows; row += 4) {
        const a0 = a + <usize>row * aRow;
        const a1 = row + 1 < rows ? a0 + aRow : a0;
        const a2 = row + 2 < rows ? a1 + aRow : a0;
        const a3 = row + 3 < rows ? a2 + aRow : a0;
        const to = c + <usize>row * stride + (<usize>column << 2);
        tile(a0, a1, a2, a3, aColumn, 0, inner, 1, panel, to, stride, rows - row, width, added, flags, spare);
      }
    }
    a += aBatch << 2;
    b += bBatch << 2;
    c += <usize>rows * stride;
  }
}
