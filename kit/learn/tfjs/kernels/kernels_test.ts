import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { RandomState } from "../../data/random_state.ts";
import { startDevice } from "../../device/start.ts";

await startDevice("wasm");

const RUNS = { seed: 42, numRuns: 200 };

/** Arbitrary numbers of either sign. Some are equal, and some are from `special`. */
function numbers(count: number, seed: number, special: readonly number[] = []): Float32Array {
  const random = new RandomState(seed);
  return Float32Array.from({ length: count }, () => {
    const place = Math.floor(random.uniform(0, 40));
    return place < special.length ? special[place] : Math.round(random.normal() * 16) / 16;
  });
}

const SPECIAL = [NaN, Infinity, -Infinity, -0, 0];

/** The same numbers, converted to whole numbers, or to 0 and 1. */
function ofType(dtype: "float32" | "int32" | "bool", values: Float32Array): Float32Array | Int32Array | Uint8Array {
  if (dtype === "float32") return values;
  return dtype === "int32"
    ? Int32Array.from(values, (value) => value * 16)
    : Uint8Array.from(values, (value) => value > 0 ? 1 : 0);
}

type Made = { shape: number[]; dtype: string; values: ArrayLike<number> };

/** The result of `compute` on `device`; `compute` must leave no other tensors behind. */
async function on(device: string, compute: () => tf.Tensor | tf.Tensor[]): Promise<Made[]> {
  await tf.setBackend(device);
  const before = tf.memory().numTensors;
  const made = [tf.tidy(compute)].flat();
  const result = await Promise.all(
    made.map(async (each) => ({ shape: each.shape, dtype: each.dtype, values: await each.data() })),
  );
  tf.dispose(made);
  assertEquals(tf.memory().numTensors, before);
  return result;
}

/**
 * Checks that wasm gives the same as the cpu: the same shapes and types, and numbers that differ by at most
 * `tolerance`. The difference is relative to the number's own size (or to 1, if that is more), or to the largest number
 * in the tensor.
 */
async function assertSame(
  compute: () => tf.Tensor | tf.Tensor[],
  tolerance = 0,
  of: "each" | "the largest" = "each",
): Promise<void> {
  const [ours, theirs] = [await on("wasm", compute), await on("cpu", compute)];
  assertEquals(
    ours.map(({ shape, dtype }) => ({ shape, dtype })),
    theirs.map(({ shape, dtype }) => ({ shape, dtype })),
  );
  ours.forEach(({ values }, i) => {
    const largest = of === "each" ? 1 : Math.max(1, ...Array.from(theirs[i].values, Math.abs).filter(Number.isFinite));
    for (let k = 0; k < values.length; k++) {
      const [a, b] = [values[k], theirs[i].values[k]];
      const isSame = Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * Math.max(largest, Math.abs(b));
      assert(isSame, `output ${i}, number ${k}: ${a} on wasm, ${b} on cpu`);
    }
  });
}

const length = fc.integer({ min: 0, max: 5 });
const seed = fc.integer({ min: 0, max: 1000 });

Deno.test("Slice takes the same part as on the cpu, for any shape and type", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(length, fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 }),
      fc.constantFrom("float32" as const, "int32" as const, "bool" as const),
      seed,
      async (axes, dtype, seed) => {
        const shape = axes.map(([length]) => length);
        const begin = axes.map(([length, begin]) => begin % (length + 1));
        const size = axes.map(([length, , size], i) => size % (length - begin[i] + 1));
        const values = ofType(dtype, numbers(sizeOf(shape), seed, SPECIAL));
        await assertSame(() => tf.tensor(values, shape, dtype).slice(begin, size));
      },
    ),
    RUNS,
  ));

Deno.test("Stacking and unstacking are the same as on the cpu, along any axis and for any type", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(length, { minLength: 1, maxLength: 3 }),
      fc.nat(3),
      fc.constantFrom("float32" as const, "int32" as const),
      seed,
      async (shape, place, dtype, seed) => {
        const make = (seed: number) => tf.tensor(ofType(dtype, numbers(sizeOf(shape), seed, SPECIAL)), shape, dtype);
        const axis = place % shape.length;
        await assertSame(() => tf.stack([make(seed), make(seed + 1), make(seed + 2)], axis));
        if (shape[axis] > 0 && sizeOf(shape) > 0) await assertSame(() => make(seed).unstack(axis));
      },
    ),
    RUNS,
  ));

Deno.test("Identity shares the numbers of its input, and either of the two may be freed first", async () => {
  await tf.setBackend("wasm");
  for (const first of [0, 1]) {
    const x = tf.tensor([1, 2]);
    const both = [x, x.clone()];
    both[first].dispose();
    assertEquals([...await both[1 - first].data()], [1, 2]);
    both[1 - first].dispose();
  }
});

Deno.test("MatMul makes the same product as on the cpu, whichever factor is transposed, and for batches", () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom([[], []], [[3], [3]], [[1], [3]], [[3], [1]], [[2, 3], [2, 3]], [[1, 1], [2, 3]]),
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
      fc.boolean(),
      fc.boolean(),
      seed,
      async ([batchA, batchB], [rows, inner, columns], transposeA, transposeB, seed) => {
        const a = [...batchA, ...transposeA ? [inner, rows] : [rows, inner]];
        const b = [...batchB, ...transposeB ? [columns, inner] : [inner, columns]];
        const make = (shape: number[], seed: number) => tf.tensor(numbers(sizeOf(shape), seed), shape);
        // up to 9 products of numbers with 4 binary digits after the point: exact in float32, in any order
        await assertSame(() => tf.matMul(make(a, seed), make(b, seed + 1), transposeA, transposeB));
      },
    ),
    RUNS,
  ));

Deno.test("MatMul multiplies by a column that is then used as a row, as in the gradient of a last layer", async () => {
  const [x, w1, w2] = [numbers(8, 1), numbers(10, 2), numbers(10, 3)];
  await assertSame(() => {
    const column = tf.tensor2d(w2, [10, 1]);
    const output = (w1: tf.Tensor) => tf.tensor2d(x, [8, 1]).matMul(w1).matMul(column);
    return tf.grad((w1: tf.Tensor) => output(w1).square().sum())(tf.tensor2d(w1, [1, 10]));
  }, 1e-5);
});

Deno.test("MatMul handles NaN and the infinities as on the cpu", () =>
  fc.assert(
    fc.asyncProperty(fc.boolean(), fc.boolean(), seed, async (transposeA, transposeB, seed) => {
      const make = (seed: number) => tf.tensor(numbers(25, seed, SPECIAL), [5, 5]);
      await assertSame(() => tf.matMul(make(seed), make(seed + 1), transposeA, transposeB));
    }),
    { ...RUNS, numRuns: 50 },
  ));

Deno.test("A fused product adds its bias and replaces negative numbers with 0, as on the cpu", () =>
  fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom("linear", "relu"),
      seed,
      async (a, b, activation, seed) => {
        const make = (shape: [number, number], seed: number) => tf.tensor2d(numbers(sizeOf(shape), seed), shape);
        await assertSame(() =>
          tf.fused.matMul({
            a: make(a ? [3, 4] : [4, 3], seed),
            b: make(b ? [2, 3] : [3, 2], seed + 1),
            transposeA: a,
            transposeB: b,
            bias: tf.tensor1d(numbers(2, seed + 2)),
            activation: activation as "relu",
          })
        );
      },
    ),
    { ...RUNS, numRuns: 50 },
  ));

for (const name of ["sum", "mean"] as const) {
  Deno.test(`${name}() finds the same numbers as on the cpu, over any axes`, () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(length, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom("float32" as const, "int32" as const, "bool" as const),
        seed,
        async (shape, places, keepDims, dtype, seed) => {
          const axes = [...new Set(places.map((place) => place % shape.length))];
          const values = ofType(dtype, numbers(sizeOf(shape), seed, SPECIAL));
          const x = () => tf.tensor(values, shape, dtype);
          // the mean of no numbers does not exist: the cpu divides by 0, and TF.js's own kernel on wasm fails
          if (name === "mean" && sizeOf(shape) === 0) return;
          await assertSame(() => x()[name](axes.length ? axes : undefined, keepDims), name === "mean" ? 1e-6 : 0);
        },
      ),
      RUNS,
    ));
}

/** Two shapes that broadcast to one: some axes of either have length 1, and one of the two may have fewer axes. */
const shapes = fc.tuple(
  fc.array(fc.tuple(length, fc.constantFrom("both", "both", "both", "a", "b")), { maxLength: 4 }),
  fc.nat(4),
  fc.boolean(),
).map(([axes, fewer, isA]) => {
  const [a, b] = ["a", "b"].map((name) => axes.map(([length, who]) => who === "both" || who === name ? length : 1));
  return isA ? [a.slice(fewer), b] : [a, b.slice(fewer)];
});

for (const name of ["add", "sub", "mul", "div", "squaredDifference"] as const) {
  Deno.test(`${name}() gives the same as on the cpu, whichever operand is repeated, even with NaN and infinity`, () =>
    fc.assert(
      fc.asyncProperty(shapes, seed, async ([a, b], seed) => {
        const make = (shape: number[], seed: number) => tf.tensor(numbers(sizeOf(shape), seed, SPECIAL), shape);
        await assertSame(() => make(a, seed)[name](make(b, seed + 1)), name === "div" ? 1e-7 : 0);
      }),
      RUNS,
    ));
}

Deno.test("relu() and square() give the same as on the cpu, for any length, even with NaN and the infinities", () =>
  fc.assert(
    fc.asyncProperty(fc.nat(20), seed, async (size, seed) => {
      const x = () => tf.tensor1d(numbers(size, seed, SPECIAL));
      await assertSame(() => [x().relu(), x().square(), x().toInt().square()]);
    }),
    RUNS,
  ));

Deno.test("MatMul multiplies matrices of any size, even empty ones", () =>
  fc.assert(
    fc.asyncProperty(
      ...[fc.nat(40), fc.nat(40), fc.nat(40), fc.boolean(), fc.boolean(), seed],
      async (rows, inner, columns, transposeA, transposeB, seed) => {
        if (inner === 0 && rows * columns > 0) return; // TF.js's own operation refuses it
        const make = (shape: [number, number], seed: number) => tf.tensor2d(numbers(sizeOf(shape), seed), shape);
        const a = () => make(transposeA ? [inner, rows] : [rows, inner], seed);
        const b = () => make(transposeB ? [columns, inner] : [inner, columns], seed + 1);
        await assertSame(() => tf.matMul(a(), b(), transposeA, transposeB), 1e-5); // up to 40 terms, in another order
      },
    ),
    RUNS,
  ));

Deno.test("A fused product with an activation that our kernel lacks is left to TF.js", () =>
  assertSame(() =>
    tf.fused.matMul({
      a: tf.tensor2d(numbers(6, 1), [2, 3]),
      b: tf.tensor2d(numbers(12, 2), [3, 4]),
      activation: "relu6",
    }), 1e-6));

/** Sizes of an image, a filter, a stride and a padding that fit together. */
const convolution = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
  filter: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  channels: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: fc.oneof(
    fc.constantFrom("valid" as const, "same" as const),
    fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3)).map((
      [top, bottom, left, right],
    ): Padding => [[0, 0], [top, bottom], [left, right], [0, 0]]),
  ),
  seed,
}).filter(({ size, filter, pad }) => {
  if (pad === "same") return true;
  return size.every((length, axis) =>
    length + (pad === "valid" ? 0 : pad[axis + 1][0] + pad[axis + 1][1]) >= filter[axis]
  );
});

type Padding = tf.backend_util.ExplicitPadding;

Deno.test("The gradients of a convolution are the same as on the cpu, for any size, stride and padding", () =>
  fc.assert(
    fc.asyncProperty(convolution, async ({ images, size, filter, channels, strides, pad, seed }) => {
      const shape = [images, ...size, channels[0]] as [number, number, number, number];
      const filterShape = [...filter, ...channels] as [number, number, number, number];
      const x = numbers(sizeOf(shape), seed);
      const weights = numbers(sizeOf(filterShape), seed + 1);
      const convolve = (x: tf.Tensor, w: tf.Tensor) =>
        tf.conv2d(
          x as tf.Tensor4D,
          w as tf.Tensor4D,
          strides,
          pad as "same",
          "NHWC",
          1,
          pad === "same" || pad === "valid" ? undefined : "floor",
        );
      await assertSame(() => {
        const { shape: outShape } = convolve(tf.tensor(x, shape), tf.tensor(weights, filterShape));
        const dy = tf.tensor(numbers(sizeOf(outShape), seed + 2), outShape);
        return tf.grads(convolve)([tf.tensor(x, shape), tf.tensor(weights, filterShape)], dy);
      }, 1e-5); // up to 243 products in each sum, rounded in another order
    }),
    RUNS,
  ));

Deno.test("A convolution is the same as on the cpu, for any size, stride and padding, even for an empty batch", () =>
  fc.assert(
    fc.asyncProperty(
      convolution,
      fc.boolean(),
      async ({ size, filter, channels, strides, pad, seed, ...rest }, none) => {
        const shape = [none ? 0 : rest.images, ...size, channels[0]] as [number, number, number, number];
        const filterShape = [...filter, ...channels] as [number, number, number, number];
        const x = () => tf.tensor4d(numbers(sizeOf(shape), seed, [NaN, Infinity]), shape);
        const weights = () => tf.tensor4d(numbers(sizeOf(filterShape), seed + 1), filterShape);
        const rounding = typeof pad === "string" ? undefined : "floor";
        await assertSame(() => tf.conv2d(x(), weights(), strides, pad as "same", "NHWC", 1, rounding), 1e-5);
      },
    ),
    RUNS,
  ));

/** Convolutions that winograd.ts computes: filters of 3 × 3, many channels in multiples of four, and any margin. */
const squares = fc.record({
  images: fc.integer({ min: 1, max: 4 }),
  size: fc.tuple(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 3, max: 14 })),
  channels: fc.tuple(fc.constantFrom(8, 12, 16), fc.constantFrom(8, 12, 32)),
  pad: fc.oneof(
    fc.constantFrom("valid" as const, "same" as const),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }).map(
      ([top, bottom, left, right]): Padding => [[0, 0], [top, bottom], [left, right], [0, 0]],
    ),
  ),
  seed,
});

type Shape4D = [number, number, number, number];

/** The convolution, and its gradients, for a gradient of the result that has the result's shape. */
function convolutionAndGradients(x: tf.Tensor, w: tf.Tensor, pad: "valid" | "same" | Padding): tf.Tensor[] {
  const rounding = typeof pad === "string" ? undefined : "floor";
  const convolve = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, pad as "same", "NHWC", 1, rounding);
  const y = convolve(x, w);
  return [y, ...tf.grads(convolve)([x, w], y)];
}

Deno.test("A convolution with many channels is the same as on the cpu, and so are its gradients", () =>
  fc.assert(
    fc.asyncProperty(squares, ({ images, size, channels, pad, seed }) => {
      const [shape, filterShape] = [[images, ...size, channels[0]], [3, 3, ...channels]];
      const [x, w] = [numbers(sizeOf(shape), seed), numbers(sizeOf(filterShape), seed + 1)];
      return assertSame(
        () => convolutionAndGradients(tf.tensor(x, shape), tf.tensor(w, filterShape), pad),
        // along each axis, the rounding error of float32, 6e-8, grows by a factor of up to 16: Σ |Aᵀ| |G| |Bᵀ| is 48,
        // but a plain sum of 3 products has 3
        1.6e-5,
        "the largest",
      );
    }),
    { ...RUNS, numRuns: 40 }, // the cpu is slow
  ));

Deno.test("NaN, infinities and nearly infinite numbers do not spread in a convolution with many channels", () =>
  fc.assert(
    fc.asyncProperty(
      squares,
      fc.constantFrom(NaN, Infinity, -Infinity, 1e30),
      fc.boolean(),
      ({ images, size, channels, seed }, value, inFilter) => {
        const [shape, filterShape] = [[images, ...size, channels[0]], [3, 3, ...channels]];
        const [x, w] = [numbers(sizeOf(shape), seed), numbers(sizeOf(filterShape), seed + 1)];
        const where = inFilter ? w : x;
        where[seed % where.length] = value;
        const pad = inFilter ? "valid" : "same"; // 0 times NaN is NaN, but on the cpu there are no numbers in the margin
        const convolve = () =>
          tf.conv2d(tf.tensor4d(x, shape as Shape4D), tf.tensor4d(w, filterShape as Shape4D), 1, pad);
        return assertSame(convolve, 1e-5); // convolution.ts computes this
      },
    ),
    { ...RUNS, numRuns: 100 },
  ));

Deno.test("The gradients of a convolution agree with finite differences", async () => {
  await tf.setBackend("wasm");
  const [x, w] = [
    tf.tensor(numbers(2 * 5 * 4 * 2, 1), [2, 5, 4, 2]),
    tf.tensor(numbers(3 * 2 * 2 * 3, 2), [3, 2, 2, 3]),
  ];
  const loss = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [2, 1], "same").square().sum() as tf.Scalar;
  const gradients = tf.grads(loss)([x, w]);
  for (const [which, tensor] of [x, w].entries()) {
    const gradient = await gradients[which].data();
    for (const place of [0, 7, tensor.size - 1]) {
      const moved = (by: number) => {
        const change = tf.oneHot(tf.tensor1d([place], "int32"), tensor.size).toFloat().mul(by).reshape(tensor.shape);
        const parts = [x, w].with(which, tensor.add(change));
        return loss(parts[0], parts[1]).dataSync()[0];
      };
      // the loss is quadratic in each number, so the central difference has only rounding errors
      assertAlmostEquals(
        (moved(0.5) - moved(-0.5)) / 1,
        gradient[place],
        1e-3 * Math.max(1, Math.abs(gradient[place])),
      );
    }
  }
});

Deno.test("A dilated convolution is the same as on the cpu; TF.js has no gradient for it on any device", async () => {
  const x = numbers(49, 1);
  await assertSame(
    () => tf.conv2d(tf.tensor(x, [1, 7, 7, 1]) as tf.Tensor4D, tf.ones([3, 3, 1, 1]), 1, "same", "NHWC", 2),
    1e-6,
  );
});

Deno.test("NaN and the infinities reach the gradients of a convolution as on the cpu", () =>
  fc.assert(
    fc.asyncProperty(seed, async (seed) => {
      const [x, dy] = [numbers(32, seed, [NaN]), numbers(18, seed + 1)];
      const convolve = (w: tf.Tensor) =>
        tf.conv2d(tf.tensor(x, [1, 4, 4, 2]) as tf.Tensor4D, w as tf.Tensor4D, 1, "valid");
      await assertSame(() => tf.grad(convolve)(tf.ones([3, 2, 2, 3]), tf.tensor(dy, [1, 2, 3, 3])), 1e-5);
    }),
    { ...RUNS, numRuns: 50 },
  ));

Deno.test("The gradient of a maximum goes to the same place as on the cpu, even with ties and overlaps", () =>
  fc.assert(
    fc.asyncProperty(convolution, async ({ images, size, filter, channels: [channels], strides, pad, seed }) => {
      if (typeof pad !== "string") pad = "same";
      const shape = [images, ...size, channels] as [number, number, number, number];
      const x = numbers(sizeOf(shape), seed, SPECIAL).map((value) => Math.round(value)); // many of them equal
      const pool = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, filter, strides, pad as "same");
      await assertSame(() => {
        const y = pool(tf.tensor(x, shape));
        return tf.grad(pool)(tf.tensor(x, shape), tf.tensor(numbers(y.size, seed + 1), y.shape));
      }, 1e-6);
    }),
    RUNS,
  ));

Deno.test("The largest number of each window is the same as on the cpu, even with NaN and the infinities", () =>
  fc.assert(
    fc.asyncProperty(convolution, async ({ images, size, filter, channels: [channels], strides, pad, seed }) => {
      const shape = [images, ...size, channels] as [number, number, number, number];
      const x = numbers(sizeOf(shape), seed, SPECIAL);
      const margin = typeof pad === "string" ? pad : "same";
      await assertSame(() => tf.maxPool(tf.tensor4d(x, shape), filter, strides, margin));
    }),
    RUNS,
  ));

Deno.test("Adjacent windows of 2 × 2 give the same gradient as on the cpu, with and without a relu before them", () =>
  fc.assert(
    fc.asyncProperty(
      ...[fc.integer({ min: 2, max: 7 }), fc.integer({ min: 2, max: 7 }), fc.constantFrom(3, 4, 8), fc.boolean(), seed],
      async (height, width, channels, isAfterRelu, seed) => {
        const shape = [2, height, width, channels] as [number, number, number, number];
        const x = numbers(sizeOf(shape), seed, SPECIAL).map((value) => Math.round(value)); // many of them equal
        const pool = (x: tf.Tensor) => tf.maxPool((isAfterRelu ? x.relu() : x) as tf.Tensor4D, 2, 2, "valid");
        await assertSame(() => {
          const y = pool(tf.tensor(x, shape));
          return tf.grad(pool)(tf.tensor(x, shape), tf.tensor(numbers(y.size, seed + 1), y.shape));
        });
      },
    ),
    RUNS,
  ));

Deno.test("A relu whose result is used by a pooling and elsewhere gets the gradients of both uses", () =>
  assertSame(() => {
    const f = (x: tf.Tensor) => {
      const y = x.relu() as tf.Tensor4D;
      return tf.maxPool(y, 2, 2, "valid").sum().add(y.square().sum());
    };
    return tf.grad(f)(tf.tensor4d(numbers(64, 3), [1, 4, 4, 4]));
  }, 1e-6));

const crossEntropy = (labels: Float32Array, rows: number) => (logits: tf.Tensor) =>
  tf.losses.softmaxCrossEntropy(tf.tensor2d(labels, [rows, 3]), logits as tf.Tensor2D);

Deno.test("The cross-entropy of a softmax is the same as on the cpu, and so is its gradient", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.boolean(), seed, async (rows, isHot, seed) => {
      const logits = numbers(rows * 3, seed, isHot ? [NaN, Infinity, 1000, -1000] : [1000, -1000]);
      const labels = isHot
        ? Float32Array.from({ length: rows * 3 }, (_, i) => Number(i % 3 === (seed + i) % 2))
        : numbers(rows * 3, seed + 1);
      const loss = crossEntropy(labels, rows);
      await assertSame(
        () => [loss(tf.tensor2d(logits, [rows, 3])), tf.grad(loss)(tf.tensor2d(logits, [rows, 3]))],
        1e-5,
      );
    }),
    RUNS,
  ));

Deno.test("The gradient of the cross-entropy agrees with finite differences", async () => {
  await tf.setBackend("wasm");
  const loss = crossEntropy(Float32Array.of(0, 1, 0, 1, 0, 0), 2);
  const logits = Float32Array.of(0.5, -1, 2, 0.25, 0, -0.5);
  const at = (place: number, by: number) =>
    loss(tf.tensor2d(logits.map((value, i) => i === place ? value + by : value), [2, 3])).dataSync()[0];
  const gradient = await tf.grad(loss)(tf.tensor2d(logits, [2, 3])).data();
  // a distance of 2⁻⁶ keeps two errors small: leaving out the third derivative costs 1e-4 at most, float32 1e-7 · 64
  for (const place of logits.keys()) {
    assertAlmostEquals((at(place, 1 / 64) - at(place, -1 / 64)) * 32, gradient[place], 2e-4);
  }
});

Deno.test("The cross-entropy with weights, smoothing or another reduction is left to TF.js", () =>
  assertSame(() => {
    const parts = [tf.tensor2d([0, 1, 1, 0], [2, 2]), tf.tensor2d(numbers(4, 5), [2, 2])] as const;
    return [
      tf.losses.softmaxCrossEntropy(...parts, tf.tensor1d([1, 3])),
      tf.losses.softmaxCrossEntropy(...parts, undefined, 0.2),
      tf.losses.softmaxCrossEntropy(...parts, undefined, undefined, tf.Reduction.NONE),
      tf.losses.softmaxCrossEntropy(parts[0].toInt(), parts[1]),
    ];
  }, 1e-6));

Deno.test("The cpu computes where wasm has no kernel", async () => {
  const [x, w] = [numbers(2 * 5 * 5 * 3, 1), numbers(3 * 3 * 3 * 2, 2)];
  const depthwise = (x: tf.Tensor, w: tf.Tensor) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, "same");
  await assertSame(() => {
    const parts = [tf.tensor(x, [2, 5, 5, 3]), tf.tensor(w, [3, 3, 3, 2])] as const;
    return tf.grads(depthwise)([...parts], depthwise(...parts));
  }, 1e-5);
  await assertSame(
    () => tf.einsum("ij,jk->ik", tf.tensor(w.slice(0, 6), [2, 3]), tf.tensor(w.slice(6, 12), [3, 2])),
    1e-6,
  );
  const picked = (x: tf.Tensor) => tf.gather(x, tf.tensor1d([2, 0, 2], "int32"));
  await assertSame(() => tf.grad(picked)(tf.tensor(w.slice(0, 6), [3, 2])), 1e-6);
});

/** The parts of complex numbers, which only tf.real and tf.imag may read. */
const partsOf = (x: tf.Tensor) => [tf.real(x), tf.imag(x)];

Deno.test("Complex numbers and their Fourier transforms are the same as on the cpu", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      seed,
      async (shape, seed) => {
        const size = sizeOf(shape);
        const [real, imaginary] = [numbers(size, seed), numbers(size, seed + 1)];
        const complex = () => tf.complex(tf.tensor(real, shape), tf.tensor(imaginary, shape));
        await assertSame(complex);
        await assertSame(() => [...partsOf(complex()), complex().abs(), complex().clone().reshape([size])]);
        await assertSame(() => partsOf(tf.fft(complex())), 1e-5);
        await assertSame(() => partsOf(tf.ifft(complex())), 1e-5);
        const half = () => tf.spectral.rfft(tf.tensor(real, shape));
        await assertSame(() => partsOf(half()), 1e-5);
        await assertSame(() => tf.spectral.irfft(half()), 1e-5);
      },
    ),
    { ...RUNS, numRuns: 60 },
  ));

Deno.test("Complex numbers with NaN and the infinities come back unchanged", () =>
  assertSame(() => tf.complex(tf.tensor1d(SPECIAL), tf.tensor1d(SPECIAL.toReversed()))));

Deno.test("All other operations with complex numbers are computed by the cpu, or refused as on the cpu", async () => {
  const x = () => tf.complex([1, 2, NaN], [3, 4, 5]);
  await assertSame(() => [x().add(x()), tf.concat([x(), x()]), x().mul(x()), x().reshape([3, 1]), x().toFloat()]);
  for (const device of ["wasm", "cpu"]) {
    await tf.setBackend(device);
    assertThrows(() => tf.tidy(() => x().slice([0], [1])), Error, "slice does not support complex64 tensors");
    assertThrows(() => tf.tidy(() => tf.real(tf.tensor1d([1]))), Error, "the numbers are float32, not complex");
  }
});

Deno.test("Memory is the same after 1,000 Fourier transforms", async () => {
  await tf.setBackend("wasm");
  const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  const x = tf.tensor1d(numbers(16, 1));
  const transform = () => tf.tidy(() => tf.spectral.irfft(tf.spectral.rfft(x))).dispose();
  transform();
  const cpu = tf.findBackend("cpu").numDataIds();
  const before = { ...tf.memory(), heap: heap() };
  for (let i = 0; i < 1000; i++) transform();
  assertEquals({ ...tf.memory(), heap: heap() }, before);
  assertEquals(tf.findBackend("cpu").numDataIds(), cpu);
  x.dispose();
});

Deno.test("Memory is the same after 10,000 steps of training a small convolution", async () => {
  await tf.setBackend("wasm");
  const w = tf.variable(tf.tensor(numbers(9, 3), [3, 3, 1, 1]));
  const x = tf.tensor(numbers(36, 4), [1, 6, 6, 1]) as tf.Tensor4D;
  const optimizer = tf.train.sgd(1e-4);
  const train = (steps: number) => {
    for (let i = 0; i < steps; i++) {
      optimizer.minimize(() =>
        tf.conv2d(x, w as tf.Tensor4D, 1, "same").maxPool(2, 2, "same").square().mean().asScalar()
      );
    }
  };
  const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.length;
  train(100);
  const [tensors, bytes, size] = [tf.memory().numTensors, tf.memory().numBytes, heap()];
  train(10_000);
  assertEquals([tf.memory().numTensors, tf.memory().numBytes, heap()], [tensors, bytes, size]);
});

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
