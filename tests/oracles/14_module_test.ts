import { assertEquals, assertThrows } from "@std/assert";
import { assertClose } from "downhill/testing";
import { committeeOutputs, expectedOutputs, namesProblem, requireParameters, shapesFor } from "./14_module.ts";
import { product } from "./lists.ts";

/** What the probe returns for a model with 3 units. */
function model(names: readonly string[] = ["w1", "b1", "w2", "b2"]) {
  const tensors = Object.values(shapesFor(3)).map((shape) => ({
    dtype: "float32",
    shape,
    values: new Float32Array(product(shape)),
  }));
  return {
    failure: "",
    kinds: ["parameter", "parameter", "parameter", "parameter"],
    named: names.map((name, i) => ({ name, parameter: tensors[i] })),
  };
}

Deno.test("requireParameters() returns the numbers, or says which field is wrong and why", () => {
  const options = { units: 3, model: "a model" };
  assertEquals(requireParameters(model(), options).w1, [0, 0, 0]);
  const refused = (evidence: ReturnType<typeof model>, message: string) =>
    assertThrows(() => requireParameters(evidence, options), Error, message);
  refused({ ...model(), kinds: ["parameter", "tensor", "parameter", "parameter"] }, "this.b1 is a plain tensor");
  refused({ ...model(), failure: "Error: 3 is not 100" }, "a model cannot be made");
  refused(model(["all.w1", "b1", "w2", "b2"]), 'w1 is found as "all.w1"');
  refused(model(["b1", "w2", "b2"]), "this.w1 is a Parameter, but the base class does not find it");
  assertThrows(
    () => requireParameters(model(), { units: 2, model: "a model" }),
    Error,
    "w1 of a model has the shape [1, 3], expected [1, 2]",
  );
});

Deno.test("expectedOutputs() averages what the members return", () => {
  const weights = [[0, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 6]]; // the output is b2
  const { means, mistakes } = expectedOutputs([0], weights);
  assertClose(means, [1, 1.5, 3]);
  assertClose(mistakes["that is the sum: divide it by the number of members"], [1, 3, 9]);
  assertClose(mistakes["that is the output of the last member alone"], [1, 2, 6]);
});

Deno.test("committeeOutputs() says along which axis an output was averaged", () => {
  const output = (shape: number[]) => ({ dtype: "float32", shape, values: new Float32Array(product(shape)) });
  assertEquals(committeeOutputs([1, 2, 3].map(() => output([3, 1]))).length, 9);
  assertThrows(() => committeeOutputs([1, 2, 3].map((i) => output([i, 1]))), Error, "the mean was taken over the rows");
});

Deno.test("namesProblem() names frequent mistakes in the names", () => {
  const names = ["kernel", "inner.0.w2", "inner.0.b2", "inner.1.w2", "inner.1.b2", "scale"];
  assertEquals(namesProblem(["0", "1"], names), "it numbers the parameters instead of naming them");
  assertEquals(namesProblem(names.toReversed(), names), undefined);
});
