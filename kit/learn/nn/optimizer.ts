/**
 * The base class of all optimizers.
 * @module
 */
import type { Scalar, Tensor, Tensor1D, Variable } from "../tensor_types.ts";
import { tf } from "../tensorflow.ts";
import { kindOf, valueText } from "../../base/kind_of.ts";
import { checkNames, checkTensor } from "./module.ts";
import { unshare } from "../tfjs/kernels/unshare.ts";

/** Options of every optimizer. */
export interface OptimizerOptions {
  /** The learning rate, which scales each step; 0 or more. */
  learningRate?: number;
  /** How strongly each step pulls the parameters towards 0; 0 or more. */
  weightDecay?: number;
}

/** A kernel that computes a step in one pass, and its arguments. Only some backends have such kernels. */
export interface OptimizerUpdate {
  /** Its name in TF.js's registry. */
  kernel: string;
  /** Its arguments, except for the position of a parameter in the memory. */
  attributes: Record<string, number>;
}

/**
 * Changes parameters so that a loss becomes smaller. {@linkcode SGD}, {@linkcode RMSprop}, {@linkcode Adam} and
 * {@linkcode AdamW} differ in how they turn a gradient into a step.
 *
 * Your own rule needs only {@linkcode change}, written with TF.js's operations. It gets the gradients of all parameters
 * as one vector, so a step runs 25 kernels, instead of 13 for each parameter. The four optimizers also have {@linkcode
 * update}: if the backend has the kernel for it, one pass updates the optimizer's memory and the parameters.
 * @example Your own rule: the sign of the gradient gives the direction, the learning rate the length of the step
 * ```ts
 * import { Optimizer, Parameter } from "downhill";
 * import { assertEquals } from "@std/assert";
 * import type { Tensor1D } from "@tensorflow/tfjs";
 *
 * class SignDescent extends Optimizer {
 *   constructor(parameters: Parameter[], learningRate: number) {
 *     super(parameters, { learningRate, weightDecay: 0 }, []); // this rule has no memory
 *   }
 *   protected override change(gradient: Tensor1D): Tensor1D {
 *     return gradient.sign().mul(this.learningRate);
 *   }
 * }
 *
 * const theta = new Parameter([2, -30]);
 * new SignDescent([theta], 0.5).step(() => theta.square().sum()).dispose();
 * assertEquals(Array.from(await theta.data()), [1.5, -29.5]);
 * ```
 */
export abstract class Optimizer {
  /** How many steps have been taken. */
  get steps(): number {
    return this.#steps;
  }
  /** The learning rate, which scales each step. You may change it at any time, for example with a schedule. */
  get learningRate(): number {
    return this.#learningRate;
  }
  set learningRate(value: number) {
    this.#learningRate = checkRange("learning rate", value);
  }
  /** How strongly parameters are pulled towards 0. */
  readonly weightDecay: number;
  readonly #parameters: readonly Variable[];
  /** The memory, which is kept from step to step: vectors with one number for each number in the parameters. */
  readonly #memory: Readonly<Record<string, Variable>>;
  #learningRate: number;
  #steps = 0;
  /** The number of steps, for a state dictionary. */
  readonly #stepsVariable: Variable;

  /**
   * Checks the arguments, and sets the memory to 0.
   * @param parameters What to train: trainable variables, for example `model.parameters()`.
   * @param memory The names of the vectors that this optimizer keeps from step to step.
   */
  constructor(parameters: readonly Variable[], options: Required<OptimizerOptions>, memory: readonly string[]) {
    this.#learningRate = checkRange("learning rate", options.learningRate);
    this.weightDecay = checkRange("weight decay", options.weightDecay);
    this.#parameters = checkParameters(parameters);
    if (memory.includes("steps")) {
      throw new RangeError('The name "steps" is taken by the number of steps: use a different name.');
    }
    const length = parameters.reduce((sum, { size }) => sum + size, 0);
    const zeros = () => tf.tidy(() => tf.variable(tf.zeros([length]), false));
    this.#memory = Object.fromEntries(memory.map((name) => [name, zeros()]));
    this.#stepsVariable = tf.tidy(() => tf.variable(tf.scalar(0), false));
  }

  /**
   * Takes one step: computes the loss and its gradient, and changes the parameters. This is PyTorch's
   * `optimizer.step(closure)`; you need not clear gradients, because none are kept. A parameter that the loss does not
   * depend on has the gradient 0.
   * @param lossFunction Computes the loss, a scalar, from the parameters. All other tensors that it makes are freed.
   * @returns The loss from before the step; the caller disposes of it.
   * @throws {TypeError | RangeError} If the loss is not a scalar.
   */
  step(lossFunction: () => Tensor): Scalar {
    if (typeof lossFunction !== "function") {
      throw new TypeError(`step() was given ${kindOf(lossFunction)}: pass a function, optimizer.step(() => loss).`);
    }
    const parameters = this.#parameters as Variable[];
    return tf.tidy(() => {
      const { value, grads } = gradients(lossFunction, parameters);
      this.#steps++;
      const update = this.update();
      const kernel = update && tf.getKernel(update.kernel, tf.getBackend());
      if (kernel) {
        const memory = Object.fromEntries(Object.entries(this.#memory).map(([name, each]) => [name, unshare(each)]));
        let offset = 0;
        for (const parameter of parameters) {
          const gradient = grads[parameter.name] ?? tf.zerosLike(parameter);
          const inputs = { value: unshare(parameter), gradient, ...memory };
          kernel.kernelFunc({ inputs, attrs: { ...update.attributes, offset }, backend: tf.backend() });
          offset += parameter.size;
        }
        return value;
      }
      const gradient = flat(parameters.map((each) => grads[each.name] ?? tf.zerosLike(each)));
      const change = this.change(gradient, () => flat(parameters));
      checkVector(change, gradient.size, "change() returns");
      tf.split(change, parameters.map(({ size }) => size)).forEach((part, i) => {
        parameters[i].assign(parameters[i].sub(part.reshape(parameters[i].shape)));
      });
      return value;
    });
  }

  /** A kernel for the same rule as {@linkcode change}, with its arguments for this step; undefined by default. */
  protected update(): OptimizerUpdate | undefined {
    return undefined;
  }

  /**
   * The rule: the vector that this step subtracts from the parameters, computed with TF.js's operations.
   * @param gradient The gradient of all parameters, in one vector.
   * @param values Returns all parameters, in one vector, in case the rule needs them.
   */
  protected abstract change(gradient: Tensor1D, values: () => Tensor1D): Tensor1D;

  /**
   * Replaces the vector `name` in the memory, and returns the new one.
   * @param name One of the names that the constructor was given.
   * @param next Computes the new value from the old one, which is 0 at first: one number for each parameter.
   * @throws {TypeError | RangeError} If there is no such name, or the new value has a different shape.
   */
  protected remember(name: string, next: (before: Variable) => Tensor): Tensor1D {
    if (!Object.hasOwn(this.#memory, name)) {
      throw new RangeError(`The memory has no "${name}": write super(parameters, options, ["${name}"]).`);
    }
    const variable = this.#memory[name];
    const value = next(variable);
    checkVector(value, variable.size, `The new value of "${name}" is`);
    variable.assign(value);
    return variable as unknown as Tensor1D;
  }

  /** The optimizer's state: its memory, and `steps`. As in a {@linkcode Module}, these are not copies. */
  stateDict(): Record<string, Variable> {
    tf.tidy(() => this.#stepsVariable.assign(tf.scalar(this.#steps)));
    return { steps: this.#stepsVariable, ...this.#memory };
  }

  /**
   * Continues from the state of another optimizer. The caller still has to dispose of its tensors.
   * @throws {RangeError} If the state belongs to a different kind of optimizer, or to a different number of parameters;
   * then nothing is changed.
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>): void {
    const variables = this.stateDict();
    checkNames(Object.keys(variables), state, "the optimizer");
    for (const [name, variable] of Object.entries(variables)) checkTensor(state[name], variable, name);
    // dataSync works even on a GPU: no kernel has used the number, so it was never moved there
    const [steps] = state.steps.dataSync();
    if (!Number.isInteger(steps) || steps < 0) {
      throw new RangeError(`The state's "steps" is ${steps}, expected a whole number, 0 or more.`);
    }
    this.#steps = steps;
    for (const [name, variable] of Object.entries(this.#memory)) {
      if (state[name] !== variable) variable.assign(state[name]);
    }
  }

  /** Frees the optimizer's memory, but not the parameters. */
  dispose(): void {
    tf.dispose([this.#memory, this.#stepsVariable]);
  }
}

/**
 * Returns `value` if it is a finite number, at least 0 and less than `below`.
 * @throws {RangeError} If it is not.
 */
export function checkRange(name: string, value: unknown, below = Infinity): number {
  if (typeof value === "number" && value >= 0 && value < below) return value;
  const range = below === Infinity ? "0 or more" : `from 0 to less than ${below}`;
  throw new RangeError(`The ${name} is ${valueText(value)}: pass a number, ${range}.`);
}

function checkParameters(parameters: readonly unknown[]): readonly Variable[] {
  if (!Array.isArray(parameters)) {
    throw new TypeError("The parameters are not a list: pass model.parameters(), or [w1, b1, …].");
  }
  if (parameters.length === 0) throw new RangeError("There are no parameters to change: pass model.parameters().");
  parameters.forEach((each, i) => {
    if (!(each instanceof tf.Variable)) {
      const what = each instanceof tf.Tensor ? "a tensor, which nothing can change" : "not a tensor";
      throw new TypeError(`parameters[${i}] is ${what}: make it a Parameter, or a tf.variable.`);
    }
    if (!each.trainable) throw new RangeError(`parameters[${i}] is not trainable: leave it out.`);
    if (each.isDisposed) throw new RangeError(`parameters[${i}] has been disposed of: pass one that is alive.`);
    if (parameters.indexOf(each) < i) throw new RangeError(`parameters[${i}] is given twice: leave one of them out.`);
  });
  return parameters;
}

function gradients(lossFunction: () => Tensor, parameters: Variable[]) {
  try {
    return tf.variableGrads(() => checkLoss(lossFunction()), parameters);
  } catch (cause) {
    if (!/Cannot find a connection/.test(String(cause))) throw cause;
    throw new RangeError(
      "The loss does not depend on any of the parameters: compute it from them, using only TF.js's operations.",
      { cause },
    );
  }
}

function checkLoss(loss: unknown): Scalar {
  if (loss instanceof Promise) {
    throw new TypeError("The loss function returns a promise: leave out its async and await.");
  }
  if (!(loss instanceof tf.Tensor)) {
    throw new TypeError(`The loss function returns ${kindOf(loss)}, expected a scalar tensor.`);
  }
  if (loss.rank !== 0) {
    throw new RangeError(`The loss has shape [${loss.shape.join(", ")}], expected []: take its mean.`);
  }
  return loss as Scalar;
}

function checkVector(value: unknown, size: number, what: string): void {
  if (value instanceof Promise) throw new TypeError(`${what} a promise: leave out its async and await.`);
  if (!(value instanceof tf.Tensor)) {
    throw new TypeError(`${what} ${kindOf(value)}, expected a tensor of shape [${size}], like the gradient.`);
  }
  if (value.rank !== 1 || value.size !== size) {
    const shape = value.shape.join(", ");
    throw new RangeError(`${what} a tensor of shape [${shape}], expected [${size}], like the gradient.`);
  }
}

function flat(tensors: readonly Tensor[]): Tensor1D {
  return tf.concat(tensors.map((tensor) => tensor.flatten())) as Tensor1D;
}
