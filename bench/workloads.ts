/**
 * The workloads: computations from lessons 05 to 17, and the training of two networks on images.
 * @module
 */
import type { Backend } from "../kit/base/devices.ts";

/** A computation that runs here and in a peer. */
export interface Workload {
  /** Its name on the command line and in reports. */
  name: string;
  /** A description in a few words. */
  about: string;
  /** The device for our side: the one that the lesson uses. */
  device: Backend;
  /** The script in `peers/` that runs the same computation. */
  peer: "torch_lessons.py" | "torch_images.py" | "sklearn_mlp.py";
  /** Whether it has a loop that can be measured separately. */
  hasLoop: boolean;
  /**
   * The largest allowed difference between the last losses, relative to the peer's: float32 rounds, and sums are
   * computed in another order.
   */
  tolerance: number;
}

/** All workloads, in the order of the lessons. */
export const WORKLOADS: readonly Workload[] = [
  lesson("autodiff", "05: 1,000 steps on x² with tf.grad", "cpu"),
  lesson("autodiff_sgd", "06: 1,000 steps of SGD on x²", "cpu"),
  lesson("gradient_descent_5d", "08: 1,000 steps in five dimensions", "cpu"),
  lesson("linear_regression", "10: 1,000 steps of SGD on 80 points"),
  // scikit-learn adds Adam's epsilon in another place, and after 2,000 steps the difference is visible
  { ...lesson("library_mlp", "11: 2,000 epochs"), peer: "sklearn_mlp.py", tolerance: 0.05 },
  { ...lesson("mlp_forward", "12: the loss of a network"), hasLoop: false },
  lesson("mlp_training", "13: 2,000 steps of Adam"),
  { ...lesson("module", "14: the loss of a module"), hasLoop: false },
  { ...lesson("dataset", "15: 10 epochs of 80 points"), hasLoop: false },
  { ...lesson("device", "16: a product of 1,000 rows"), hasLoop: false },
  { ...lesson("training_pipeline", "17: 100 epochs of 8 batches"), tolerance: 1e-3 },
  images("fashion_mlp", "784-128-10, 100 steps of Adam, batches of 64"),
  images("fashion_cnn", "conv 8, pool, conv 16, pool, dense; same steps and batches"),
];

function lesson(name: string, about: string, device: Backend = "wasm"): Workload {
  return { name, about, device, peer: "torch_lessons.py", hasLoop: true, tolerance: 1e-4 };
}

function images(name: string, about: string): Workload {
  return { name, about, device: "wasm", peer: "torch_images.py", hasLoop: true, tolerance: 1e-3 };
}
