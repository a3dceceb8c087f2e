/**
 * Checks that wasm, as lessons use it, computes the same as the cpu, or throws an error that says that it cannot. There
 * is one Deno test for every kernel that TF.js registers for the cpu, with inputs that have caused problems before.
 *
 * The gate runs a sample of the cases; `DOWNHILL_DIFFERENTIAL=20 deno test -A kit/learn/device/differential/` runs all
 * of them and draws 20 more rows for each table. `report.ts` prints the differences.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { startDevice } from "../start.ts";
import { allCases } from "./all_cases.ts";
import { type Case, caseName } from "./cases/case.ts";
import { type Difference, differenceText } from "./differences.ts";
import { runCases } from "./run_cases.ts";
import { sample } from "./sample.ts";
import { parseInput } from "./cases/values.ts";

const drawn = Deno.env.get("DOWNHILL_DIFFERENTIAL");
const more = Number(drawn ?? 0);

/** Kernels that cannot be tested, and why. */
const IMPOSSIBLE: Record<string, string> = { Draw: "draws on a canvas, and Deno has none" };

const cases = allCases(more);
const indices = drawn === undefined ? sample(cases) : [...cases.keys()];
const found = await runCases({ more, indices });
const byKernel = Map.groupBy(indices, (index) => cases[index].kernel);

for (const [kernel, own] of byKernel) {
  Deno.test(`${kernel} is the same on wasm and on the cpu`, () => {
    const texts = own.flatMap((index) => (found.get(index) ?? []).map((each) => textOf(cases[index], each)));
    assert(texts.length === 0, `${texts.length} differences in ${own.length} cases:\n${texts.slice(0, 5).join("\n")}`);
  });
}

Deno.test("every kernel of the cpu is tested", async () => {
  await startDevice("cpu");
  const kernels = tf.getKernelsForBackend("cpu").map(({ kernelName }) => kernelName).sort();
  assertEquals(kernels.filter((kernel) => !byKernel.has(kernel) && !(kernel in IMPOSSIBLE)), []);
});

/** Kernels whose operations pass them no tensors, no numbers, or only numbers of one dtype. */
const OF_FEW_DTYPES: Record<string, string> = {
  BroadcastArgs: "shapes are int32",
  Complex: "float32, in two parts",
  ComplexAbs: "complex numbers",
  FFT: "complex numbers",
  Fill: "nothing",
  IFFT: "complex numbers",
  Imag: "complex numbers",
  LinSpace: "nothing",
  Range: "nothing",
  Real: "complex numbers",
  ReluGradient: "ours, for gradients, which are float32",
  Scale: "ours, for gradients, which are float32",
  SoftmaxCrossEntropy: "ours, for losses, which are float32",
  SparseReshape: "shapes are int32",
  SquareGradient: "ours, for gradients, which are float32",
  StaticRegexReplace: "texts",
  StringNGrams: "texts",
  StringSplit: "texts",
  StringToHashBucketFast: "texts",
};

Deno.test("every kernel is tested with float32, int32 and bool, and with empty tensors of each", () => {
  const missing: string[] = [];
  for (const [kernel, own] of Map.groupBy(cases, ({ kernel }) => kernel)) {
    if (kernel in OF_FEW_DTYPES) continue;
    const inputs = own.flatMap(({ inputs }) => inputs).map(parseInput);
    for (const dtype of ["float32", "int32", "bool"]) {
      const shapes = inputs.filter((each) => each.dtype === dtype).map(({ shape }) => shape);
      if (!shapes.some((shape) => shape.includes(0))) missing.push(`${kernel}: ${dtype} with a length of 0`);
      if (shapes.every((shape) => shape.includes(0))) missing.push(`${kernel}: ${dtype}`);
    }
  }
  assertEquals(missing, []);
});

Deno.test("every input line can be parsed, and every case has its own name", () => {
  for (const { inputs } of cases) for (const line of inputs) parseInput(line);
  assertEquals(new Set(cases.map(caseName)).size, cases.length);
});

function textOf(kase: Case, difference: Difference): string {
  return `${caseName(kase)}: ${differenceText(difference)}`;
}
