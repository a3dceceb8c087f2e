/**
 * Kernels for the cpu that the gradient rules need and TF.js does not have.
 * @module
 */
import type { DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** The parts of the cpu backend that kernels need. */
interface CpuBackend extends KernelBackend {
  data: { get(dataId: TensorInfo["dataId"]): { values: Float32Array } };
  makeTensorInfo(shape: readonly number[], dtype: DataType, values: Float32Array): TensorInfo;
}

/** Registers the kernels of the gradients. */
export function installCpuGradients(): void {
  registerOnCpu("ReluGradient", (dy, x) => dy * (x > 0 ? 1 : x <= 0 ? 0 : NaN));
  registerOnCpu("SquareGradient", (dy, x) => dy * Math.fround(2 * x));
  tf.registerKernel({
    kernelName: "Scale",
    backendName: "cpu",
    kernelFunc: ({ inputs: { x }, attrs, backend }) => {
      const cpu = backend as CpuBackend;
      const { factor, shape } = attrs as unknown as { factor: number; shape: number[] };
      const { values } = cpu.data.get((x as TensorInfo).dataId);
      const out = new Float32Array(tf.util.sizeFromShape(shape));
      for (let i = 0; i < out.length; i++) out[i] = values[values.length === 1 ? 0 : i] * factor;
      return cpu.makeTensorInfo(shape, "float32", out);
    },
  });
}

function registerOnCpu(kernelName: string, compute: (a: number, b: number) => number): void {
  tf.registerKernel({
    kernelName,
    backendName: "cpu",
    kernelFunc: ({ inputs, backend }) => {
      const cpu = backend as CpuBackend;
      const [a, b] = [inputs.a, inputs.b].map((each) => cpu.data.get((each as TensorInfo).dataId).values);
      const out = new Float32Array(a.length);
      for (let i = 0; i < out.length; i++) out[i] = compute(a[i], b[i]);
      return cpu.makeTensorInfo((inputs.a as TensorInfo).shape, "float32", out);
    },
  });
}
