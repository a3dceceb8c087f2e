/**
 * # 14 · A model that knows its parameters
 *
 * So far, you have passed four variables to every call: to the forward pass, to the optimizer, to dispose(). If you
 * forget to pass one of them to the optimizer, you get no error: that variable just never changes. With 40 parameters,
 * you will forget one sooner or later.
 *
 * So keep the variables in the model. A **module** is an object that has **parameters** in its fields and a method
 * `forward` that computes with them. Your class only needs these fields and this method; its base class `Module` finds
 * the parameters in the fields and does the rest:
 *
 * > **model.parameters()**: a list, for the optimizer
 * > **model.namedParameters()**: a Map from the names, "w1", "b1", …, to the parameters
 * > **model.stateDict()** and **model.loadStateDict(state)**: to save the parameters, and to load them into a model
 * > with the same shapes
 *
 * A `Parameter` is a variable that can be trained; `new Parameter(tensor)` turns a tensor into one. `Module` finds
 * public fields that contain a parameter, another module, or a list of these. A plain tensor is not a parameter, and a
 * private `#field` cannot be read from outside: neither would be trained or saved.
 *
 * A module can contain other modules, so you can build large modules from small ones. The name of a parameter then
 * shows where it is: "members.0.w1". {@linkcode Committee} contains several networks, but needs no code for their
 * parameters.
 *
 * **You write**
 *
 * - {@linkcode MyOwnMLP}: the network of lesson 12, with its parameters as fields. The same seed gives the same
 *   weights.
 * - {@linkcode Committee}: returns the mean of the outputs of its members.
 * - {@linkcode describe}: lists the parameters of any model.
 * - {@linkcode answers}: an experiment. If w1 were a private field, how many numbers could an optimizer change?
 *
 * **You should see** the path of x through your network, and where its 301 numbers are.
 *
 * **A question to think about**: the optimizer gets all parameters at once. Does it also need all points at once?
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { Module, moduleDiagram, Parameter, RandomState, show, todo } from "downhill";

/** How to make a network. */
export interface MLPOptions {
  /** How many hidden units there are. */
  units?: number;
  /** Determines the weights: the same seed gives the same weights. */
  seed?: number;
}

/** The network of lesson 12: relu(x · w1 + b1) · w2 + b2. */
export class MyOwnMLP extends Module {
  /** The slope of each hidden unit's line; shape [1, units]. */
  w1!: Parameter;
  /** The height of each hidden unit's line at x = 0 (its intercept); shape [units]. */
  b1!: Parameter;
  /** The weight of each hidden unit in the output; shape [units, 1]. */
  w2!: Parameter;
  /** The number that is added to the output; shape [1]. */
  b2!: Parameter;

  /** Draws weights from 0.1 · N(0, 1), first all of w1, then all of w2; the biases are 0. */
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

  /** The network's output for each row of `x`: shape [n, 1] in, [n, 1] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: the two formulas of lesson 12, with the parameters of this model
    const hidden = x.matMul(this.w1).add(this.b1).relu(); // [n, units]
    return hidden.matMul(this.w2).add(this.b2); // [n, 1]
    // #endregion
  }
}

/** Several models whose outputs are averaged. */
export class Committee extends Module {
  /** The models whose outputs are averaged. */
  readonly members: readonly Module[];

  /** @param members One or more models, which take the same x and return outputs of the same shape. */
  constructor(members: readonly Module[]) {
    super();
    this.members = members;
  }

  /** The mean of the members' outputs for each row of `x`: shape [n, 1] in, [n, 1] out. */
  override forward(x: tf.Tensor): tf.Tensor {
    // #region solution: the outputs of all members, added up and divided by the number of members
    return tf.addN(this.members.map((member) => member.forward(x))).div(this.members.length);
    // #endregion
  }
}

/** The name, shape and size of one parameter. */
export interface ParameterSummary {
  /** Its name in the model, such as "w1" or "members.0.w1". */
  name: string;
  /** The length of each axis. */
  shape: number[];
  /** How many numbers it has. */
  count: number;
}

/** Lists the parameters of any `model`, including the modules in it, in the order of `namedParameters()`. */
export function describe(model: Module): ParameterSummary[] {
  // #region solution: name, shape and count of each of the model's named parameters
  return Array.from(model.namedParameters(), ([name, { shape, size }]) => ({ name, shape, count: size }));
  // #endregion
}

/** If the field w1 of `new MyOwnMLP()` were a private #w1, how many numbers could an optimizer change? */
export function answers(): { trained: number } {
  // #region solution: try it, and add up the counts that describe() lists
  return { trained: 201 };
  // #endregion
}

/** What this lesson looks like when it works: the path of x through the model, and the parameters on the way. */
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
