import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { Opaque } from "../sandbox/values.ts";
import { requireTensor } from "./tensor.ts";

const tensor = (values: ArrayLike<number>, shape: number[], dtype = "float32") => ({ dtype, shape, values });

Deno.test("requireTensor() returns the numbers of a tensor of the expected type and shape", () => {
  assertEquals(requireTensor(tensor(Float32Array.of(1, 2), [1, 2]), { name: "f", shape: [1, 2] }), [1, 2]);
  assertEquals(requireTensor(tensor(Int32Array.of(7), [], "int32"), { name: "f", shape: [], dtype: "int32" }), [7]);
  assertEquals(requireTensor(tensor(new Float32Array(), [0, 3]), { name: "f", shape: [0, 3] }), []);
});

Deno.test("requireTensor() reports only the first problem", () => {
  const refused = (actual: unknown, message: string) =>
    assertThrows(
      () => requireTensor(actual, { name: "f(x)", shape: [2, 1], why: "keep the last axis" }),
      AssertionError,
      message,
    );
  refused(undefined, "f(x) is undefined, expected a tensor of shape [2, 1].");
  refused([[1], [2]], "f(x) is a list of length 2, expected a tensor");
  refused(new Opaque("a function"), "f(x) is a function, expected a tensor");
  refused(tensor(Int32Array.of(1, 2), [2], "int32"), "f(x) is of type int32, expected float32.");
  refused(tensor(Float32Array.of(1, 2), [2]), "f(x) has the shape [2], expected [2, 1]: keep the last axis.");
  refused(tensor(Float32Array.of(1, NaN), [2, 1]), "f(x)[1] is NaN");
  refused({ dtype: "float32", shape: ["2", 1], values: Float32Array.of(1, 2) }, "the shape[0] of f(x) is");
});
