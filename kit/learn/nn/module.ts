/**
 * Models that find their own parameters.
 * @module
 */
import type { Tensor, Variable } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";
import { kindOf } from "../../base/kind_of.ts";
import type { DeviceName } from "../../base/devices.ts";
import { useDevice } from "../device/use_device.ts";
import type { Parameter } from "./parameter.ts";

/**
 * A model, or a part of one. A class that extends it has fields for its {@linkcode Parameter}s and for its parts, which
 * are also modules. Its {@linkcode Module.forward} computes the output. Everything else follows from the fields. Like
 * `torch.nn.Module`.
 *
 * A module finds its public fields in the order in which they were first set: parameters, modules, and lists or plain
 * objects of these. It cannot see a private `#field`, so nothing in such a field would be trained.
 * @example
 * ```ts
 * import { Module, Parameter } from "downhill";
 * import * as tf from "@tensorflow/tfjs";
 * import { assertEquals } from "@std/assert";
 *
 * class Line extends Module {
 *   slope = new Parameter(tf.zeros([1, 1]));
 *   height = new Parameter([1]);
 *   forward(x: tf.Tensor) {
 *     return x.matMul(this.slope).add(this.height); // [n, 1]
 *   }
 * }
 * const line = new Line();
 * assertEquals([...line.namedParameters().keys()], ["slope", "height"]);
 * assertEquals(line.forward(tf.ones([5, 1])).shape, [5, 1]);
 * ```
 */
export abstract class Module {
  /** Computes the model's output from its inputs. */
  abstract forward(...inputs: Tensor[]): Tensor;

  /**
   * All parameters, including those of inner modules, each once, in the order of the fields. Pass them to an optimizer.
   */
  parameters(): Parameter[] {
    return [...this.namedParameters().values()];
  }

  /**
   * The same parameters by their names, which are their paths: "slope", "hidden.weights", "layers.0.bias". A parameter
   * in two places has the name of the first place.
   */
  namedParameters(): Map<string, Parameter> {
    const trainable = Object.entries(this.stateDict()).filter(([, variable]) => variable.trainable);
    return new Map(trainable) as Map<string, Parameter>;
  }

  /**
   * The model's state: every variable by its name, including variables that are not trained. As in PyTorch, they are
   * not copies: training still changes them. Use it to save a model, and `clone()` the tensors that must stay as they
   * are.
   */
  stateDict(): Record<string, Variable> {
    const found = new Map<object, string>();
    const walk = (value: unknown, name: string) => {
      if (typeof value !== "object" || value === null || found.has(value)) return;
      if (value instanceof tf.Variable) found.set(value, name);
      else if (value instanceof Module || Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
        found.set(value, ""); // otherwise a module that contains its parent would cause an endless loop
        for (const [key, part] of Object.entries(value)) walk(part, name ? `${name}.${key}` : key);
      }
    };
    walk(this, "");
    return Object.fromEntries(
      [...found].filter(([, name]) => name).map(([variable, name]) => [name, variable]),
    ) as Record<string, Variable>;
  }

  /**
   * Copies the values of `state`, which must have exactly this model's names and shapes. The caller still has to
   * dispose of its tensors.
   * @throws {RangeError} If a name is missing or unknown, or a shape is different; then nothing is changed.
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const variables = this.stateDict();
    checkNames(Object.keys(variables), state, "the model");
    for (const [name, variable] of Object.entries(variables)) checkTensor(state[name], variable, name);
    for (const [name, variable] of Object.entries(variables)) {
      if (state[name] !== variable) variable.assign(state[name]); // TF.js fails if a variable is assigned to itself
    }
  }

  /**
   * Makes `device` the current device, and moves the model there. TF.js computes on one device at a time, so everything
   * that follows is computed there, wherever its tensors are.
   * @returns The model itself.
   * @throws {Error} If this machine does not have the device; then nothing has moved.
   */
  async to(device: DeviceName): Promise<this> {
    const variables = Object.values(this.stateDict());
    const values = await Promise.all(variables.map((variable) => variable.data()));
    await useDevice(device);
    tf.tidy(() => variables.forEach((each, i) => each.assign(tf.tensor(values[i], each.shape, each.dtype))));
    return this;
  }

  /** Frees the memory of all variables. The model cannot be used any more. */
  dispose(): void {
    tf.dispose(this.stateDict());
  }
}

/**
 * Compares the names in a saved state with the `expected` names.
 * @throws {TypeError} If the state is not an object.
 * @throws {RangeError} If a name is missing or unknown.
 */
export function checkNames(expected: readonly string[], state: unknown, owner: string): void {
  if (typeof state !== "object" || state === null) {
    throw new TypeError(`The state is ${kindOf(state)}: pass an object with a tensor for each name.`);
  }
  const came = Object.keys(state);
  const missing = expected.find((name) => !came.includes(name));
  if (missing !== undefined) {
    throw new RangeError(`The state has no "${missing}", but ${owner} has: is this the right state?`);
  }
  const extra = came.find((name) => !expected.includes(name));
  if (extra !== undefined) {
    throw new RangeError(`The state has "${extra}", which ${owner} does not have: is this the right state?`);
  }
}

/**
 * Compares a tensor of a saved state with the variable that will get its values.
 * @throws {RangeError} If it is not a tensor, or has a different shape or type.
 */
export function checkTensor(tensor: unknown, { shape, dtype }: Variable, name: string): void {
  if (!(tensor instanceof tf.Tensor)) {
    throw new RangeError(`The state's "${name}" is not a tensor: pass the tensors that were saved.`);
  }
  if (tensor.isDisposed) {
    throw new RangeError(`The state's "${name}" has been disposed of: keep it until the state is loaded.`);
  }
  if (tensor.shape.join() !== shape.join() || tensor.dtype !== dtype) {
    throw new RangeError(
      `The state's "${name}" is ${tensor.dtype} [${tensor.shape.join(", ")}], expected ${dtype} [${shape.join(", ")}].`,
    );
  }
}
