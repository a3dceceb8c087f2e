import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";
import { allCases } from "./all_cases.ts";
import type { Difference } from "./differences.ts";
import { runCases } from "./run_cases.ts";

const worker = fileURLToPath(new URL("./wrong_kernels.ts", import.meta.url));
const cases = allCases(0);
/** The wrong kernels, and two right ones: one before and one after the kernels that end the process. */
const KERNELS = ["Abs", "Ceil", "Cos", "Exp", "Floor", "Neg", "Sign", "Sin", "Sqrt", "Square"];
const indices = KERNELS.map((kernel) =>
  cases.findIndex((each) =>
    each.kernel === kernel && each.call.startsWith(kernel) && each.inputs[0].startsWith("float32[19]")
  )
);
const found = await runCases({ more: 0, indices, processes: 1, worker, silenceMs: 10_000 });

function differenceOf(kernel: string): Difference {
  const differences = found.get(indices[KERNELS.indexOf(kernel)]);
  assert(differences, `${kernel} passes`);
  return differences[0];
}

Deno.test("A wrong last digit counts as a difference where no rounding is allowed", () => {
  assertEquals(differenceOf("Sqrt").kind, "number");
});

Deno.test("A byte after the end of a tensor is found", () => {
  const { kind, wasm } = differenceOf("Ceil");
  assertEquals(kind, "damage");
  assertMatch(wasm, /1 bytes behind a block of 76, from byte 0/);
});

Deno.test("A kernel that overwrites all other tensors is found, and the next case runs in a new process", () => {
  assertEquals(differenceOf("Floor").kind, "broken");
});

Deno.test("A wrong dtype, an error and a tensor that is left behind count as differences", () => {
  assertEquals([differenceOf("Sign"), differenceOf("Neg"), differenceOf("Exp")].map(({ kind }) => kind), [
    "dtype",
    "throws",
    "leak",
  ]);
});

Deno.test("A kernel that never returns, or ends the process, is reported by name", () => {
  assertMatch(differenceOf("Sin").wasm, /the process ended: SIGKILL/);
  assertMatch(differenceOf("Cos").wasm, /the process ended: exit code 7/);
});

Deno.test("Right kernels pass, before and after the wrong ones", () => {
  assertEquals(["Abs", "Square"].map((kernel) => found.get(indices[KERNELS.indexOf(kernel)])), [undefined, undefined]);
});
