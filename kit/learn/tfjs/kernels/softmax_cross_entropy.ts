/**
 * The cross-entropy of a softmax, in one pass over the logits.
 * @module
 */
import { address, register, sizeOf } from "./wasm_backend.ts";

/**
 * Registers a kernel for the losses of all rows, which also returns the logarithms that the gradient needs, and a
 * kernel for the gradient.
 */
export function installSoftmaxCrossEntropyKernels(): void {
  register("SoftmaxCrossEntropy", ({ logits, labels }, _, backend) => {
    const [rows, columns] = logits.shape;
    const [losses, logarithms] = [[rows], logits.shape].map((shape) => backend.makeOutput(shape, "float32"));
    const [x, y, sums, parts] = [logits, labels, losses, logarithms].map((each) => address(backend, each));
    backend.simd.softmaxCrossEntropy(x, y, rows, columns, sums, parts);
    return [losses, logarithms];
  });
  register("SoftmaxCrossEntropyGradient", ({ logarithms, labels, dy }, _, backend) => {
    const out = backend.makeOutput(logarithms.shape, "float32");
    const columns = logarithms.shape[1];
    const rows = sizeOf(logarithms.shape) / columns;
    const [x, y, change] = [logarithms, labels, dy].map((each) => address(backend, each));
    backend.simd.softmaxCrossEntropyGradient(x, y, change, rows, columns, address(backend, out));
    return out;
  });
}
