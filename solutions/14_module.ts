/**
 * # 14 · A model that knows its parameters
 *
 * So far you carried four variables through every call: to the forward pass, to the optimizer, to dispose(). Forget one
 * of them on the way to the optimizer, and nothing complains: it just never learns. With 40 parameters, somebody will.
 *
 * So let the model hold them. A **module** is an object that has **parameters** in its fields and a method `forward` that
 * computes with them. Your class says no more than these two things; the class that it extends, `Module`, looks through
 * the fields and does the rest:
 *
 * > **model.parameters()**: what an optimizer takes
 * >
 * > **model.namedParameters()**: the same as a Map, by name: "w1", "b1", …
 * >
 * > **model.stateDict()** and **model.loadStateDict(state)**: to save it, and to load it into a model of the same shapes
 *
 * A `Parameter` is a variable that may be trained; `new Parameter(tensor)` takes over the tensor. What is found: public
 * fields that hold a parameter, another module, or a list of them. A plain tensor is no parameter, and into a private
 * `#field` nobody can look: neither would learn, and neither would be saved.
 *
 * Because a module may hold modules, large ones are put together from small ones, and the names grow with them:
 * "members.0.w1". {@linkcode Committee} holds several networks, and you write no line about its parameters.
 *
 * **You write**
 *
 * - {@linkcode MyOwnMLP}: the network of lesson 12, with its parameters as fields. The same seed, the same numbers.
 * - {@linkcode Committee}: asks its members, and says the mean of what they say.
 * - {@linkcode describe}: what there is to be learned in a model, whichever it is.
 * - {@linkcode answers}: an experiment. If w1 were a private field, how many numbers would an optimizer get to change?
 *
 * **You should see** the way of x through your network, and where its 301 numbers are.
 *
 * **A question to take along**: the optimizer is handed all parameters at once. Does it need all points at once, too?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, moduleDiagram, Parameter, RandomState, show, todo } from "downhill";

/** What can be chosen about a network. */
export interface MLPOptions {
  /** How many hidden units there are. */
  units?: number;
  /** For the weights: from the same seed come the same ones. */
  seed?: number;
}

/** The network of lesson 12: relu(x · w1 + b1) · w2 + b2. */
export class MyOwnMLP extends Module {
  /** What each hidden unit multiplies x by; shape [1, units]. */
  w1!: Parameter;
  /** What each hidden unit adds to that; shape [units]. */
  b1!: Parameter;
  /** How often each hidden unit is added to the output; shape [units, 1]. */
  w2!: Parameter;
  /** What is added to the output; shape [1]. */
  b2!: Parameter;

  /** Draws weights from 0.1 · N(0, 1), first all of w1, then all of w2; biases are 0. */
  constructor({ units = 100, seed = 7 }: MLPOptions = {}) {
    super();
    const random = new RandomState(seed);
    const draw = () => Array.from({ length: units }, () => random.normal(0, 0.1));
    // #region solution: a Parameter in each of the four fields, w1 drawn before w2
    this.w1 = new Parameter(tf.tensor2d(draw(), [1, units]));
    this.b1 = new Parameter(tf.zeros([units]));
    this.w2 = new Parameter(tf.tensor2d(draw(), [units, 1]));
    this.b2 = new Parameter(tf.zeros([1]));
    // #endregion
  }

  /** What the network says to each row of `x`: shape [n, 1] in, [n, 1] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: the two formulas of lesson 12, with the parameters of this model
    const hidden = x.matMul(this.w1).add(this.b1).relu(); // [n, units]
    return hidden.matMul(this.w2).add(this.b2); // [n, 1]
    // #endregion
  }
}

/** Several models that are asked together. */
export class Committee extends Module {
  /** Those that are asked. */
  readonly members: readonly Module[];

  /** @param members One or more; they take the same x, and answer in the same shape. */
  constructor(members: readonly Module[]) {
    super();
    this.members = members;
  }

  /** The mean of what the members say to each row of `x`: shape [n, 1] in, [n, 1] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: what each member says, added up, and divided by how many there are
    return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);
    // #endregion
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

/** Lists the parameters of any `model`, those of the modules in it too, in their order. */
export function describe(model: Module): ParameterSummary[] {
  // #region solution: name, shape and count of each of the model's named parameters
  return Array.from(model.namedParameters(), ([name, { shape, size }]) => ({ name, shape, count: size }));
  // #endregion
}

/** If the field w1 of `new MyOwnMLP()` were a private #w1, how many numbers would an optimizer get to change? */
export function answers(): { trained: number } {
  // #region solution: try it, and add up the counts that describe() lists
  return { trained: 201 };
  // #endregion
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
