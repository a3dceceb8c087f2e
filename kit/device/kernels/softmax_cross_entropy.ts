/**
 * The cross-entropy of a softmax, in one pass over the logits.
 * @module
 */
import { address, type Simd } from "./simd.ts";
import { register, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** Registers the losses of all rows, whose second output are the logarithms that the gradient needs, and the gradient. */
export function installSoftmaxCrossEntropy(simd: Simd): void {
  register("SoftmaxCrossEntropy", ({ logits, labels }, _, backend: WasmBackend) => {
    const [rows, columns] = logits.shape;
    const [losses, logarithms] = [[rows], logits.shape].map((shape) => backend.makeOutput(shape, "float32"));
    const places = [losses, logarithms].map((each) => address(backend, each));
    simd.softmaxCrossEntropy(address(backend, logits), address(backend, labels), rows, columns, ...places);
    return [losses, logarithms];
  });
  register("SoftmaxCrossEntropyGradient", ({ logarithms, labels, dy }, _, backend) => {
    const out = backend.makeOutput(logarithms.shape, "float32");
    const columns = logarithms.shape[1];
    const places = [logarithms, labels, dy].map((each) => address(backend, each));
    simd.softmaxCrossEntropyGradient(...places, sizeOf(logarithms.shape) / columns, columns, address(backend, out));
    return out;
  });
}
