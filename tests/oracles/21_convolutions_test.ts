import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { assertClose, RandomState } from "downhill/testing";
import {
  cnnLogits,
  cnnMistakes,
  countMistakes,
  failForSize,
  isNaNOutside,
  noise,
  parametersFor,
  places,
  shapesOf,
  slid,
  slidMistakes,
  type Widths,
  widthsToCount,
} from "./21_convolutions.ts";
import { list, product, sum } from "./lists.ts";

const AS_PYTORCH = { relative: 1e-12, absolute: 1e-12 };

/** To repeat this in PyTorch, make both lists tensors and add two axes: `image[None, None]`. */
const IMAGE = [[1, 2, 0, -1], [0, 1, 3, 2], [4, -2, 1, 0]];
const FILTER = [[1, -1, 2], [0.5, 3, -2]];

Deno.test("slid() computes what PyTorch's conv2d computes, with stride, with padding and with a turned filter", () => {
  const plain = { image: IMAGE, filter: FILTER, stride: 1, padding: 0 };
  // F.conv2d(image, filter).flatten()
  assertEquals(slid(plain), [-4, 5.5, -1, 4]);
  // F.conv2d(image, filter, stride=2, padding=1).flatten()
  assertEquals(slid({ ...plain, stride: 2, padding: 1 }), [-1, 3, 18, 4]);
  // F.conv2d(image, filter.flip(2, 3)).flatten()
  const [turned] = Object.values(slidMistakes(plain));
  assertEquals(turned, [6, -3.5, 15.5, 3]);
  assertEquals(places(7, 3, { ...plain, stride: 2, padding: 1 }), 4);
});

/** Numbers from NumPy's generator with seed 1: for the parameters, one after the other, and then for the pixels. */
function drawn(widths: Widths): { parameters: number[][]; image: number[] } {
  const random = new RandomState(1);
  const numbers = (count: number) => list(count, () => random.uniform(-1, 1));
  return { parameters: shapesOf(widths).map((shape) => numbers(product(shape))), image: numbers(784) };
}

/**
 * In PyTorch, where pool is F.max_pool2d:
 *
 *     random = numpy.random.RandomState(1); p = [torch.tensor(random.uniform(-1, 1, shape)) for shape in shapes]
 *     x = torch.tensor(random.uniform(-1, 1, 784)).reshape(1, 1, 28, 28)
 *     for k in (0, 2): x = pool(F.relu(F.conv2d(x, p[k].permute(3, 2, 0, 1), p[k + 1])), 2)
 *     x = x.permute(0, 2, 3, 1).flatten() @ p[4] + p[5]
 *     print((F.relu(x) @ p[6] + p[7] if len(p) > 6 else x).tolist())
 */
Deno.test("cnnLogits() computes what PyTorch computes, with hidden units and without", () => {
  const plain = drawn({ channels: [2, 3], units: 0 });
  assertClose(cnnLogits(plain.image, plain.parameters), [
    ...[-2.6227631012934562, 0.9907024320046228, -1.1437019427636546, -2.74852383248549, 16.632761789413973],
    ...[4.516638327295922, -6.828292637714534, 0.7592844341814969, 4.8815408164129375, 5.145867884505348],
  ], AS_PYTORCH);
  const hidden = drawn({ channels: [2, 3], units: 4 });
  assertClose(cnnLogits(hidden.image, hidden.parameters), [
    ...[8.825586700968035, 11.043496780142494, -0.4102581516072351, -0.6124555003232519, -3.5349269342486833],
    ...[9.027371426396051, -5.695917071563933, -9.834431982591056, 2.5658303101221445, -21.299989388149857],
  ], AS_PYTORCH);
});

Deno.test("cnnMistakes() computes what PyTorch computes with the same mistakes", () => {
  const { image, parameters } = drawn({ channels: [2, 3], units: 0 });
  const mistakes = cnnMistakes([image], parameters);
  // the same, where pool is F.avg_pool2d
  assertClose(mistakes["pooling takes the mean of 2 × 2 pixels instead of the largest"], [
    ...[-1.2314101648092026, 1.1031970655879562, 1.003300665873522, -1.2288999302048094, 5.351998161810311],
    ...[1.2543963631497133, -2.2264008618890987, -0.3605139241924689, 2.3274183926413228, 1.1444338075346019],
  ], AS_PYTORCH);
  // the same without F.relu
  assertClose(mistakes["there is no relu after the convolutions"], [
    ...[-10.662254459945464, -1.4846201782707784, 1.536232787254212, -9.267804729097973, 18.470565979687493],
    ...[10.082697428068801, -8.93236028533625, 6.434604568680728, -2.013796091526644, 7.103543643683785],
  ], AS_PYTORCH);
});

Deno.test("parametersFor() gives logits that every mistake changes clearly", () => {
  const random = new RandomState(42);
  const parameters = parametersFor(random, shapesOf({ channels: [3, 5], units: 0 }));
  const [image] = noise(random, 1);
  const right = cnnLogits(image, parameters);
  for (const [mistake, wrong] of Object.entries(cnnMistakes([image], parameters))) {
    assertEquals(wrong.some((logit, k) => Math.abs(logit - right[k]) > 1e-2), true, mistake);
  }
});

Deno.test("shapesOf() has as many numbers as the brief says, and every counting mistake shows for some widths", () => {
  assertEquals(sum(shapesOf({ channels: [8, 16], units: 0 }).map(product)), 5258);
  assertEquals(sum(shapesOf({ channels: [16, 32], units: 64 }).map(product)), 56714);
  const all = widthsToCount(42);
  for (const mistake of Object.keys(countMistakes(all[0]))) {
    const isWrong = all.some((widths) => countMistakes(widths)[mistake] !== sum(shapesOf(widths).map(product)));
    assertEquals(isWrong, true, mistake);
  }
});

Deno.test("failForSize() reads from TF.js's message how many pixels reach the dense layers", () => {
  const error = (inputs: number) =>
    new Error(`Error in matMul: inner shapes (${inputs}) and (400) of Tensors with shapes 3,${inputs} and 400,10`);
  assertThrows(() => failForSize(error(7 * 7 * 16), 16), AssertionError, "7 × 7 pixels of each channel");
  assertThrows(() => failForSize(error(24 * 24 * 16), 16), AssertionError, "without pooling");
  failForSize(error(5 * 16), 16); // not a square: it is another mistake
  failForSize(new Error("Something else"), 16);
});

Deno.test("isNaNOutside() is true if the sums are NaN exactly where the filter sticks out", () => {
  const given = { image: [[1, 2]], filter: [[1]], stride: 1, padding: 1 };
  assertEquals(isNaNOutside([[NaN, NaN, NaN, NaN], [NaN, 1, 2, NaN], [NaN, NaN, NaN, NaN]], given), true);
  assertEquals(isNaNOutside([[0, 0, 0, 0], [0, NaN, 2, 0], [0, 0, 0, 0]], given), false);
  assertEquals(isNaNOutside([[1, 2]], { ...given, padding: 0 }), false);
});
