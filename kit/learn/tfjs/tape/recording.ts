/**
 * A computation as a list of kernels. After TF.js has run the computation once, the list can repeat it with other
 * numbers of the same shapes. The same kernels in the same order give the same result to the last bit, without the
 * operations around them, which check arguments, open scopes and record the same things every time.
 * @module
 */
import type { DataId, DataType, KernelBackend, KernelConfig, NamedAttrMap, TensorInfo } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { theEngine } from "./engine.ts";

/** The inputs of a kernel: by name, or as a list. Optional inputs may be missing. */
export type KernelInputs = Record<string, TensorInfo | null | undefined>;

/** A kernel that was called. Its numbers are identified by their `dataId`. */
interface Note {
  kernelName: string;
  inputs: KernelInputs;
  attributes: NamedAttrMap | undefined;
  outputs: TensorInfo[];
}

/** The recording so far. */
interface Notes {
  calls: Note[];
  /** All numbers that were passed in or made by a kernel. */
  known: Set<DataId>;
  /** Numbers that came from elsewhere, such as `tf.scalar(2)`. */
  constants: Map<DataId, Float32Array | Int32Array | Uint8Array>;
  isComplete: boolean;
}

let notes: Notes | undefined;

/** Notes that a kernel was called, if a recording is in progress. */
export function noteKernel(
  kernelName: string,
  inputs: KernelInputs,
  attributes: NamedAttrMap | undefined,
  made: TensorInfo | TensorInfo[],
): void {
  if (!notes) return;
  const { calls, known, constants } = notes;
  const kept: KernelInputs = Array.isArray(inputs) ? [] as unknown as KernelInputs : {};
  for (const name in inputs) {
    const input = inputs[name];
    kept[name] = input && { dataId: input.dataId, shape: input.shape, dtype: input.dtype };
    if (!input || known.has(input.dataId) || constants.has(input.dataId)) continue;
    // a copy, because these numbers may be freed immediately
    constants.set(input.dataId, (theEngine().backend.readSync(input.dataId) as Float32Array).slice());
  }
  const outputs = (Array.isArray(made) ? made : [made]).map(({ dataId, shape, dtype }) => ({ dataId, shape, dtype }));
  for (const { dataId } of outputs) known.add(dataId);
  calls.push({ kernelName, inputs: kept, attributes, outputs });
}

/** Gives up the recording, because a part of the computation cannot be recorded. */
export function spoilRecording(): void {
  if (notes) notes.isComplete = false;
}

/**
 * Calls `compute`, and records the kernels that it calls.
 * @param inputs The tensors from which it computes; when the recording is run, other tensors replace them.
 * @param resultsOf Picks the tensors that are needed from its result.
 * @returns The result, and the recording, which is undefined if the computation cannot be recorded.
 */
export function record<Result>(
  inputs: readonly TensorInfo[],
  compute: () => Result,
  resultsOf: (result: Result) => readonly (TensorInfo | undefined)[],
): { result: Result; recording: Recording | undefined } {
  const known = new Set(inputs.map(({ dataId }) => dataId));
  // if two inputs share their numbers, it is not clear which one a kernel used
  if (known.size < inputs.length) return { result: compute(), recording: undefined };
  const taken: Notes = { calls: [], known, constants: new Map(), isComplete: true };
  notes = taken;
  let result: Result;
  try {
    result = compute();
  } finally {
    notes = undefined;
  }
  const results = resultsOf(result);
  const isWhole = taken.isComplete && results.every((each) => !each || taken.known.has(each.dataId));
  return { result, recording: isWhole ? new Recording(inputs, taken, results) : undefined };
}

/** A slot for numbers, and the shape and type with which they are used. */
interface Place {
  slot: number;
  shape: number[];
  dtype: DataType;
}

/** A kernel to be called. */
interface Call {
  kernel: KernelConfig["kernelFunc"];
  attributes: NamedAttrMap;
  isList: boolean;
  inputs: [name: string, place: Place | undefined][];
  /** The slots for the numbers that the kernel makes. */
  outputs: number[];
  /** The slots that are no longer needed after this call. */
  last: number[];
}

/** A computation that can be repeated. */
export class Recording {
  #backend: KernelBackend;
  #calls: Call[] = [];
  #results: (Place | undefined)[];
  /** The numbers in each slot: first the inputs, then numbers that were made or came from elsewhere. */
  #dataIds: DataId[] = [];
  #constants: DataId[] = [];
  /** The slots that one of the calls fills. */
  #made = new Set<number>();

  constructor(
    inputs: readonly TensorInfo[],
    { calls, constants }: Pick<Notes, "calls" | "constants">,
    results: readonly (TensorInfo | undefined)[],
  ) {
    const { backend, backendName } = theEngine();
    this.#backend = backend;
    const slots = new Map<DataId, number>(inputs.map(({ dataId }, slot) => [dataId, slot]));
    const place = (info: TensorInfo | null | undefined): Place | undefined =>
      info ? { slot: slots.get(info.dataId)!, shape: info.shape, dtype: info.dtype } : undefined;
    const constantSlots = new Set<number>();
    for (const { kernelName, inputs, attributes, outputs } of neededOf(calls, results)) {
      for (const name in inputs) {
        const input = inputs[name];
        if (!input || slots.has(input.dataId)) continue;
        const values = constants.get(input.dataId)!;
        const write = backend.write as unknown as (values: unknown, shape: number[], dtype: DataType) => DataId;
        const constant = write.call(backend, values, input.shape, input.dtype);
        this.#constants.push(constant);
        this.#dataIds[slots.size] = constant;
        constantSlots.add(slots.size);
        slots.set(input.dataId, slots.size);
      }
      if (outputs.every(({ dataId }) => slots.has(dataId))) continue; // the same numbers with another shape
      const call: Call = {
        kernel: tf.getKernel(kernelName, backendName)!.kernelFunc,
        attributes: attributes as NamedAttrMap,
        isList: Array.isArray(inputs),
        inputs: Object.keys(inputs).map((name) => [name, place(inputs[name])]),
        outputs: outputs.map((_, i) => slots.size + i),
        last: [],
      };
      const isConstant = call.inputs.every(([, place]) => !place || constantSlots.has(place.slot));
      for (const { dataId } of outputs) {
        (isConstant ? constantSlots : this.#made).add(slots.size);
        slots.set(dataId, slots.size);
      }
      if (isConstant) this.#constants.push(...this.#call(call));
      else this.#calls.push(call);
    }
    this.#results = results.map(place);
    const seen = new Set(this.#results.map((result) => result?.slot));
    for (const { inputs, outputs, last } of this.#calls.toReversed()) {
      for (const slot of [...inputs.map(([, place]) => place?.slot), ...outputs]) {
        if (slot === undefined || seen.has(slot) || !this.#made.has(slot)) continue;
        seen.add(slot);
        last.push(slot);
      }
    }
  }

  /**
   * Computes the result again from other numbers, which must have the same shapes.
   * @returns The results, which belong to the caller.
   */
  run(inputs: readonly TensorInfo[]): (TensorInfo | undefined)[] {
    const backend = this.#backend;
    const dataIds = this.#dataIds;
    for (let i = 0; i < inputs.length; i++) dataIds[i] = inputs[i].dataId;
    const calls = this.#calls;
    let done = 0;
    try {
      for (; done < calls.length; done++) {
        const { kernel, attributes, isList, inputs, outputs, last } = calls[done];
        const given: Record<string, TensorInfo | undefined> = isList ? [] as never : {};
        for (const [name, place] of inputs) {
          given[name] = place && { dataId: dataIds[place.slot], shape: place.shape, dtype: place.dtype };
        }
        const made = kernel({ inputs: given as Record<string, TensorInfo>, attrs: attributes, backend });
        if (Array.isArray(made)) { for (let i = 0; i < made.length; i++) dataIds[outputs[i]] = made[i].dataId; }
        else dataIds[outputs[0]] = made.dataId;
        for (const slot of last) backend.disposeData(dataIds[slot]);
      }
    } catch (error) {
      const left = new Set(calls.slice(0, done).flatMap(({ outputs }) => outputs));
      for (const { last } of calls.slice(0, done)) for (const slot of last) left.delete(slot);
      for (const slot of left) backend.disposeData(dataIds[slot]);
      throw error;
    }
    const handedOut = new Set<number>();
    return this.#results.map((place) => {
      if (!place) return undefined;
      const { slot, shape, dtype } = place;
      // a result that is returned twice, or was not made here, needs one more reference
      if (!this.#made.has(slot) || handedOut.has(slot)) backend.incRef(dataIds[slot]);
      handedOut.add(slot);
      return { dataId: dataIds[slot], shape, dtype };
    });
  }

  /** Calls a kernel, puts its results into the slots, and returns them. */
  #call({ kernel, attributes, isList, inputs, outputs }: Call): DataId[] {
    const dataIds = this.#dataIds;
    const given: Record<string, TensorInfo | undefined> = isList ? [] as never : {};
    for (const [name, place] of inputs) {
      given[name] = place && { dataId: dataIds[place.slot], shape: place.shape, dtype: place.dtype };
    }
    const made = kernel({
      inputs: given as Record<string, TensorInfo>,
      attrs: attributes,
      backend: this.#backend,
    });
    if (!Array.isArray(made)) return [dataIds[outputs[0]] = made.dataId];
    return made.map(({ dataId }, i) => dataIds[outputs[i]] = dataId);
  }

  /** Frees the numbers that the recording has kept. */
  dispose(): void {
    for (const dataId of this.#constants) this.#backend.disposeData(dataId);
    this.#constants = [];
  }
}

/** The calls that are needed for `results`. The others can be skipped, because kernels have no other effects. */
function neededOf(calls: readonly Note[], results: readonly (TensorInfo | undefined)[]): Note[] {
  const needed = new Set(results.map((result) => result?.dataId));
  return calls.toReversed().filter(({ inputs, outputs }) => {
    if (!outputs.some(({ dataId }) => needed.has(dataId))) return false;
    for (const name in inputs) needed.add(inputs[name]?.dataId);
    return true;
  }).toReversed();
}
