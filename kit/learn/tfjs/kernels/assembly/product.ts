// Products of matrices.
import { fillOffsets, multiply, offsetsSize, pack, PANEL, panelsOf, SPARE } from "./tile";

/**
 * The number of bytes of scratch memory for a product: for a spare buffer, the row offsets, and the packed second
 * factor.
 */
export function productScratch(rows: i32, inner: i32, columns: i32): i32 {
  return SPARE + offsetsSize(rows) + panelsOf(columns) * PANEL * inner * 4;
}

/**
 * c = a · b (+ bias), for `batch` pairs of matrices. All strides count numbers, not bytes; a stride of 0 uses the same
 * matrix again. c is dense. `bias` is 0, or the address of one number for each column.
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
  const offsets = scratch + SPARE;
  const panels = offsets + offsetsSize(rows);
  const panelStride = (<usize>inner * PANEL) << 2;
  const stride = <usize>columns << 2;
  for (let row = 0; row < rows; row++) store<u32>(offsets + (<usize>row << 2), <u32>row * aRow);
  fillOffsets(offsets, rows);
  for (let i = 0; i < batch; i++) {
    if (i == 0 || bBatch != 0) pack(b, bRow << 2, bColumn << 2, inner, columns, panels, panelStride);
    let panel = panels;
    for (let column = 0; column < columns; column += PANEL, panel += panelStride) {
      const width = min(PANEL, columns - column);
      const added = bias ? bias + (<usize>column << 2) : 0;
      const to = c + (<usize>column << 2);
      multiply(a, offsets, aColumn, 0, inner, 1, panel, to, stride, rows, width, added, flags, spare);
    }
    a += aBatch << 2;
    b += bBatch << 2;
    c += <usize>rows * stride;
  }
}
