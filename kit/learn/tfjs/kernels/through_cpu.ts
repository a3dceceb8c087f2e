/**
 * If the wasm backend has no kernel, or a wrong one, the cpu computes instead: the numbers are copied to the cpu, and
 * the result is copied back.
 * @module
 */
import type { DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Inputs, type Kernel, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** The parts of the cpu backend that we need. */
export interface CpuBackend extends KernelBackend {
  makeTensorInfo(shape: readonly number[], dtype: DataType, values: unknown): TensorInfo;
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

/** The inputs of a kernel: some kernels get a list, and some get a list among other inputs. */
type Input = TensorInfo | undefined | Input[] | { [name: string]: Input };

/** The cpu's kernel `name`, for tensors of the wasm backend. */
export function throughCpu(name: string): Kernel {
  const { kernelFunc } = tf.getKernel(name, "cpu")!;
  return (inputs, attributes, backend) => {
    const cpu = tf.findBackend("cpu") as CpuBackend; // the cpu backend always exists
    const onCpu: TensorInfo[] = [];
    const bring = (input: Input): Input => {
      if (!input) return input; // an optional input that is missing
      if (Array.isArray(input)) return input.map(bring);
      if (!("dataId" in input)) {
        return Object.fromEntries(Object.entries(input).map(([key, each]) => [key, bring(each)]));
      }
      const info = toCpu(input as TensorInfo, backend, cpu);
      onCpu.push(info);
      return Object.assign(info, { rank: info.shape.length }); // some kernels read the rank, which only a tensor has
    };
    try {
      const there = bring(inputs) as Inputs;
      const made = kernelFunc({ inputs: there, attrs: attributes as never, backend: cpu });
      onCpu.push(...[made].flat()); // a result may share the numbers of an input, and each reference is counted
      const out = [made].flat().map((each) => fromCpu(name, each, cpu, backend));
      return Array.isArray(made) ? out : out[0];
    } finally {
      for (const info of onCpu) cpu.disposeIntermediateTensorInfo(info);
    }
  };
}

function toCpu({ shape, dtype, dataId }: TensorInfo, backend: WasmBackend, cpu: CpuBackend): TensorInfo {
  const values = backend.readSync(dataId);
  return dtype === "complex64"
    ? complexOnCpu(cpu, shape, values as Float32Array)
    : cpu.makeTensorInfo(shape, dtype, values);
}

function fromCpu(name: string, { shape, dtype, dataId }: TensorInfo, cpu: CpuBackend, backend: WasmBackend) {
  const values = cpu.readSync(dataId);
  const size = sizeOf(shape) * (dtype === "complex64" ? 2 : 1);
  tf.util.assert(
    values.length === size,
    () => `Error in ${name}: TF.js made ${values.length} numbers for the shape ${shape}: check the inputs' shapes.`,
  );
  if (dtype === "string") return backend.makeOutput(shape, dtype, undefined, values);
  const out = backend.makeOutput(shape, dtype);
  backend.typedArrayFromHeap(out).set(values as Float32Array);
  return out;
}

/** On wasm, the parts of complex numbers alternate; on the cpu, they are in separate tensors. */
function complexOnCpu(cpu: CpuBackend, shape: number[], values: Float32Array): TensorInfo {
  const [real, imag] = [0, 1].map((part) =>
    cpu.makeTensorInfo(shape, "float32", values.filter((_, i) => i % 2 === part))
  );
  const result = tf.getKernel("Complex", "cpu")!.kernelFunc({ inputs: { real, imag }, backend: cpu }) as TensorInfo;
  for (const info of [real, imag]) cpu.disposeIntermediateTensorInfo(info); // the result has tensors of its own
  return result;
}
