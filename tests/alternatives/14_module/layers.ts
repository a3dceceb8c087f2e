/**
 * The way through the network is a list of functions, the committee stacks what is said, and answers() makes the
 * experiment.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, moduleDiagram, Parameter, RandomState, show } from "downhill";

/** What can be chosen about a network. */
export interface MLPOptions {
  /** How many hidden units there are. */
  units?: number;
  /** For the weights: from the same seed come the same ones. */
  seed?: number;
}

/** The network of lesson 12. */
export class MyOwnMLP extends Module {
  w1: Parameter;
  b1: Parameter;
  w2: Parameter;
  b2: Parameter;

  constructor({ units = 100, seed = 7 }: MLPOptions = {}) {
    super();
    const random = new RandomState(seed);
    const weights = (shape: [number, number]) =>
      new Parameter(tf.tensor(Array.from({ length: shape[0] * shape[1] }, () => random.normal(0, 0.1)), shape));
    [this.w1, this.b1] = [weights([1, units]), new Parameter(tf.zeros([units]))];
    [this.w2, this.b2] = [weights([units, 1]), new Parameter(tf.zeros([1]))];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    const layers = [
      (x: tf.Tensor) => x.matMul(this.w1).add(this.b1),
      (x: tf.Tensor) => x.relu(),
      (x: tf.Tensor) => x.matMul(this.w2).add(this.b2),
    ];
    return layers.reduce((value, layer) => layer(value), x);
  }
}

/** Several models that are asked together. */
export class Committee extends Module {
  members: Module[];

  constructor(members: readonly Module[]) {
    super();
    this.members = [...members];
  }

  override forward(x: tf.Tensor): tf.Tensor {
    return tf.stack(this.members.map((member) => member.forward(x))).mean(0);
  }
}

/** One parameter of a model, in words and numbers. */
export interface ParameterSummary {
  /** The way to it: "w1", "members.0.w1". */
  name: string;
  /** The length of each axis. */
  shape: number[];
  /** How many numbers it consists of. */
  count: number;
}

/** Lists the parameters of any `model`. */
export function describe(model: Module): ParameterSummary[] {
  return Object.entries(model.stateDict())
    .filter(([, { trainable }]) => trainable)
    .map(([name, { shape, size }]) => ({ name, shape, count: size }));
}

/** Hides w1 from the base class, and counts what it still finds. */
export function answers(): { trained: number } {
  const model = new MyOwnMLP();
  Object.defineProperty(model, "w1", { enumerable: false });
  const trained = describe(model).reduce((sum, { count }) => sum + count, 0);
  model.w1.dispose();
  model.dispose();
  return { trained };
}

/** What this lesson looks like when it works: the way of x through the model, and all that can be learned on it. */
export function picture() {
  const model = new MyOwnMLP();
  const [w1, b1, w2, b2] = describe(model);
  model.dispose();
  return moduleDiagram({ name: "x", shape: ["n", 1] }, [
    { name: "hidden", shape: ["n", ...b1.shape], text: "· w1 + b1, relu", parameters: [w1, b1] },
    { name: "f(x)", shape: ["n", ...b2.shape], text: "· w2 + b2", parameters: [w2, b2] },
  ], { title: "MyOwnMLP" });
}

if (import.meta.main) await show(picture());
