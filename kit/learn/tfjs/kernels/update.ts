/**
 * One step of each optimizer in one pass. Parameters and memory are written in place.
 * @module
 */
import type { TensorInfo } from "@tensorflow/tfjs";
import type { Simd } from "./binary.ts";
import { address, register, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/**
 * Registers the updates. Each gets the `value` of a parameter, its `gradient`, and the optimizer's memory of all
 * parameters, one after the other; `offset` is the place of this parameter in it. No other tensor may share the numbers
 * of the value or of the memory.
 */
export function installUpdateKernels(): void {
  const update = (
    name: string,
    memory: readonly string[],
    step: (simd: Simd, addresses: number[], size: number, attributes: Record<string, number>) => void,
  ) =>
    register(name, (inputs, attributes, backend) => {
      const { value, gradient } = inputs;
      const numbers = attributes as Record<string, number>;
      const remembered = memory.map((each) => inputs[each] ? address(backend, inputs[each]) + 4 * numbers.offset : 0);
      const place = address(backend, value);
      step(backend.simd, [place, address(backend, gradient), ...remembered, place], sizeOf(value.shape), numbers);
      renew(backend, value);
      return value;
    });
  update("SGDUpdate", ["velocity"], (simd, [value, gradient, velocity, out], size, { rate, momentum, decay }) => {
    simd.sgd(value, gradient, velocity, out, size, rate, momentum, decay);
  });
  update("RMSPropUpdate", ["squareAverage"], (simd, [value, gradient, squareAverage, out], size, attributes) => {
    const { rate, alpha, epsilon, decay } = attributes;
    simd.rmsprop(value, gradient, squareAverage, out, size, rate, alpha, 1 - alpha, epsilon, decay);
  });
  update("AdamUpdate", ["average", "squareAverage"], (simd, addresses, size, attributes) => {
    const [value, gradient, average, squareAverage, out] = addresses;
    const { rate, beta1, beta2, free1, free2, epsilon, decay, shrink } = attributes;
    simd.adam(
      ...[
        value,
        gradient,
        average,
        squareAverage,
        out,
        size,
        rate / free1,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
      ] as const,
      ...[1 / Math.sqrt(free2), epsilon, decay, shrink] as const,
    );
  });
}

/**
 * Gives the data a new id: XNNPACK finds its packed copies of weights by the id of the data, and would otherwise use an
 * old copy.
 */
function renew(backend: WasmBackend, { dataId, shape }: TensorInfo): void {
  const data = backend.dataIdMap.get(dataId);
  backend.wasm.tfjs.disposeData(data.id);
  data.id = backend.dataIdNextNumber++;
  backend.wasm.tfjs.registerTensor(data.id, sizeOf(shape), data.memoryOffset);
}
