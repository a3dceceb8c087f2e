/**
 * Repairs results of TF.js's cpu backend that only the cpu reads correctly. When a tensor moves to another device, that
 * device relies on the tensor's type.
 * @module
 */
import type { DataId, DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

type Numbers = Float32Array | Int32Array | Uint8Array;

/** The parts of the cpu backend that are needed here. */
interface CpuBackend extends KernelBackend {
  data: {
    get(dataId: DataId): { values: Numbers; complexTensorInfos?: Record<"real" | "imag", TensorInfo> };
  };
  makeTensorInfo(shape: readonly number[], dtype: DataType, values: Numbers): TensorInfo;
}

/** Repairs the backend; call it once, after the backend has been started. */
export function repairCpu(): void {
  castByCopying();
  moveComplex(Object.getPrototypeOf(tf.findBackend("cpu")));
}

/**
 * Replaces TF.js's own cast. If no digits can be lost, TF.js changes only the name of the type, and another device then
 * misreads the numbers.
 */
function castByCopying(): void {
  const config = tf.getKernel("Cast", "cpu")!;
  tf.unregisterKernel("Cast", "cpu");
  tf.registerKernel({
    ...config,
    kernelFunc: (call) => {
      const [x, cpu] = [call.inputs.x as TensorInfo, call.backend as CpuBackend];
      const dtype = call.attrs!.dtype as DataType;
      const isShared = x.dtype !== dtype && !tf.util.hasEncodingLoss(x.dtype, dtype);
      if (!isShared || dtype === "complex64" || dtype === "string") return config.kernelFunc(call);
      const { values } = cpu.data.get(x.dataId);
      return cpu.makeTensorInfo(
        x.shape,
        dtype,
        dtype === "int32" ? Int32Array.from(values) : Float32Array.from(values),
      );
    },
  });
}

/**
 * Separates the parts of complex numbers that come from another device: they arrive alternating, but the cpu keeps them
 * in separate tensors.
 */
function moveComplex(prototype: CpuBackend): void {
  const { move } = prototype;
  prototype.move = function (this: CpuBackend, dataId, values, shape, dtype, references) {
    move.call(this, dataId, values, shape, dtype, references);
    if (dtype !== "complex64") return;
    const [real, imag] = [0, 1].map((part) =>
      this.makeTensorInfo(shape, "float32", (values as Float32Array).filter((_, i) => i % 2 === part))
    );
    this.data.get(dataId).complexTensorInfos = { real, imag };
  };
}
