/**
 * The checks of lesson 02.
 * @module
 */
import {
  assertClose,
  assertLossBelow,
  assertNeverRises,
  check,
  describe,
  fail,
  isList,
  type Mistakes,
  normal,
  open,
  requireNumber,
  requireNumbers,
  requireStepLosses,
} from "downhill/testing";
import { factors, randomSearch } from "./oracles/02_random_search.ts";
import { list } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/02_random_search.ts")>("02_random_search");

/**
 * Seven steps on (x − 1)² − 2 from 3 with a standard deviation of 0.5. Worse and better samples alternate. Where f is
 * below 0, its absolute value is largest at its minimum.
 */
const script = {
  f: (x: number) => (x - 1) ** 2 - 2,
  start: 3,
  numbers: [1, -1.5, 0.75, -2, 2.25, -0.125, 1],
  stdDev: 0.5,
};
const SAMPLES = [3.5, 2.25, 2.625, 1.25, 2.375, 1.1875, 1.6875];

const scripted = lesson.share(({ randomSearch }, numbers) => {
  const tried = new Set<number>();
  let draws = 0;
  const f = (x: number) => {
    tried.add(x);
    return (x - 1) ** 2 - 2;
  };
  const random = () => numbers[draws++ % numbers.length];
  const { x, losses } = randomSearch(f, 3, { steps: numbers.length, stdDev: 0.5, random });
  return { x, losses, samples: [...tried].filter((x) => x !== 3), draws }; // f may be called with the start at any time
}, script.numbers);

/** The first 1,000 numbers of the default generator. */
const NUMBERS = list(1000, normal(42));

check("arrives at the minimum of x²", {
  id: "02-arrives",
  points: 2,
  hints: [
    "Print x and the sample for the first five steps: when does x change?",
    "The sample is better if f is smaller there. Only then does it become the new x.",
    "if (f(sample) < f(x)) x = sample;",
  ],
}, async ({ seed }) => {
  const numbers = list(1000, normal(seed));
  const { x, losses, asked } = await lesson.evaluate(({ randomSearch }, numbers) => {
    const search = (options: { steps?: number; stdDev?: number }) => {
      let draws = 0;
      return randomSearch((x) => x ** 2, 2, { ...options, random: () => numbers[draws++ % numbers.length] });
    };
    const { x, losses } = search({});
    return { x, losses, asked: search({ steps: 1000, stdDev: 0.01 }).losses };
  }, numbers); // a generator cannot be passed to a probe, only its numbers
  const right = rightLosses(numbers);
  if (isRight(asked, right) && isList(losses) && losses.length > 0 && !isRight(losses, right)) {
    const option = losses.length === 1000 ? "stdDev" : "steps";
    fail(
      `losses are wrong without options, but right with { steps: 1000, stdDev: 0.01 }: did you change the default of ${option}?`,
    );
  }
  requireStepLosses(losses, right, 4);
  // with 1,000 seeds, right answers ended at 5e-8 or less, and answers that keep every sample at 0.67 or more
  assertLossBelow(losses, 1e-5, {
    least: 0,
    why: "about half of the 1,000 samples are better, and they lead from 2 to 0",
  });
  assertClose(x, 0, { name: "x after 1,000 steps", absolute: Math.sqrt(1e-5), why: "where x² is smallest" });
});

check("never gets worse, and notes a loss in every step", {
  id: "02-falls",
  points: 1,
  hints: [
    "How many losses are there after 1,000 steps? Is any loss larger than the previous one?",
    "Note f(x) in every step, whether x has moved or not: it is f at the point that you kept.",
    "losses.push(f(x)); is after the if, not inside it.",
  ],
}, async () => {
  const { losses, lastAgain, asked } = await lesson.evaluate(({ randomSearch }, numbers) => {
    const losses = (options?: { random: () => number }) => randomSearch((x) => x ** 2, 2, options).losses;
    let draws = 0;
    const [first, again] = [losses(), losses()];
    return {
      losses: first,
      lastAgain: again[again.length - 1],
      asked: losses({ random: () => numbers[draws++ % numbers.length] }),
    };
  }, NUMBERS);
  const right = rightLosses(NUMBERS);
  const values = requireStepLosses(losses, right, 4);
  const isRightIfAsked = isRight(asked, right);
  if (values[values.length - 1] !== lastAgain) {
    fail("Two identical calls without options give different losses: do both draw from a new normal(42)?", {
      hasCause: isRightIfAsked,
    });
  }
  if (isRightIfAsked && !isRight(values, right)) {
    fail("losses without options are not those with { random: normal(42) }: did you change the default of random?");
  }
  assertNeverRises(values, { least: 0, why: "a worse sample must not be kept" });
  assertClose(values, right, { name: "losses", absolute: 1e-10, why: "with the numbers of normal(42)" });
});

/** The mistakes that explain the given samples. */
function mistakesInSamples(samples: readonly number[]): Mistakes {
  const mistakes: Mistakes = {
    "they are drawn around the start: does x move to a better sample?": script.numbers.map((each) => 3 + 0.5 * each),
    "the search continues from every sample, even from worse ones": [3.5, 2.75, 3.125, 2.125, 3.25, 3.1875, 3.6875],
    "the search continues from the first sample, although it is worse than the start": [
      3.5,
      2.75,
      3.125,
      1.75,
      2.875,
      1.6875,
      2.1875,
    ],
  };
  const [first, ...others] = factors(script, samples);
  if (others.every((factor) => Math.abs(factor - first) < 1e-9)) {
    mistakes[`every random number is multiplied by ${describe(first)}: is that stdDev?`] = samples;
  }
  if (others.every((factor, i) => 0 < factor && factor < [first, ...others][i])) {
    mistakes["the samples come closer to x from step to step, but stdDev is the same in every step"] = samples;
  }
  return mistakes;
}

check("draws each sample around the best x so far", {
  id: "02-samples",
  points: 2,
  hints: [
    "Where do you look next: around the start, or around the point that you moved to?",
    "A sample is x plus stdDev times the next random number; draw it once and use it twice, in f and as the new x.",
    "const sample = x + stdDev * random();",
  ],
}, async () => {
  const { samples, losses, draws: counted } = await scripted();
  const draws = requireNumber(counted, "the number of calls to random");
  if (draws === 0) fail("random is never called: draw a number for every sample from the random that is passed in.");
  const values = requireNumbers(samples, "samples");
  if (values.length > 7 && draws > 7 && isList(losses) && losses.length === 7) {
    fail(`random is called ${describe(draws)} times in 7 steps: draw one sample in each step.`);
  }
  const why = "x + stdDev · random() from the best x so far, with 7 given numbers";
  assertClose(values, SAMPLES, { name: "samples", why, mistakes: () => mistakesInSamples(values) });
});

check("keeps the better of the two points in each step", {
  id: "02-keeps",
  points: 2,
  hints: [
    "For given random numbers, work out three steps on paper: which x is kept?",
    "The loss of a step is f at the point that you keep, so note it after the choice.",
    "In the loop: draw the sample; if (f(sample) < f(x)) x = sample; losses.push(f(x));",
  ],
}, async () => {
  const { x, losses } = await scripted();
  const kept = [3, 3, 2.25, 2.25, 1.25, 1.25, 1.1875, 1.1875];
  const right = kept.slice(1).map(script.f);
  const values = requireStepLosses(losses, right, script.f(3));
  const isNearly = values.every((loss, i) => Math.abs(loss - right[i]) <= 0.005);
  assertClose(values, right, {
    name: "losses",
    why: "on (x − 1)² − 2 from 3, with 7 given numbers",
    mistakes: {
      "that is the loss of each sample, even if it is not kept": SAMPLES.map(script.f),
      "that is the loss before the step": kept.slice(0, 7).map(script.f),
      "that is x, not f(x)": kept.slice(1),
      ...(isNearly ? { "that is nearly right: are the losses rounded?": values } : {}),
    },
  });
  assertClose(x, 1.1875, {
    name: "x after 7 steps",
    why: "the best point that was tried",
    mistakes: {
      "that is the start": 3,
      "that is the last sample, which is not kept": 1.6875,
      "that is f(x), not x": script.f(1.1875),
    },
  });
  const first = await lesson.evaluate(({ randomSearch }) => {
    const { x, losses } = randomSearch((x) => (x - 1) ** 2 - 2, 3, { steps: 1, stdDev: 0.5, random: () => -1 });
    return { x, losses };
  });
  assertClose(first.losses, [script.f(2.5)], {
    name: "losses after one step from 3 to 2.5",
    why: "(x − 1)² − 2 is smaller at 2.5",
    mistakes: { "x does not move: what is the first sample compared with?": [script.f(3)] },
  });
  assertClose(first.x, 2.5, { name: "x after one step from 3 to 2.5" });
});

check("works for other functions and standard deviations", {
  id: "02-general",
  points: 1,
  hints: [
    "Does your function work only for x², or only from a start of 2?",
    "Everything that the search needs is passed in as a parameter.",
    "Use f, start, steps, stdDev and random as they are passed in; do not write numbers of your own.",
  ],
}, async ({ seed }) => {
  const { chain, kink } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    return {
      chain: randomSearch((x) => Math.cosh(x + 1) - 1, 1, { stdDev: 0.03, random }).losses,
      kink: randomSearch((x) => Math.abs(x - 5), 4, { steps: 500, stdDev: 0.05, random }).losses,
    };
  }, list(1500, normal(seed)));
  // with 1,000 seeds, the largest final losses were 5e-8 for cosh and 0.001 for |x − 5|
  assertLossBelow(chain, 1e-4, { least: 0, name: "losses on cosh(x + 1) − 1", why: "its minimum is 0" });
  assertLossBelow(kink, 0.02, { least: 0, name: "losses on |x − 5|", why: "its minimum is 0" });
});

check("crosses flat stairs, where moving and staying are both right", {
  id: "02-stairs",
  points: 1,
  hints: [
    "What does your search do where f is the same at x and at the sample?",
    "On a flat stair, moving and staying are both right; only a worse sample must never be kept.",
    "If f is equal, x stays with f(sample) < f(x), and moves with f(sample) <= f(x). Both reach the lowest stair.",
  ],
}, async ({ seed }) => {
  const { losses } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    const { losses } = randomSearch((x) => Math.abs(Math.round(10 * (x - 3))), 4, { stdDev: 0.05, random });
    return { losses };
  }, list(1000, normal(seed)));
  assertNeverRises(losses, { least: 0, why: "a worse sample must not be kept" });
  assertLossBelow(losses, 1, { least: 0, why: "there are 10 stairs down to 0" }); // all 1,000 seeds reach 0, with < and with <=
});

check("does nothing in 0 steps", {
  id: "02-zero",
  points: 1,
  hints: [
    "What should the function return if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Begin with x = start and an empty list of losses; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) => {
    const { x, losses } = randomSearch((x) => x ** 2, 2, { steps: 0, random: () => -1 });
    return { x, losses };
  });
  requireStepLosses(losses, [], 4);
  assertClose(x, 2, { name: "x after 0 steps from 2" });
});

/** The losses of a right search on x² from 2 with the default options. */
function rightLosses(numbers: readonly number[]): number[] {
  return randomSearch({ f: (x) => x ** 2, start: 2, numbers, stdDev: 0.01 }).losses;
}

/**
 * Whether `losses` are right. In 1,000 steps, rounding changes x, which is at most 2, by up to 2e-13, and x² by up to
 * four times as much.
 */
function isRight(losses: unknown, right: readonly number[]): boolean {
  if (!isList(losses) || losses.length !== right.length) return false;
  const values = Array.from(losses);
  return values.every((loss, i) => typeof loss === "number" && Math.abs(loss - right[i]) < 1e-10);
}
