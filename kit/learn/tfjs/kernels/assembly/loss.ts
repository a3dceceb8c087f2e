// Softmax and cross-entropy in one pass over the logits.

@external("math", "exp")
declare function exp(x: f64): f64;
@external("math", "log")
declare function log(x: f64): f64;

/**
 * For each row: the cross-entropy between its softmax and its labels, −Σ label · log softmax(logit), and the logarithms
 * of the softmax, which the gradient needs.
 */
export function softmaxCrossEntropy(
  logits: usize,
  labels: usize,
  rows: i32,
  columns: i32,
  losses: usize,
  logarithms: usize,
): void {
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++, losses += 4) {
    let largest: f32 = -Infinity;
    for (let i: usize = 0; i < bytes; i += 4) largest = max(largest, load<f32>(logits + i));
    let total: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 4) total += exp(<f64>load<f32>(logits + i) - <f64>largest);
    const normalizer = <f64>largest + log(total);
    let loss: f64 = 0;
    for (let i: usize = 0; i < bytes; i += 4) {
      const logarithm = <f64>load<f32>(logits + i) - normalizer;
      store<f32>(logarithms + i, <f32>logarithm);
      loss -= <f64>load<f32>(labels + i) * logarithm;
    }
    store<f32>(losses, <f32>loss);
    logits += bytes;
    labels += bytes;
    logarithms += bytes;
  }
}

/** out = dy · (softmax − labels), row by row. */
export function softmaxCrossEntropyGradient(
  logarithms: usize,
  labels: usize,
  dy: usize,
  rows: i32,
  columns: i32,
  out: usize,
): void {
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++, dy += 4) {
    const change = load<f32>(dy);
    for (let i: usize = 0; i < bytes; i += 4) {
      const softmax = <f32>exp(<f64>load<f32>(logarithms + i));
      store<f32>(out + i, change * (softmax - load<f32>(labels + i)));
    }
    logarithms += bytes;
    labels += bytes;
    out += bytes;
  }
}
