/**
 * # 16 · Where the numbers are computed
 *
 * A product of two matrices is the same on every **device**. "cpu" is the processor with plain JavaScript, "wasm" the
 * processor with WebAssembly, which does four multiplications at a time, and "webgpu" a graphics card, which does
 * thousands. Only the time is different. You choose the device by its name. Then you have to **move** two things there:
 * the model (that is, its parameters) and the data. In PyTorch, `.to(device)` moves both. Here, a model has this
 * method, which takes time (`await` it!), and you write a function for tensors.
 *
 * Then measure, because guesses about speed are often wrong. A stopwatch can mislead you in three ways:
 *
 * - The **first** product on a device is slow: programs are compiled, memory is allocated. So compute one product
 *   before you start measuring.
 * - A graphics card reports "done" when the work is only **queued**. The work is really done when you have the numbers:
 *   `await product.data()`.
 * - Other programs also need the processor. They can only make a measured time longer, never shorter. So measure
 *   several times, and take the **shortest** time.
 *
 * **You write**
 *
 * - {@linkcode toDevice}: makes the same tensor again on another device. `useDevice` switches to a device, which also
 *   takes time; new tensors are then made there.
 * - {@linkcode time}: a stopwatch that does not mislead you.
 * - {@linkcode compareDevices}: measures the same model and the same data on one device after another. If a device is
 *   missing, `useDevice` throws an error: put its message, `(error as Error).message`, into the report as the reason,
 *   and continue with the next device. Never compute on a different device instead. At the end, move the model back to
 *   where it was.
 * - {@linkcode answers}: are the numbers the same on every device? Subtract them to find out. Then multiply matrices
 *   whose products need longer sums, or more sums.
 *
 * **You should see** a line for each device that you have. On the left, with one row to compute, a graphics card is the
 * slowest: it takes longer to send the command than to do the work. Further to the right, plain JavaScript falls
 * behind. If `deno task devices` has measured your machine, a second plot shows the same comparison for a whole
 * training step.
 *
 * **A question to think about**: the next lesson trains with batches of 10 rows. On which device will you do that?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  type DeviceName,
  measuredDevices,
  Module,
  Parameter,
  RandomState,
  show,
  stacked,
  timesBySize,
  todo,
  useDevice,
} from "downhill";

/** How to measure the time. */
export interface TimeOptions {
  /** How many times to measure, after a first run that is not measured; 5 by default. */
  repeats?: number;
  /** Returns the time, in milliseconds since a fixed moment; performance.now() by default. */
  clock?: () => number;
}

/** How long a computation took, and its result. */
export interface Timing {
  /** The shortest measured time, in milliseconds. */
  milliseconds: number;
  /** The numbers that were computed, row by row. */
  values: ArrayLike<number>;
}

/** The results on one device. */
export interface Report {
  /** The requested device. */
  device: DeviceName;
  /** The name of the graphics card, or null if the device is not a graphics card. */
  adapter: string | null;
  /** How long the model took for each input, in milliseconds; empty if the device is missing. */
  milliseconds: number[];
  /** The model's output for each input; empty if the device is missing. */
  outputs: ArrayLike<number>[];
  /** Why the device is missing; null if it is available. */
  reason: string | null;
}

/** A model that only multiplies by a matrix of shape [size, size]. */
export class Product extends Module {
  weights: Parameter;

  /** Draws the matrix at random. */
  constructor(size = 128) {
    super();
    this.weights = new Parameter(matrix(size, size, 1));
  }

  /** `x`, of shape [n, size], times the matrix. */
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.weights);
  }
}

/** Switches to `device`, and returns a tensor there with the values, shape and type of `x`. */
export async function toDevice(x: tf.Tensor, device: DeviceName): Promise<tf.Tensor> {
  // #region solution: read the values where they are, switch the device, and make the tensor again
  const values = await x.data();
  await useDevice(device);
  return tf.tensor(values, x.shape, x.dtype);
  // #endregion
}

/** Measures how long `compute` takes, until its numbers have been read. Frees every tensor that `compute` makes. */
export async function time(
  compute: () => tf.Tensor,
  { repeats = 5, clock = () => performance.now() }: TimeOptions = {},
): Promise<Timing> {
  // #region solution: compute once without measuring; then time each run until you have its numbers; keep the shortest
  const run = async () => {
    const start = clock();
    const product = tf.tidy(compute);
    const values = await product.data();
    const milliseconds = clock() - start;
    product.dispose();
    return { milliseconds, values };
  };
  let best = { ...await run(), milliseconds: Infinity };
  for (let i = 0; i < repeats; i++) {
    const timing = await run();
    if (timing.milliseconds < best.milliseconds) best = timing;
  }
  return best;
  // #endregion
}

/**
 * Runs `model` on each of the `inputs`, on one device after another. Returns a report for each device, in the same
 * order. At the end, the model is moved back to the original device, which TF.js then uses again.
 */
export async function compareDevices(
  model: Module,
  inputs: tf.Tensor[],
  devices: DeviceName[],
): Promise<Report[]> {
  const home = tf.getBackend() as DeviceName;
  // #region solution: for each device, move the model and each input there, and measure; if it is missing, report why
  const reports: Report[] = [];
  for (const device of devices) {
    const report: Report = { device, adapter: null, milliseconds: [], outputs: [], reason: null };
    reports.push(report);
    try {
      report.adapter = (await useDevice(device)).adapter;
    } catch (error) {
      report.reason = (error as Error).message;
      continue;
    }
    await model.to(device);
    for (const input of inputs) {
      const x = await toDevice(input, device);
      const { milliseconds, values } = await time(() => model.forward(x));
      report.milliseconds.push(milliseconds);
      report.outputs.push(values);
      x.dispose();
    }
  }
  await model.to(home);
  return reports;
  // #endregion
}

/**
 * `agreement`: how closely do the numbers of two devices agree? `differenceGrowsWith`: if they differ, what makes the
 * largest difference grow? A product of matrices of shapes [a, n] and [n, b] consists of a · b sums, each of n
 * products.
 */
export function answers(): {
  agreement: "to the last bit" | "up to rounding" | "not at all";
  differenceGrowsWith: "how many sums there are" | "how long each sum is";
} {
  // #region solution: subtract the outputs of two devices; try long sums, and many sums
  return { agreement: "up to rounding", differenceGrowsWith: "how long each sum is" };
  // #endregion
}

/** A matrix of random numbers from the normal distribution. */
function matrix(rows: number, columns: number, seed: number): tf.Tensor {
  const draws = new RandomState(seed);
  return tf.tensor2d(Array.from({ length: rows * columns }, () => draws.normal()), [rows, columns]);
}

/** What this lesson looks like when it works: how long each device takes for 1 to 1,000 rows. */
export async function picture() {
  const rows = [1, 10, 100, 1000];
  const model = new Product();
  const inputs = rows.map((count) => matrix(count, 128, count));
  const reports = await compareDevices(model, inputs, ["cpu", "wasm", "webgpu"]);
  tf.dispose(inputs);
  model.dispose();
  const sentences = reports.map(({ device, adapter, milliseconds: [first, ...others], reason }) => {
    if (reason !== null) return `${device} is missing: ${reason}`;
    const name = adapter === null ? device : `${device}, which is ${adapter},`;
    return `${name} takes ${rounded(first)} ms for 1 row and ${rounded(others[2])} for 1,000.`;
  });
  const present = reports.filter(({ reason }) => reason === null);
  const differences = present.flatMap(({ outputs }) =>
    Array.from(outputs[3], (value, i) => Math.abs(value - present[0].outputs[3][i]))
  );
  const largest = rounded(differences.reduce((a, b) => Math.max(a, b)));
  const product = timesBySize(
    rows,
    Object.fromEntries(reports.map(({ device, milliseconds }) => [device, milliseconds])),
    {
      title: "The same product on every device",
      description:
        `A product with a matrix of 128 × 128, measured on the machine that drew this: ${sentences.join(" ")} ` +
        `The numbers differ by ${largest} at most.`,
      xTitle: "rows of the input",
    },
  );
  const steps = trainingSteps();
  if (steps === null) return product;
  const both = stacked(
    "The same work on every device",
    `Above: ${product.description} Below: ${steps.description}`,
    product,
    steps,
  );
  return { ...both, usermeta: { ...both.usermeta, isMeasured: true } };
}

/** Rounds to two digits, because the third one changes from run to run. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}

/** The measurements of `deno task devices` on this machine, as a picture; null if there are none. */
function trainingSteps() {
  const measured = measuredDevices();
  if (measured.length === 0) return null;
  // how many multiplications a forward pass takes, with 80 points or 64 images
  const networks = { "small MLP": 16_000, "784-128-10": 6_504_448, "CNN": 12_292_096 };
  const names = ["small MLP", "784-128-10", "CNN"] as const;
  const times = (["cpu", "wasm", "webgpu"] as const).map((device) => {
    const row = measured.find((each) => each.device === device);
    return [device, names.map((name) => row?.milliseconds[name] ?? NaN)] as const;
  });
  const sentences = times.map(([device, all]) =>
    `${device}: ${all.map((time) => Number.isNaN(time) ? "not measured" : `${rounded(time)} ms`).join(", ")}.`
  );
  return timesBySize(Object.values(networks), Object.fromEntries(times), {
    title: "A training step: small MLP, 784-128-10, CNN",
    description: `A training step of a small MLP, of an MLP 784-128-10 and of a CNN. ${sentences.join(" ")}`,
    xTitle: "multiplications",
  });
}

if (import.meta.main) await show(await picture());
