/**
 * Tests both directions with Python's own safetensors, if it is installed: `pip install safetensors numpy`, and if
 * needed, `PYTHON=path/to/python deno test`.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { assertEquals } from "@std/assert";
import { decodeTensors } from "./safetensors_decode.ts";
import { encodeTensors } from "./safetensors_encode.ts";

await tf.setBackend("cpu");

const interpreter = Deno.env.get("PYTHON") ?? "python3";
const missing = await python("import safetensors.numpy, numpy").then(
  () => "",
  () => " (no safetensors and numpy here)",
);
const ignore = missing !== "";

Deno.test({ name: `a file that Python writes is read here, with equal values${missing}`, ignore }, async () => {
  const { floats, doubles, halves, scalar, empty, longs, bytes, flags, ...others } = decodeTensors(
    await python(`
sys.stdout.buffer.write(safetensors.numpy.save({
    "floats": numpy.array([[1.5, -0.0, numpy.nan], [numpy.inf, -numpy.inf, 1e-45]], numpy.float32),
    "doubles": numpy.array([0.1, 1e-300]),
    "halves": numpy.array([65504, -0.5], numpy.float16),
    "scalar": numpy.array(-7, numpy.int32),
    "empty": numpy.zeros((0, 3), numpy.float32),
    "longs": numpy.array([-2**31, 2**31 - 1]),
    "bytes": numpy.array([0, 255], numpy.uint8),
    "flags": numpy.array([True, False]),
}, metadata={"made": "by Python", "format": "np"}))`),
  );
  assertEquals([floats.shape, await floats.data()], [
    [2, 3],
    new Float32Array([1.5, -0, NaN, Infinity, -Infinity, 1e-45]),
  ]);
  assertEquals([doubles.dtype, await doubles.data()], ["float32", new Float32Array([0.1, 0])]);
  assertEquals([halves.dtype, await halves.data()], ["float32", new Float32Array([65504, -0.5])]);
  assertEquals([scalar.shape, await scalar.data()], [[], new Int32Array([-7])]);
  assertEquals([empty.shape, empty.size], [[0, 3], 0]);
  assertEquals([longs.dtype, await longs.data()], ["int32", new Int32Array([-(2 ** 31), 2 ** 31 - 1])]);
  assertEquals([bytes.dtype, await bytes.data()], ["int32", new Int32Array([0, 255])]);
  assertEquals([flags.dtype, await flags.data()], ["bool", new Uint8Array([1, 0])]);
  assertEquals(others, {});
  tf.dispose([floats, doubles, halves, scalar, empty, longs, bytes, flags]);
});

Deno.test(
  { name: `Python reads a file that is written here, and writes the same bytes again${missing}`, ignore },
  async () => {
    const tensors = {
      "layer.w1": tf.tensor(new Float32Array(new Uint32Array([0x7fc00123, 1 << 31, 0x7f800000, 1]).buffer), [2, 2]),
      "10": tf.scalar(2.5),
      'ÿ\u2028"\\\n\u0001😀': tf.zeros([0, 3]),
      "\uffff": tf.ones([1]),
      steps: tf.scalar(2000, "int32"),
      flags: tf.tensor([[true], [false]], undefined, "bool"),
    };
    const bytes = await encodeTensors(tensors, { made: 'with "Downhill"' });
    const again = await python(
      `
given = sys.stdin.buffer.read()
tensors = safetensors.numpy.load(given)
assert {name: (str(a.dtype), a.shape) for name, a in tensors.items()} == {
    "layer.w1": ("float32", (2, 2)), "10": ("float32", ()), "steps": ("int32", ()), "flags": ("bool", (2, 1)),
    "ÿ\\u2028\\"\\\\\\n\\u0001😀": ("float32", (0, 3)), "\\uffff": ("float32", (1,)),
}
assert tensors["layer.w1"].tobytes() == numpy.array([0x7fc00123, 2**31, 0x7f800000, 1], numpy.uint32).tobytes()
assert tensors["steps"] == 2000 and tensors["10"] == 2.5 and tensors["flags"].tolist() == [[True], [False]]
sys.stdout.buffer.write(safetensors.numpy.save(tensors, metadata={"made": 'with "Downhill"'}))`,
      bytes,
    );
    assertEquals(again, bytes);
    tf.dispose(tensors);
  },
);

/** Runs a program in a Python that has both modules, with `input` as its standard input. Returns its output. */
async function python(program: string, input = new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
  const script = `import sys, numpy, safetensors.numpy\n${program}`;
  const child = new Deno.Command(interpreter, {
    args: ["-c", script],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  const [{ success, stdout, stderr }] = await Promise.all([
    child.output(),
    writer.write(input).then(() => writer.close()).catch(() => {}), // the program may end before it has read its input
  ]);
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return stdout;
}
