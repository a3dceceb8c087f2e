import { assertEquals, assertStringIncludes } from "@std/assert";
import { refusedUrl } from "./refused_import.ts";
import { explain } from "./explain.ts";
import type { Failure } from "./messages.ts";
import type { Answer } from "./process.ts";

const context = {
  file: "04_gradient_descent.ts",
  probe: "({ descend }) => descend(1)",
  timeoutMs: 5000,
  memoryMiB: 1500,
};

const failure = (reason: Failure["reason"], message: string): Answer => ({
  kind: "failure",
  failure: { reason, message, location: null },
});
const exit = (code: number, signal: string | null = null, errors = ""): Answer => ({
  kind: "exit",
  code,
  signal,
  errors,
});

const cases: [name: string, answer: Answer, probe: string | null, status: string, part: string][] = [
  ["a stub", failure("todo", "Todo: walk on"), null, "todo", "walk on"],
  ["a missing export", failure("missing", "descend"), null, "fail", "04_gradient_descent.ts does not export descend"],
  ["an endless loop", { kind: "timeout" }, null, "timeout", "descend did not return within 5 s"],
  [
    "an endless import",
    { kind: "timeout" },
    "load",
    "timeout",
    "04_gradient_descent.ts did not finish loading within 5 s",
  ],
  [
    "a probe of two functions",
    { kind: "timeout" },
    "({ a, b }) => a(b)",
    "timeout",
    "04_gradient_descent.ts did not return",
  ],
  [
    "polled memory",
    { kind: "memory" },
    null,
    "memory",
    "descend needed more memory than a lesson may have (256 MiB of objects",
  ],
  [
    "a refused array",
    failure("memory", "RangeError: Array buffer allocation failed"),
    null,
    "memory",
    "1,500 MiB in all",
  ],
  [
    "V8's last message",
    exit(133, "SIGTRAP", "Fatal JavaScript out of memory: Reached heap limit"),
    null,
    "memory",
    "descend",
  ],
  ["a million lines", { kind: "output" }, null, "error", "descend printed more than 1 MiB and was stopped"],
  ["Deno.exit()", exit(0), null, "crash", "descend ended the program (exit code 0) before it had answered"],
  ["a signal", exit(139, "SIGSEGV"), null, "crash", "descend crashed its process (SIGSEGV)"],
  ["a forged frame", { kind: "protocol" }, null, "crash", "leave standard output alone"],
  ["a value that was not requested", { kind: "value", value: 1 }, null, "crash", "the checks' own channel"],
  [
    "a GPU that fails",
    failure("gpu", "Not enough memory left"),
    null,
    "crash",
    "WebGPU failed in the middle of descend (Not enough memory left). On another device: deno task lesson 4 --device wasm",
  ],
  ["no GPU", failure("device", "Error: No WebGPU adapter on this machine"), null, "skipped", "No WebGPU adapter"],
  [
    "a broken probe",
    failure("probe", "ReferenceError: x is not defined"),
    null,
    "course",
    "may use only its arguments",
  ],
  ["an exception", failure("call", "TypeError: x is not a function"), null, "error", "TypeError: x is not a function"],
  [
    "a patched built-in",
    failure("load", "TypeError: Cannot assign to read only property 'abs' of object"),
    null,
    "load",
    "tries to change abs",
  ],
  [
    "an added built-in",
    failure("call", "TypeError: Cannot add property last, object is not extensible"),
    null,
    "error",
    "tries to change last",
  ],
  [
    "the network",
    failure("call", 'NotCapable: Requires net access to "a.b:80", run again with --allow-net'),
    null,
    "error",
    "tried to use the network (a.b:80), and a lesson may only read itself",
  ],
  [
    "a refused import",
    failure("load", 'TypeError: A remote specifier was requested: "https://a.b/c.ts", but --no-remote is specified.'),
    null,
    "load",
    "imports https://a.b/c.ts, which is not part of the course",
  ],
  [
    "a refused import under Deno 2.8",
    failure("load", `TypeError: Loading unprepared module: ${refusedUrl("node:fs")}, imported from: file:///a/b.ts`),
    null,
    "load",
    "imports node:fs, which is not part of the course",
  ],
  [
    "a message that only looks like one",
    failure("load", "TypeError: Loading unprepared module: file:///a%2Fb, imported from: file:///a/b.ts"),
    null,
    "load",
    "TypeError: Loading unprepared module: file:///a%2Fb",
  ],
  [
    "a missing file",
    failure("load", 'TypeError: Module not found "file:///no/such/04_gradient_descent.ts".'),
    null,
    "load",
    "There is no /no/such/04_gradient_descent.ts",
  ],
  [
    "Deno's syntax error",
    failure("load", "TypeError: SyntaxError: Expected ',', got 'x'\n  |\n2 | x"),
    null,
    "load",
    "SyntaxError: Expected ',', got 'x'",
  ],
  [
    "V8's syntax error",
    failure("load", "SyntaxError: Unexpected reserved word at file:///a/b.ts:2:3"),
    null,
    "load",
    "SyntaxError: Unexpected reserved word",
  ],
  [
    "an export inside a function",
    failure(
      "load",
      "TypeError: SyntaxError: 'import', and 'export' cannot be used outside of module code at file:///a",
    ),
    null,
    "load",
    "is a } missing above?",
  ],
  [
    "a missing return",
    failure("call", "TypeError: Cannot read properties of undefined (reading 'x')"),
    "({ descend }) => descend(1).x",
    "error",
    'descend gives undefined, expected something with x: is a "return" missing?',
  ],
  [
    "a missing return whose result is destructured",
    failure("call", "TypeError: Cannot destructure property 'losses' of '(intermediate value)' as it is null."),
    "async ({ descend }) => { const { losses } = await descend(1); return losses; }",
    "error",
    'descend gives null, expected something with losses: is a "return" missing?',
  ],
  [
    "a property that the probe does not read",
    failure("call", "TypeError: Cannot read properties of undefined (reading 'backend')"),
    "({ descend }) => descend(1).x",
    "error",
    "TypeError: Cannot read properties of undefined (reading 'backend')",
  ],
  [
    "a promise that nobody waits for",
    failure("call", "Tensor is disposed."),
    null,
    "error",
    "is an await missing?",
  ],
  [
    "an endless recursion",
    failure("call", "RangeError: Maximum call stack size exceeded"),
    null,
    "error",
    "call itself without end?",
  ],
];

for (const [name, answer, probe, status, part] of cases) {
  Deno.test(`explain() gives the status ${status} to ${name}`, () => {
    const explanation = explain(answer, { ...context, probe: probe ?? context.probe });
    assertEquals(explanation.status, status);
    assertStringIncludes(explanation.message, part);
    assertEquals(explanation.message.includes("\n"), false);
  });
}

Deno.test("explain() keeps the learner's line", () => {
  const location = { line: 2, column: 3, source: "boo();" };
  const answer: Answer = { kind: "failure", failure: { reason: "call", message: "boo", location } };
  assertEquals(explain(answer, context).location, location);
});

Deno.test("explain() does not change an address that names no file, and shows control characters as symbols", () => {
  const missing = (address: string) =>
    explain(failure("load", `TypeError: Module not found "${address}"`), context).message;
  assertStringIncludes(missing("file://host/a%2Fb"), "There is no file://host/a%2Fb:");
  assertStringIncludes(missing("file:///a%0A%1B[2Jb.ts"), "a␊␛[2Jb.ts: is that the right folder?");
  const { message } = explain({ kind: "timeout" }, { ...context, file: "04\n::error.ts", probe: "load" });
  assertStringIncludes(message, "04␊: :error.ts did not finish loading");
});
