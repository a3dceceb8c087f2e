/**
 * The checks of lesson 07.
 * @module
 */
import {
  assertClose,
  assertLossBelow,
  assertNeverRises,
  check,
  itemsNamed,
  normal,
  open,
  requireList,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { list, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/07_random_search_5d.ts")>("07_random_search_5d");

/** The search on (x₁ + … + x₅)² from (1, 2, 3, 4, 5). The sum begins at 15 and falls by about 9 in 1,000 steps. */
const inFive = lesson.share(({ randomSearch }) => {
  const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
  return randomSearch(f, [1, 2, 3, 4, 5], { steps: 2500 });
});

check("arrives at the minimum in five dimensions", {
  id: "07-arrives",
  points: 2,
  hints: [
    "Which lines of lesson 02 use that x is a number?",
    "A sample is a list as long as x: to each number of x, a random number is added.",
    "const sample = x.map((value) => value + stdDev * random()); and then as before.",
  ],
}, async ({ seed }) => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
    return randomSearch(f, [1, 2, 3, 4, 5], { steps: 2500, random });
  }, list(12_500, normal(seed))); // a probe cannot take a generator with it
  // of 1,000 seeds, right answers end at 8e-8 or less, and those that move one coordinate per step at 16 or more
  assertLossBelow(losses, 1e-4, {
    least: 0,
    length: 2500,
    why: "about 1,700 steps with a standard deviation of 0.01 lead there",
  });
  assertClose(sum(requireNumbers(x, "x", 5)), 0, {
    name: "the sum of x after 2,500 steps",
    absolute: 0.01,
    why: "where its square is smallest",
  });
});

check("never gets worse, and notes a loss in every step", {
  id: "07-falls",
  points: 1,
  hints: [
    "How many losses are there after 2,500 steps? Is one larger than the one before it?",
    "If the sample is worse, x must be what it was: is it still, after you made the sample?",
    "Make the sample a new list, keep it only if f(sample) < f(x), and push f(x) in every step.",
  ],
}, async () => {
  const { losses } = await inFive();
  assertNeverRises(losses, { least: 0, length: 2500, why: "a sample that is worse is not kept" });
});

check("draws a separate number for each coordinate", {
  id: "07-coordinates",
  points: 2,
  hints: [
    "In which direction does x go if the same random number is added to all five?",
    "Each coordinate of a sample needs its own call of random().",
    "x.map((value) => value + stdDev * random()) calls random() once for each coordinate.",
  ],
}, async () => {
  const { x } = await lesson.evaluate(({ randomSearch }) => {
    const numbers = [-1, -2, -4, -8, -16];
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
    return randomSearch(f, [10, 20, 30, 40, 50], { steps: 1, stdDev: 0.5, random });
  });
  // the coordinates may take their numbers in any order
  const moved = requireNumbers(x, "x", 5).map((value, i) => value - 10 * (i + 1)).sort((a, b) => b - a);
  assertClose(moved, [-0.5, -1, -2, -4, -8], {
    name: itemsNamed(
      "how far the coordinates went",
      ["first", "second", "third", "fourth", "fifth"].map((place) => `how far the ${place} coordinate went, by size,`),
    ),
    why: "stdDev 0.5 times the numbers −1, −2, −4, −8, −16",
    mistakes: {
      "that is one random number for all of them": [-0.5, -0.5, -0.5, -0.5, -0.5],
      "only one coordinate moves": [0, 0, 0, 0, -0.5],
      "do you multiply by stdDev?": [-1, -2, -4, -8, -16],
      "that is a step of 0.01: do you use the stdDev of the call?": [-0.01, -0.02, -0.04, -0.08, -0.16],
      "x is still where it began: is a better sample kept?": [0, 0, 0, 0, 0],
    },
  });
});

check("keeps the better of the two points in each step", {
  id: "07-keeps",
  points: 1,
  hints: [
    "For given random numbers, work out three steps on paper: which x is kept?",
    "A sample starts from the best x so far, and its loss counts only if it is kept.",
    "In the loop: make the sample; if (f(sample) < f(x)) x = sample; losses.push(f(x));",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) => {
    const numbers = [1, 2, -1, -3, 4, -1, -2, -2.5];
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const f = (x: readonly number[]) => (x[0] + x[1] - 1) ** 2;
    return randomSearch(f, [3, 3], { steps: 4, stdDev: 0.5, random });
  });
  // the sum begins at 6; the samples have sums of 7.5 (worse), 4 (kept), 5.5 (worse) and 1.75 (kept)
  assertClose(losses, [25, 9, 9, 0.5625], {
    name: "losses",
    why: "for (x₁ + x₂ − 1)² from (3, 3) and 8 given numbers",
    mistakes: {
      "that is the loss of the sample, kept or not": [42.25, 9, 20.25, 0.5625],
      "that is the loss before the step": [25, 25, 9, 9],
      "that goes on from every sample, also from those that are worse": [42.25, 20.25, 36, 7.5625],
      "that draws every sample around the start": [25, 9, 9, 7.5625],
    },
  });
  assertClose(sum(requireNumbers(x, "x", 2)), 1.75, {
    name: "the sum of x after 4 steps",
    why: "the best that was tried",
  });
});

check("works in any dimension", {
  id: "07-any",
  points: 2,
  hints: [
    "Does anything in your function know that there are five numbers?",
    "The length of start says how many there are.",
    "map goes over all numbers of a list, however many there are; write no 5 of your own.",
  ],
}, async ({ seed }) => {
  const ends = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const bowl = (x: readonly number[]) => x.reduce((sum, value, i) => sum + (i + 1) * (value - 1) ** 2, 0);
    return [
      randomSearch(bowl, [2], { random }),
      randomSearch(bowl, [0, 3], { stdDev: 0.03, random }),
      randomSearch(bowl, Array(10).fill(3), { stdDev: 0.1, random }),
    ];
  }, list(13_000, normal(seed)));
  // of 1,000 seeds, the worst ended at 2e-8, 2e-5 and 0.28; the starts have losses of 1, 9 and 220
  const bounds = [1e-5, 1e-2, 2];
  const all = requireList(ends, "the list of three walks", 3);
  for (const [i, length] of [1, 2, 10].entries()) {
    const { x, losses } = requireRecord(all[i], `the walk for a start of length ${length}`);
    requireNumbers(x, `x for a start of length ${length}`, length);
    assertLossBelow(losses, bounds[i], { least: 0, name: `losses for a start of length ${length}`, length: 1000 });
  }
});

check("leaves the caller's list unchanged", {
  id: "07-start",
  points: 1,
  hints: [
    "Print start before and after the search. Is it the same?",
    "let x = start does not copy a list: both names stand for the same one, and a change of one is a change of both.",
    "Begin with let x = [...start]; and make every sample a new list, with map.",
  ],
}, async () => {
  const after = await lesson.evaluate(({ randomSearch }) => {
    const start = [1, 2, 3, 4, 5];
    randomSearch((x) => x.reduce((sum, value) => sum + value) ** 2, start, { steps: 20 });
    return [...start];
  });
  assertClose(after, [1, 2, 3, 4, 5], {
    name: "start",
    why: "also after the search: it is the caller's list, so change a copy",
  });
});

check("does nothing in 0 steps", {
  id: "07-zero",
  points: 1,
  hints: [
    "What should come back if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Let x begin as a copy of start and losses empty; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) =>
    randomSearch(([a, b, c]) => a * a + b * b + c * c, [1, 2, 3], { steps: 0 })
  );
  assertClose(x, [1, 2, 3], { name: "x after 0 steps from (1, 2, 3)" });
  requireNumbers(losses, "losses", 0);
});
