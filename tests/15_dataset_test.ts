/**
 * The checks of lesson 15. The points are whole numbers, which are exact in float32, so nothing here is rounded. The
 * batches are compared with the order that NumPy's generator draws.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  describe,
  fail,
  isList,
  itemsNamed,
  open,
  type Points,
  RandomState,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { batchesOf, pointsAt } from "./oracles/batches.ts";
import { sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/15_dataset.ts")>("15_dataset");

/** Points without two equal numbers: no x occurs twice, no y occurs twice, and no y is an x. */
function somePoints(count: number, seed: number): Points {
  const random = new RandomState(seed);
  return { xs: random.permutation(count).map((i) => 3 * i - 20), ys: random.permutation(count).map((i) => 1000 + i) };
}

check("has an item for each point, as [[x], [y]]", {
  id: "15-item",
  points: 2,
  hints: [
    "How many lists does an item consist of, and how many numbers are in each?",
    "points.xs and points.ys are two lists; the item takes one number out of each, and makes a list of it.",
    "return [[this.points.xs[index]], [this.points.ys[index]]]; and the length is this.points.xs.length",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const { seven, none } = await lesson.evaluate(
    ({ PointDataset }, points) => ({
      seven: new PointDataset(points).length,
      none: new PointDataset({ xs: [], ys: [] }).length,
    }),
    points,
  );
  assertClose(seven, 7, {
    name: "length of 7 points",
    mistakes: {
      "that is the last index: the first is 0": 6,
      "that is one too many": 8,
      "a point is an x and a y, count it once": 14,
      "that is how many lists there are: count the points in them": 2,
    },
  });
  assertClose(none, 0, { name: "length of no points" });
  const indices = [4, 0, 6, 4];
  const { items } = await lesson.evaluate(
    ({ PointDataset }, points, indices) => {
      const dataset = new PointDataset(points);
      return { items: indices.map((index) => dataset.item(index)) };
    },
    points,
    indices,
  );
  const list = requireList(items, "the list of items", indices.length);
  const at = (index: number) => [points.xs[index] ?? NaN, points.ys[index] ?? NaN];
  indices.forEach((index, k) => {
    const name = `item(${index})`;
    const item = list[k];
    const expected = at(index);
    if (item === undefined) fail(`${name} is undefined: is a "return" missing?`);
    if (isRecord(item)) fail(`${name} is not [[x], [y]]: the loader goes by places, not by names.`);
    const fields = requireList(item, name);
    if (fields.length !== 2) fail(`${name} is not [[x], [y]]: a list of x and a list of y.`);
    if (fields.some((field) => typeof field === "number")) {
      fail(
        `${name} has numbers in it, [x, y], expected lists of one number, [[x], [y]]: ten items make a batch of shape ` +
          "[10, 1] then, and not [10].",
      );
    }
    const values = fields.map((field, j) => requireNumbers(field, `${name}[${j}]`, 1)[0]);
    assertClose(values, expected, {
      name: itemsNamed(name, [`${name}[0][0]`, `${name}[1][0]`]),
      mistakes: {
        "first x, then y": expected.toReversed(),
        "that is the next point: the first has the index 0": at(index + 1),
        "that is the point before: the first has the index 0": at(index - 1),
        "x is that of the point, y is not": [expected[0], expected[0]],
      },
    });
  });
});

check("refuses an index that no point has", {
  id: "15-range",
  points: 2,
  hints: [
    "What are points.xs[-1], points.xs[80] and points.xs[0.5]? Does JavaScript complain?",
    "Three questions: is it a whole number, is it 0 or more, is it less than the length? Else throw a RangeError.",
    "if (!Number.isInteger(index) || index < 0 || index >= this.length) throw new RangeError(`There is no point ${index}.`);",
  ],
}, async ({ seed }) => {
  const points = somePoints(5, seed);
  const wrong = [5, 6, -1, 0.5, 3.999, NaN, Infinity];
  const { thrown, ofNone } = await lesson.evaluate(
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
        thrown: wrong.map((index) => thrownBy(dataset, index)),
        ofNone: thrownBy(new PointDataset({ xs: [], ys: [] }), 0),
      };
    },
    points,
    wrong,
  );
  const reports = requireList(thrown, "what was thrown", wrong.length);
  wrong.forEach((index, i) => {
    const hint = index === 5
      ? "the last index is 4"
      : index < 0
      ? "nothing is counted from the end"
      : "only whole numbers from 0 to 4 are indices";
    assertRangeError(reports[i], `item(${describe(index)}) of 5 points`, hint);
  });
  assertRangeError(ofNone, "item(0) of no points", "compare with the length");
});

check("gives a loader items that become columns", {
  id: "15-columns",
  points: 1,
  hints: [
    "Print x.shape in a loop over new DataLoader(dataset, { batchSize: 3 }). What does the loader ask the data set for?",
    "The loader asks for length, and for items from 0 on; a field of shape [1] becomes a column of shape [3, 1].",
    "get length() returns a number, and item(index) returns [[x], [y]]; then nothing is left to do.",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const { length, shapes, values } = await lesson.evaluate(async ({ PointDataset }, points) => {
    const { DataLoader } = await import("downhill");
    const loader = new DataLoader(new PointDataset(points), { batchSize: 3 });
    const [shapes, values]: [number[][], number[]] = [[], []];
    for await (const [x, y] of loader) {
      shapes.push(x.shape, y.shape);
      values.push(...await x.data(), ...await y.data());
    }
    return { length: loader.length, shapes, values };
  }, points);
  assertClose(length, 3, { name: "how many batches of 3 are 7 points" });
  assertClose(requireList(shapes, "the shapes").flat(), [3, 1, 3, 1, 3, 1, 3, 1, 1, 1, 1, 1], {
    name: "the shapes of x and y in batches of 3, 3 and 1",
  });
  const parts = [[0, 3], [3, 6], [6, 7]].flatMap(([a, b]) => [...points.xs.slice(a, b), ...points.ys.slice(a, b)]);
  assertClose(values, parts, { name: "the numbers in these batches" });
});

check("goes through the points batch by batch", {
  id: "15-batches",
  points: 2,
  hints: [
    "How many batches of 3 do 7 points make, and what is in the last?",
    "All options but count go to the loader. In each turn of `for await`, two columns are there to be read.",
    "batches.push({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });",
  ],
}, async ({ seed }) => {
  const seven = somePoints(7, seed);
  const three = await goThrough(seven, { batchSize: 3 });
  assertBatches(epochsOf(three, 1)[0], cut(seven, 3), "7 points with batchSize: 3");
  const dropped = await goThrough(seven, { batchSize: 3, dropLast: true });
  assertBatches(epochsOf(dropped, 1)[0], cut(seven, 3).slice(0, 2), "7 points with batchSize: 3, dropLast: true");
  const six = somePoints(6, seed);
  const full = await goThrough(six, { batchSize: 3, dropLast: true });
  assertBatches(epochsOf(full, 1)[0], cut(six, 3), "6 points with dropLast: true");
  const many = somePoints(25, seed);
  assertBatches(epochsOf(await goThrough(many, {}), 1)[0], cut(many, 10), "25 points without options");
  assertBatches(epochsOf(await goThrough(six, { batchSize: 100 }), 1)[0], [six], "6 points with batchSize: 100");
});

check("goes through all points in each epoch", {
  id: "15-epochs",
  points: 1,
  hints: [
    "How many lists do you return for 3 epochs, and is there a list for each?",
    "Every loop over the loader is an epoch. A loop around it counts them; the list of batches begins anew in each.",
    "for (let epoch = 0; epoch < count; epoch++) { const batches: Points[] = []; … epochs.push(batches); }",
  ],
}, async ({ seed }) => {
  const points = somePoints(7, seed);
  const seen = epochsOf(await goThrough(points, { batchSize: 4, count: 3 }), 3);
  seen.forEach((batches, i) =>
    assertBatches(batches, cut(points, 4), `7 points with batchSize: 4, in epoch ${i + 1} of 3,`)
  );
  epochsOf(await goThrough(points, { batchSize: 4, count: 0 }), 0);
});

check("shuffles again in each epoch, and loses no point", {
  id: "15-shuffle",
  points: 3,
  hints: [
    "Print the points of two epochs. Is every point there, and do they come in another order?",
    "Each loop over a loader is its next epoch, with its next order. Where do you make it, and how often?",
    "const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed }); before the loop",
  ],
}, async ({ seed }) => {
  const points = somePoints(23, seed);
  for (const loaderSeed of [3, 1000 + seed % 1000]) {
    const options = { count: 3, batchSize: 5, shuffle: true, seed: loaderSeed };
    const seen = epochsOf(await goThrough(points, options), 3);
    const name = "23 points with batchSize: 5, shuffle: true";
    const xs = seen.map((batches, i) => {
      assertSizes(batches, [5, 5, 5, 5, 3], `${name}, in epoch ${i + 1},`);
      return batches.flatMap((batch) => batch.xs);
    });
    xs.forEach((each, i) => {
      const missing = points.xs.filter((x) => !each.includes(x)).length;
      if (missing === 0) return;
      const are = missing === 1 ? "is" : "are";
      fail(
        `In epoch ${i + 1} of ${name}, ${missing} of the points ${are} missing and others come twice: ` +
          "a point comes once.",
      );
    });
    const orders = xs.map(String);
    if (orders[0] === String(points.xs)) {
      fail("With shuffle: true, the points come in the order of the data set: tell the loader.");
    }
    if (orders[1] === orders[0]) {
      fail(
        "With shuffle: true, the second epoch has the order of the first: make one loader, before the loop over the " +
          "epochs, for it counts them.",
      );
    }
    const drawn = (seed: number) =>
      [0, 1, 2].flatMap((epoch) => batchesOf(23, { batchSize: 5, shuffle: true, seed, epoch }).flat());
    const all = (seed: number, values: number[]) => drawn(seed).map((place) => values[place]);
    const inEpochs = (axis: "xs" | "ys") =>
      itemsNamed(axis, seen.flatMap((batches, epoch) => numberNames(`epochs[${epoch}]`, batches, axis)));
    const why = `3 epochs of ${name}, seed: ${loaderSeed}`;
    assertClose(xs.flat(), all(loaderSeed, points.xs), {
      name: inEpochs("xs"),
      why,
      mistakes: { "that is the order of seed 42: pass the seed of the call to the loader": all(42, points.xs) },
    });
    assertClose(seen.flat().flatMap(({ ys }) => ys), all(loaderSeed, points.ys), {
      name: inEpochs("ys"),
      why: `${why}: each y has to come with its x`,
    });
  }
});

check("keeps the points as they are, and leaves no tensors behind", {
  id: "15-memory",
  points: 2,
  hints: [
    "Print tf.memory().numTensors before and after: is it the same? What have you made that is still there?",
    "The loader frees its tensors. What you need of them are numbers, read while it is their turn.",
    "const xs = Array.from(await x.data()); and neither clone() nor tf.keep()",
  ],
}, async ({ seed }) => {
  const points = somePoints(10, seed);
  const seen = await lesson.evaluate(async ({ epochs }, points) => {
    const tf = await import("@tensorflow/tfjs");
    const { watchTidy } = await import("downhill/instruments");
    await epochs(points, { batchSize: 2 }); // tensors that are kept for good do not count
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
    const left = { xs: [...points.xs], ys: [...points.ys] }; // copied before anything can put them back
    return { before, counts, after: tf.memory().numTensors, points: left };
  }, points);
  assertClose(seen?.points?.xs, points.xs, { name: "points.xs", why: "as it was before epochs(points)" });
  assertClose(seen?.points?.ys, points.ys, { name: "points.ys", why: "as it was before epochs(points)" });
  assertNoTensorsLeft(seen, 20, "the loader frees its batches; free what else you make, or make nothing.");
  // a batch has two tensors, and one batch may be read while the next is made: so four at most
  const counts = requireNumbers(seen?.counts, "the tensors in the course of 4 epochs");
  const most = counts.reduce((most, count) => Math.max(most, count), 0) -
    requireNumber(seen.before, "the number before");
  if (most > 4) {
    fail(
      `At some time in 4 epochs of 5 batches, ${most} tensors are kept, expected 2 or so: read the numbers while the ` +
        "batch is there, and keep those.",
    );
  }
});

check("says how many points dropLast leaves out", {
  id: "15-answer",
  points: 2,
  hints: [
    "Which points come last if nobody shuffles, in epoch 1 and in epoch 2? And if the loader shuffles?",
    "epochs(noisyCubic(), { count: 10, batchSize: 12, dropLast: true }) says who came; once more with shuffle: true.",
    "const seen = new Set(result.flat().flatMap(({ xs }) => xs)); then 80 - seen.size of the points never came.",
  ],
}, async ({ seed }) => {
  const answer = await lesson.evaluate(({ answers }) => answers());
  const points = somePoints(80, seed);
  for (const shuffle of [false, true]) {
    const name = shuffle ? "neverSeenShuffled" : "neverSeenInOrder";
    const said = requireNumber(answer?.[name], `answers().${name}`);
    const options = { count: 10, batchSize: 12, dropLast: true, shuffle };
    const seen = new Set(epochsOf(await goThrough(points, options), 10).flat().flatMap(({ xs }) => xs));
    // shuffled, a point is left out in all ten epochs with a probability of 1e-10; with seed 42, none of the 80 is
    const missing = points.xs.filter((x) => !seen.has(x)).length;
    if (said === missing) {
      // 80 points make six batches of 12; unless they are shuffled, the same last 8 are left out in every epoch
      assertTrueAnswer(said === (shuffle ? 0 : 8), `answers().${name}`, "epochs");
      continue;
    }
    const hint = said === 80 % 12 * 10
      ? "count each point once, not once an epoch"
      : said === 80 - 80 % 12
      ? "that is how many came"
      : "let it go through the points, and count";
    fail(
      `answers().${name} is ${describe(said)}, but after 10 epochs of your own epochs() it is another number: ${hint}.`,
    );
  }
});

function assertRangeError(thrown: unknown, name: string, hint: string): void {
  if (thrown === "RangeError") return;
  const came = thrown === "nothing"
    ? "throws nothing"
    : `throws ${typeof thrown === "string" ? thrown.slice(0, 40) : describe(thrown)}`;
  fail(`${name} ${came}, expected a RangeError: ${hint}.`);
}

/** Goes through the points as the lesson does. */
function goThrough(points: Points, options: { count?: number; batchSize?: number; [name: string]: unknown }) {
  return lesson.share(
    async ({ epochs }, points, options) => {
      try {
        return await epochs(points, options);
      } catch (error) {
        // the error of TF.js does not say what to do
        if (error instanceof Error && error.message === "Tensor is disposed.") return "disposed" as never;
        throw error;
      }
    },
    points,
    options,
  )();
}

/** The epochs, if they are what they should be: lists of batches with as many xs as ys. */
function epochsOf(seen: unknown, count: number): Points[][] {
  if (seen === "disposed") {
    fail(
      "A batch is read when its turn is over, and the loader has disposed of its tensors: read x.data() and y.data() " +
        "within the loop.",
    );
  }
  const list = requireList(seen, "what epochs() returns");
  if (list.length !== count) {
    const hint = isRecord(list[0]) && "xs" in list[0]
      ? "these are batches, begin a new list in each epoch"
      : "one for each epoch";
    const lists = counted(list.length, "entry", "entries");
    fail(`What epochs() returns has ${lists} with count: ${count}, expected ${count}: ${hint}.`);
  }
  return list.map((batches, i) =>
    requireList(batches, `epochs()[${i}]`).map((batch, j) => {
      const name = `epochs()[${i}][${j}]`;
      if (!isRecord(batch)) fail(`${name} is not { xs, ys }: note the points of each batch.`);
      const { xs, ys } = requireRecord(batch, name);
      const points = { xs: requireNumbers(xs, `${name}.xs`), ys: requireNumbers(ys, `${name}.ys`) };
      if (points.xs.length === 0) fail(`${name} has no xs: is the "await" before x.data() missing?`);
      if (points.xs.length !== points.ys.length) {
        fail(`${name} has ${points.xs.length} xs and ${points.ys.length} ys: a y for each x.`);
      }
      return points;
    })
  );
}

/** `points` in batches, in their order. */
function cut(points: Points, batchSize: number): Points[] {
  return batchesOf(points.xs.length, { batchSize }).map((places) => pointsAt(points, places));
}

/** The names of the numbers in batches, one after the other: "batches[1].xs[2]". */
function numberNames(name: string, batches: readonly Points[], axis: "xs" | "ys"): string[] {
  return batches.flatMap((batch, b) => batch[axis].map((_, i) => `${name}[${b}].${axis}[${i}]`));
}

/** Checks that the batches of an epoch are these. */
function assertBatches(batches: Points[], expected: Points[], name: string): void {
  assertSizes(batches, expected.map(({ xs }) => xs.length), name);
  const all = (batches: Points[], axis: "xs" | "ys") => batches.flatMap((batch) => batch[axis]);
  assertClose(all(batches, "xs"), all(expected, "xs"), {
    name: itemsNamed("xs", numberNames("batches", batches, "xs")),
    why: name,
    mistakes: { "those are the ys": all(expected, "ys") },
  });
  assertClose(all(batches, "ys"), all(expected, "ys"), {
    name: itemsNamed("ys", numberNames("batches", batches, "ys")),
    why: name,
    mistakes: { "those are the xs": all(expected, "xs") },
  });
}

function assertSizes(batches: Points[], expected: number[], name: string): void {
  const sizes = batches.map(({ xs }) => xs.length);
  if (sizes.join() === expected.join()) return;
  const total = sum(expected);
  const hint = sizes.every((size) => size === 1) && sizes.length >= total
    ? "tell the loader the batch size"
    : sizes.length === 1 && expected.length > 1
    ? "note all of them, and go on after the first"
    : sizes.length > expected.length && sizes.join().startsWith(`${expected},${expected}`)
    ? "begin a new list of batches in each epoch"
    : sizes.length === expected.length + 1
    ? "the last is not full, and was to be left out with dropLast"
    : sizes.length === expected.length - 1
    ? "the last, smaller one belongs to the epoch, unless dropLast is set"
    : "pass batchSize and dropLast on to the loader";
  fail(`${name} come in batches of ${shown(sizes)}, expected ${shown(expected)}: ${hint}.`);
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isList(value);
}

function shown(sizes: number[]): string {
  if (sizes.length === 0) return "nothing";
  return sizes.length > 6 ? `${sizes.slice(0, 5).join(", ")}, … (${sizes.length} batches)` : sizes.join(", ");
}
