/**
 * Tests that the solutions give PyTorch's numbers on each device, for each lesson for which we have such numbers. The
 * differences are printed, and must be small.
 * @module
 */
import { assert } from "@std/assert";
import { hasAdapter, isHere } from "./solutions.ts";
import { jobFor } from "../../judge/run/job.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { noisyCubic } from "../../learn/data/noisy_cubic.ts";
import type { Backend } from "../../base/devices.ts";

/**
 * The course promises that no difference is larger than this, relative to PyTorch's number; see {@linkcode
 * largestDifference} for numbers near 0.
 */
const TOLERANCE = 1e-4;

/** A computation in a solution, and PyTorch's numbers for it. */
interface Parity {
  lesson: string;
  /** PyTorch 1.13's numbers for the same data and weights, in float32 (for lesson 08, in float64). */
  pytorch: number[];
  /** Runs in the solution's process, and returns as many numbers as `pytorch` has. */
  // deno-lint-ignore no-explicit-any
  probe: (lesson: any, points: { xs: number[]; ys: number[] }) => Promise<number[]>;
}

const PARITIES: Parity[] = [
  {
    lesson: "05_autodiff", // x² from 2: x after 1, 10 and 100 steps
    pytorch: [1.9600000381469727, 1.634145736694336, 0.2652391493320465],
    probe: async ({ gradientDescent }) => {
      const { losses } = await gradientDescent((x: { square(): unknown }) => x.square(), 2, { steps: 100 });
      return [1, 10, 100].map((step) => Math.sqrt(losses[step - 1]));
    },
  },
  {
    lesson: "06_optimizer", // the same walk, but with the loss before each step
    pytorch: [1.9600000381469727, 1.9208000898361206, 1.634145736694336],
    probe: async ({ minimize }) => {
      const tf = await import("@tensorflow/tfjs");
      const x = tf.variable(tf.scalar(2));
      const losses = await minimize((x: { square(): unknown }) => x.square(), x, { steps: 11 });
      return [1, 2, 10].map((step) => Math.sqrt(losses[step]));
    },
  },
  {
    lesson: "08_gradient_descent_5d", // (Σx)² from (1, 2, 3, 4, 5): x after 1, 10 and 100 steps
    pytorch: [
      ...[0.7, 1.7, 2.7, 3.7, 4.7],
      ...[-0.9539646797000001, 0.046035320299999814, 1.0460353203000001, 2.0460353203, 3.0460353203],
      ...[-1.9999203158033374, -0.9999203158033376, 7.968419666278207e-5, 1.0000796841966628, 2.0000796841966633],
    ],
    probe: async ({ gradientDescent, squaredSum }) => {
      const after = async (steps: number) => (await gradientDescent(squaredSum, [1, 2, 3, 4, 5], { steps })).x;
      return [...await after(1), ...await after(10), ...await after(100)];
    },
  },
  {
    lesson: "10_linear_regression", // the losses before steps 1, 11, 101 and 1,000, and θ after that
    pytorch: [
      84.60890197753906,
      32.413818359375,
      4.618257999420166,
      4.317358016967773,
      5.464780330657959,
      4.7577948570251465,
    ],
    probe: async ({ fit }, points) => {
      const { theta, losses } = await fit(points);
      return [...[0, 10, 100, 999].map((step) => losses[step]), ...theta];
    },
  },
  {
    lesson: "12_mlp_forward", // the loss of the untrained network
    pytorch: [133.47598266601562],
    probe: async ({ createParameters, forward }, { xs, ys }) => {
      const tf = await import("@tensorflow/tfjs");
      const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
      return [...await forward(x, createParameters()).sub(y).square().mean().data()];
    },
  },
  {
    lesson: "13_mlp_training", // the losses before steps 1, 2, 11, 101, 501, 1,001 and 2,001
    pytorch: [
      ...[133.47598266601562, 130.2388153076172, 98.48112487792969, 4.106492519378662],
      ...[2.00216007232666, 1.6695582866668701, 1.6696126461029053],
    ],
    probe: async ({ train }, points) => {
      const { losses } = await train(points, { steps: 2001 });
      return [0, 1, 10, 100, 500, 1000, 2000].map((step) => losses[step]);
    },
  },
  {
    lesson: "14_module", // the loss of the untrained network
    pytorch: [133.47598266601562],
    probe: async ({ MyOwnMLP }, { xs, ys }) => {
      const tf = await import("@tensorflow/tfjs");
      const [x, y] = [xs, ys].map((values) => tf.tensor2d(values, [values.length, 1]));
      return [...await new MyOwnMLP().forward(x).sub(y).square().mean().data()];
    },
  },
  {
    lesson: "17_training_pipeline", // the loss of all points after epochs 1, 10, 50 and 100
    pytorch: [108.02351379394531, 4.300339221954346, 3.2730250358581543, 1.9315364360809326],
    probe: async ({ MyOwnMLP, train }, points) => {
      const tf = await import("@tensorflow/tfjs");
      const { losses } = await train(new MyOwnMLP(), points, { device: tf.getBackend() });
      return [1, 10, 50, 100].map((epoch) => losses[epoch - 1]);
    },
  },
];

/**
 * Declares a test for each lesson of the course for which we have PyTorch's numbers.
 * @param lessons The ids of the lessons; by default all.
 */
export function testParity(device: Backend, lessons: readonly string[] = PARITIES.map(({ lesson }) => lesson)): void {
  for (
    const { lesson, pytorch, probe } of PARITIES.filter(({ lesson }) => lessons.includes(lesson) && isHere(lesson))
  ) {
    Deno.test({
      name: `${lesson} on ${device} gives PyTorch's numbers`,
      ignore: device === "webgpu" && !hasAdapter,
      fn: async () => {
        const sandbox = sandboxFor(jobFor(findLesson(lesson), {
          target: "solutions",
          device,
          limits: { evaluateMs: 200_000 },
        }));
        try {
          const ours = await sandbox.evaluate(String(probe), [noisyCubic()]) as number[];
          assert(ours.length === pytorch.length, `got ${ours.length} numbers, expected ${pytorch.length}`);
          const difference = largestDifference(ours, pytorch);
          console.log(`parity  ${lesson.padEnd(24)}${device.padEnd(8)}${difference.toExponential(1)}`);
          assert(difference <= TOLERANCE, `${ours} is off by ${difference} from ${pytorch}`);
        } finally {
          sandbox.dispose();
        }
      },
    });
  }
}

/**
 * The largest difference, relative to PyTorch's number, or to a hundredth of the list's largest number if that is more.
 * If small numbers are computed together with large ones, as in lesson 08, their float32 errors are as large as those
 * of the large ones.
 */
function largestDifference(ours: readonly number[], pytorch: readonly number[]): number {
  const smallest = 1e-2 * Math.max(...pytorch.map(Math.abs));
  return Math.max(...ours.map((value, i) => Math.abs(value - pytorch[i]) / Math.max(Math.abs(pytorch[i]), smallest)));
}
