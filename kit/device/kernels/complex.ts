/**
 * Complex numbers, which TF.js's wasm backend has bytes for but no kernels: of each number, first its real part, then its
 * imaginary one. That is as much as tf.complex, tf.fft, tf.spectral.rfft and their likes need. All other kernels refuse
 * complex numbers, for TF.js's own would take them for others without a word.
 * @module
 */
import type { DataId, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type CpuBackend, cpuBackend } from "./through_cpu.ts";
import { floats, register, sizeOf, type WasmBackend } from "./wasm_backend.ts";

/** They pass a tensor on as it is, whatever is in it. */
const INDIFFERENT = ["Identity", "Reshape"];

/** To be called after all other kernels are in their places. */
export function installComplex(): void {
  for (const config of tf.getKernelsForBackend("wasm")) {
    const { kernelName, kernelFunc } = config;
    if (INDIFFERENT.includes(kernelName)) continue;
    tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        refuseComplex(kernelName, call.inputs as Record<string, TensorInfo | undefined>);
        return kernelFunc(call);
      },
    });
  }
  readComplex(tf.backend() as unknown as WasmBackend);
  register("Complex", ({ real, imag }, _, backend) => {
    const out = backend.makeOutput(real.shape, "complex64");
    const [a, b, to] = [floats(backend, real), floats(backend, imag), parts(backend, out)];
    for (let i = 0; i < a.length; i++) [to[2 * i], to[2 * i + 1]] = [a[i], b[i]];
    return out;
  });
  ofEach("Real", "input", (real) => real);
  ofEach("Imag", "input", (_, imaginary) => imaginary);
  ofEach("ComplexAbs", "x", Math.hypot);
  for (const name of ["FFT", "IFFT"]) {
    register(name, ({ input }, _, backend) => {
      const cpu = cpuBackend();
      const there = cpuComplex(cpu, input.shape, backend.readSync(input.dataId) as Float32Array);
      const result = tf.getKernel(name, "cpu")!.kernelFunc({ inputs: { input: there }, backend: cpu }) as TensorInfo;
      const out = backend.makeOutput(result.shape, "complex64");
      parts(backend, out).set(cpu.readSync(result.dataId) as Float32Array);
      for (const info of [there, result]) cpu.disposeIntermediateTensorInfo(info);
      return out;
    });
  }
}

/** A loop over keys, for every kernel of every step goes through it. */
function refuseComplex(kernel: string, inputs: Record<string, TensorInfo | undefined>): void {
  for (const name in inputs) {
    if (inputs[name]?.dtype !== "complex64") continue;
    throw new Error(
      `${kernel} was given complex numbers, which wasm cannot compute with: take tf.real(x) and tf.imag(x), or the cpu.`,
    );
  }
}

/** TF.js's own readSync knows no array for them. */
function readComplex(backend: WasmBackend): void {
  const readSync = backend.readSync.bind(backend) as (...all: unknown[]) => ReturnType<WasmBackend["readSync"]>;
  const value = (dataId: DataId, ...range: unknown[]) => {
    const { dtype, shape } = backend.dataIdMap.get(dataId);
    return dtype === "complex64" ? parts(backend, { dataId, shape }).slice() : readSync(dataId, ...range);
  };
  Object.defineProperty(backend, "readSync", { value }); // an assignment fails where the inherited one is read-only
}

/** Registers a kernel that makes one number of the two parts of each. */
function ofEach(kernel: string, name: string, compute: (real: number, imaginary: number) => number): void {
  register(kernel, ({ [name]: input }, _, backend) => {
    if (input.dtype !== "complex64") throw new TypeError(`${kernel} was given ${input.dtype}: pass complex numbers.`);
    const out = backend.makeOutput(input.shape, "float32");
    const [from, to] = [parts(backend, input), floats(backend, out)];
    for (let i = 0; i < to.length; i++) to[i] = compute(from[2 * i], from[2 * i + 1]);
    return out;
  });
}

/** Where the parts lie: to be used before the next tensor is made. */
function parts(backend: WasmBackend, { dataId, shape }: Pick<TensorInfo, "dataId" | "shape">): Float32Array {
  return new Float32Array(backend.wasm.HEAPU8.buffer, backend.dataIdMap.get(dataId).memoryOffset, 2 * sizeOf(shape));
}

function cpuComplex(cpu: CpuBackend, shape: number[], parts: Float32Array): TensorInfo {
  const [real, imag] = [0, 1].map((part) =>
    cpu.makeTensorInfo(shape, "float32", parts.filter((_, i) => i % 2 === part))
  );
  const result = tf.getKernel("Complex", "cpu")!.kernelFunc({ inputs: { real, imag }, backend: cpu }) as TensorInfo;
  for (const info of [real, imag]) cpu.disposeIntermediateTensorInfo(info); // the result has tensors of its own
  return result;
}
