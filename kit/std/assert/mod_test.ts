// These tests use Node's assertions: if ours accepted everything, they would also accept their own mistakes.
import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertExists,
  AssertionError,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
} from "@std/assert";

/** The message that an assertion fails with, or "passes". */
function verdict(assertion: () => unknown): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof AssertionError && error.name === "AssertionError") {
      return stripVTControlCharacters(error.message);
    }
    throw error;
  }
  return "passes";
}

Deno.test("assert() requires a truthy value", () => {
  strictEqual(verdict(() => assert("x")), "passes");
  strictEqual(verdict(() => assert(0)), "");
  strictEqual(verdict(() => assert(0, "why")), "why");
});

Deno.test("fail() fails", () => {
  strictEqual(verdict(() => fail()), "Failed assertion.");
  strictEqual(verdict(() => fail("why")), "Failed assertion: why");
});

Deno.test("assertEquals() compares the contents of objects", () => {
  const same: [unknown, unknown][] = [
    [NaN, NaN],
    [0, -0],
    [{ a: [1, { b: -0 }] }, { a: [1, { b: 0 }] }],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    [new Float32Array([0, NaN]), new Float32Array([-0, NaN])],
    [new Map([["a", new Set([1])]]), new Map([["a", new Set([1])]])],
    [new Date(5), new Date(5)],
    [/a/g, /a/g],
    [{ [Symbol.iterator]: 1 }, { [Symbol.iterator]: 1 }],
  ];
  for (const [a, b] of same) {
    strictEqual(verdict(() => assertEquals(a, b)), "passes");
    strictEqual(verdict(() => assertNotEquals(a, b)).split(" ").slice(0, 2).join(" "), "Expected actual:");
  }
});

Deno.test("assertEquals() distinguishes different values", () => {
  const different: [unknown, unknown][] = [
    [1, "1"],
    [null, undefined],
    [{ a: undefined }, {}],
    [[1, 2], [2, 1]],
    [[], {}],
    [new Float32Array([1]), new Float64Array([1])],
    [new Float32Array([1]), [1]],
    [new Map([["a", 1]]), new Map([["a", 2]])],
    [new Set([1]), new Set([2])],
    [new Date(5), new Date(6)],
    [/a/g, /a/],
    [new (class A {})(), new (class B {})()],
    [() => {}, () => {}],
    [JSON.parse('{"__proto__": 1}'), {}],
  ];
  for (const [a, b] of different) {
    strictEqual(verdict(() => assertNotEquals(a, b)), "passes");
    strictEqual(verdict(() => assertEquals(a, b)).split("\n")[0], "Values are not equal.");
  }
});

Deno.test("assertEquals() terminates for values that contain themselves", () => {
  const ring = () => {
    const value: { self?: unknown; zero: number } = { zero: -0 };
    value.self = value;
    return value;
  };
  strictEqual(verdict(() => assertEquals(ring(), ring())), "passes");
});

Deno.test("assertEquals() marks the lines that differ, and also shows the others", () => {
  const lines = verdict(() => assertEquals({ a: 1, b: 2 }, { a: 1, b: 3 }, "why")).split("\n");
  deepStrictEqual(lines.slice(0, 8), [
    "Values are not equal: why",
    "",
    "",
    "    [Diff] Actual / Expected",
    "",
    "",
    "    {",
    "      a: 1,",
  ]);
  deepStrictEqual(lines.slice(8, 10).sort(), ["+     b: 3,", "-     b: 2,"]); // JSR's may print either first
  deepStrictEqual(lines.slice(10), ["    }", ""]);
});

Deno.test("assertNotEquals() shows both values", () => {
  strictEqual(verdict(() => assertNotEquals(1, 1, "why")), "Expected actual: 1 not to be: 1: why");
});

Deno.test("assertStrictEquals() requires the very same value", () => {
  const list = [1];
  strictEqual(verdict(() => assertStrictEquals(list, list)), "passes");
  strictEqual(verdict(() => assertStrictEquals(NaN, NaN)), "passes");
  strictEqual(verdict(() => assertStrictEquals(0, -0)).split("\n")[0], "Values are not strictly equal.");
  strictEqual(
    verdict(() => assertStrictEquals(list, [1])),
    "Values have the same structure but are not reference-equal.\n\n    [\n      1,\n    ]\n",
  );
});

Deno.test("assertAlmostEquals() allows 1e-7 times the expected number, or the given tolerance", () => {
  strictEqual(verdict(() => assertAlmostEquals(1e8 + 9, 1e8)), "passes");
  strictEqual(verdict(() => assertAlmostEquals(1.4, 1, 0.5)), "passes");
  strictEqual(verdict(() => assertAlmostEquals(Infinity, Infinity)), "passes");
  strictEqual(
    verdict(() => assertAlmostEquals(1e8 + 11, 1e8)),
    'Expected actual: "100000011" to be close to "100000000": delta "11" is greater than "10".',
  );
  strictEqual(
    verdict(() => assertAlmostEquals(NaN, 0.5, 0.25, "why")),
    'Expected actual: "NaN" to be close to "5e-1": delta "NaN" is greater than "2.5e-1": why',
  );
});

Deno.test("assertExists() refuses only null and undefined", () => {
  for (const value of [0, "", false, NaN]) strictEqual(verdict(() => assertExists(value)), "passes");
  strictEqual(verdict(() => assertExists(null)), 'Expected actual: "null" to not be null or undefined.');
  strictEqual(
    verdict(() => assertExists(undefined, "why")),
    'Expected actual: "undefined" to not be null or undefined: why',
  );
});

Deno.test("assertStringIncludes() and assertMatch() search a string", () => {
  strictEqual(verdict(() => assertStringIncludes("abc", "b")), "passes");
  strictEqual(verdict(() => assertStringIncludes("abc", "x")), 'Expected actual: "abc" to contain: "x".');
  strictEqual(verdict(() => assertMatch("abc", /^a/)), "passes");
  strictEqual(verdict(() => assertMatch("abc", /^b/, "why")), 'Expected actual: "abc" to match: "/^b/": why');
});

Deno.test("assertThrows() returns the expected error", () => {
  const error = new RangeError("too far");
  const throws = () => {
    throw error;
  };
  strictEqual(assertThrows(throws), error);
  strictEqual(assertThrows(throws, RangeError, "far"), error);
  strictEqual(assertThrows(throws, Error), error);
  strictEqual(
    assertThrows(() => {
      throw "text";
    }),
    "text",
  );
});

Deno.test("assertThrows() says what was thrown instead", () => {
  const throws = (value: unknown) => () => {
    throw value;
  };
  strictEqual(verdict(() => assertThrows(() => {})), "Expected function to throw.");
  strictEqual(verdict(() => assertThrows(() => {}, "why")), "Expected function to throw: why");
  strictEqual(
    verdict(() => assertThrows(throws(new Error("a")), RangeError)),
    'Expected error to be instance of "RangeError", but was "Error".',
  );
  strictEqual(
    verdict(() => assertThrows(throws(new Error("a")), Error, "b", "why")),
    'Expected error message to include "b", but got "a": why',
  );
  strictEqual(verdict(() => assertThrows(throws("text"), Error)), "A non-Error object was thrown.");
});

Deno.test("assertRejects() waits for the rejection", async () => {
  const error = new TypeError("no number");
  strictEqual(await assertRejects(() => Promise.reject(error), TypeError, "number"), error);
  deepStrictEqual(await assertRejects(() => Promise.reject(5)), 5);
});

Deno.test("assertRejects() says what happened instead", async () => {
  const refuses = (promise: Promise<unknown>, message: string) => rejects(promise, { name: "AssertionError", message });
  await refuses(assertRejects(() => Promise.resolve()), "Expected function to reject.");
  await refuses(
    assertRejects(() => {
      throw new Error("at once");
    }),
    "Function throws when expected to reject.",
  );
  await refuses(
    assertRejects(() => 1 as unknown as Promise<unknown>, "why"),
    "Function throws when expected to reject: why",
  );
  await refuses(assertRejects(() => Promise.reject("text"), Error), "A non-Error object was rejected.");
});
