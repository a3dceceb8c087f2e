/**
 * Protects TF.js's bookkeeping: how many tensors there are, where each one is, and which device computes. Checks need
 * these facts while a lesson runs. TF.js keeps them in `tf.engine().state`, which every program can change, so without
 * this module one assignment in a lesson could falsify them.
 *
 * Here these facts are kept in variables of this module. `tf.engine()` shows them, and only TF.js's own code changes
 * them: a tensor is counted once when it is made, and subtracted once when it is freed. This follows the engine of
 * TF.js 4.22.
 * @module
 */
import type { DataId, DataType, KernelBackend, Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";
import { isRegistryOpen } from "../tfjs/registry.ts";
import { tellOfTensors } from "./tensors_told.ts";
import { beginTidy } from "./tidies.ts";

/** The backend that has a tensor's numbers, and their type, shape and size. */
interface Home {
  backend: KernelBackend;
  dtype: DataType;
  shape: number[];
  bytes: number;
}

/** The parts of the engine that its bookkeeping needs. */
interface Books {
  state: Record<string, unknown> & { tensorInfo: WeakMap<object, Home>; dispose(): void };
  ENV: { reset(): void };
  registry: Record<string, KernelBackend & { dispose(): void }>;
  backend: KernelBackend;
  track(tensor: Tensor): void;
  shouldCheckForMemLeaks(): boolean;
  disposeRegisteredKernels(name: string): void;
  nextTensorId(): number;
  [name: string]: unknown;
}

/** Counts in the engine's state that only TF.js may change. */
const COUNTS = ["numTensors", "numBytes", "numStringTensors", "numDataBuffers"] as const;

/** Fields of the engine itself that only TF.js's own methods may set. */
const FIELDS = [
  ...["registry", "registryFactory", "backendName", "backendInstance", "pendingBackendInit", "pendingBackendInitId"],
  ...["profiler", "ENV"],
];

/** TF.js's methods that set those fields. */
const SETTERS = [
  ...["ready", "setBackend", "initializeBackend", "initializeBackendsAndReturnBest", "findBackend", "backendNames"],
  ...["findBackendFactory", "getSortedBackends", "setupRegisteredKernels", "disposeRegisteredKernels"],
];

/** Returns its argument, so that {@linkcode Counted} can add a private field to an existing object. */
const Same = function (object: object) {
  return object;
} as unknown as new (object: object) => object;

/**
 * Marks a tensor as counted, together with its numbers. The mark is a private field of the tensor: a WeakSet would also
 * work, but would make a small step a tenth slower.
 */
class Counted extends Same {
  #dataId: DataId | null = null;

  static set(tensor: object, dataId: DataId | null): void {
    if (!(#dataId in tensor)) new Counted(tensor);
    (tensor as Counted).#dataId = dataId;
  }

  static get(tensor: object): DataId | null {
    return #dataId in tensor ? (tensor as Counted).#dataId : null;
  }
}

let isEngineLocked = false;

/**
 * Locks the engine's bookkeeping, after a device has been started and before a lesson is loaded.
 * @returns A function that reads the numbers of a tensor without the tensor's own methods: synchronously, except on a
 * GPU. It throws an Error if the tensor is disposed.
 */
export function lockEngine(): (tensor: { dataId: object }) => tf.TypedArray | Promise<tf.TypedArray> {
  isEngineLocked = true;
  const engine = tf.engine() as unknown as Books;
  const { state } = engine;
  const prototype = Object.getPrototypeOf(engine) as Books;
  const homes = state.tensorInfo;
  /** Throws TF.js's usual error if the numbers no longer exist. */
  const homeOf = (dataId: DataId) => {
    const home = homes.get(dataId);
    if (!home) throw new Error("Tensor is disposed.");
    return home;
  };
  const counts = { numTensors: 0, numBytes: 0, numStringTensors: 0, numDataBuffers: 0 };
  for (const name of COUNTS) counts[name] = state[name] as number;

  // TF.js's own methods get this object as `this`, and can set the fields in it. Everything else gets the engine.
  const keeper: Books = Object.create(engine);
  for (const name of FIELDS) define(keeper, name, { value: engine[name], writable: true });

  const bytesOf = ({ size, dtype }: Tensor) =>
    dtype === "complex64" || dtype === "string" ? 0 : size * tf.util.bytesPerElement(dtype);
  const methods: Record<string, (...all: never[]) => unknown> = {
    trackTensor(tensor: Tensor, backend?: KernelBackend | null) {
      const { dataId, dtype, shape } = tensor;
      if (Counted.get(tensor) === null) counts.numTensors++;
      Counted.set(tensor, dataId);
      if (dtype === "string") counts.numStringTensors++;
      const bytes = bytesOf(tensor);
      counts.numBytes += bytes;
      if (!homes.has(dataId)) {
        counts.numDataBuffers++;
        homes.set(dataId, { backend: backend || engine.backend, dtype, shape, bytes });
      }
      if (!(tensor instanceof tf.Variable)) engine.track(tensor);
    },
    incRef(tensor: Tensor, backend: KernelBackend | null) {
      methods.trackTensor(tensor as never, backend as never);
      engine.backend.incRef(tensor.dataId);
    },
    disposeTensor(tensor: Tensor) {
      const dataId = Counted.get(tensor);
      const home = dataId === null ? undefined : homes.get(dataId);
      if (dataId === null || !home) return;
      // the dtype is read before anything is counted, because a lesson may have replaced it with a getter that throws
      const { dtype } = tensor;
      const bytes = dtype === "string" ? home.bytes : bytesOf(tensor);
      Counted.set(tensor, null);
      counts.numTensors--;
      if (dtype === "string") counts.numStringTensors--;
      counts.numBytes -= bytes;
      if (home.backend.disposeData(dataId)) {
        homes.delete(dataId);
        counts.numDataBuffers--;
      }
    },
    removeDataId() {}, // disposeTensor removes the data
    makeTensor(values: tf.TypedArray | string[], shape: number[], dtype?: DataType, backend?: KernelBackend) {
      if (values == null) throw new Error("Values passed to engine.makeTensor() are null");
      dtype ||= "float32";
      backend ||= engine.backend;
      const isText = dtype === "string" && typeof values[0] === "string";
      const written = isText ? (values as string[]).map((text) => tf.util.encodeString(text)) : values;
      const dataId = (backend as unknown as { write(...all: unknown[]): DataId }).write(written, shape, dtype);
      const Tensor = tf.Tensor as unknown as new (...parts: unknown[]) => Tensor;
      const tensor = new Tensor(shape, dtype, dataId, engine.nextTensorId());
      methods.trackTensor(tensor as never, backend as never);
      if (dtype === "string") {
        const home = homes.get(dataId)!;
        const bytes = (written as Uint8Array[]).reduce((sum, { length }) => sum + length, 0);
        counts.numBytes += bytes - home.bytes;
        home.bytes = bytes;
      }
      return tensor;
    },
    moveData(backend: KernelBackend, dataId: DataId) {
      const home = homeOf(dataId);
      const { backend: from, shape, dtype } = home;
      const values = from.readSync(dataId);
      const references = from.refCount(dataId);
      from.disposeData(dataId, true);
      home.backend = backend;
      backend.move(dataId, values, shape, dtype, references);
      if (!engine.shouldCheckForMemLeaks()) return;
      const moves = state.numDataMovesStack as number[];
      moves[moves.length - 1]++;
    },
    read: (dataId: DataId) => homeOf(dataId).backend.read(dataId),
    readSync: (dataId: DataId) => homeOf(dataId).backend.readSync(dataId),
    readToGPU: (dataId: DataId, options: never) => homeOf(dataId).backend.readToGPU(dataId, options),
    memory() {
      const memory = { ...engine.backend.memory() as object, ...counts } as Record<string, unknown>;
      if (counts.numStringTensors > 0) memory.unreliable = true;
      delete memory.numStringTensors;
      return memory;
    },
    registerBackend(name: string, factory: () => Promise<KernelBackend>, priority: number) {
      if (!isRegistryOpen()) {
        throw new TypeError(`A lesson can use only the existing devices: do not register "${name}".`);
      }
      const make = async () => {
        const backend = await factory();
        // frozen before the lesson can see it, except for methods that all backends inherit: the next backend also
        // needs them
        for (let each = Object.getPrototypeOf(backend); each !== tf.KernelBackend.prototype;) {
          each = Object.getPrototypeOf(Object.freeze(each));
        }
        return backend;
      };
      const isNew = (prototype.registerBackend as (...all: unknown[]) => unknown).call(keeper, name, make, priority);
      Object.freeze((keeper.registryFactory as Record<string, object>)[name]);
      return isNew;
    },
    removeBackend(name: string) {
      if (!isRegistryOpen()) {
        throw new TypeError(`A lesson can use only the existing devices: do not remove "${name}".`);
      }
      return (prototype.removeBackend as (...all: unknown[]) => unknown).call(keeper, name);
    },
    reset() {
      // a reset would count from 0 again, as if no tensors had been left behind
      throw new TypeError("A lesson leaves TF.js's engine as it is: remove tf.engine().reset().");
    },
    tidy(...all: unknown[]) {
      beginTidy();
      return (prototype.tidy as (...all: unknown[]) => unknown).apply(engine, all);
    },
  };
  for (const name of SETTERS) {
    const method = prototype[name] as (...all: unknown[]) => unknown;
    methods[name] = (...all: unknown[]) => method.apply(keeper, all);
  }

  for (const name of COUNTS) define(state, name, { get: () => counts[name] });
  const tensorInfo = Object.freeze({
    has: (dataId: DataId) => homes.has(dataId),
    get: (dataId: DataId) => {
      const home = homes.get(dataId);
      return home && Object.freeze({ ...home });
    },
  });
  define(state, "tensorInfo", { value: tensorInfo });
  define(engine, "state", { value: state });
  for (const name of FIELDS) {
    // a program can read the lists of backends, but it gets only copies
    const isList = name.startsWith("registry");
    define(engine, name, { get: () => isList ? Object.freeze({ ...keeper[name] as object }) : keeper[name] });
  }
  for (const [name, method] of Object.entries(methods)) define(engine, name, { value: method });
  Object.freeze(engine);
  for (const each of [prototype, Object.getPrototypeOf(state)]) Object.freeze(each);
  for (const each of [tf.Tensor.prototype, tf.Variable.prototype, tf.Tensor, tf.Variable]) Object.freeze(each);
  for (const each of Object.values(keeper.registry)) lockBackend(each);
  for (const each of Object.values(keeper.registryFactory as object)) Object.freeze(each);
  hideNode();
  lockKernels();
  const read = (dataId: object | null) => {
    const home = dataId && homes.get(dataId);
    if (!home) throw new Error("Tensor is disposed."); // the same message as TF.js's
    const isFar = keeper.registry.webgpu === home.backend;
    return (isFar ? home.backend.read(dataId) : home.backend.readSync(dataId)) as never;
  };
  tellOfTensors({
    isDisposed: (tensor) => !homes.has(Counted.get(tensor) ?? {}),
    backendOf: (tensor) => {
      const backend = homes.get(Counted.get(Object(tensor)) ?? {})?.backend;
      return Object.keys(keeper.registry).find((name) => keeper.registry[name] === backend);
    },
    read: (tensor) => read(Counted.get(tensor)),
  });
  return ({ dataId }) => read(dataId);
}

/** TF.js's settings, and the facts about the system that it has found. */
interface Environment {
  global: unknown;
  platform: { util?: { TextEncoder: unknown; TextDecoder: unknown; types: Record<string, unknown> } };
}

/**
 * Hides modules of Node. TF.js gives every program access to node:util, but needs only a few of its functions. And if
 * `global` has no fetch, TF.js loads node-fetch, which passes its request to any given agent. From there, a lesson
 * could reach Node's sockets.
 */
function hideNode(): void {
  const environment = tf.env() as unknown as Environment;
  const { global, platform } = environment;
  define(environment, "global", { value: global });
  define(environment, "platform", { value: platform });
  Object.preventExtensions(environment); // kernels read flags from the environment, which a lesson must not intercept
  Object.freeze(Object.getPrototypeOf(environment));
  if (platform.util) showOnlyNeeded(platform as Required<Environment["platform"]>);
  Object.freeze(platform);
  Object.freeze(Object.getPrototypeOf(platform));
}

function showOnlyNeeded(platform: Required<Environment["platform"]>): void {
  const { TextDecoder, TextEncoder, types } = platform.util;
  const { isFloat32Array, isInt32Array, isUint8Array, isUint8ClampedArray } = types;
  const shown = {
    TextDecoder,
    TextEncoder,
    types: { isFloat32Array, isInt32Array, isUint8Array, isUint8ClampedArray },
  };
  define(platform, "util", { value: Object.freeze({ ...shown, types: Object.freeze(shown.types) }) });
}

/**
 * Locks kernels and gradients, because probes also compute with them. TF.js itself reads these two lists once, when it
 * is loaded. A lesson with access to them could change them with the methods of `Map`.
 */
function lockKernels(): void {
  const all = (globalThis as unknown as { _tfGlobals: Map<string, Map<string, object>> })._tfGlobals;
  for (const list of ["kernelRegistry", "gradRegistry"]) {
    const registry = all.get(list)!;
    all.delete(list);
    for (const each of registry.values()) Object.freeze(each);
    for (const name of ["set", "delete", "clear"] as const) {
      const method = registry[name].bind(registry) as (...all: unknown[]) => unknown;
      const value = (key: unknown, ...others: unknown[]) => {
        if (!isRegistryOpen()) {
          throw new TypeError(`The kernels of TF.js are read-only in a lesson: do not change ${key}.`);
        }
        return method(key, ...others.map((each) => Object.freeze(each)));
      };
      define(registry, name, { value });
    }
    Object.freeze(registry);
  }
}

/**
 * If the engine is locked, locks the parts of a backend that concern tensors: its methods, and the store of numbers.
 */
export function lockBackend(backend: KernelBackend): void {
  if (!isEngineLocked) return;
  for (let owner: object = backend; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const property = Object.getOwnPropertyDescriptor(owner, name)!;
      if (typeof property.value === "function" && name !== "constructor" && !isLocked(backend, name)) {
        define(backend, name, { value: (backend as unknown as Record<string, unknown>)[name] });
      }
    }
  }
  if ("wasm" in backend) define(backend, "wasm", { value: backend.wasm });
  for (const [name, store] of Object.entries(backend)) {
    if (!(store instanceof tf.DataStorage)) continue;
    define(backend, name, { value: store });
    const { data } = store as unknown as { data: WeakMap<object, unknown> };
    define(store, "data", { value: Object.freeze(data) });
    Object.preventExtensions(store);
  }
  Object.freeze(tf.DataStorage.prototype);
}

function define(owner: object, name: string, property: PropertyDescriptor): void {
  const writable = "value" in property && { writable: false }; // otherwise a lesson could still replace the property
  Object.defineProperty(owner, name, { enumerable: true, configurable: false, ...writable, ...property });
}

function isLocked(owner: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(owner, name)?.configurable === false;
}
