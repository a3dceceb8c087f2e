/**
 * Lesson 17 solved with layers as modules, a plain object as the data set, and a for loop that counts epochs. The
 * losses stay tensors until the end.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  Adam,
  DataLoader,
  decodeTensors,
  type DeviceName,
  encodeTensors,
  fitCurve,
  Module,
  noisyCubic,
  type Optimizer,
  Parameter,
  type Points,
  RandomState,
  showProgress,
  type TrainingProgress,
} from "downhill";

type Pipeline = { model: Module; optimizer: Optimizer; loader: { epoch: number } };
type Checkpoint = { model: Uint8Array; optimizer: Uint8Array; epoch: number };

class Dense extends Module {
  bias: Parameter;
  constructor(readonly weights: Parameter) {
    super();
    this.bias = new Parameter(tf.zeros([weights.shape[1]!]));
  }
  forward(x: tf.Tensor): tf.Tensor {
    return x.matMul(this.weights).add(this.bias);
  }
}

/** As in the lesson. */
export class MyOwnMLP extends Module {
  layers: Dense[];
  constructor(seed = 7) {
    super();
    const random = new RandomState(seed);
    this.layers = [[1, 100], [100, 1]].map((shape) =>
      new Dense(new Parameter(tf.tensor(Array.from({ length: 100 }, () => 0.1 * random.normal()), shape)))
    );
  }
  forward(x: tf.Tensor): tf.Tensor {
    const [hidden, output] = this.layers;
    return output.forward(tf.relu(hidden.forward(x)));
  }
}

const columns = ({ xs, ys }: Points) => [tf.tensor(xs, [xs.length, 1]), tf.tensor(ys, [ys.length, 1])];

const lossOn = (model: Module, x: tf.Tensor, y: tf.Tensor) =>
  tf.tidy(() => tf.losses.meanSquaredError(y, model.forward(x)).asScalar());

/** As in the lesson. */
export async function evaluate(model: Module, points: Points): Promise<number> {
  const [x, y] = columns(points);
  const loss = lossOn(model, x, y);
  const value = (await loss.data())[0];
  tf.dispose([x, y, loss]);
  return value;
}

/** As in the lesson. */
export async function save({ model, optimizer, loader: { epoch } }: Pipeline): Promise<Checkpoint> {
  const [weights, memory] = await Promise.all([model, optimizer].map((part) => encodeTensors(part.stateDict())));
  return { model: weights, optimizer: memory, epoch };
}

/** As in the lesson. */
export function restore({ model, optimizer, epoch }: Checkpoint, pipeline: Pipeline): void {
  tf.tidy(() => {
    pipeline.model.loadStateDict(decodeTensors(model));
    pipeline.optimizer.loadStateDict(decodeTensors(optimizer));
  });
  pipeline.loader.epoch = epoch;
}

/** As in the lesson, but the losses are a Float32Array, and onProgress gets tensors. */
export async function train(
  model: Module,
  points: Points,
  {
    epochs = 100,
    batchSize = 10,
    learningRate = 0.01,
    shuffle = false,
    device = "auto",
    checkpoint,
    onProgress = showProgress,
  }: {
    epochs?: number;
    batchSize?: number;
    learningRate?: number;
    shuffle?: boolean;
    device?: DeviceName;
    checkpoint?: Checkpoint;
    onProgress?: (progress: TrainingProgress) => void | Promise<void>;
  } = {},
) {
  await model.to(device);
  const { xs, ys } = points;
  const examples = { length: xs.length, item: (i: number) => [[xs[i]], [ys[i]]] };
  const pipeline = {
    model,
    optimizer: new Adam(model.parameters(), { learningRate }),
    loader: new DataLoader(examples, { batchSize, shuffle }),
  };
  if (checkpoint !== undefined) restore(checkpoint, pipeline);
  const [x, y] = columns(points);
  const losses = new Float32Array(epochs - pipeline.loader.epoch);
  for (let epoch = pipeline.loader.epoch, i = 0; epoch < epochs; epoch++, i++) {
    for await (const [inputs, targets] of pipeline.loader) {
      tf.dispose(pipeline.optimizer.step(() => lossOn(model, inputs, targets)));
    }
    const loss = lossOn(model, x, y);
    await onProgress({ step: epoch, steps: epochs, loss });
    losses.set(await loss.data(), i);
    loss.dispose();
  }
  await model.to("cpu");
  const saved = await save(pipeline);
  pipeline.optimizer.dispose();
  tf.dispose([x, y]);
  return { losses, checkpoint: saved };
}

/** As in the lesson. */
export const picture = () => fitCurve({ data: noisyCubic() });
