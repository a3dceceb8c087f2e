/**
 * Gradients without bookkeeping. TF.js computes them with its operations, and each operation checks its arguments,
 * opens a scope and records its results. In a small step, this takes longer than the computation. Here, kernels are
 * called directly, and intermediate results are freed immediately.
 * @module
 */
import type { NamedAttrMap, Tensor, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { type Engine, type Gradients, type TapeNode, theEngine } from "./engine.ts";
import { noteKernel } from "./recording.ts";
import { type ChangeInfo, type Kernels, RULES } from "./rules.ts";

/**
 * A gradient that is being computed. TF.js's results are tensors and are freed with their scope; we free our own
 * results.
 */
interface Change {
  info: ChangeInfo;
  isOurs: boolean;
}

/** The backends that have all kernels for our rules. */
const BACKENDS = ["cpu", "wasm"];

/** Replaces TF.js's own gradients; call it once. Then tf.grad, tf.variableGrads and all optimizers use ours. */
export function installGradients(): void {
  const engine = theEngine();
  const { gradients, addTapeNode, saveTensorsForBackwardMode } = engine;
  engine.addTapeNode = (kernelName, inputs, outputs, gradient, saved, attributes) => {
    addTapeNode.call(engine, kernelName, given(inputs), outputs, gradient, saved, attributes);
    engine.state.activeTape!.at(-1)!.attributes = gradient == null ? attributes ?? {} : null;
  };
  // the gradient of a relu can be computed from its result, so its input can be freed earlier
  tf.unregisterGradient("Relu");
  tf.registerGradient({
    kernelName: "Relu",
    outputsToSave: [true],
    gradFunc: (dy, [y]) => ({ x: () => (dy as Tensor).mul(y.step()) }),
  });
  engine.saveTensorsForBackwardMode = (tensors) =>
    tensors.map((tensor) => {
      if (!tensor) return tensor; // an input that was left out
      // for second derivatives, the path from a tensor to its saved copy must also be recorded
      return engine.state.gradientDepth > 1
        ? saveTensorsForBackwardMode.call(engine, [tensor])[0]
        : saved(tensor, engine);
    });
  engine.gradients = (f, xs, dy = null, allowNoGradients = false) => {
    // a gradient inside a function that is being differentiated must itself be recorded
    const isOurs = engine.state.gradientDepth === 0 && BACKENDS.includes(engine.backendName) &&
      xs.length > 0 && (dy?.dtype ?? "float32") === "float32";
    return isOurs
      ? computeGradients(engine, f, xs, dy, allowNoGradients)
      : gradients.call(engine, f, xs, dy, allowNoGradients);
  };
}

/** The inputs that were passed: some are optional, such as the scale of batchNorm. */
function given(inputs: TapeNode["inputs"]): TapeNode["inputs"] {
  for (const name in inputs) {
    if (!inputs[name]) return Object.fromEntries(Object.entries(inputs).filter(([, input]) => input));
  }
  return inputs;
}

/** A tensor that shares another one's numbers, like a clone, but is made without an operation. */
function saved({ shape, dtype, dataId }: Tensor, engine: Engine): Tensor {
  const Tensor = tf.Tensor as unknown as new (...parts: unknown[]) => Tensor;
  const share = new Tensor(shape, dtype, dataId, engine.nextTensorId());
  engine.incRef(share, engine.backend);
  share.kept = true;
  return share;
}

function computeGradients(
  engine: Engine,
  f: () => Tensor,
  xs: Tensor[],
  dy: Tensor | null,
  allowNoGradients: boolean,
): Gradients {
  const { state } = engine;
  try {
    const value = engine.scopedRun(() => engine.startTape(), () => engine.endTape(), () => engine.tidy("forward", f));
    tf.util.assert(value instanceof tf.Tensor, () => "The result y returned by f() must be a tensor.");
    const [nodes, dependent] = dependingOn(xs, state.activeTape!);
    if (!allowNoGradients && !dependent.has(value.id)) {
      throw new Error(
        "Cannot compute gradient of y=f(x) with respect to x. Make sure that the f you passed encloses all " +
          "operations that lead from x to y.",
      );
    }
    let changes: (ChangeInfo | undefined)[] = [];
    // the function returns nothing, because TF.js would search its result for tensors, which takes longer than making
    // them below
    engine.tidy("backward", () => {
      const found = backpropagate(engine, nodes, dependent, value, dy);
      changes = xs.map(({ id }) => {
        const change = found.get(id);
        if (change && !change.isOurs) engine.backend.incRef(change.info.dataId);
        return change?.info;
      });
    });
    return { value, grads: changes.map((change) => change && engine.makeTensorFromTensorInfo(change)) };
  } finally {
    if (state.gradientDepth === 0) {
      for (const node of state.activeTape ?? []) for (const tensor of node.saved) tensor?.dispose();
      state.activeTape = null;
    }
  }
}

/** The nodes that depend on `xs`, and the ids of all tensors that depend on `xs`. */
function dependingOn(xs: readonly Tensor[], tape: readonly TapeNode[]): [TapeNode[], Set<number>] {
  const dependent = new Set(xs.map(({ id }) => id));
  const nodes = tape.filter(({ inputs, outputs }) => {
    for (const name in inputs) {
      if (!dependent.has(inputs[name].id)) continue;
      for (const { id } of outputs) dependent.add(id);
      return true;
    }
    return false;
  });
  return [nodes, dependent];
}

/**
 * Goes through the tape from its end. Returns the gradients of the tensors that no recorded operation has made, by the
 * tensors' ids.
 */
function backpropagate(
  engine: Engine,
  nodes: readonly TapeNode[],
  dependent: ReadonlySet<number>,
  value: Tensor,
  dy: Tensor | null,
): Map<number, Change> {
  const kernels = kernelsOf(engine, nodes);
  const found = new Map<number, Change>([[
    value.id,
    { info: dy ?? kernels.run("Fill", {}, { shape: value.shape, value: 1, dtype: "float32" }), isOurs: dy === null },
  ]]);
  const add = (id: number, change: Change) => {
    const before = found.get(id);
    if (!before) return found.set(id, change);
    const sum = kernels.run("Add", { a: before.info, b: change.info });
    for (const { info, isOurs } of [before, change]) if (isOurs) kernels.release(info);
    found.set(id, { info: sum, isOurs: true });
  };
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i];
    const changes = node.outputs.map(({ id }) => found.get(id));
    if (changes.every((change) => !change)) continue; // the path ends here
    const rule = node.attributes && Object.hasOwn(RULES, node.kernelName) && isFloat(node)
      ? RULES[node.kernelName]
      : undefined;
    let theirs: Record<string, () => Tensor> | undefined;
    for (const name in node.inputs) {
      const input = node.inputs[name];
      if (!dependent.has(input.id)) continue;
      const info = rule?.(node, changes.map((change) => change?.info), name, kernels);
      if (info) add(input.id, { info, isOurs: true });
      else {
        theirs ??= rulesOfTensorFlow(node, changes, engine);
        add(input.id, { info: gradientFor(name, node, theirs, engine), isOurs: false });
      }
    }
    node.outputs.forEach(({ id }, place) => {
      found.delete(id);
      if (changes[place]?.isOurs) kernels.release(changes[place].info);
    });
  }
  return found;
}

function kernelsOf({ backend, backendName }: Engine, nodes: readonly TapeNode[]): Kernels {
  return {
    isAfterRelu: ({ id }) =>
      backendName === "wasm" && nodes.some(({ kernelName, outputs }) => kernelName === "Relu" && outputs[0].id === id),
    run: (name, inputs, attributes = {}) => {
      const attrs = attributes as NamedAttrMap;
      const made = tf.getKernel(name, backendName)!.kernelFunc({ inputs, attrs, backend }) as TensorInfo;
      noteKernel(name, inputs, attrs, made);
      return made;
    },
    share: ({ dataId, dtype, shape }, newShape = shape) => {
      backend.incRef(dataId);
      return { dataId, dtype, shape: newShape };
    },
    release: ({ dataId }) => void backend.disposeData(dataId),
  };
}

function isFloat({ inputs, outputs }: TapeNode): boolean {
  for (const name in inputs) if (inputs[name].dtype !== "float32") return false;
  return outputs.every(({ dtype }) => dtype === "float32");
}

function rulesOfTensorFlow(
  { kernelName, gradient }: TapeNode,
  changes: readonly (Change | undefined)[],
  engine: Engine,
): Record<string, () => Tensor> {
  if (!gradient) throw new Error(`Cannot compute gradient: gradient function not found for ${kernelName}.`);
  return gradient(changes.map((change) => {
    if (!change) return undefined;
    // from here on the gradient is a tensor, which is freed with its scope
    if (change.isOurs) Object.assign(change, { info: engine.makeTensorFromTensorInfo(change.info), isOurs: false });
    return change.info as Tensor;
  }));
}

function gradientFor(name: string, { inputs }: TapeNode, rules: Record<string, () => Tensor>, engine: Engine): Tensor {
  if (!(name in rules)) {
    throw new Error(`Cannot backprop through input ${name}. Available gradients found: ${Object.keys(rules)}.`);
  }
  const gradient = engine.tidy("gradient", rules[name]);
  const { shape } = inputs[name];
  if (gradient.dtype !== "float32" || !tf.util.arraysEqual(gradient.shape, shape)) {
    throw new Error(
      `The gradient for input '${name}' is ${gradient.dtype} [${gradient.shape}], expected float32 [${shape}].`,
    );
  }
  return gradient;
}
