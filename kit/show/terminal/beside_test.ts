import { assert, assertEquals } from "@std/assert";
import { beside } from "./beside.ts";
import { columns } from "../../base/columns.ts";
import { styleWith } from "./style.ts";

const pieces = [
  { heading: "yours", lines: ["const rows = [];", "  return rows;"] },
  { heading: "the solution", lines: ["return model.parameters().map((parameter) => parameter.shape);"] },
] as const;
const both = pieces.map(({ heading, lines }) => ({ heading, lines: [...lines] })) as unknown as Parameters<
  typeof beside
>[0];

Deno.test("beside() uses two columns if there is room", () => {
  assertEquals(beside(both, styleWith(false, 80)), [
    "  yours                                 │ the solution",
    "  const rows = [];                      │ return",
    "    return rows;                        │   model.parameters().map((parameter)",
    "                                        │   => parameter.shape);",
  ]);
});

Deno.test("beside() puts one piece below the other on a narrow screen", () => {
  assertEquals(beside(both, styleWith(false, 40)), [
    "  yours",
    "    const rows = [];",
    "      return rows;",
    "  the solution",
    "    return",
    "      model.parameters().map((",
    "      parameter)",
    "      => parameter.shape);",
  ]);
});

Deno.test("no line of beside() is too long, however long a word is", () => {
  const long = { heading: "yours", lines: [`  "${"x".repeat(300)}"`, "漢字".repeat(60)] };
  for (const width of [40, 72, 100]) {
    for (const line of beside([long, long], styleWith(false, width))) assert(columns(line) <= width, line);
  }
});
