/**
 * The checks of lesson 09. The expected numbers are NumPy's. `noisyCubic` draws them here; its own tests compare it
 * with NumPy, to the last bit.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  check,
  counted,
  cubic,
  describe,
  fail,
  noisyCubic,
  open,
  RandomState,
  requireList,
  requireNumbers,
  requireRecord,
  withMinus,
} from "downhill/testing";
import { indexOfLargest, indexOfSmallest, list, mean, sum } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/09_data.ts")>("09_data");

/** Tolerances that allow no difference. */
const TO_THE_LAST_BIT = { relative: 0, absolute: 0 };

/** Horner's scheme changes y, which is about 20, by at most 7e-15; the noise is about 1. */
const ROUNDING = 1e-13;

const COUNT = 80;
const points = noisyCubic({ seed: 42, count: COUNT });

const sample = lesson.share(({ sampleData, cubic }, xs) => {
  const made = sampleData(42);
  return { xs: made?.xs, ys: made?.ys, law: xs.map((x) => cubic(x)) };
}, points.xs);

check("computes the law behind the data", {
  id: "09-cubic",
  points: 1,
  hints: [
    "What is the polynomial at x = 0? At x = 1, do you get 8.8?",
    "In JavaScript x³ is x ** 3, and every × is written as *.",
    "return 1.3 * x ** 3 - 3 * x ** 2 + 3.6 * x + 6.9;",
  ],
}, async ({ seed }) => {
  const random = new RandomState(seed);
  const xs = [0, 1, -1, 2, ...list(6, () => random.uniform(-3, 3))];
  const ys = await lesson.evaluate(({ cubic }, xs) => xs.map((x) => cubic(x)), xs);
  const at = (a: number, b: number, c: number, d: number) => xs.map((x) => a * x ** 3 + b * x ** 2 + c * x + d);
  assertClose(ys, xs.map(cubic), {
    name: "cubic(x)",
    absolute: 1e-11, // the terms are at most 50
    why: "1.3x³ − 3x² + 3.6x + 6.9",
    mistakes: {
      "the term 3x² is added, but it must be subtracted": at(1.3, 3, 3.6, 6.9),
      "the second term is 3x, without its square": at(1.3, 0, 0.6, 6.9),
      "the term 1.3x³ is missing": at(0, -3, 3.6, 6.9),
      "the term 3x² is missing": at(1.3, 0, 3.6, 6.9),
      "the term 3.6x is missing": at(1.3, -3, 0, 6.9),
      "6.9 is missing": at(1.3, -3, 3.6, 0),
      "the term 3.6x is subtracted, but it must be added": at(1.3, -3, -3.6, 6.9),
      "x² and x³ are swapped": at(-3, 1.3, 3.6, 6.9),
      "that is (1.3x)³, not 1.3 times x³": at(1.3 ** 3, -3, 3.6, 6.9),
      "that is (3x)², not 3 times x²": at(1.3, -9, 3.6, 6.9),
      "the coefficients are in reverse order": at(6.9, 3.6, -3, 1.3),
      "in JavaScript, ^ does not compute powers: write x ** 3": xs.map((x) =>
        1.3 * (x ^ 3) - 3 * (x ^ 2) + 3.6 * x + 6.9
      ),
    },
  });
});

check("returns equally spaced numbers, both ends included", {
  id: "09-linspace",
  points: 2,
  hints: [
    "Five fence posts: how many gaps are between them?",
    "The distance between neighbours is the distance between the ends, divided by count − 1.",
    "const step = (stop - start) / (count - 1); return Array.from({ length: count }, (_, i) => start + i * step);",
  ],
}, async () => {
  const { fifty, five, down, two } = await lesson.evaluate(({ linspace }) => ({
    fifty: linspace(-1, 3),
    five: linspace(10, 12, 5),
    down: linspace(1, 0, 3),
    two: linspace(0.25, 0.375, 2),
  }));
  const count = requireNumbers(fifty, "linspace(−1, 3)").length;
  if (count !== 50) {
    // one number too many or too few can have several causes, so the message asks a question
    const hint = count === 51
      ? ": how many gaps are between 50 numbers?"
      : count === 49
      ? ": is one end missing?"
      : ".";
    fail(`linspace(−1, 3) has ${counted(count, "value")}, expected 50${hint}`, { hasCause: false });
  }
  assertClose(fifty, list(50, (i) => -1 + 4 * i / 49), {
    name: "linspace(−1, 3)",
    absolute: ROUNDING,
    why: "the first is −1, the last is 3",
    mistakes: {
      "the last number is one step below 3: fifty points have forty-nine gaps": list(50, (i) => -1 + 4 * i / 50),
      "the first number is one step too large: it must be start itself": list(50, (i) => -1 + 4 * (i + 1) / 50),
      "the first number is 0, but it must be start": list(50, (i) => 4 * i / 49),
      "the list goes from stop to start": list(50, (i) => 3 - 4 * i / 49),
      "each number is its index times stop": list(50, (i) => 3 * i),
    },
  });
  const length = requireNumbers(five, "linspace(10, 12, 5)").length;
  if (length === 50) fail("linspace(10, 12, 5) has 50 values, expected 5: the count that is passed in has no effect.");
  assertClose(five, [10, 10.5, 11, 11.5, 12], {
    name: "linspace(10, 12, 5)",
    absolute: ROUNDING,
    mistakes: {
      "the numbers begin at −1, whatever start is": list(5, (i) => -1 + 13 * i / 4),
      "the numbers end at 3, whatever stop is": list(5, (i) => 10 - 7 * i / 4),
      "the numbers go from −1 to 3, whatever start and stop are": list(5, (i) => -1 + i),
      "the step is right for 50 numbers, but not for this count": list(5, (i) => 10 + 2 * i / 49),
    },
  });
  assertClose(down, [1, 0.5, 0], {
    name: "linspace(1, 0, 3)",
    absolute: ROUNDING,
    mistakes: {
      "the step has lost its sign: stop may be less than start": [1, 1.5, 2],
      "they are sorted: stop may be less than start": [0, 0.5, 1],
    },
  });
  assertClose(two, [0.25, 0.375], { name: "linspace(0.25, 0.375, 2)", absolute: ROUNDING });
});

/** The right noise, drawn after all x. */
const noise = afterXs((random) => random.normal());

/** Each x drawn together with its noise. */
const inTurn = drawAll((random) => [random.uniform(-1, 3), random.normal()]);

/** All noise drawn first, and then all x. */
const noiseFirst = (() => {
  const random = new RandomState(42);
  const noise = drawAll((random) => random.normal(), random);
  return { noise, xs: drawAll((random) => random.uniform(-1, 3), random) };
})();

const IN_TURN = "you draw each x together with its noise, so both get the wrong random numbers: " +
  "draw all x first, then all noise";
const NOISE_FIRST = "you draw the noise before the x, so both get the wrong random numbers: " +
  "draw all x first, then all noise";

check("draws the same x as NumPy, to the last bit", {
  id: "09-xs",
  points: 2,
  hints: [
    "Print the first three x. Are they 0.498, 2.803 and 1.928?",
    "Make one generator. Draw all x from it, each between the same two ends, before any noise.",
    "const random = new RandomState(seed); const xs = Array.from({ length: count }, () => random.uniform(-1, 3));",
  ],
}, async () => {
  const { xs } = await sample();
  const [low, high] = [indexOfSmallest(points.xs), indexOfLargest(points.xs)];
  const came = requireNumbers(xs, "xs", COUNT);
  const scale = (came[high] - came[low]) / (points.xs[high] - points.xs[low]);
  const start = came[low] - scale * (points.xs[low] + 1);
  const [from, to] = [start, start + 4 * scale].map((end) => Number(end.toPrecision(9)));
  const isOther = Math.abs(from + 1) + Math.abs(to - 3) > 0.01 && Math.abs(from) + Math.abs(to) < 1e6;
  assertClose(xs, points.xs, {
    ...TO_THE_LAST_BIT,
    name: "xs",
    why: "NumPy's, for seed 42",
    mistakes: () => ({
      [IN_TURN]: inTurn.map(([x]) => x),
      [NOISE_FIRST]: noiseFirst.xs,
      "those are uniform on [0, 1): uniform takes the two ends": drawAll((random) => random.uniform()),
      "those go up to 4: uniform takes two ends, not an end and a width": drawAll((random) => random.uniform(-1, 4)),
      "uniform takes the lower end first": drawAll((random) => random.uniform(3, -1)),
      "those are normally distributed: draw uniform numbers": drawAll((random) => random.normal()),
      "xs and ys are swapped": points.ys,
      "all x are the same number: make the generator once, before the first draw": drawAll(() => points.xs[0]),
      "they are sorted: keep the order in which they were drawn": [...points.xs].sort((a, b) => a - b),
      ...(isOther &&
        { [`those are uniform on [${withMinus(`${from}, ${to}`)})`]: drawAll((random) => random.uniform(from, to)) }),
      "they are equally spaced, but they must be random": drawAll((_, i) => -1 + 4 * i / (COUNT - 1)),
    }),
  });
});

check("adds the same noise as NumPy", {
  id: "09-ys",
  points: 2,
  hints: [
    "Is y above the law as often as below it? After how many draws does the noise begin?",
    "Draw the noise after all x, from the same generator: one random.normal() for each point, in order.",
    "const ys = xs.map((x) => cubic(x) + random.normal());",
  ],
}, async () => {
  const { ys, law } = await sample();
  const own = requireNumbers(law, "cubic(x)", COUNT);
  assertClose(own, points.xs.map(cubic), { name: "cubic(x)", absolute: ROUNDING, why: "1.3x³ − 3x² + 3.6x + 6.9" });
  const made = requireNumbers(ys, "ys", COUNT).map((y, i) => y - own[i]);
  const [low, high] = [indexOfSmallest(noise), indexOfLargest(noise)];
  const factor = (made[high] - made[low]) / (noise[high] - noise[low]);
  const shift = made[low] - noise[low];
  assertClose(ys, own.map((y, i) => y + noise[i]), {
    absolute: ROUNDING,
    name: "ys",
    why: "cubic(x) + NumPy's noise, for seed 42",
    mistakes: () => ({
      "xs and ys are swapped": points.xs,
      [IN_TURN]: inTurn.map(([x, noise]) => cubic(x) + noise),
      [NOISE_FIRST]: noiseFirst.xs.map((x, i) => cubic(x) + noiseFirst.noise[i]),
      "that is the law without noise": points.xs.map(cubic),
      "that is only the noise": noise,
      "the noise must be added, not subtracted": noisy(noise.map((each) => -each)),
      "you make a second generator with the same seed, so the noise depends on x: use only one generator": noisy(
        drawAll((random) => random.normal()),
      ),
      "the noise is uniform: use random.normal()": noisy(afterXs((random) => random.uniform())),
      "the noise is uniform on [−1, 1): use random.normal()": noisy(
        afterXs((random) => random.uniform(-1, 1)),
      ),
      "you make a second generator with the next seed: use only one generator": noisy(
        drawAll((random) => random.normal(), new RandomState(43)),
      ),
      "the noise begins one draw too late": noisy(
        afterXs((random, i) => i === 0 ? [random.normal(), random.normal()][1] : random.normal()),
      ),
      "all points have the noise of the first point: draw one number for each": noisy(drawAll(() => noise[0])),
      "the noise is added to x, but it must be added to y": points.xs.map((x, i) => cubic(x + noise[i])),
      "the noise is squared before it is added": noisy(noise.map((each) => each ** 2)),
      "the noise is never below 0: you add its absolute value": noisy(noise.map(Math.abs)),
      "the law is multiplied by the noise": points.xs.map((x, i) => cubic(x) * noise[i]),
      "the noise is multiplied by the law before it is added": points.xs.map((x, i) => cubic(x) * (1 + noise[i])),
      // if the numbers are only rounded, the factor is nearer to 1 and the shift nearer to 0
      ...(Math.abs(factor - 1) > 0.01 && {
        [`the noise is ${describe(factor)} times the numbers that normal() returns`]: noisy(
          noise.map((each) => factor * each),
        ),
      }),
      ...(Math.abs(shift) > 0.01 && {
        [`besides the noise, ${describe(shift)} is added to every y`]: noisy(noise.map((each) => each + shift)),
      }),
    }),
  });
});

check("draws the same points only for the same seed", {
  id: "09-seeds",
  points: 2,
  hints: [
    "Call sampleData(7) twice. Do you get the same points both times? Do they differ from those of seed 42?",
    "seed and count are parameters, and each call makes its own generator.",
    "Write const random = new RandomState(seed); inside the function, and use { length: count }.",
  ],
}, async ({ seed }) => {
  const other = (seed + 1) % 2 ** 32;
  const asked = [[seed, 80], [other, 7], [2 ** 32 - 1, 3], [other, 7], [0, 1], [other, 4]];
  const evidence = await lesson.evaluate(({ sampleData }, asked) =>
    asked.map(([seed, count]) => {
      const made = sampleData(seed, count);
      return { xs: made?.xs, ys: made?.ys };
    }), asked);
  const call = (i: number) => `sampleData(${asked[i].join(", ")})`;
  const samples = requireList(evidence, "the list of samples", asked.length).map((each, i) =>
    requireRecord(each, `what ${call(i)} returns`)
  );
  for (const axis of ["xs", "ys"] as const) {
    const [once, again] = [1, 3].map((i) => requireNumbers(samples[i][axis], `${axis} of ${call(i)}`));
    if (once.length !== again.length || once.some((value, k) => value !== again[k])) {
      fail(
        `${
          call(1)
        } returns different ${axis} when it is called again: do its calls share a generator, or do the numbers ` +
          "not come from RandomState?",
      );
    }
  }
  asked.forEach(([seed, count], i) => {
    const { xs, ys } = samples[i];
    const { length } = requireNumbers(xs, `xs of ${call(i)}`);
    if (length === COUNT && count !== COUNT) {
      fail(`xs of ${call(i)} has ${COUNT} values, expected ${count}: the count that is passed in has no effect.`);
    }
    const expected = noisyCubic({ seed, count });
    assertClose(xs, expected.xs, {
      ...TO_THE_LAST_BIT,
      name: `xs of ${call(i)}`,
      why: "NumPy's",
      // with seed 42, these are the right points
      mistakes: seed === 42 ? {} : { "those are the points of seed 42": noisyCubic({ seed: 42, count }).xs },
    });
    assertClose(ys, expected.ys, { absolute: ROUNDING, name: `ys of ${call(i)}`, why: "NumPy's" });
  });
});

check("says how large the noise is", {
  id: "09-answer",
  points: 1,
  hints: [
    "How far is each y from cubic(x)? What is the mean of the squares of these distances?",
    "The mean is near 1, the square of the standard deviation, but not exactly 1 for 80 points. Compute it.",
    "const { xs, ys } = sampleData(42); ys.reduce((sum, y, i) => sum + (y - cubic(xs[i])) ** 2, 0) / ys.length",
  ],
}, async () => {
  const meanSquaredNoise = await lesson.evaluate(({ answers }) => answers()?.meanSquaredNoise);
  const squares = noise.map((each) => each ** 2);
  const variance = (values: number[]) => mean(values.map((value) => (value - mean(values)) ** 2));
  assertAnswer(meanSquaredNoise, mean(squares), {
    name: "meanSquaredNoise",
    how: "subtract cubic(x) from each y of sampleData(42), square the differences, and take their mean",
    mayBeRounded: true,
    absolute: 0.0051, // 0.917 and 0.92 are right, 1 is a guess
    mistakes: {
      "that is the sum: divide by the number of points": sum(squares),
      "the sum is divided by one less than the number of points": sum(squares) / (COUNT - 1),
      "that is the mean of y²: first subtract the law from y": mean(points.ys.map((y) => y ** 2)),
      "that is the variance of y: subtract the law, not the mean of y": variance(points.ys),
      "that is the largest square: take the mean": Math.max(...squares),
      "noise above and below the law cancels out: square the numbers before you add them up": mean(noise),
      "that is the squared mean distance: square each distance before adding them": mean(squares.map(Math.sqrt)) **
        2,
      "that is half of the mean: do not divide by 2": mean(squares) / 2,
      "that is the square root of the mean: leave out the root": Math.sqrt(mean(squares)),
      "that is the mean distance: square each distance before you add them up": mean(squares.map(Math.sqrt)),
      "that is the mean for infinitely many points: compute the mean for these 80": 1,
    },
  });
});

/** The results of `draw` for all points, with a generator that starts from seed 42. */
function drawAll<T>(draw: (random: RandomState, i: number) => T, random = new RandomState(42)): T[] {
  return list(COUNT, (i) => draw(random, i));
}

/** The results of `draw` for all points, after all x have been drawn. */
function afterXs<T>(draw: (random: RandomState, i: number) => T): T[] {
  const random = new RandomState(42);
  drawAll((random) => random.uniform(), random);
  return drawAll(draw, random);
}

/** The y of all points, if they have this noise. */
function noisy(noise: number[]): number[] {
  return points.xs.map((x, i) => cubic(x) + noise[i]);
}
