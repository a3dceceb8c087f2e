/**
 * The checks of lesson 02.
 * @module
 */
import { assertClose, assertLossBelow, assertNeverRises, check, normal, open, requireNumbers } from "downhill/testing";
import { list } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/02_random_search.ts")>("02_random_search");

/** Six steps on (x − 1)² from 3 with a standard deviation of 0.5: up and down in turn, and the samples they lead to. */
const script = { numbers: [1, -1.5, 0.75, -2, 2.25, -0.125], samples: [3.5, 2.25, 2.625, 1.25, 2.375, 1.1875] };

const scripted = lesson.share(({ randomSearch }, numbers) => {
  const tried: number[] = [];
  let draws = 0;
  const f = (x: number) => {
    tried.push(x);
    return (x - 1) ** 2;
  };
  const random = () => numbers[draws++ % numbers.length];
  const { x, losses } = randomSearch(f, 3, { steps: numbers.length, stdDev: 0.5, random });
  return { x, losses, tried };
}, script.numbers);

check("arrives at the minimum of x²", {
  id: "02-arrives",
  points: 2,
  hints: [
    "Print x and the sample for the first five steps: when does x change?",
    "The sample is better if f is smaller there. Only then does it become the new x.",
    "if (f(sample) < f(x)) x = sample;",
  ],
}, async ({ seed }) => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    return randomSearch((x) => x ** 2, 2, { random: () => numbers[draws++ % numbers.length] });
  }, list(1000, normal(seed))); // a probe cannot take a generator with it
  // of 1,000 seeds, right answers end at a loss of 5e-8 or less, and those that keep every sample at 0.67 or more
  assertLossBelow(losses, 1e-5, {
    least: 0,
    length: 1000,
    why: "keeping the better ones of 500 samples leads from 2 to 0",
  });
  assertClose(x, 0, { name: "x after 1,000 steps", absolute: Math.sqrt(1e-5), why: "where x² is smallest" });
});

check("never gets worse, and notes a loss in every step", {
  id: "02-falls",
  points: 1,
  hints: [
    "How many losses are there after 1,000 steps? Is one larger than the one before it?",
    "Note f(x) in every step, whether you moved or not; it is f of the point that you kept.",
    "losses.push(f(x)); stands after the if, not inside it.",
  ],
}, async () => {
  const { losses } = await lesson.evaluate(({ randomSearch }) => randomSearch((x) => x ** 2, 2));
  assertNeverRises(losses, { least: 0, length: 1000, why: "a sample that is worse is not kept" });
});

check("draws each sample around the best x so far", {
  id: "02-samples",
  points: 2,
  hints: [
    "Where do you look next: around the start, or around the point that you moved to?",
    "A sample is x plus stdDev times the next random number; draw it once and use it twice, in f and as the new x.",
    "const sample = x + stdDev * random();",
  ],
}, async () => {
  const { tried } = await scripted();
  // f may be called with x again and again; what counts is which new points it is called with
  const samples = [...new Set(requireNumbers(tried, "the list of tried points"))].filter((x) => x !== 3);
  const { numbers } = script;
  assertClose(samples, script.samples, {
    name: "samples",
    why: "x + stdDev · random() around the best x so far, for 6 given numbers",
    mistakes: {
      "that is drawn around the start: does x move to what is better?": numbers.map((number) => 3 + 0.5 * number),
      "do you multiply the random number by stdDev?": [4, 1.5, 2.25, -0.5, 3.75, 1.375],
      "that is a step of 0.01: do you use the stdDev of the call?": [3.01, 2.985, 2.9925, 2.965, 2.9875, 2.96375],
      "that goes on from every sample, also from those that are worse": [3.5, 2.75, 3.125, 2.125, 3.25, 3.1875],
    },
  });
});

check("keeps the better of the two points in each step", {
  id: "02-keeps",
  points: 2,
  hints: [
    "For given random numbers, work out three steps on paper: which x is kept?",
    "The loss of a step is that of the point kept in this step, so it is noted after the choice.",
    "In the loop: draw the sample; if (f(sample) < f(x)) x = sample; losses.push(f(x));",
  ],
}, async () => {
  const { x, losses } = await scripted();
  assertClose(losses, [4, 1.5625, 1.5625, 0.0625, 0.0625, 0.03515625], {
    name: "losses",
    why: "for (x − 1)² from 3 and 6 given numbers",
    mistakes: {
      "that is the loss of the sample, kept or not": script.samples.map((sample) => (sample - 1) ** 2),
      "that is the loss before the step": [4, 4, 1.5625, 1.5625, 0.0625, 0.0625],
      "that is x, not f(x)": [3, 2.25, 2.25, 1.25, 1.25, 1.1875],
    },
  });
  assertClose(x, 1.1875, { name: "x after 6 steps", why: "the best that was tried" });
});

check("works for other functions and standard deviations", {
  id: "02-general",
  points: 1,
  hints: [
    "Does anything in your function know that f is x², or that the start is 2?",
    "Everything that the search needs comes in through its parameters.",
    "Use f, start, steps, stdDev and random as they are passed in; write no number of your own.",
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
  // of 1,000 seeds, the worst ended at 5e-8 and at 0.001
  assertLossBelow(chain, 1e-4, {
    least: 0,
    name: "losses on cosh(x + 1) − 1",
    length: 1000,
    why: "its minimum is 0",
  });
  assertLossBelow(kink, 0.02, { least: 0, name: "losses on |x − 5|", length: 500, why: "its minimum is 0" });
});

check("crosses flat stairs, where moving and staying are both right", {
  id: "02-stairs",
  points: 1,
  hints: [
    "What does your search do where f is the same at x and at the sample?",
    "Moving and staying are both right on the flat; only a sample that is worse must never be kept.",
    "if (f(sample) < f(x)) stays on ties, and <= moves: both arrive.",
  ],
}, async ({ seed }) => {
  const { losses } = await lesson.evaluate(({ randomSearch }, numbers) => {
    let draws = 0;
    const random = () => numbers[draws++ % numbers.length];
    return randomSearch((x) => Math.abs(Math.round(10 * (x - 3))), 4, { stdDev: 0.05, random });
  }, list(1000, normal(seed)));
  assertNeverRises(losses, { least: 0, length: 1000, why: "a sample that is worse is not kept" });
  assertLossBelow(losses, 1, { least: 0, why: "there are 10 stairs down to 0" }); // 1,000 seeds: all arrive, with < as with <=
});

check("does nothing in 0 steps", {
  id: "02-zero",
  points: 1,
  hints: [
    "What should come back if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Let x begin at start and losses empty; the loop runs while step < steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ randomSearch }) => randomSearch((x) => x ** 2, 2, { steps: 0 }));
  assertClose(x, 2, { name: "x after 0 steps from 2" });
  requireNumbers(losses, "losses", 0);
});
