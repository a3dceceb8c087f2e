/**
 * Wrong answers to lesson 15.
 * @module
 */
import { mutants } from "downhill/testing";

const LENGTH = "return this.points.xs.length;";
const ITEM = "return [[this.points.xs[index]], [this.points.ys[index]]];";
const RANGE = "if (!Number.isInteger(index) || index < 0 || index >= this.length) {";
const LOADER =
  "const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed });\n  const epochs";
const IN_LOOP = "for await (const [x, y] of loader) {";
const READ = "batches.push({ xs: Array.from(await x.data()), ys: Array.from(await y.data()) });";
const LIST = "const batches: Points[] = [];";
const ANSWER = "return { neverSeenInOrder: 8, neverSeenShuffled: 0 };";

export default mutants("15_dataset", [
  {
    name: "counts xs and ys",
    replace: LENGTH,
    by: "return Object.values(this.points).flat().length;",
    refusedBy: "15-item",
  },
  {
    name: "gives y first",
    replace: ITEM,
    by: "return [[this.points.ys[index]], [this.points.xs[index]]];",
    refusedBy: "15-item",
  },
  {
    name: "gives numbers instead of lists",
    replace: ITEM,
    by: "return [this.points.xs[index], this.points.ys[index]] as never;",
    refusedBy: "15-item",
  },
  {
    name: "gives an object",
    replace: ITEM,
    by: "return { x: [this.points.xs[index]], y: [this.points.ys[index]] } as never;",
    refusedBy: "15-item",
  },
  {
    name: "counts from 1",
    replace: ITEM,
    by: "return [[this.points.xs[index - 1]], [this.points.ys[index - 1]]];",
    refusedBy: "15-item",
  },
  { name: "allows the length as an index", replace: RANGE, by: RANGE.replace(">=", ">"), refusedBy: "15-range" },
  { name: "allows negative indices", replace: RANGE, by: RANGE.replace(" || index < 0", ""), refusedBy: "15-range" },
  {
    name: "allows half an index",
    replace: RANGE,
    by: RANGE.replace("!Number.isInteger(index) || ", ""),
    refusedBy: "15-range",
  },
  {
    name: "throws an Error of no kind",
    replace: "throw new RangeError(",
    by: "throw new Error(",
    refusedBy: "15-range",
  },
  { name: "refuses index 0", replace: RANGE, by: RANGE.replace("index < 0", "index <= 0"), refusedBy: "15-columns" },
  {
    name: "leaves the batch size to the loader",
    replace: LOADER,
    by: LOADER.replace("batchSize, ", ""),
    refusedBy: "15-batches",
  },
  { name: "forgets dropLast", replace: LOADER, by: LOADER.replace("dropLast, ", ""), refusedBy: "15-batches" },
  { name: "reads the first batch only", replace: READ, by: `${READ}\n      break;`, refusedBy: "15-batches" },
  {
    name: "forgets to wait for the numbers",
    replace: READ,
    by: READ.replaceAll("await x", "x as never").replaceAll("await y", "y as never").replaceAll(
      "as never.data()",
      "as never",
    ),
    refusedBy: "15-batches",
  },
  {
    name: "reads the tensors when the loop is over",
    replace: `${IN_LOOP}\n      ${READ}\n    }`,
    by:
      `const kept = [];\n    for await (const batch of loader) kept.push(batch);\n    for (const [x, y] of kept) {\n      ${READ}\n    }`,
    refusedBy: "15-batches",
  },
  {
    name: "puts the batches of all epochs into one list",
    replace: "epochs.push(batches);",
    by: "(epochs as unknown[]).push(...batches);",
    refusedBy: "15-epochs",
  },
  {
    name: "goes on with the same list in each epoch",
    replace: `for (let epoch = 0; epoch < count; epoch++) {\n    ${LIST}`,
    by: `${LIST}\n  for (let epoch = 0; epoch < count; epoch++) {`,
    refusedBy: "15-epochs",
  },
  { name: "forgets to shuffle", replace: LOADER, by: LOADER.replace("shuffle, ", ""), refusedBy: "15-shuffle" },
  { name: "leaves the seed to the loader", replace: LOADER, by: LOADER.replace(", seed", ""), refusedBy: "15-shuffle" },
  {
    name: "makes a new loader in each epoch",
    replace: LIST,
    by: `${LIST}\n    const loader = new DataLoader(new PointDataset(points), { batchSize, shuffle, dropLast, seed });`,
    refusedBy: "15-shuffle",
  },
  {
    name: "shuffles x and y apart",
    replace: READ,
    by: READ.replace("Array.from(await y.data())", "Array.from(await y.data()).sort()"),
    refusedBy: "15-shuffle",
  },
  {
    name: "keeps the tensors for ever",
    replace: READ,
    by: READ.replace("x.data()", "x.clone().data()"),
    refusedBy: "15-memory",
  },
  {
    name: "keeps all tensors until the end",
    replace: `${IN_LOOP}\n      ${READ}\n    }`,
    by:
      `const kept = [];\n    ${IN_LOOP}\n      kept.push([x.clone(), y.clone()]);\n    }\n    for (const [x, y] of kept) {\n      ${READ}\n      x.dispose();\n      y.dispose();\n    }`,
    refusedBy: "15-memory",
  },
  {
    name: "sorts the caller's points",
    replace: "this.points = points;",
    by: "this.points = points;\n    points.xs.sort((a, b) => a - b);",
    refusedBy: "15-memory",
  },
  { name: "thinks that dropLast loses nobody", replace: ANSWER, by: ANSWER.replace("8", "0"), refusedBy: "15-answer" },
  {
    name: "thinks that shuffling does not help",
    replace: ANSWER,
    by: ANSWER.replace("Shuffled: 0", "Shuffled: 8"),
    refusedBy: "15-answer",
  },
]);
