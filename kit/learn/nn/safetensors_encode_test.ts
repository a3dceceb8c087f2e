import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertRejects } from "@std/assert";
import { encodeTensors } from "./safetensors_encode.ts";

await tf.setBackend("cpu");

Deno.test("encodeTensors() writes the bytes that the format's own test expects", async () => {
  const values = tf.tensor([0, 1, 2, 3, 4, 5], [1, 2, 3]);
  // from huggingface/safetensors, tensor.rs, test_serialization: 64 bytes of header without padding, six floats
  const header = '{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}';
  const floats = [0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64];
  assertEquals([...await encodeTensors({ "attn.0": values })], [64, 0, 0, 0, 0, 0, 0, 0, ...utf8(header), ...floats]);
  values.dispose();
});

Deno.test("encodeTensors() pads the header with spaces, so that values begin at a multiple of 8 bytes", async () => {
  assertEquals([...await encodeTensors({})], [8, 0, 0, 0, 0, 0, 0, 0, ...utf8("{}      ")]);
});

Deno.test("encodeTensors() writes metadata first, then float32, int32 and bool, each in order of the names", async () => {
  const tensors = {
    d: tf.tensor([true, false], undefined, "bool"),
    c: tf.tensor([-2], undefined, "int32"),
    "10": tf.scalar(1),
    b: tf.zeros([0, 3]),
    a: tf.scalar(-1, "int32"),
  };
  const bytes = await encodeTensors(tensors, { model: "line", epochs: "3" });
  assertEquals(
    headerOf(bytes),
    '{"__metadata__":{"epochs":"3","model":"line"},' +
      '"10":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[0,3],"data_offsets":[4,4]},' +
      '"a":{"dtype":"I32","shape":[],"data_offsets":[4,8]},"c":{"dtype":"I32","shape":[1],"data_offsets":[8,12]},' +
      '"d":{"dtype":"BOOL","shape":[2],"data_offsets":[12,14]}}',
  );
  assertEquals([...bytes.slice(-14)], [0, 0, 128, 63, 255, 255, 255, 255, 254, 255, 255, 255, 1, 0]);
  tf.dispose(tensors);
});

Deno.test("encodeTensors() orders names as Rust does, by code points and not by UTF-16", async () => {
  const one = tf.scalar(1);
  const bytes = await encodeTensors({ "😀": one, "\uffff": one, "a.b": one, "a": one });
  assertEquals(Object.keys(JSON.parse(headerOf(bytes))), ["a", "a.b", "\uffff", "😀"]);
  one.dispose();
});

Deno.test("encodeTensors() writes cast values with their new type", async () => {
  const flags = tf.tensor([true, false], undefined, "bool");
  const numbers = tf.tensor([2.7, NaN, 0]);
  const two = tf.tensor(new Uint8Array([2]), [1], "bool"); // TF.js keeps the 2 as it is
  const cast = {
    int: flags.toInt(),
    bool: numbers.toBool(),
    whole: numbers.slice(0, 1).toInt(),
    float: flags.toFloat(),
    two,
  };
  const bytes = await encodeTensors(cast);
  assertEquals([...bytes.slice(-24)], [0, 0, 128, 63, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 1]);
  tf.dispose([flags, numbers, cast]);
});

Deno.test("encodeTensors() does not change the tensors, and creates no new ones", async () => {
  const weights = tf.variable(tf.zeros([2, 2]));
  const before = tf.memory().numTensors;
  await encodeTensors({ weights });
  assertEquals(tf.memory().numTensors, before);
  assertEquals(weights.isDisposed, false);
  weights.dispose();
});

Deno.test("encodeTensors() refuses everything except tensors of numbers", async () => {
  const gone = tf.scalar(1);
  gone.dispose();
  const refuses = (tensors: unknown, message: string) =>
    assertRejects(() => encodeTensors(tensors as Record<string, tf.Tensor>), TypeError, message);
  await refuses(undefined, "The tensors have no names: write { name: tensor }.");
  await refuses(tf.scalar(1), "The tensors have no names");
  await refuses({ a: [1, 2] }, '"a" is not a tensor: convert it with tf.tensor().');
  await refuses({ a: gone }, 'The tensor "a" was disposed of: encode it before you dispose of it.');
  await refuses({ a: tf.tensor(["x"]) }, 'The tensor "a" is string, expected float32, int32 or bool.');
});

Deno.test("encodeTensors() refuses names and metadata that no file can have", async () => {
  const refuses = (name: string, message: string) =>
    assertRejects(() => encodeTensors(Object.fromEntries([[name, tf.scalar(1)]])), RangeError, message);
  await refuses("__metadata__", 'No tensor may be called "__metadata__": rename it.');
  await refuses("__proto__", 'No tensor may be called "__proto__"');
  await refuses("\ud83d", 'The name "\\ud83d" has half a character');
  const about = (metadata: unknown) => encodeTensors({}, metadata as Record<string, string>);
  await assertRejects(() => about({ epochs: 3 }), TypeError, 'The metadata "epochs" is not a string: convert it');
  await assertRejects(() => about({ "\ude00": "me" }), RangeError, 'The metadata "\\ude00" has half a character');
  await assertRejects(() => about({ author: "\ude00" }), RangeError, 'The metadata "author" has half a character');
});

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The header without the spaces at its end. */
function headerOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(8, 8 + bytes[0] + 256 * bytes[1])).trimEnd();
}
