/**
 * A step of `model.fit`. In every step, TF.js finds the order of the layers, checks shapes and opens scopes. In a small
 * network, this takes most of the time. Here, the first step is TF.js's own and is recorded; later steps repeat it.
 * @module
 */
import type { LayersModel, Optimizer, Tensor, TensorInfo, Variable } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Gradients, theEngine } from "./engine.ts";
import { record, type Recording } from "./recording.ts";

/** A model, with the properties that TF.js's types hide. */
export interface Model {
  inputs: unknown[];
  outputs: unknown[];
  layers: Layer[];
  weights: LayerWeight[];
  collectedTrainableWeights: LayerWeight[];
  metricsTensors: unknown[];
  loss: unknown;
  lossFunctions: unknown[];
  optimizer_: Optimizer;
  stopTraining_: boolean;
}

interface Layer {
  call: unknown;
  apply: unknown;
  losses: unknown[];
  activation?: object | null;
  _callHook: unknown;
}

interface LayerWeight {
  read(): Variable;
}

/** TF.js's function that takes a step: it gets the tensors of a batch, and returns the losses. */
export type TrainFunction = (data: (Tensor | null)[]) => Tensor[];

/** The backends on which steps are repeated. */
const BACKENDS = ["cpu", "wasm"];

/** Layers whose results depend only on their weights and inputs. */
const LAYERS = [
  ...["InputLayer", "Dense", "Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "Flatten", "Reshape", "Permute"],
  ...["Conv1D", "Conv2D", "MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D"],
  ...["GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D", "GlobalMaxPooling2D"],
];

/** Parts of TF.js as they were before a lesson could change them. */
interface Known {
  /** The methods of layers, by the class of the layer. */
  layers: Map<unknown, Pick<Layer, "call" | "apply">>;
  /** The classes of all activations. */
  activations: Set<unknown>;
  /** The functions in `tf.losses`; a loss that is given by its name is always TF.js's own. */
  losses: Set<unknown>;
  minimize: unknown;
  computeGradients: unknown;
}

let known: Known;

/** If set, the next computation of gradients is passed to this function, and only that one. */
let next: ((compute: () => Gradients) => Gradients) | undefined;

/** Prepares to record steps; call it after the gradients have been installed. */
export function installRecording(): void {
  const classes = tf.serialization.SerializationMap.getMap().classNameMap as unknown as Record<
    string,
    [{ prototype: Layer }, unknown]
  >;
  known = {
    layers: new Map(LAYERS.map((name) => {
      const { call, apply } = classes[name][0].prototype;
      return [classes[name][0], { call, apply }];
    })),
    activations: new Set(ACTIVATIONS.map((name) => classes[name][0])),
    losses: new Set(Object.values(tf.losses)),
    minimize: tf.Optimizer.prototype.minimize,
    computeGradients: tf.Optimizer.prototype.computeGradients,
  };
  const engine = theEngine();
  const { gradients } = engine;
  engine.gradients = (...all) => {
    const compute = () => gradients.apply(engine, all);
    if (!next) return compute();
    const take = next;
    next = undefined;
    return take(compute);
  };
}

/** TF.js's activations, by the names of their classes. */
const ACTIVATIONS = [
  ...["elu", "selu", "relu", "relu6", "linear", "sigmoid", "hardSigmoid", "softplus", "softsign", "tanh", "softmax"],
  ...["logSoftmax", "swish", "mish", "gelu", "gelu_new"],
];

/** The steps of one training run. */
export class TrainStep {
  readonly #model: Model;
  readonly #original: TrainFunction;
  #isOpen = false;
  /** The parts of the model that the recordings depend on. */
  #parts: readonly unknown[] = [];
  /** A recording for each batch size; undefined if the step cannot be recorded. */
  #recordings = new Map<number, Recording | undefined>();

  constructor(model: LayersModel, original: TrainFunction) {
    this.#model = model as unknown as Model;
    this.#original = original;
  }

  /** Whether the steps of the current model can be repeated. */
  get isPlain(): boolean {
    return modelParts(this.#model) !== undefined;
  }

  /** Records steps from now on, until `close()`. */
  open(): void {
    this.#isOpen = true;
  }

  /** Stops recording, and frees the recordings. */
  close(): void {
    this.#isOpen = false;
    this.#forget();
  }

  /** Takes a step like TF.js's own function. */
  run(data: (Tensor | null)[]): Tensor[] {
    const [x, y] = data as Tensor[];
    if (!this.#isOpen || data[2] || !this.#isAsRecorded()) return this.#original(data);
    const size = x.shape[0];
    if (this.#recordings.get(size)) return [theEngine().makeTensorFromTensorInfo(this.repeat(x, y))];
    if (this.#recordings.has(size)) return this.#original(data);
    const inputs = [x, y, ...this.#variables()];
    next = (compute) => {
      const { result, recording } = record(inputs, compute, ({ value, grads }) => [value, ...grads]);
      // if variables share numbers, each has its own after this step, so the next step can be recorded
      if (recording || new Set(inputs.map(({ dataId }) => dataId)).size === inputs.length) {
        this.#recordings.set(size, recording);
      }
      return result;
    };
    try {
      return this.#original(data);
    } finally {
      next = undefined;
    }
  }

  /** Whether a step for a batch of `size` samples can be repeated now. */
  isRecorded(size: number): boolean {
    return this.#isAsRecorded() && this.#recordings.get(size) !== undefined;
  }

  /**
   * Repeats the step with another batch, for whose size {@linkcode isRecorded} has returned true.
   * @returns The loss, which belongs to the caller.
   */
  repeat(x: TensorInfo, y: TensorInfo): TensorInfo {
    const engine = theEngine();
    const [loss, ...gradients] = this.#recordings.get(x.shape[0])!.run([x, y, ...this.#variables()]);
    const tensors = gradients.map((gradient) => gradient && engine.makeTensorFromTensorInfo(gradient));
    const named = this.#model.collectedTrainableWeights.map((weight, i) => ({
      name: weight.read().name,
      tensor: tensors[i]!,
    }));
    this.#model.optimizer_.applyGradients(named);
    for (const tensor of tensors) tensor?.dispose();
    return loss!;
  }

  /** All parameters of the model, including those that are not trained. */
  #variables(): Variable[] {
    return this.#model.weights.map((weight) => weight.read());
  }

  #isAsRecorded(): boolean {
    const parts = modelParts(this.#model);
    if (!parts) return false;
    if (parts.length === this.#parts.length && parts.every((part, i) => part === this.#parts[i])) return true;
    this.#forget();
    this.#parts = parts;
    return true;
  }

  #forget(): void {
    for (const recording of this.#recordings.values()) recording?.dispose();
    this.#recordings.clear();
  }
}

/**
 * The parts of the model that a step depends on, apart from the numbers in tensors: a callback may replace a part.
 * Undefined if steps must not be repeated.
 */
function modelParts(model: Model): unknown[] | undefined {
  const { state, backend, backendName } = theEngine();
  const { inputs, outputs, layers, collectedTrainableWeights, metricsTensors, loss, lossFunctions } = model;
  const optimizer = model.optimizer_;
  const isPlain = BACKENDS.includes(backendName) && !state.profiling && !tf.env().getBool("DEBUG") &&
    state.gradientDepth === 0 &&
    inputs.length === 1 && outputs.length === 1 && metricsTensors.length === 0 && lossFunctions.length === 1 &&
    (typeof loss === "string" || known.losses.has(lossFunctions[0])) &&
    optimizer.minimize === known.minimize && optimizer.computeGradients === known.computeGradients;
  if (!isPlain) return;
  const parts: unknown[] = [backend, lossFunctions[0], optimizer, collectedTrainableWeights];
  for (const weight of collectedTrainableWeights) {
    const variable = weight.read();
    if (!variable.trainable) return;
    parts.push(variable);
  }
  for (const layer of layers) {
    const methods = known.layers.get(layer.constructor);
    const isKnown = methods && layer.call === methods.call && layer.apply === methods.apply &&
      !layer._callHook && layer.losses.length === 0 &&
      (!layer.activation || known.activations.has(layer.activation.constructor));
    if (!isKnown) return;
    parts.push(...Object.values(layer));
  }
  return parts;
}
