/**
 * The checks of lesson 15. All numbers in the points are exact in float32, so nothing here is rounded. The order of the
 * batches is compared with the order that NumPy's generator draws.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertNoTensorsLeft,
  check,
  describe,
  fail,
  itemsNamed,
  open,
  type Points,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { assertCount, assertSizes, cut, goThrough, isRecord, pointsOf, somePoints } from "./oracles/15_dataset.ts";
import { batchesOf } from "./oracles/batches.ts";

const lesson = open<typeof import("../solutions/15_dataset.ts")>("15_dataset");

check("has an item for each point, as [[x], [y]]", {
  id: "15-item",
  points: 2,
  hints: [
    "How many lists does an item consist of, and how many numbers are in each?",
    "points.xs and points.ys are two lists. The item takes one number from each, and puts each number in its own list.",
    "return [[this.points.xs[index]], [this.points.ys[index]]]; and the length is this.points.xs.length",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const { seven, equal, none } = await lesson.evaluate(
    ({ PointDataset }, points) => ({
      seven: new PointDataset(points).length,
      equal: new PointDataset({ xs: [1, 1, 1], ys: [2, 2, 2] }).length,
      none: new PointDataset({ xs: [], ys: [] }).length,
    }),
    points,
  );
  assertClose(seven, 7, {
    name: "length of 7 points",
    mistakes: {
      "that is the last index: the first is 0": 6,
      "that is larger by 1": 8,
      "an x and its y are one point: count it once": 14,
      "that is the number of lists: count the points in them": 2,
      "that is 80: count the points that are passed in": 80,
    },
  });
  assertClose(equal, 3, { name: "length of 3 equal points" });
  assertClose(none, 0, { name: "length of no points" });
  const indices = [4, 0, 6, 4];
  const { items, zeros, left } = await lesson.evaluate(
    ({ PointDataset }, points, indices) => {
      const dataset = new PointDataset(points);
      dataset.item(indices[0]);
      const left = { xs: [...points.xs], ys: [...points.ys] };
      if (left.xs.length !== 7) return { items: [], zeros: [], left };
      const items = indices.map((index) => {
        try {
          return dataset.item(index);
        } catch {
          return "an error";
        }
      });
      const withZeros = new PointDataset({ xs: [0, 5], ys: [3, 0] });
      try {
        return { items, zeros: [withZeros.item(0), withZeros.item(1)], left };
      } catch {
        return { items, zeros: null, left };
      }
    },
    points,
    indices,
  );
  assertUnchanged(left, points, "item(4)");
  const list = requireList(items, "the list of items", indices.length);
  const at = (index: number) => [points.xs[index] ?? NaN, points.ys[index] ?? NaN];
  indices.forEach((index, k) => {
    const name = `item(${index})`;
    const item = list[k];
    const expected = at(index);
    if (item === "an error") fail(`${name} of 7 points throws an error, although its indices are 0 to 6.`);
    if (item === undefined) fail(`${name} is undefined: is a "return" missing?`);
    if (isRecord(item)) fail(`${name} is not [[x], [y]]: the loader uses positions, not names.`);
    const fields = requireList(item, name);
    if (fields.length !== 2) fail(`${name} is not [[x], [y]]: a list of x and a list of y.`);
    if (fields.some((field) => typeof field === "number")) {
      fail(
        `${name} has numbers in it, [x, y], expected lists of one number, [[x], [y]]: ten items then make a batch of ` +
          "shape [10, 1], not [10].",
      );
    }
    const values = fields.map((field, j) => requireNumbers(field, `${name}[${j}]`, 1)[0]);
    assertClose(values, expected, {
      name: itemsNamed(name, [`${name}[0][0]`, `${name}[1][0]`]),
      mistakes: {
        "first x, then y": expected.toReversed(),
        "that is the next point: the first point has index 0": at(index + 1),
        "that is the previous point: the first point has index 0": at(index - 1),
        "the second number is x again, not y": [expected[0], expected[0]],
        "the first number is the index, not x": [index, expected[1]],
        "that is item(4), the item requested last: do all items share one list?": at(4),
      },
    });
  });
  if (zeros === null) fail("item() throws if x or y is 0: 0 is a number like any other.");
  const numbers = requireList(zeros, "the items of (0, 3) and (5, 0)", 2).flatMap((item) =>
    requireList(item, "an item").flatMap((field) => requireNumbers(field, "a field"))
  );
  assertClose(numbers, [0, 3, 5, 0], { name: "items of (0, 3) and (5, 0)" });
});

check("refuses an index that no point has", {
  id: "15-range",
  points: 2,
  hints: [
    "What are points.xs[-1], points.xs[80] and points.xs[0.5]? Does JavaScript throw an error?",
    "Is the index a whole number, is it at least 0, and is it less than the length? Otherwise throw a RangeError.",
    "if (!Number.isInteger(index) || index < 0 || index >= this.length) throw new RangeError(`There is no point ${index}.`);",
  ],
}, async ({ seed }) => {
  const points = somePoints(5, seed);
  const wrong = [5, 6, -1, 0.5, 3.999, NaN, Infinity];
  const { length, thrown, ofNone } = await lesson.evaluate(
    ({ PointDataset }, points, wrong) => {
      const dataset = new PointDataset(points);
      [0, 1, 4].forEach((index) => dataset.item(index)); // an error thrown here is the lesson's own
      const thrownBy = (dataset: InstanceType<typeof PointDataset>, index: number) => {
        try {
          dataset.item(index);
          return "nothing";
        } catch (error) {
          return error instanceof RangeError ? "RangeError" : error instanceof Error ? error.name : "something else";
        }
      };
      return {
        length: dataset.length,
        thrown: wrong.map((index) => thrownBy(dataset, index)),
        ofNone: thrownBy(new PointDataset({ xs: [], ys: [] }), 0),
      };
    },
    points,
    wrong,
  );
  requireLength(length, 5);
  const reports = requireList(thrown, "what was thrown", wrong.length);
  wrong.forEach((index, i) => {
    const hint = index === 5
      ? "the last index is 4"
      : index < 0
      ? "an index does not count from the end"
      : "only whole numbers from 0 to 4 are valid";
    assertRangeError(reports[i], `item(${describe(index)}) of 5 points`, hint);
  });
  assertRangeError(ofNone, "item(0) of no points", "compare the index with the length");
});

check("returns items that the loader can turn into columns", {
  id: "15-columns",
  points: 1,
  hints: [
    "Print x.shape in a loop over new DataLoader(dataset, { batchSize: 3 }). What does the loader need?",
    "The loader uses the length, and the items starting at 0; three lists of one number become a [3, 1] column.",
    "get length() returns a number, and item(index) returns [[x], [y]]; nothing else is needed.",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const { count, length, shapes, values } = await lesson.evaluate(async ({ PointDataset }, points) => {
    const { DataLoader } = await import("downhill");
    const dataset = new PointDataset(points);
    const loader = new DataLoader(dataset, { batchSize: 3 });
    const [shapes, values]: [number[][], number[]] = [[], []];
    for await (const [x, y] of loader) {
      shapes.push(x.shape, y.shape);
      values.push(...await x.data(), ...await y.data());
    }
    return { count: dataset.length, length: loader.length, shapes, values };
  }, points);
  requireLength(count, 7);
  assertClose(length, 3, { name: "how many batches of 3 are 7 points" });
  assertClose(requireList(shapes, "the shapes").flat(), [3, 1, 3, 1, 3, 1, 3, 1, 1, 1, 1, 1], {
    name: "the shapes of x and y in batches of 3, 3 and 1",
  });
  const batches = cut(points, 3);
  const names = (["x", "y"] as const).flatMap((axis) =>
    batches.map((batch, b) => batch.xs.map((_, i) => `${axis}[${i}] of batch ${b}`))
  );
  const inTurn = <T>(parts: T[][]) => batches.flatMap((_, b) => [...parts[b], ...parts[b + batches.length]]);
  const parts = [...batches.map(({ xs }) => xs), ...batches.map(({ ys }) => ys)];
  assertClose(values, inTurn(parts), { name: itemsNamed("the numbers in the batches", inTurn(names)) });
});

check("goes through the points batch by batch", {
  id: "15-batches",
  points: 2,
  hints: [
    "How many batches of 3 do 7 points make, and which points are in the last batch?",
    "Pass all options except count to the loader. Each iteration of `for await` gives you two columns to read.",
    "batches.push({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });",
  ],
}, async ({ seed }) => {
  const [seven, six, many] = [7, 6, 25].map((count) => somePoints(count, seed));
  const [three] = await epochsWith(seven, { batchSize: 3 });
  assertBatches(three, cut(seven, 3), "7 points with batchSize: 3");
  const [dropped] = await epochsWith(seven, { batchSize: 3, dropLast: true });
  assertBatches(dropped, cut(seven, 3).slice(0, 2), "7 points with batchSize: 3, dropLast: true");
  const [full] = await epochsWith(six, { batchSize: 3, dropLast: true });
  assertBatches(full, cut(six, 3), "6 points with batchSize: 3, dropLast: true");
  const [usual] = await epochsWith(many, {});
  assertBatches(usual, cut(many, 10), "25 points without options");
  const [one] = await epochsWith(six, { batchSize: 100 });
  assertBatches(one, [six], "6 points with batchSize: 100");
});

check("goes through all points in each epoch", {
  id: "15-epochs",
  points: 1,
  hints: [
    "How many lists do you return for 3 epochs? Does each epoch have a list of its own?",
    "Every loop over the loader is an epoch. A loop around it counts the epochs, and makes a new list for each.",
    "for (let epoch = 0; epoch < count; epoch++) { const batches: Points[] = []; … epochs.push(batches); }",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const seen = await epochsWith(points, { batchSize: 3, count: 3 });
  seen.forEach((batches, i) =>
    assertBatches(batches, cut(points, 3), `7 points with batchSize: 3, epoch ${i} of 3`, i)
  );
  await epochsWith(points, { batchSize: 3, count: 0 });
});

check("shuffles again in each epoch, and keeps every point", {
  id: "15-shuffle",
  points: 3,
  hints: [
    "Print the points of two epochs. Is every point there, and does their order change?",
    "Each loop over a loader is its next epoch, with a new order. Where do you make the loader, and how often?",
    "const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed }); before the loop",
  ],
}, async ({ seed }) => {
  const points = somePoints(23, seed);
  for (const given of [{ seed: 3 }, {}, { seed: 0 }]) {
    const { seed: loaderSeed = 42 } = given;
    const seen = await epochsWith(points, { count: 3, batchSize: 5, shuffle: true, ...given });
    const name = `23 points with batchSize: 5, shuffle: true`;
    const xs = seen.map((batches, i) => {
      assertSizes(batches, [5, 5, 5, 5, 3], `${name}, epoch ${i} of 3`);
      return batches.flatMap((batch) => batch.xs);
    });
    xs.forEach((each, i) => {
      const missing = points.xs.filter((x) => !each.includes(x)).length;
      if (missing === 0 || !each.every((x) => points.xs.includes(x))) return;
      const are = missing === 1 ? "point is" : "points are";
      fail(`In epoch ${i} of ${name}, ${missing} ${are} missing, and others appear twice: each must appear once.`);
    });
    const orders = xs.map(String);
    if (orders[0] === String(points.xs)) {
      fail("With shuffle: true, the points come in the order of the data set: does the loader get this option?");
    }
    if (orders[1] === orders[0]) {
      fail(
        "With shuffle: true, the second epoch has the order of the first: are the points shuffled once, or is there a " +
          "new loader in each epoch?",
      );
    }
    const drawn = (seed: number) =>
      [0, 1, 2].flatMap((epoch) => batchesOf(23, { batchSize: 5, shuffle: true, seed, epoch }).flat());
    const all = (seed: number, values: number[]) => drawn(seed).map((place) => values[place]);
    const inEpochs = (axis: "xs" | "ys") =>
      itemsNamed(axis, seen.flatMap((batches, epoch) => numberNames(`epochs[${epoch}]`, batches, axis)));
    const why = `3 epochs of ${name}, ${given.seed === undefined ? "and no seed" : `seed: ${given.seed}`}`;
    assertClose(xs.flat(), all(loaderSeed, points.xs), {
      name: inEpochs("xs"),
      why,
      mistakes: {
        "that is the order of seed 42: pass the seed on to the loader": all(42, points.xs),
        "that is the order of seed 0; by default, the seed is 42": all(0, points.xs),
        "those are the ys": all(loaderSeed, points.ys),
        "each epoch has the order of the next epoch": all(loaderSeed + 1, points.xs),
      },
    });
    assertClose(seen.flat().flatMap(({ ys }) => ys), all(loaderSeed, points.ys), {
      name: inEpochs("ys"),
      why: `${why}: each y has to come with its x`,
      mistakes: { "those are the xs": all(loaderSeed, points.xs) },
    });
  }
});

check("leaves the points unchanged, and leaves no tensors behind", {
  id: "15-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after: is it the same? Which tensors have you made and not freed?",
    "The loader frees its tensors after each iteration. You only need their numbers: read them within the loop.",
    "const xs = Array.from(await x.data()); without clone() and without tf.keep()",
  ],
}, async ({ seed }) => {
  const points = somePoints(10, seed);
  const seen = await lesson.evaluate(async ({ epochs }, points) => {
    const tf = await import("@tensorflow/tfjs");
    const { watchTidy } = await import("downhill/instruments");
    await epochs(points, { batchSize: 2 }); // this call may keep tensors for later ones
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    const stop = watchTidy(() => { // the loader makes each batch in a tidy
      if (counts.length < 1000) counts.push(tf.memory().numTensors);
    });
    try {
      await epochs(points, { batchSize: 2, count: 4, shuffle: true });
    } finally {
      stop();
    }
    const left = { xs: [...points.xs], ys: [...points.ys] }; // copied before anything can undo a change
    return { before, counts, after: tf.memory().numTensors, points: left };
  }, points);
  assertUnchanged(seen?.points, points, "epochs(points)");
  assertNoTensorsLeft(seen, 20, "the loader frees its batches; free every other tensor that you make.");
  // a batch has two tensors, and the next batch may be made while it is read: at most four in all
  const counts = requireNumbers(seen?.counts, "the tensors in the course of 4 epochs");
  if (counts.length === 0) fail("epochs makes no batch with a DataLoader.");
  const most = counts.reduce((most, count) => Math.max(most, count), 0) -
    requireNumber(seen.before, "the number before");
  if (most > 4) {
    fail(
      `At some point in 4 epochs of 5 batches, ${most} tensors are kept, expected about 2: keep only the numbers of ` +
        "a batch, and read them within the loop.",
    );
  }
});

check("says how many points never appear because of dropLast", {
  id: "15-answer",
  points: 2,
  hints: [
    "Without shuffling, which points come last in epoch 1, and in epoch 2? And with shuffling?",
    "epochs(noisyCubic(), { count: 10, batchSize: 12, dropLast: true }) shows the points. Also try shuffle: true.",
    "const seen = new Set(result.flat().flatMap(({ xs }) => xs)); then 80 - seen.size points never appear.",
  ],
}, async ({ seed }) => {
  const stated = await lesson.evaluate(({ answers }) => {
    const answer = answers();
    return { neverSeenInOrder: answer?.neverSeenInOrder, neverSeenShuffled: answer?.neverSeenShuffled };
  });
  const points = somePoints(80, seed);
  for (const shuffle of [false, true]) {
    const name = shuffle ? "neverSeenShuffled" : "neverSeenInOrder";
    const said = requireNumber(stated?.[name], name);
    const batches = (await epochsWith(points, { count: 10, batchSize: 12, dropLast: true, shuffle })).flat();
    const seen = new Set(batches.flatMap(({ xs }) => xs));
    // with shuffling, a point is in none of ten epochs with a probability of 1e-10; with seed 42, no point is
    assertAnswer(said, points.xs.filter((x) => !seen.has(x)).length, {
      name,
      absolute: 0,
      how: "let your own epochs() go through 80 points, and count the points that are in no batch",
      // 80 points make six batches of 12; unless they are shuffled, the same last 8 are left out in every epoch
      own: { code: "epochs", isTrue: said === (shuffle ? 0 : 8) },
      mistakes: {
        "that is the number of points that do appear": 72,
        "that counts a point again in each epoch: count it only once": 80,
        "that is the number of batches in an epoch": 6,
        "that is the number of points in a batch": 12,
        "that is a percentage: give the number of points": 10,
        ...(shuffle && {
          "each epoch leaves out that many. With shuffling, does every epoch leave out the same points?": 8,
        }),
        ...(!shuffle && { "six batches of 12 do not hold all points. Which points does each epoch leave out?": 0 }),
      },
    });
  }
});

function assertRangeError(thrown: unknown, name: string, hint: string): void {
  if (thrown === "RangeError") return;
  if (thrown === "nothing") fail(`${name} throws nothing, expected a RangeError: ${hint}.`);
  const kind = typeof thrown === "string" ? thrown.slice(0, 40) : describe(thrown);
  fail(`${name} throws ${kind}, expected a RangeError: the index is refused, but with another kind of error.`);
}

/** Checks that the caller's lists have not changed. */
function assertUnchanged(left: unknown, points: Points, call: string): void {
  const after = requireRecord(left, `the points after ${call}`);
  for (const axis of ["xs", "ys"] as const) {
    const [came, before] = [requireNumbers(after[axis], `points.${axis} after ${call}`), points[axis]];
    const place = before.findIndex((value, i) => value !== came[i]);
    if (place < 0 && came.length === before.length) continue;
    const now = place < 0
      ? "longer"
      : `changed: points.${axis}[${place}] was ${describe(before[place])}, and is ${describe(came[place])}`;
    fail(`After ${call}, the caller's points.${axis} is ${now}.`);
  }
}

/**
 * Fails if the data set has a wrong length: the first check gives the cause, but the others would name the loader.
 */
function requireLength(length: unknown, count: number): void {
  if (length === count) return;
  fail(`length of ${count} points is ${describe(length)}, expected ${count}.`, { hasCause: false });
}

/** The epochs that the lesson goes through, checked to be lists of batches with as many xs as ys. */
async function epochsWith(points: Points, options: { count?: number; [name: string]: unknown }): Promise<Points[][]> {
  const { length, seen } = await lesson.share(goThrough, points, options)();
  requireLength(length, points.xs.length);
  if (seen === "disposed") {
    fail(
      "A batch is read after its iteration, when the loader has disposed of its tensors: read x.data() and y.data() " +
        "within the loop.",
    );
  }
  const list = requireList(seen, "what epochs() returns");
  const { count } = options;
  if (list.length !== (count ?? 1)) assertCount(list, count);
  return list.map((batches, i) =>
    requireList(batches, `epochs()[${i}]`).map((batch, j) => pointsOf(batch, `epochs()[${i}][${j}]`))
  );
}

/** Names for the numbers in batches, one after the other, for example "batches[1].xs[2]". */
function numberNames(name: string, batches: readonly Points[], axis: "xs" | "ys"): string[] {
  return batches.flatMap((batch, b) => batch[axis].map((_, i) => `${name}[${b}].${axis}[${i}]`));
}

/** Checks that the batches of an epoch are the expected ones. */
function assertBatches(batches: Points[], expected: Points[], name: string, epoch = 0): void {
  assertSizes(batches, expected.map(({ xs }) => xs.length), name);
  const all = (batches: Points[], axis: "xs" | "ys") => batches.flatMap((batch) => batch[axis]);
  const count = all(expected, "xs").length;
  const shuffled = new RandomState(42 + epoch).permutation(count);
  const SHUFFLED = "they are shuffled, although shuffle is not set";
  assertClose(all(batches, "xs"), all(expected, "xs"), {
    name: itemsNamed("xs", numberNames("batches", batches, "xs")),
    why: name,
    mistakes: {
      "those are the ys": all(expected, "ys"),
      [SHUFFLED]: shuffled.map((place) => all(expected, "xs")[place]),
    },
  });
  assertClose(all(batches, "ys"), all(expected, "ys"), {
    name: itemsNamed("ys", numberNames("batches", batches, "ys")),
    why: name,
    mistakes: { "those are the xs": all(expected, "xs") },
  });
}
