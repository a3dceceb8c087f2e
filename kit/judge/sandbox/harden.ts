/**
 * Locks a lesson's process: everything that a lesson does not need is removed, and the rest becomes read-only. The
 * verdict is reached in another process and does not depend on this. But a lesson that patches Math.abs gets an error
 * at the learner's line instead of strange results, and the host, the kit and TF.js stay unchanged.
 * @module
 */
import { hiddenPrototypes, lock } from "./lock.ts";
import { refuseCode } from "./refuse_code.ts";
import { isGpu, takeAway } from "./take_away.ts";

/**
 * The global variables in which TF.js keeps its engine and kernels. They change while it computes: see
 * ../../learn/device/lock_engine.ts.
 */
const TENSORFLOW = ["_tfengine", "_tfGlobals"];

/**
 * Locks the realm: all globals, and everything that can be reached from them. Call this when everything that the host
 * needs has been loaded.
 * @param ours The objects that a lesson gets from us, which are also locked.
 */
export function harden(ours: readonly unknown[]): void {
  const { env } = process; // process.env is a Proxy that needs a permission as soon as it is read
  for (const [owner, name, value] of addedLater()) ignoreAssignment(owner, name, value);
  const hidden = hiddenPrototypes();
  const classes = takeAway();
  refuseCode();
  const globals = globalThis as unknown as Record<string, unknown>;
  for (const name of TENSORFLOW) if (globals[name] === undefined) letComeOnce(name);
  const exempt = new Set<unknown>([env, ...TENSORFLOW.map((name) => globals[name])]);
  settle(globalThis, exempt);
  settle(Deno, exempt);
  lockWhenRead(Navigator.prototype, "gpu", exempt);
  lockSegments();
  lock([globalThis, ...classes, ...hidden, ours], exempt);
}

/** Allows `name` to be set once, because a lesson may import TF.js although its process started without it. */
function letComeOnce(name: string): void {
  let value: unknown;
  Object.defineProperty(globalThis, name, { get: () => value, set: (books: unknown) => void (value ??= books) });
}

/**
 * Reads the values that Deno creates when they are first read, so that they can be locked. The GPU's values are read
 * later, because they take longer than everything else, and most lessons never use them.
 */
function settle(owner: object, exempt: ReadonlySet<unknown>): void {
  for (const name of Reflect.ownKeys(owner)) {
    const property = Object.getOwnPropertyDescriptor(owner, name)!;
    if (!property.get || !property.configurable) continue;
    if (typeof name === "string" && isGpu(name)) lockWhenRead(owner, name, exempt);
    else Object.defineProperty(owner, name, { value: property.get.call(owner), writable: false });
  }
}

/** Locks the value of the accessor `name` when it is first read. */
function lockWhenRead(owner: object, name: string, exempt: ReadonlySet<unknown>): void {
  const read = Object.getOwnPropertyDescriptor(owner, name)!.get!;
  let isLocked = false;
  const get = function (this: unknown) {
    const value = read.call(this);
    if (!isLocked && value) lock([value], exempt);
    isLocked = true;
    return value;
  };
  Object.defineProperty(owner, name, { get, set: undefined });
}

/**
 * Locks the two prototypes of a string's segments, to which no other object leads. They are locked when a lesson first
 * uses segments, because making a segmenter takes 10 ms.
 */
function lockSegments(): void {
  const { prototype } = Intl.Segmenter;
  const original = prototype.segment;
  let isLocked = false;
  const { segment } = {
    segment(this: Intl.Segmenter, text: string) {
      const segments = original.call(this, text);
      if (!isLocked) lock([segments, segments[Symbol.iterator]()].map(Object.getPrototypeOf));
      isLocked = true;
      return segments;
    },
  };
  Object.defineProperty(prototype, "segment", { value: segment });
}

/**
 * The properties that modules add to built-ins when they are loaded, possibly after the lock. These modules are
 * Vega-Lite, when a picture is drawn, and a module of Node that TF.js's wasm backend loads when a lesson changes its
 * device.
 */
function addedLater(): [owner: object, name: string, value: unknown][] {
  const { toJSON } = {
    toJSON(this: Set<unknown>) {
      return `Set(${[...this].map((value) => JSON.stringify(value)).join(",")})`; // the same text as in Vega-Lite
    },
  };
  const names = ["eventLoopUtilization", "nodeTiming", "timerify", "markResourceTiming"];
  return [
    [Set.prototype, "toJSON", toJSON],
    ...names.map((name): [object, string, unknown] => [performance, name, undefined]),
  ];
}

/** Gives `owner` a value that cannot change. An assignment is ignored without an error. */
function ignoreAssignment(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { get: () => value, set: () => {} });
}
