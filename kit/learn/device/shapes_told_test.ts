import { assertEquals } from "@std/assert";
import type { Rank } from "@tensorflow/tfjs";
import { noteRefusedShapes, shapesSentence } from "./shapes_told.ts";
import { startDevice } from "./start.ts";

// in the same order as in a lesson's process
await noteRefusedShapes();
await startDevice("cpu");
const tf = await import("@tensorflow/tfjs");

/** TF.js's message when it refuses `compute`, and the sentence that we add. */
function told(compute: () => unknown): [message: string, sentence: string] {
  try {
    tf.tidy(() => void compute());
  } catch (error) {
    const { message } = error as Error;
    return [message, shapesSentence(error as Error, message)];
  }
  throw new Error("No error was thrown.");
}

Deno.test("shapesSentence() names the shapes of a function's tensors that TF.js omits", () => {
  const [message, sentence] = told(() =>
    tf.conv2d(tf.zeros<Rank.R3>([3, 28, 28]), tf.zeros<Rank.R4>([3, 3, 1, 8]), 1, "valid")
  );
  assertEquals(message, "Error in conv2d: depth of input (28) must match input depth for filter 1.");
  assertEquals(sentence, " The tensors have the shapes [3, 28, 28] and [3, 3, 1, 8].");
});

Deno.test("shapesSentence() names the shapes of a method's tensors", () => {
  const [, sentence] = told(() => tf.zeros([4, 1]).dot(tf.zeros([2])));
  assertEquals(sentence, " The tensors have the shapes [4, 1] and [2].");
  const [message, one] = told(() => tf.zeros([80, 1]).reshape([28, 28]));
  assertEquals(message + one, "Size(80) must match the product of shape 28,28. The tensor has the shape [80, 1].");
});

Deno.test("shapesSentence() names the shapes in a list of tensors, each once, and at most four", () => {
  const row = tf.zeros([1, 3]);
  assertEquals(
    told(() => tf.addN([row, row, tf.zeros([3, 1])]))[1],
    ". The tensors have the shapes [1, 3] and [3, 1].",
  );
  const many = [1, 2, 3, 4, 5, 6].map((length) => tf.zeros([length]));
  assertEquals(told(() => tf.addN(many))[1], ". The tensors have the shapes [1], [2], [3], [4] and others.");
});

Deno.test("shapesSentence() names the shapes given to TF.js's losses, whose messages show no shape for a scalar", () => {
  const [, sentence] = told(() => tf.losses.softmaxCrossEntropy(tf.scalar(1), tf.zeros([7, 10])));
  assertEquals(sentence, ". The tensors have the shapes [] and [7, 10].");
});

Deno.test("shapesSentence() adds nothing if the message has the shapes, or is about something else", () => {
  const [message, sentence] = told(() => tf.zeros([80, 1]).matMul(tf.zeros([100, 1])));
  assertEquals(sentence, "", message);
  assertEquals(told(() => tf.zeros([5]).add(tf.zeros([6])))[1], "");
  assertEquals(told(() => tf.losses.softmaxCrossEntropy(tf.zeros([7]), tf.zeros([7, 10])))[1], "");
  assertEquals(told(() => tf.zeros([3]).gather(tf.zeros([2])))[1], ""); // indices must be int32
  const gone = tf.zeros([3]);
  gone.dispose();
  assertEquals(told(() => gone.add(1))[1], "");
});

Deno.test("shapesSentence() adds nothing to other errors", () => {
  assertEquals(shapesSentence(new Error("a shape"), "a shape"), "");
});
