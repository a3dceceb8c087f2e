/**
 * The checks of lesson 07.
 * @module
 */
import {
  assertClose,
  assertLossBelow,
  assertNeverRises,
  check,
  counted,
  describe,
  fail,
  isList,
  itemsNamed,
  normal,
  open,
  requireList,
  requireNumbers,
  requireRecord,
} from "downhill/testing";
import { numberAt } from "./oracles/evidence.ts";
import { list, sum } from "./oracles/lists.ts";
import { squaredSumLosses } from "./oracles/random_search.ts";

const lesson = open<typeof import("../solutions/07_random_search_5d.ts")>("07_random_search_5d");

/**
 * The search on (x₁ + … + x₅)² from (1, 2, 3, 4, 5), after a short one. The sum begins at 15 and falls by about 9 in
 * 1,000 steps.
 */
const inFive = lesson.share(({ randomSearch }) => {
  const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
  randomSearch(f, [1, 2, 3, 4, 5], { steps: 5 });
  const search = randomSearch(f, [1, 2, 3, 4, 5], { steps: 2500 });
  return { losses: search?.losses };
});

/** A single step, for which the five random numbers are given. */
const oneStep = lesson.share(({ randomSearch }) => {
  const numbers = [-1, -2, -4, -8, -16];
  let draws = 0;
  const random = () => numbers[draws++ % numbers.length];
  const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
  const search = randomSearch(f, [10, 20, 30, 40, 50], { steps: 1, stdDev: 0.5, random });
  return { x: search?.x, losses: search?.losses, draws };
});

check("arrives at the minimum in five dimensions", {
  id: "07-arrives",
  points: 2,
  hints: [
    "Which lines of lesson 02 work only if x is a number?",
    "A sample is a list of the same length as x, made by adding a random number to each number in x.",
    "const sample = x.map((value) => value + stdDev * random()); and then as before.",
  ],
}, async ({ seed }) => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const f = (x: readonly number[]) => x.reduce((sum, value) => sum + value) ** 2;
    const search = randomSearch(f, [1, 2, 3, 4, 5], { steps: 2500, random });
    return { x: search?.x, losses: search?.losses };
  }, list(12_500, normal(seed))); // a generator cannot be passed to a probe, only its numbers
  // with 1,000 seeds, right answers ended at 8e-8 or less, and those that move one coordinate per step at 16 or more
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
    "How many losses are there after 2,500 steps? Is any loss larger than the previous one?",
    "If the sample is worse, x must stay the same: does making the sample change x?",
    "Make the sample a new list, keep it only if f(sample) < f(x), and push f(x) in every step.",
  ],
}, async () => {
  const { losses } = await inFive();
  assertNeverRises(losses, { least: 0, length: 2500, why: "a sample that is worse is not kept" });
  const search = (stdDev: number, random = normal(42)) =>
    squaredSumLosses([1, 2, 3, 4, 5], { steps: 2500, stdDev, random });
  const { x } = await oneStep();
  const stepIsRight = Math.abs(sum(list(5, (i) => numberAt(x, i))) - (150 - 15.5)) < 1e-9;
  // in each step, rounding changes the sum by 1e-15
  assertClose(losses, search(0.01), {
    name: "losses of a search with the defaults",
    absolute: 1e-9,
    why: "with normal(42) and a standard deviation of 0.01",
    mistakes: () => {
      const continued = normal(42);
      for (let i = 0; i < 25; i++) continued();
      const stdDev = stdDevOf(losses as ArrayLike<number>);
      const right = search(0.01);
      const isNear = right.slice(0, 1000).every((loss, i) => Math.abs(numberAt(losses, i) / loss - 1) < 1e-4);
      const isOther = stepIsRight && Number.isFinite(stdDev);
      return {
        "they continue with the random numbers of an earlier call: by default, each call makes a new normal(42)":
          search(
            0.01,
            continued,
          ),
        ...(isNear && { "they are nearly right: is x rounded, or kept in float32?": Array.from(losses) }),
        ...(isOther && {
          [`those are the losses with a standard deviation of ${describe(stdDev)}: the default is 0.01`]: search(
            stdDev,
          ),
        }),
      };
    },
  });
});

check("draws a separate number for each coordinate", {
  id: "07-coordinates",
  points: 2,
  hints: [
    "In which direction does x move if you add the same random number to all five coordinates?",
    "Each coordinate of a sample needs its own call to random().",
    "x.map((value) => value + stdDev * random()) calls random() once for each coordinate.",
  ],
}, async () => {
  const { x, losses, draws } = await oneStep();
  const long = await inFive();
  const neverMoves = numberAt(long.losses, 2499) === 225;
  const hasOneStep = isList(losses) && losses.length === 1;
  if (hasOneStep && draws === 0) {
    fail("random is never called: take the random numbers only from it.");
  }
  // the coordinates may use the numbers in any order
  const moved = requireNumbers(x, "x", 5).map((value, i) => value - 10 * (i + 1)).sort((a, b) => b - a);
  assertClose(moved, [-0.5, -1, -2, -4, -8], {
    name: itemsNamed(
      "the sorted changes of the coordinates",
      ["first", "second", "third", "fourth", "fifth"].map((place) =>
        `the ${place} of the sorted changes of the coordinates`
      ),
    ),
    why: "a stdDev of 0.5 times the numbers −1, −2, −4, −8, −16",
    mistakes: hasOneStep
      ? {
        "all coordinates use the same random number": [-0.5, -0.5, -0.5, -0.5, -0.5],
        "only one coordinate moves": [0, 0, 0, 0, -0.5],
        "do you multiply by stdDev?": [-1, -2, -4, -8, -16],
        "that comes from a stdDev of 0.01: use the stdDev that is passed in": [-0.01, -0.02, -0.04, -0.08, -0.16],
        ...(losses[0] === 134.5 ** 2 &&
          { "that is the start, but the loss falls: return the best x": [0, 0, 0, 0, 0] }),
        ...(neverMoves && { "x is still the start: is a better sample kept?": [0, 0, 0, 0, 0] }),
      }
      : {},
  });
});

check("keeps the better of the two points in each step", {
  id: "07-keeps",
  points: 1,
  hints: [
    "For given random numbers, work out three steps on paper: which x is kept?",
    "Make each sample from the best x so far. The loss of a step is f at the point that you keep.",
    "In the loop: make the sample; if (f(sample) < f(x)) x = sample; losses.push(f(x));",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) => {
    const numbers = [1, 2, -1, -3, 4, -1, -2, -2.5, 3, 1];
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const f = (x: readonly number[]) => (x[0] + x[1] - 1) ** 2 - 30;
    const search = randomSearch(f, [3, 3], { steps: 5, stdDev: 0.5, random });
    return { x: search?.x, losses: search?.losses };
  });
  const long = await inFive();
  const arrivesElsewhere = numberAt(long.losses, 2499) < 1;
  // the sum begins at 6; the samples have sums of 7.5 (worse), 4 (kept), 5.5 (worse), 1.75 (kept) and 3.75 (worse)
  assertClose(losses, squares(5, 3, 3, 0.75, 0.75), {
    name: "losses",
    why: "for (x₁ + x₂ − 1)² − 30 from (3, 3) and 10 given numbers",
    mistakes: {
      "that is the loss of each sample, even if it is not kept": squares(6.5, 3, 4.5, 0.75, 2.75),
      "that is the loss before the step": squares(5, 5, 3, 3, 0.75),
      "x moves to every sample, even to worse ones": squares(6.5, 4.5, 6, 3.75, 5.75),
      "every sample is drawn around the start": squares(5, 3, 3, 2.75, 2.75),
      "the first sample is kept, although it is worse than the start": squares(6.5, 4.5, 4.5, 2.25, 2.25),
      "every sample is compared with the start, not with the best x so far": squares(5, 3, 4.5, 2.25, 4.25),
      "each coordinate is kept or rejected separately: keep or reject a sample as a whole": squares(
        ...[5, 3, 2.5, 0.25, 0.25],
      ),
      "both coordinates use the same random number": squares(5, 5, 4, 1, 1),
      "only one of the coordinates moves in each step": squares(5, 5, 4.5, 3, 3),
      "each step draws five random numbers: how many does a list of two need?": squares(5, 3.5, 3.5, 2, 2),
      "every sample is below x: a random number can also be positive": squares(3.5, 1.5, 1, 1, 1),
      "do you multiply by stdDev?": squares(5, 1, 1, 1, 1),
      ...(arrivesElsewhere && {
        "x never moves here, where f is negative: do you compare absolute values?": squares(5, 5, 5, 5, 5),
      }),
    },
  });
  assertClose(sum(requireNumbers(x, "x", 2)), 1.75, {
    name: "the sum of x after 5 steps",
    why: "the best point that was tried",
    mistakes: {
      "that is the last sample, which is worse: return the best x": 3.75,
      "that is the start": 6,
    },
  });
});

check("works in any dimension", {
  id: "07-any",
  points: 2,
  hints: [
    "Does your function work only for five numbers?",
    "The number of coordinates is the length of start.",
    "map visits all numbers of a list, however many there are; never write 5.",
  ],
}, async ({ seed }) => {
  const ends = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const bowl = (x: readonly number[]) => x.reduce((sum, value, i) => sum + (i + 1) * (value - 1) ** 2, 0);
    const one = randomSearch(bowl, [2], { random });
    const two = randomSearch(bowl, [0, 3], { stdDev: 0.03, random });
    const ten = randomSearch(bowl, Array(10).fill(3), { stdDev: 0.1, random });
    return [one, two, ten].map((search) => ({ x: search?.x, losses: search?.losses }));
  }, list(13_000, normal(seed)));
  // with 1,000 seeds, the largest final losses were 2e-8, 2e-5 and 0.28; the losses at the starts are 1, 9 and 220
  const bounds = [1e-5, 1e-2, 2];
  const all = requireList(ends, "the list of three walks", 3);
  const explicit = await inFive();
  for (const [i, length] of [1, 2, 10].entries()) {
    const { x, losses } = requireRecord(all[i], `the walk for a start of length ${length}`);
    if (isList(losses) && losses.length !== 1000 && isList(explicit.losses) && explicit.losses.length === 2500) {
      fail(`Without options there are ${counted(losses.length, "step")}, expected 1,000, the default.`);
    }
    requireNumbers(x, `x for a start of length ${length}`, length);
    assertLossBelow(losses, bounds[i], { least: 0, name: `losses for a start of length ${length}`, length: 1000 });
  }
});

check("leaves the caller's list unchanged", {
  id: "07-start",
  points: 1,
  hints: [
    "Print start before and after the search. Is it the same?",
    "let x = start does not copy the list: both names refer to the same list, so changing x changes start.",
    "Make every sample a new list, with x.map((value) => …), and never write to x[i].",
  ],
}, async () => {
  const after = await lesson.evaluate(({ randomSearch }) => {
    const start = [4, 1, 5, 2, 3];
    randomSearch((x) => x.reduce((sum, value) => sum + value) ** 2, start, { steps: 20 });
    return [...start];
  });
  const numbers = requireNumbers(after, "start", 5);
  if (numbers.some((value, i) => value !== [4, 1, 5, 2, 3][i])) {
    fail(
      `start was (4, 1, 5, 2, 3) and is now (${
        numbers.map(describe).join(", ")
      }): it is the caller's list, so work with a copy.`,
    );
  }
});

check("does nothing in 0 steps", {
  id: "07-zero",
  points: 1,
  hints: [
    "What should the function return if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Begin with x as a copy of start, and with an empty list of losses; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) => {
    const search = randomSearch(([a, b, c]) => a * a + b * b + c * c, [1, 2, 3], { steps: 0 });
    return { x: search?.x, losses: search?.losses };
  });
  assertClose(x, [1, 2, 3], { name: "x after 0 steps from (1, 2, 3)" });
  requireNumbers(losses, "losses", 0);
});

/** The losses of (x₁ + x₂ − 1)² − 30 for these values of x₁ + x₂ − 1. */
function squares(...values: number[]): number[] {
  return values.map((value) => value ** 2 - 30);
}

/**
 * The standard deviation of a search with normal(42) from a sum of 15. It is computed from the first loss that differs
 * from the loss at the start.
 */
function stdDevOf(losses: ArrayLike<number>): number {
  const first = Array.from(losses).findIndex((loss) => loss !== 225);
  const random = normal(42);
  const draws = list(5 * (first + 1), random).slice(-5);
  return Number(((15 - Math.sqrt(losses[first])) / -sum(draws)).toPrecision(3));
}
