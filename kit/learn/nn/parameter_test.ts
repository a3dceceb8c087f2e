import { assert, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import "../tfjs/quiet.ts";
import { Parameter } from "./parameter.ts";

Deno.test("A Parameter is a trainable variable, made from a tensor or numbers", async () => {
  for (const initial of [tf.tensor([[1, 2]]), [[1, 2]], [Float32Array.of(1, 2)]]) {
    const parameter = new Parameter(initial);
    assert(parameter instanceof tf.Variable && parameter instanceof Parameter && parameter.trainable);
    assertEquals([parameter.shape, [...await parameter.data()]], [[1, 2], [1, 2]]);
    parameter.dispose();
  }
});

Deno.test("A Parameter uses up its tensor, and copies another parameter", async () => {
  const tensor = tf.scalar(1);
  const first = new Parameter(tensor);
  assert(tensor.isDisposed);
  const second = new Parameter(first);
  second.assign(tf.scalar(2));
  assertEquals([...await first.data()], [1]);
});

Deno.test("A tensor is not a Parameter, nor is a variable that is not trained", () => {
  assert(!(tf.scalar(1) as unknown instanceof Parameter));
  assert(!(tf.variable(tf.scalar(1), false) as unknown instanceof Parameter));
});

Deno.test("A Parameter refuses other values, and the error names them", () => {
  const make = (initial: unknown) => () => new Parameter(initial as number);
  assertThrows(
    make(undefined),
    TypeError,
    "A Parameter cannot be made from undefined: pass a tensor, a number or lists",
  );
  assertThrows(make("1"), TypeError, 'A Parameter cannot be made from "1"');
  assertThrows(make([1, "2"]), TypeError, "a list that does not contain only finite numbers");
  assertThrows(make(tf.tensor([1], [1], "int32")), TypeError, "A Parameter of int32 has no gradient: pass float32");
  const gone = tf.scalar(1);
  gone.dispose();
  assertThrows(make(gone), TypeError, "has been disposed of: pass one that is alive");
});
