import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { root } from "../../../base/root.ts";
import { syllabus } from "../../../../syllabus.ts";
import { signaturesOf } from "./signatures.ts";

const REGION = ["// #region solution: one", "return 1;", "// #endregion"];

Deno.test("signaturesOf() finds functions of one and of several lines, and methods", () => {
  const text = [
    "export function one(x: number): number {",
    ...REGION.map((line) => `  ${line}`),
    "}",
    "export async function two(",
    "  f: Objective,",
    "  { steps = 10 }: Options = {},",
    "): Promise<{ x: number }> {",
    "  const a = 1;",
    ...REGION.map((line) => `  ${line}`),
    "}",
    "class Net extends Module {",
    "  forward(x: Tensor): Tensor {",
    ...REGION.map((line) => `    ${line}`),
    "  }",
    "}",
    "",
  ].join("\n");
  assertEquals(signaturesOf(text, "a.ts"), [
    "export function one(x: number): number",
    "export async function two(\n  f: Objective,\n  { steps = 10 }: Options = {},\n): Promise<{ x: number }>",
    "forward(x: Tensor): Tensor",
  ]);
});

Deno.test("signaturesOf() finds a signature for each part of each lesson", async () => {
  for (const { id } of syllabus) {
    const signatures = signaturesOf(await Deno.readTextFile(join(root, "solutions", `${id}.ts`)), id);
    assert(signatures.length > 0, id);
    for (const signature of signatures) {
      assert(
        /^(?:export |async |static |override |get |\*)*(?:function|class|const|constructor|#?\w+)\b/.test(signature),
        `${id}: ${signature}`,
      );
      assert(!/#region|#endregion|^\s/.test(signature), `${id}: ${signature}`);
    }
  }
});
