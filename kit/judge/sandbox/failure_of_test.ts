import { assertEquals } from "@std/assert";
import { failureOf, MAX_MESSAGE, MissingExport } from "./failure_of.ts";
import type { Request } from "./messages.ts";

const lesson = { url: "file:///tmp/my%20course/%C3%BC.ts", lines: ["", "  f(1);", ""] };
const evaluate = (probe: string): Request => ({ id: "1", kind: "evaluate", probe, args: "[]" });
const request = evaluate("({ f }) => f() + y");

/** The error, with this stack. */
function thrownAt(stack: string, error = new Error("Too large.")): Error {
  return Object.assign(error, { stack: `${error.name}: ${error.message}\n${stack}` });
}

Deno.test("failureOf() finds the innermost line of the lesson, however its address is written", () => {
  const { url } = lesson;
  const stack = `    at round (file:///tmp/kit/x.ts:1:2)\n    at f (${url}:2:3)\n    at ${url}:3:1`;
  for (const text of [stack, decodeURIComponent(stack)]) {
    assertEquals(failureOf(thrownAt(text), { lesson, request }), {
      reason: "call",
      message: "Too large.",
      location: { line: 2, column: 3, source: "f(1);" },
    });
  }
});

Deno.test("failureOf() quotes no line that the lesson does not have", () => {
  const { location } = failureOf(thrownAt(`    at ${lesson.url}:9:1`), { lesson, request });
  assertEquals(location, { line: 9, column: 1, source: "" });
});

Deno.test("failureOf() blames the check for an unknown name only if the probe uses it", () => {
  const reason = (name: string, stack = "", asked: Request = request) =>
    failureOf(thrownAt(stack, new ReferenceError(`${name} is not defined`)), { lesson, request: asked }).reason;
  assertEquals(reason("y"), "probe");
  assertEquals(reason("y", `    at ${lesson.url}:2:3`), "call");
  assertEquals(reason("f"), "call"); // f is declared
  assertEquals(reason("z"), "call"); // z is not used
  assertEquals(reason("y", "", evaluate("({ f }) => f.y")), "call"); // y is a property
  assertEquals(reason("y", "", { id: "1", kind: "picture" }), "call");
});

Deno.test("failureOf() says that a lesson threw while it was loaded, but still recognises a stub", () => {
  const during = { lesson, request: { id: "1", kind: "load", lesson: lesson.url } } as const;
  assertEquals(failureOf(new Error("x"), during).reason, "load");
  assertEquals(failureOf(Object.assign(new Error("x"), { name: "Todo" }), during).reason, "todo");
  assertEquals(failureOf(new MissingExport("f"), { lesson, request }).reason, "missing");
  assertEquals(failureOf(new RangeError("Array buffer allocation failed"), during).reason, "memory");
});

Deno.test("failureOf() blames a promise in tf.tidy for the errors that it causes, and for no others", () => {
  const promise = thrownAt(`    at ${lesson.url}:2:3`, new Error("must not be async"));
  const message = (text: string) => failureOf(new Error(text), { lesson, request, promise }).message;
  assertEquals(message("Tensor is disposed."), "must not be async");
  assertEquals(message("x is not a function"), "x is not a function");
});

Deno.test("failureOf() copes with objects that cannot be read, and shortens long messages", () => {
  const trap = () => {
    throw new Error("caught");
  };
  const evil = Object.defineProperty(new Error(), "message", { get: trap });
  const { message } = failureOf(evil, { lesson, request });
  assertEquals(message, "threw something that cannot even be read");
  assertEquals(failureOf(new Error("x".repeat(9999)), { lesson, request }).message.length, MAX_MESSAGE);
  const hidden = failureOf({ toString: trap, __proto__: null }, { lesson, request });
  assertEquals(hidden.message, "threw something of type object: throw new Error(…), which records its line.");
});
