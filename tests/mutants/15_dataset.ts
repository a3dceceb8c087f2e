/**
 * Wrong answers to lesson 15.
 * @module
 */
import { mutants } from "downhill/testing";

const LENGTH = "return this.points.xs.length;";
const ITEM = "return [[this.points.xs[index]], [this.points.ys[index]]];";
const RANGE = "if (!Number.isInteger(index) || index < 0 || index >= this.length) {";
const THROW = "throw new RangeError(`There is no point ${index}: they go from 0 to ${this.length - 1}.`);";
const DEFAULTS = "{ count = 1, batchSize = 10, shuffle = false, dropLast = false, seed = 42 }";
const LOADER = "const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed });";
const LOOP = "for (let epoch = 0; epoch < count; epoch++) {";
const IN_LOOP = "for await (const [x, y] of loader) {";
const READ = "batches.push({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });";
const LIST = "const batches: Points[] = [];";
const PUSH = "epochs.push(batches);";
const ANSWER = "return { neverSeenInOrder: 8, neverSeenShuffled: 0 };";

/** A mutant that changes the data set. */
function dataset(name: string, replace: string, by: string, refusedBy: "item" | "range", causes?: string[]) {
  return { name, replace, by, refusedBy: `15-${refusedBy}`, causes };
}

/** A mutant that passes other options to the loader. */
function loader(name: string, from: string, to: string, refusedBy: string, causes?: string[]) {
  return { name, replace: LOADER, by: LOADER.replace(from, to), refusedBy: `15-${refusedBy}`, causes };
}

/** A mutant with another default option. */
function byDefault(name: string, from: string, to: string, refusedBy: string, causes?: string[]) {
  return { name, replace: DEFAULTS, by: DEFAULTS.replace(from, to), refusedBy: `15-${refusedBy}`, causes };
}

/** A mutant that changes epochs. */
function epochs(name: string, replace: string, by: string, refusedBy: string, causes?: string[]) {
  return { name, replace, by, refusedBy: `15-${refusedBy}`, causes };
}

/** A mutant that gives a different answer. */
function answer(name: string, inOrder: number, shuffled: number, cause: string) {
  const by = `return { neverSeenInOrder: ${inOrder}, neverSeenShuffled: ${shuffled} };`;
  return { name, replace: ANSWER, by, refusedBy: "15-answer", causes: [cause] };
}

export default mutants("15_dataset", [
  dataset("has a length of 80, whatever the points are", LENGTH, "return 80;", "item", ["that is 80"]),
  dataset("counts the lists instead of the points in them", LENGTH, "return Object.keys(this.points).length;", "item", [
    "that is the number of lists",
  ]),
  dataset("returns the last index as the length", LENGTH, "return this.points.xs.length - 1;", "item", [
    "that is the last index",
  ]),
  dataset("has a length that is too large by one", LENGTH, "return this.points.xs.length + 1;", "item", [
    "that is larger by 1",
  ]),
  dataset(
    "counts every x and every y as a point",
    LENGTH,
    "return this.points.xs.length + this.points.ys.length;",
    "item",
    [
      "an x and its y are one point",
    ],
  ),
  dataset("gives y first", ITEM, "return [[this.points.ys[index]], [this.points.xs[index]]];", "item", [
    "first x, then y",
    "those are the ys",
  ]),
  dataset("gives x twice", ITEM, "return [[this.points.xs[index]], [this.points.xs[index]]];", "item", [
    "the second number is x again",
    "those are the xs",
  ]),
  dataset("gives the index instead of x", ITEM, "return [[index], [this.points.ys[index]]];", "item", [
    "the first number is the index",
  ]),
  dataset(
    "gives numbers instead of lists",
    ITEM,
    "return [this.points.xs[index], this.points.ys[index]] as never;",
    "item",
    [
      "has numbers in it",
    ],
  ),
  dataset(
    "gives x and y in a single list",
    ITEM,
    "return [[this.points.xs[index], this.points.ys[index]]] as never;",
    "item",
    [
      "is not [[x], [y]]: a list of x and a list of y",
    ],
  ),
  dataset(
    "gives an object with x and y",
    ITEM,
    "return { x: [this.points.xs[index]], y: [this.points.ys[index]] } as never;",
    "item",
    [
      "the loader uses positions",
    ],
  ),
  dataset("returns nothing from item", ITEM, "void [this.points.xs[index]];\n    return undefined as never;", "item", [
    'is a "return" missing?',
  ]),
  dataset("gives all points instead of one", ITEM, "return [this.points.xs, this.points.ys];", "item"),
  dataset(
    "numbers the points from one",
    ITEM,
    "return [[this.points.xs[index - 1]], [this.points.ys[index - 1]]];",
    "item",
    [
      "that is the previous point",
    ],
  ),
  dataset(
    "returns the next point instead of the requested one",
    ITEM,
    "return [[this.points.xs[index + 1]], [this.points.ys[index + 1]]];",
    "item",
    [
      "that is the next point",
    ],
  ),
  dataset(
    "removes the point from the lists",
    ITEM,
    "return [this.points.xs.splice(index, 1), this.points.ys.splice(index, 1)];",
    "item",
    [
      "points.xs is changed",
    ],
  ),
  dataset(
    "refuses a point whose x is zero",
    RANGE,
    RANGE.replace("index >= this.length", "!this.points.xs[index]"),
    "item",
    [
      "item() throws if x or y is 0",
    ],
  ),
  dataset("refuses the first index", RANGE, RANGE.replace("index < 0", "index <= 0"), "item", [
    "throws an error, although its indices are 0 to 6",
  ]),
  dataset("refuses the last index", RANGE, RANGE.replace("this.length", "this.length - 1"), "item", [
    "throws an error, although its indices are 0 to 6",
  ]),
  dataset("counts points with the same x only once", LENGTH, "return new Set(this.points.xs).size;", "item"),

  dataset("allows the length as an index", RANGE, RANGE.replace(">=", ">"), "range", ["the last index is 4"]),
  dataset("allows negative indices", RANGE, RANGE.replace(" || index < 0", ""), "range", [
    "an index does not count from the end",
  ]),
  dataset(
    "allows indices that are not whole numbers",
    RANGE,
    RANGE.replace("!Number.isInteger(index) || ", ""),
    "range",
    [
      "only whole numbers",
    ],
  ),
  dataset("rounds an index down to a whole number", RANGE, `index = Math.floor(index);\n    ${RANGE}`, "range", [
    "only whole numbers",
  ]),
  dataset("throws nothing for an index that no point has", RANGE, "if (index === undefined) {", "range", [
    "throws nothing",
  ]),
  dataset("returns undefined for an index that no point has", THROW, "return undefined as never;", "range", [
    "throws nothing",
  ]),
  dataset(
    "takes the nearest point for an index that no point has",
    RANGE,
    `index = Math.min(Math.max(index, 0), this.length - 1);\n    ${RANGE}`,
    "range",
    [
      "throws nothing",
    ],
  ),
  dataset("throws an error that is not a RangeError", THROW, THROW.replace("RangeError", "Error"), "range", [
    "with another kind of error",
  ]),

  loader("does not pass batchSize on to the loader", "batchSize, ", "", "batches", [
    "each point is a batch of its own",
  ]),
  loader("always makes batches of 10", "batchSize, ", "batchSize: 10, ", "batches", [
    "all points of the epoch are in one batch",
    "they have 10 points",
  ]),
  loader("does not pass dropLast on to the loader", "dropLast, ", "", "batches", ["dropLast must leave it out"]),
  loader("always drops a last batch that is not full", "dropLast, ", "dropLast: true, ", "batches", [
    "must be included if dropLast is not set",
  ]),
  loader("does not pass shuffle on to the loader", "shuffle, ", "", "shuffle", [
    "the points come in the order of the data set",
  ]),
  loader("always shuffles", "shuffle, ", "shuffle: true, ", "batches", ["they are shuffled, although"]),
  loader("shuffles only if shuffle is not set", "shuffle, ", "shuffle: !shuffle, ", "batches", [
    "they are shuffled, although",
    "the points come in the order of the data set",
  ]),
  loader("does not pass the seed on to the loader", ", seed }", " }", "shuffle", ["that is the order of seed 42"]),
  loader("takes seed 42 if the seed is zero", ", seed }", ", seed: seed || 42 }", "shuffle", [
    "that is the order of seed 42",
  ]),
  byDefault("has a different default batch size", "batchSize = 10", "batchSize = 1", "batches", [
    "each point is a batch of its own",
  ]),
  byDefault("shuffles by default", "shuffle = false", "shuffle = true", "batches", ["they are shuffled, although"]),
  byDefault("drops the last batch by default", "dropLast = false", "dropLast = true", "batches", [
    "must be included if dropLast is not set",
  ]),
  byDefault("goes through two epochs by default", "count = 1", "count = 2", "batches"),
  byDefault("has a different default seed", "seed = 42", "seed = 0", "shuffle", ["that is the order of seed 0"]),

  epochs("reads only the first batch", READ, `${READ}\n      break;`, "batches", ["there is only the first one"]),
  epochs("keeps only the last batch", READ, `batches.length = 0;\n      ${READ}`, "batches", [
    "there is only the last one",
  ]),
  epochs(
    "puts all batches of an epoch together",
    READ,
    "batches[0] ??= { xs: [], ys: [] };\n      batches[0].xs.push(...await x.data());\n      batches[0].ys.push(...await y.data());",
    "batches",
    ["all points of the epoch are in one batch"],
  ),
  epochs("leaves out the first batch", PUSH, "epochs.push(batches.slice(1));", "batches", ["the first one is missing"]),
  epochs(
    "uses one object for all batches, and changes it",
    READ,
    "batches.fill({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });\n      batches.push(batches[0] ?? { xs: Array.from(await x.data()), ys: Array.from(await y.data()) });",
    "batches",
    [
      "do all batches share one object",
    ],
  ),
  epochs(
    "does not wait for the loop over the loader",
    `${IN_LOOP}\n      ${READ}\n    }`,
    `(async () => {\n      ${IN_LOOP}\n        ${READ}\n      }\n    })();`,
    "batches",
    ["does epochs() wait for its loop"],
  ),
  epochs("returns only the last epoch", "return epochs;", "return epochs.slice(-1);", "epochs", [
    "there is only one epoch",
  ]),
  epochs("keeps tensors instead of numbers", READ, "batches.push({ xs: x as never, ys: y as never });", "batches", [
    "has a tensor instead of a list",
  ]),
  epochs("rounds the numbers", READ, READ.replace("x.data()", "x.data(), Math.round"), "batches"),
  epochs(
    "does not wait for the numbers",
    READ,
    "batches.push({ xs: Array.from(x.data() as never), ys: Array.from(y.data() as never) });",
    "batches",
    [
      'is the "await" before x.data() missing?',
    ],
  ),
  epochs(
    "keeps promises of the numbers",
    READ,
    "batches.push({ xs: x.data() as never, ys: y.data() as never });",
    "batches",
    [
      "has a promise instead of a list",
    ],
  ),
  epochs("swaps xs and ys", IN_LOOP, IN_LOOP.replace("[x, y]", "[y, x]"), "batches", [
    "those are the ys",
  ]),
  epochs(
    "sorts the xs of a batch",
    READ,
    READ.replace("await x.data())", "await x.data()).sort((a, b) => a - b)"),
    "shuffle",
  ),
  epochs(
    "reads the tensors when the loop is over",
    `${IN_LOOP}\n      ${READ}\n    }`,
    `const kept = [];\n    for await (const batch of loader) kept.push(batch);\n    for (const [x, y] of kept) {\n      ${READ}\n    }`,
    "batches",
    ["A batch is read after its iteration"],
  ),
  epochs("puts the batches of all epochs into one list", PUSH, "(epochs as unknown[]).push(...batches);", "epochs", [
    "these are batches",
  ]),
  epochs(
    "continues the list of the previous epoch instead of starting a new one",
    `${LOOP}\n    ${LIST}`,
    `${LIST}\n  ${LOOP}`,
    "epochs",
    [
      "the list of one epoch has the batches of all",
    ],
  ),
  epochs("goes through a single epoch, whatever count is", LOOP, LOOP.replace("epoch < count", "epoch < 1"), "epochs", [
    "there is only one epoch",
  ]),
  epochs("goes through one epoch too many", LOOP, LOOP.replace("epoch < count", "epoch <= count"), "epochs", [
    "that is one epoch too many",
  ]),
  epochs("makes a new loader in each epoch", LIST, `${LIST}\n    ${LOADER}`, "shuffle", [
    "the second epoch has the order of the first",
  ]),
  epochs("skips the order of the first epoch", `${LOADER}\n`, `${LOADER}\n  loader.epoch = 1;\n`, "shuffle", [
    "each epoch has the order of the next epoch",
  ]),
  epochs(
    "cuts the lists into batches itself, without a loader",
    `${IN_LOOP}\n      ${READ}\n    }`,
    "void loader;\n    for (let i = 0; i < points.xs.length; i += batchSize) {\n      const [xs, ys] = [points.xs, points.ys].map((list) => list.slice(i, i + batchSize));\n" +
      "      if (xs.length === batchSize || !dropLast) batches.push({ xs, ys });\n    }",
    "shuffle",
    [
      "the points come in the order of the data set",
      "no batch with a DataLoader",
    ],
  ),
  epochs("clones a tensor of each batch and keeps it", READ, READ.replace("x.data()", "x.clone().data()"), "memory"),
  epochs(
    "clones both tensors of each batch and keeps them",
    READ,
    READ.replaceAll(".data()", ".clone().data()"),
    "memory",
  ),
  epochs(
    "keeps all tensors until the end of the epoch",
    `${IN_LOOP}\n      ${READ}\n    }`,
    `const kept = [];\n    ${IN_LOOP}\n      kept.push([x.clone(), y.clone()]);\n    }\n    for (const [x, y] of kept) {\n      ${READ}\n      x.dispose();\n      y.dispose();\n    }`,
    "memory",
    ["tensors are kept"],
  ),
  {
    name: "sorts the caller's xs",
    replace: "this.points = points;",
    by: "this.points = points;\n    points.xs.sort((a, b) => a - b);",
    refusedBy: "15-memory",
    causes: ["points.xs is changed"],
  },

  answer("says that dropLast leaves out no point", 0, 0, "six batches of 12 do not hold all points"),
  answer(
    "says that shuffling does not change how many points are never seen",
    8,
    8,
    "does every epoch leave out the same points",
  ),
  answer(
    "counts the points that are seen instead of those that are never seen",
    72,
    0,
    "that is the number of points that do appear",
  ),
  answer("counts a point once for each epoch", 80, 0, "that counts a point again in each epoch"),
  answer(
    "gives the size of a batch instead of the number of points left out",
    12,
    0,
    "the number of points in a batch",
  ),
  answer("counts the batches of an epoch", 6, 0, "the number of batches"),
  answer("gives a percentage instead of a number of points", 10, 0, "that is a percentage"),
]);
