import { assert, assertEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { Sandbox } from "./sandbox.ts";

/** The result of `probe` in the process of an empty lesson. */
async function inRealm(probe: (...all: never[]) => unknown, device: "cpu" | "wasm" | null = null): Promise<unknown> {
  const lesson = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(lesson, "export {};");
  const sandbox = new Sandbox(pathToFileURL(lesson), { device });
  try {
    return await sandbox.evaluate(String(probe), [], { timeoutMs: 20_000 });
  } finally {
    sandbox.dispose();
    await Deno.remove(lesson);
  }
}

for (const device of [null, "cpu", "wasm"] as const) {
  Deno.test(`No object can be changed in a lesson's process (${device ?? "without TF.js"})`, async () => {
    const seen = await inRealm(openPlaces as never, device) as { open: string[]; count: number };
    assertEquals(seen.open, []);
    assert(seen.count > 2000, `only ${seen.count} objects were found`);
  });
}

Deno.test("A lesson's process contains only the expected global names", async () => {
  const seen = await inRealm(() => ({
    globals: Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith("GPU")),
    deno: Object.getOwnPropertyNames(Deno).filter((name) => name !== "exitCode" && name !== "jupyter"),
    hidden: Object.getOwnPropertySymbols(Deno).length,
    process: Object.getOwnPropertyNames(process),
    parent: Object.getPrototypeOf(process) === Object.prototype,
  })) as Record<string, string[]>;
  for (const name of ["Worker", "Deno", "process", "fetch", "Float32Array"]) assert(seen.globals.includes(name), name);
  for (const name of ["WebSocket", "BroadcastChannel", "MessageChannel", "caches", "localStorage", "prompt"]) {
    assert(!seen.globals.includes(name), name);
  }
  for (const name of ["stdin", "listen", "connect", "serve", "dlopen", "openKv", "internal", "test"]) {
    assert(!seen.deno.includes(name), name);
  }
  for (const name of ["binding", "_kill", "dlopen", "getBuiltinModule", "stdin", "stdout", "mainModule", "_events"]) {
    assert(!seen.process.includes(name), name);
  }
  assertEquals([seen.hidden, seen.parent], [0, true] as never);
});

Deno.test("Libraries and lessons still work in a locked process", async () => {
  const seen = await inRealm(async () => {
    const f = Object.assign(() => 1, { x: 1 });
    f.toString = () => "f";
    const own: number[] = [];
    own.forEach = () => {};
    own.toString = () => "own";
    class Own extends Error {
      constructor() {
        super("own");
        this.name = "Own";
      }
    }
    const Old = function () {} as unknown as { prototype: Record<string, unknown>; new (): object };
    Old.prototype = Object.create(Error.prototype);
    Old.prototype.constructor = Old;
    Old.prototype.toString = () => "old";
    const map = new (class extends Map<number, number> {})([[1, 2]]);
    const floats = new (class extends Float32Array {})(3).map((x) => x + 1);
    await new Promise<void>((resolve) => queueMicrotask(resolve));
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    console.group();
    console.groupEnd();
    const isFunction = f instanceof Function && (async () => {}) instanceof Function;
    const cloned = structuredClone({ a: [1] }).a[0];
    const time = typeof process.hrtime.bigint();
    return [String(f), new Own().name, String(new Old()), map.get(1), floats[0], isFunction, cloned, time];
  });
  assertEquals(seen, ["f", "Own", "old", 2, 1, true, 1, "bigint"]);
});

/**
 * Lists the objects that can be extended or changed. It runs in the lesson's process, and follows every reference from
 * the globals, from what a lesson imports, and from what syntax and calls create. TF.js's engine is skipped, because it
 * changes while it computes.
 */
async function openPlaces(): Promise<{ open: string[]; count: number }> {
  const { _tfengine, _tfGlobals } = globalThis as unknown as Record<string, unknown>;
  const exempt = new Set<unknown>([_tfengine, _tfGlobals, process.env]);
  const isObject = (value: unknown): value is object =>
    typeof value === "object" && value !== null || typeof value === "function";
  const examples: unknown[] = [
    ...[function () {}, () => {}, async () => {}, class {}],
    ...[function* () {}, async function* () {}].map(Object.getPrototypeOf).map((each) => Object.create(each)),
    ...[[].values(), new Map().values(), new Set().values(), ""[Symbol.iterator](), "".matchAll(/a/g)],
    ...[
      [].values().map((x) => x),
      Iterator.from({ next: () => ({ done: true, value: 0 }) }),
      new URLSearchParams().keys(),
    ],
    ...[
      new Intl.Segmenter().segment("a"),
      new Intl.Segmenter().segment("a")[Symbol.iterator](),
    ],
    ...[setTimeout(() => {}, 0), setImmediate(() => {}), navigator.gpu, crypto.subtle, new AbortController().signal],
    ...[
      new Blob([]).stream(),
      new Blob([]).stream().values(),
      new Blob([]).stream().getReader(),
      Promise.resolve(),
      new WeakRef({}),
      performance.mark("a"),
      new Proxy({}, {}),
    ],
    ...["Math", "1n", "a"].map((text) => Object(text)),
  ];
  // Deno keeps the parts of these objects under symbols
  const blob = new Blob(["a"]);
  for (
    const each of [blob, blob.stream(), blob.stream().getReader(), setTimeout(() => {}, 0)] as unknown as Record<
      symbol,
      unknown
    >[]
  ) {
    for (const name of Reflect.ownKeys(each) as symbol[]) {
      if (isObject(each[name])) examples.push(each[name]);
    }
  }
  const waiting: [unknown, string][] = examples.map((each, i) => [Object.getPrototypeOf(each), `example ${i}`]);
  for (const [name, value] of Object.entries(await import("downhill"))) waiting.push([value, name]);
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (name.startsWith("GPU")) waiting.push([(globalThis as never)[name], name]);
  }
  waiting.push([globalThis, "globalThis"]);
  const open: string[] = [];
  const seen = new Set<unknown>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [object, path] = next;
    if (!isObject(object) || seen.has(object) || exempt.has(object)) continue;
    seen.add(object);
    if (Object.isExtensible(object)) open.push(`${path} can be added to`);
    waiting.push([Object.getPrototypeOf(object), `${path}'s prototype`]);
    if (ArrayBuffer.isView(object)) continue;
    for (const name of Reflect.ownKeys(object)) {
      const place = `${path}.${String(name)}`;
      const { value, get, set, configurable, writable } = Object.getOwnPropertyDescriptor(object, name)!;
      if (configurable || writable) open.push(`${place} can be changed`);
      for (const each of [value, get, set]) waiting.push([each, place]);
    }
  }
  return { open: open.slice(0, 20), count: seen.size };
}
