/**
 * Lesson 18 solved with weight decay by hand, in addition to Adam; both losses are computed before each step.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Adam, type Module, type Points, RandomState, showProgress } from "downhill";
import {
  columns,
  type Curves,
  meanSquaredError,
  type Split,
  type TrainOptions,
} from "../../../solutions/18_overfitting.ts";

export function split(
  { xs, ys }: Points,
  { validationCount = 40, seed = 42 }: { validationCount?: number; seed?: number } = {},
): Split {
  const random = new RandomState(seed);
  const points = xs.map((x, i) => ({ x, y: ys[i], key: random.uniform() })).sort((a, b) => a.key - b.key);
  const part = (some: typeof points) => ({ xs: some.map(({ x }) => x), ys: some.map(({ y }) => y) });
  const validation = points.splice(0, validationCount);
  return { training: part(points), validation: part(validation) };
}

export async function train(model: Module, parts: Split, options: TrainOptions = {}): Promise<Curves> {
  const { steps = 200, learningRate = 0.05, weightDecay = 0, patience = Infinity, onProgress = showProgress } = options;
  const training = columns(parts.training);
  const validation = columns(parts.validation);
  const validationLosses: number[] = [];
  const optimizer = new Adam(model.parameters(), { learningRate });
  const trainingLosses: number[] = [];
  let bestStep = 0;
  let best: [tf.Variable, Float32Array][] = [];
  for (let step = 0; step < steps; step++) {
    const both = tf.tidy(() => tf.stack([meanSquaredError(model, training), meanSquaredError(model, validation)]));
    const [learned, judged] = await both.data();
    both.dispose();
    trainingLosses.push(learned);
    validationLosses.push(judged);
    if (step === 0 || judged < validationLosses[bestStep]) {
      bestStep = step;
      best = await Promise.all(
        model.parameters().map(async (each): Promise<[tf.Variable, Float32Array]> => [
          each,
          (await each.data() as Float32Array).slice(),
        ]),
      );
    }
    const pulls = tf.tidy(() => model.parameters().map((each) => each.mul(learningRate * weightDecay)));
    optimizer.step(() => meanSquaredError(model, training)).dispose();
    tf.tidy(() => model.parameters().forEach((each, i) => each.assign(each.sub(pulls[i]))));
    tf.dispose(pulls);
    await onProgress({ step, steps, loss: judged });
    if (step - bestStep >= patience) break;
  }
  tf.tidy(() => best.forEach(([each, values]) => each.assign(tf.tensor(values, each.shape))));
  tf.dispose([training, validation]);
  optimizer.dispose();
  return { trainingLosses, validationLosses, bestStep };
}
