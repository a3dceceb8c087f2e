/**
 * How an operation calls its kernel and closes its scope: as in TF.js, but without the work that only TF.js's own
 * tests, profiler and debugger need. A small step calls about twenty kernels, and each call takes a microsecond or two.
 * @module
 */
import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { theEngine } from "./engine.ts";
import { noteKernel, spoilRecording } from "./recording.ts";

/** Replaces TF.js's `runKernel` and `endScope`. */
export function installKernelCalls(): void {
  const engine = theEngine();
  const { runKernel, endScope } = engine;
  const environment = tf.env();
  engine.runKernel = (name, inputs, attributes) => {
    const { state } = engine; // after tf.engine().reset(), this is a new object
    const kernel = tf.getKernel(name, engine.backendName);
    if (!kernel || state.profiling || environment.getBool("DEBUG") || environment.getBool("IS_TEST")) {
      spoilRecording();
      return runKernel.call(engine, name, inputs, attributes);
    }
    const isNoted = state.gradientDepth > 0 && state.kernelDepth === 0;
    let outputs: Tensor[];
    let saved: Tensor[] = [];
    let isList: boolean;
    state.kernelDepth++;
    try {
      const made = kernel.kernelFunc({ inputs, attrs: attributes, backend: engine.backend });
      noteKernel(name, inputs, attributes, made);
      isList = Array.isArray(made);
      outputs = (isList ? made as tf.TensorInfo[] : [made as tf.TensorInfo]).map((each) =>
        "rank" in each && each.rank !== undefined ? each as Tensor : engine.makeTensorFromTensorInfo(each)
      );
      if (isNoted) saved = engine.saveTensorsForBackwardMode(engine.getTensorsForGradient(name, inputs, outputs));
    } finally {
      state.kernelDepth--;
    }
    if (isNoted) engine.addTapeNode(name, inputs, outputs, null, saved, attributes);
    return isList ? outputs : outputs[0];
  };
  engine.endScope = (result) => {
    // a list or an object must be searched for tensors
    if (result !== undefined && result !== null && !(result instanceof tf.Tensor)) return endScope.call(engine, result);
    const { state } = engine;
    const { activeScope: scope, scopeStack } = state;
    for (const tensor of scope!.track) if (!tensor.kept && tensor !== result) tensor.dispose();
    scopeStack.pop();
    state.activeScope = scopeStack.length > 0 ? scopeStack[scopeStack.length - 1] : null;
    if (result && !result.kept && result.scopeId === scope!.id) engine.track(result);
  };
}
