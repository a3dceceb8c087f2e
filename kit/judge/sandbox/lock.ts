/**
 * Locks objects and everything that can be reached from them: after that, nothing can be added, changed or removed.
 * @module
 */

/**
 * Properties that libraries assign on their own objects. In JavaScript, `f.toString = …` fails if `toString` is
 * inherited and read-only, so these properties are not simply frozen. The `constructor` of lists, promises and typed
 * arrays is not in the list: if it is defined again, even unchanged, V8 turns off some optimizations, and a training
 * step takes 1.5 times as long.
 */
const OVERRIDABLE: readonly [owner: object, names: readonly string[]][] = [
  [Object.prototype, ["constructor", "toString", "valueOf", "toLocaleString", "hasOwnProperty"]],
  [Function.prototype, ["toString", "apply", "bind", "call"]],
  [Array.prototype, ["forEach", "toString"]],
  [Date.prototype, ["toString", "valueOf", "toJSON"]],
  [RegExp.prototype, ["toString"]],
  [Uint8Array.prototype, ["toString"]],
  [Object.getPrototypeOf(Uint8Array.prototype), ["toString", "toLocaleString"]],
  ...[Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map((
    { prototype },
  ) => [prototype, ["constructor", "message", "name", "toString"]] as [object, string[]]),
];

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null || typeof value === "function";

/**
 * Locks everything that can be reached from `roots` by properties, accessors and prototypes. Each object is frozen in a
 * single step, because V8 can still optimize it after that.
 * @param exempt Objects that are not locked, with everything that can be reached only through them.
 */
export function lock(roots: Iterable<object>, exempt: ReadonlySet<unknown> = new Set()): void {
  const reached = reachedFrom(roots, exempt);
  for (const [owner, names] of OVERRIDABLE) {
    if (reached.has(owner)) { for (const name of names) letHeirsOverride(owner, name); }
  }
  for (const object of reached) {
    if (ArrayBuffer.isView(object)) Object.preventExtensions(object); // its elements cannot be frozen
    else Object.freeze(object);
  }
}

/** Every object that can be reached from `roots`. */
function reachedFrom(roots: Iterable<object>, exempt: ReadonlySet<unknown> = new Set()): Set<object> {
  const reached = new Set<object>();
  const waiting: object[] = [...roots];
  const add = (value: unknown) => {
    if (isObject(value) && !reached.has(value) && !exempt.has(value)) waiting.push(value);
  };
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (reached.has(object)) continue;
    reached.add(object);
    add(Reflect.getPrototypeOf(object));
    if (ArrayBuffer.isView(object)) continue; // it may have millions of numbers
    const isFunction = typeof object === "function";
    for (const name of Reflect.ownKeys(object)) {
      if (isFunction && (name === "length" || name === "name")) continue; // most functions have no other properties
      const property = Reflect.getOwnPropertyDescriptor(object, name);
      add(property?.value);
      add(property?.get);
      add(property?.set);
    }
  }
  return reached;
}

/**
 * Replaces a property with an accessor. Objects that inherit the property can get a value of their own, but the owner's
 * value cannot change.
 */
function letHeirsOverride(owner: object, name: string): void {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  if (!property || !("value" in property) || !property.configurable) return;
  const { value, enumerable } = property;
  const accessors = {
    get: () => value,
    set(this: unknown, own: unknown) {
      if (!isObject(this) || this === owner || Object.hasOwn(this, name) && !isWritable(this, name)) {
        throw new TypeError(`Cannot assign to read only property '${name}' of object`); // V8's own message
      }
      Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
    },
  };
  for (const accessor of Object.values(accessors)) Object.freeze(accessor);
  Object.defineProperty(owner, name, { ...accessors, enumerable, configurable: false });
}

function isWritable(owner: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(owner, name)?.writable === true;
}

/**
 * Prototypes that cannot be reached from the globals: those of generators, iterators, and results of calls (except for
 * Intl's segments).
 */
export function hiddenPrototypes(): object[] {
  const list = [1];
  const text = "a";
  const iterators = [
    list.values(),
    new Map().entries(),
    new Set().values(),
    text[Symbol.iterator](),
    text.matchAll(/a/g),
    list.values().map((x) => x),
    Iterator.from({ next: () => ({ done: true, value: undefined }) }),
    new URLSearchParams().entries(),
    new Headers().entries(),
    new ReadableStream().values(),
  ];
  const functions = [function () {}, async function () {}, function* () {}, async function* () {}];
  const timer = setTimeout(() => {}, 0);
  const immediate = setImmediate(() => {});
  const others = [Uint8Array.prototype, ...[timer, immediate].filter(isObject), ...streams()];
  const prototypes = prototypesIn([...iterators, ...functions, ...others]);
  clearTimeout(timer); // not earlier, because a timer is part of a list only while it runs
  clearImmediate(immediate);
  return [...prototypes];
}

/** Objects that Deno builds from internal parts: queues of chunks, unresolved promises, pieces of a blob. */
function streams(): object[] {
  const parts: object[] = [new Blob(["a"]), new Response("a"), new Request("http://a", { method: "POST", body: "a" })];
  const keep = { start: (controller: object) => void parts.push(controller) };
  const [readable, bytes, writable] = [
    new ReadableStream({ start: (controller) => (keep.start(controller), controller.enqueue("a")) }),
    new ReadableStream({
      type: "bytes",
      start: (controller) => (keep.start(controller), controller.enqueue(Uint8Array.of(1))),
    }),
    new WritableStream(keep),
  ];
  parts.push(readable.getReader(), bytes.getReader({ mode: "byob" }), writable.getWriter());
  parts.push(new TransformStream(keep), new ReadableStream().getReader(), new AbortController().signal, new Event("a"));
  return parts;
}

/** The prototypes of `instances` and of all their parts, including parts under names that only Deno uses. */
function prototypesIn(instances: Iterable<object>): Set<object> {
  const prototypes = new Set<object>();
  for (const object of reachedFrom(instances)) {
    const prototype = Object.getPrototypeOf(object);
    if (prototype) prototypes.add(prototype);
  }
  return prototypes;
}
