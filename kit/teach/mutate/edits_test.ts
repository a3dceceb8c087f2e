import { assertEquals } from "@std/assert";
import { editsOf } from "./edits.ts";

/** The edited versions of `line`, by kind of edit, in a solution that consists of `parameters` and `line`. */
function edited(line: string, parameters = ""): Record<string, string[]> {
  const edits = editsOf(`${parameters}\n${line}\n`, (index) => index === 1);
  const found: Record<string, string[]> = {};
  for (const { operator, after } of edits) (found[operator] ??= []).push(after);
  return found;
}

Deno.test("editsOf() drops statements that declare nothing", () => {
  assertEquals(edited("losses.push(loss);")["drops a statement"], [""]);
  for (
    const line of ["const x = 1;", "let x = y;", "return x;", "});", "  .square();", "for (;;) {", "// a comment;"]
  ) {
    assertEquals(edited(line)["drops a statement"], undefined, line);
  }
});

Deno.test("editsOf() flips operators, comparisons, signs and truth values", () => {
  assertEquals(edited("x -= a * b + c;")["flips an operator"], [
    "x += a * b + c;",
    "x -= a / b + c;",
    "x -= a * b - c;",
  ]);
  assertEquals(edited("if (a < b) {")["flips a comparison"], ["if (a <= b) {", "if (a > b) {"]);
  assertEquals(edited("return -x;")["flips a sign"], ["return x;"]);
  assertEquals(edited("f(true);")["flips a truth value"], ["f(false);"]);
});

Deno.test("editsOf() changes whole numbers and lengths by one", () => {
  assertEquals(edited("x = 2;")["is off by one"], ["x = 3;", "x = 1;"]);
  assertEquals(edited("x = 0;")["is off by one"], ["x = 1;"]); // but not −1, because few people make that mistake
  assertEquals(edited("x = 0.5 + w1;")["is off by one"], undefined);
  assertEquals(edited("n = xs.length;")["is off by one"], ["n = xs.length - 1;"]);
});

Deno.test("editsOf() swaps arguments, and methods that are easily confused", () => {
  assertEquals(edited("f(a, b.c);")["swaps two arguments"], ["f(b.c, a);"]);
  assertEquals(edited("f(a, a);")["swaps two arguments"], undefined);
  assertEquals(edited("y = x.sub(t).mean();")["takes another method"], ["y = x.add(t).mean();", "y = x.sub(t).sum();"]);
});

Deno.test("editsOf() uses defaults instead of parameters, also where a name is both key and value", () => {
  const operator = "takes the default instead of the parameter";
  assertEquals(edited("while (n < steps) {", "function f({ steps = 100 } = {}) {")[operator], ["while (n < 100) {"]);
  assertEquals(edited("g({ steps, loss });", "function f({ steps = 100 } = {}) {")[operator], [
    "g({ steps: 100, loss });",
  ]);
  assertEquals(edited("g({ n: steps });", "function f({ steps = 100 } = {}) {")[operator], ["g({ n: 100 });"]);
  assertEquals(edited("g({ steps: 3 }, x.steps);", "function f({ steps = 100 } = {}) {")[operator], undefined);
});

Deno.test("editsOf() drops await, tidy and copies", () => {
  assertEquals(edited("const a = await b();")["drops await"], ["const a = b();"]);
  assertEquals(edited("return tf.tidy(() => x);")["drops tidy"], ["return ((work: () => any) => work())(() => x);"]);
  assertEquals(edited("f([...xs], ys.slice());")["drops a copy"], ["f(xs, ys.slice());", "f([...xs], ys);"]);
});

Deno.test("editsOf() does not change strings, comments and lines outside the regions", () => {
  assertEquals(edited('const text = "a + b, true, 3"; // a * b'), {});
  assertEquals(editsOf("x = 1;\ny = 1;\n", () => false), []);
});
