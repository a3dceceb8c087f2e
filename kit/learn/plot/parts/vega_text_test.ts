import { assertEquals } from "@std/assert";
import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { textExpression, withExpressions } from "./vega_text.ts";

/** The value that Vega gives a signal with this expression. */
function valueOf(update: string): unknown {
  const dataflow = vega.parse({ signals: [{ name: "text", update }] }, undefined, { ast: true } as object);
  const view = new vega.View(dataflow, { renderer: "none", expr: expressionInterpreter as never });
  try {
    return view.run().signal("text");
  } finally {
    view.finalize();
  }
}

Deno.test("textExpression() has the text as its value, even if Vega would mistake it for a name", () => {
  for (const text of ["a", "", `'"\\`, "\n", "\u2028", "if", ...Object.getOwnPropertyNames(Object.prototype)]) {
    assertEquals(valueOf(textExpression(text)), text);
  }
});

Deno.test("withExpressions() changes only what is drawn as text, not data or anything else", () => {
  const drawn = {
    title: { text: "if" },
    axes: [{ title: "toString" }, { title: "x" }],
    encode: { text: { value: "if" } },
  };
  assertEquals(withExpressions(drawn), {
    title: { text: { signal: '("i"+"f")' } },
    axes: [{ title: { signal: '("t"+"oString")' } }, { title: "x" }],
    encode: { text: { signal: '("i"+"f")' } },
  } as never);
  const others = { data: [{ values: [{ title: "if", value: "if" }] }], signals: [{ name: "if", value: "if" }] };
  assertEquals(withExpressions(others), others);
});
