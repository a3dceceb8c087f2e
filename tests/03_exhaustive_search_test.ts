/**
 * The checks of lesson 03.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  check,
  describe,
  fail,
  isList,
  itemsNamed,
  normal,
  open,
  picked,
  requireNumber,
  requireNumbers,
  requireStepLosses,
  withMinus,
} from "downhill/testing";
import { list } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/03_exhaustive_search.ts")>("03_exhaustive_search");

/** The losses on x² from 2: 200 steps of 0.01 lead to 0. */
const LOSSES = list(1000, (i) => Math.max(0, 2 - 0.01 * (i + 1)) ** 2);

/**
 * Whether `losses` are right. In 200 steps, rounding changes x, which is at most 2, by up to 4.4e-14, and x² by up to
 * four times as much.
 */
function isRight(losses: unknown): boolean {
  if (!isList(losses) || losses.length !== LOSSES.length) return false;
  const values = Array.from(losses);
  return values.every((loss, i) => typeof loss === "number" && Math.abs(loss - LOSSES[i]) < 1e-10);
}

check("reaches the minimum of x² as fast as its step allows", {
  id: "03-minimum",
  points: 2,
  hints: [
    "How many steps of 0.01 lead from 2 to 0? Print x after that many steps.",
    "In each step, x moves to the neighbour at which f is smaller than at x.",
    "for (const neighbour of [x - step, x + step]) { if (f(neighbour) < f(x)) x = neighbour; }",
  ],
}, async () => {
  const { x, losses, asked } = await lesson.evaluate(({ exhaustiveSearch }) => {
    const { x, losses } = exhaustiveSearch((x) => x ** 2, 2);
    return { x, losses, asked: exhaustiveSearch((x) => x ** 2, 2, { steps: 1000, step: 0.01 }).losses };
  });
  if (isRight(asked) && isList(losses) && losses.length > 0 && !isRight(losses)) {
    const option = losses.length === 1000 ? "step" : "steps";
    fail(
      `losses are wrong without options, but right with { steps: 1000, step: 0.01 }: did you change the default of ${option}?`,
    );
  }
  assertClose(requireStepLosses(losses, LOSSES, 4), LOSSES, {
    name: "losses",
    absolute: 1e-10,
    why: "x goes from 2 to 0 in 200 steps of 0.01, and stays there",
    mistakes: { "that is the loss before the step": [4, ...LOSSES.slice(0, -1)] },
  });
  assertClose(x, 0, {
    name: "x after 1,000 steps",
    absolute: 1e-12,
    why: "where x² is smallest",
    mistakes: { "that is the start: do you return the last x?": 2 },
  });
});

check("notes the loss after each step", {
  id: "03-losses",
  points: 1,
  hints: [
    "How many losses are there after 5 steps? Which is the first?",
    "Looking at both neighbours is one step; its loss is f at the point that you choose.",
    "losses.push(f(x)); comes after both neighbours are tried, once in each iteration of the loop.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ exhaustiveSearch }) => {
    const { x, losses } = exhaustiveSearch((x) => (x - 1) ** 2, 3, { steps: 5, step: 0.75 });
    return { x, losses };
  });
  const right = [1.5625, 0.25, 0.0625, 0.0625, 0.0625];
  assertClose(requireStepLosses(losses, right, 4), right, {
    name: "losses",
    why: "(x − 1)² at 2.25, 1.5 and 0.75, and then x stays",
    mistakes: {
      "that is the loss before the step": [4, 1.5625, 0.25, 0.0625, 0.0625],
      "that is x, not f(x)": [2.25, 1.5, 0.75, 0.75, 0.75],
      "x goes back from 1.5 to 2.25, where f is larger: do you compare with f at x?": [
        1.5625,
        0.25,
        1.5625,
        0.25,
        1.5625,
      ],
      "x goes on from 0.75, although both neighbours are worse": [1.5625, 0.25, 0.0625, 0.25, 0.0625],
      "x stays at 0.75, but that is the loss of a neighbour": [1.5625, 0.25, 0.0625, 0.25, 0.25],
    },
  });
  assertClose(x, 0.75, {
    name: "x after 5 steps",
    why: "the best point that the search reaches",
    mistakes: { "that is f(x), not x": 0.0625 },
  });
});

check("looks at both neighbours, and nowhere else", {
  id: "03-neighbours",
  points: 1,
  hints: [
    "Print each point at which f is called: how far is it from x?",
    "The neighbours of x are x − step and x + step; nothing about them is random.",
    "Try [x - step, x + step] with the step that is passed in.",
  ],
}, async () => {
  const { tried, again } = await lesson.evaluate(({ exhaustiveSearch }) => {
    // f may also be called with x itself, and in any order
    const pointsTried = () => {
      const tried = new Set<number>();
      const f = (x: number) => {
        tried.add(x);
        return (x - 1) ** 2;
      };
      exhaustiveSearch(f, 3, { steps: 1, step: 0.75 });
      return [...tried].sort((a, b) => a - b);
    };
    return { tried: pointsTried(), again: pointsTried() };
  });
  const called = requireNumbers(tried, "the list of tried points");
  const repeated = requireNumbers(again, "the list of tried points");
  if (called.some((x, i) => x !== repeated[i])) {
    fail("Two identical searches try different points: does your search use random numbers?");
  }
  const points = called.filter((x) => x !== 3);
  const [lower, upper] = points;
  if (points.length === 1 && called.length === 2 && (lower === 2.25 || lower === 3.75)) {
    fail(
      `In one step of 0.75 from 3, only ${describe(lower)} is tried, and not ${describe(6 - lower)}: ` +
        "is the other neighbour skipped, or computed from an x that has already moved?",
    );
  }
  const isCentred = points.length === 2 && Math.abs(lower + upper - 6) < 1e-9;
  const distance = `3 − ${describe((upper - lower) / 2)} and 3 + ${describe((upper - lower) / 2)}`;
  assertClose(points, [2.25, 3.75], {
    name: itemsNamed("the list of points tried in one step", ["the lower point tried", "the upper point tried"]),
    why: "3 − 0.75 and 3 + 0.75",
    mistakes: isCentred ? { [`that is ${distance}: do you use the step that is passed in?`]: points } : {},
  });
});

check("goes to the best point if both neighbours are better", {
  id: "03-best",
  points: 1,
  hints: [
    "At the top of a hill, f falls on both sides. To which side do you go?",
    "It is not enough that a neighbour is better than x: the other may be better still.",
    "Compare the second neighbour with the better one of x and the first. Compute [x - step, x + step] before x changes.",
  ],
}, async () => {
  const ends = await lesson.evaluate(({ exhaustiveSearch }) => {
    const hill = (x: number) => (x ** 2 - 1) ** 2; // 1 at x = 0, and lower on both sides
    const step = (f: (x: number) => number) => exhaustiveSearch((x) => f(x - 2), 2, { steps: 1, step: 0.5 }).x - 2;
    return {
      left: step((x) => hill(x) + 0.3 * x),
      right: step((x) => hill(x) - 0.3 * x),
      below: step((x) => hill(x) - 0.3 * x - 3),
      equal: step(hill),
      valley: step((x) => x ** 2),
    };
  });
  const { left, right, below, equal, valley } = ends;
  const ofHills = ["lower on the left", "lower on the right", "below 0, and lower on the right", "equal on both sides"];
  const names = ofHills.map((each) => `how far x moves in one step from the top of a hill that is ${each}`);
  const x = [left, right, below, Math.abs(requireNumber(equal, names[3])), valley]; // −0.5 is as good as 0.5
  assertClose(x, [-0.5, 0.5, 0.5, 0.5, 0], {
    name: itemsNamed("the distances", [...names, "how far x moves in one step from the bottom of a valley"]),
    why: "to the best of three points: x itself, and 0.5 to the left and right",
    mistakes: {
      "x goes left wherever that is better: is the right side better still?": [-0.5, -0.5, -0.5, 0.5, 0],
      "x goes right wherever that is better: is the left side better still?": [0.5, 0.5, 0.5, 0.5, 0],
      "f is below 0 here: do you compare its absolute value?": [-0.5, 0.5, 0, 0.5, 0],
      "both sides are better, and equally good: x must go to one of them": [-0.5, 0.5, 0.5, 0, 0],
    },
  });
});

check("ends at the best point of its grid, and stays there", {
  id: "03-grid",
  points: 2,
  hints: [
    "Which points can the search reach from −1 with a step of 0.25?",
    "x stops where both neighbours are worse. All steps have the same length.",
    "In every step, compare only x, x - step and x + step, and never change step.",
  ],
}, async ({ seed }) => {
  const stopped = await lesson.evaluate(({ exhaustiveSearch }) => {
    const { x, losses } = exhaustiveSearch((x) => (x - Math.PI) ** 2, -1, { steps: 30, step: 0.25 });
    return { x, losses };
  });
  const path = list(30, (i) => (Math.min(-1 + 0.25 * (i + 1), 3.25) - Math.PI) ** 2); // 17 steps lead from −1 to 3.25
  const noted = requireStepLosses(stopped.losses, path, (-1 - Math.PI) ** 2);
  assertClose(stopped.x, 3.25, {
    name: "x after 30 steps of 0.25 from −1 on (x − π)²",
    absolute: 1e-12,
    why: "the point of −1, −0.75, … that is nearest to π",
    mistakes: {
      "that is nearer to π than the step allows": Math.PI,
      "does x go on although both neighbours are worse?": 3,
    },
  });
  const last = list(14, (i) => 16 + i);
  const isNearly = noted.every((loss, i) => Math.abs(loss - path[i]) <= 0.005);
  assertClose(last.map((i) => noted[i]), last.map((i) => path[i]), {
    name: picked("losses", last),
    absolute: 1e-12,
    mistakes: isNearly
      ? { "x is right, but the losses are slightly off: do you round them?": last.map((i) => noted[i]) }
      : {},
  });

  const kept = await lesson.evaluate(({ exhaustiveSearch }) => {
    const { x } = exhaustiveSearch((x) => (x ** 2 - 1) ** 2 + 0.3 * x, 1, { steps: 20, step: 0.25 });
    return { x };
  });
  assertClose(kept.x, 1, {
    name: "x after 20 steps of 0.25 from 1 on (x² − 1)² + 0.3x",
    why: "both neighbours are worse, and the search looks no farther",
    mistakes: { "that is a better point, but there is a hill on the way: x must stay at 1": -1 },
  });

  const [a, b, c] = list(3, normal(seed));
  const [start, minimum, step] = [3 * a, 3 * b, 0.1 + Math.abs(c) / 10];
  const { losses } = await lesson.evaluate(
    ({ exhaustiveSearch }, start, minimum, step) => {
      const { losses } = exhaustiveSearch((x) => (x - minimum) ** 2, start, { steps: 500, step });
      return { losses };
    },
    ...[start, minimum, step] as const,
  );
  const nearest = start + Math.round((minimum - start) / step) * step;
  assertClose(requireNumbers(losses, "losses", 500)[499], (nearest - minimum) ** 2, {
    name: withMinus(
      `the last loss on (x ${minimum < 0 ? "+" : "−"} ${Math.abs(minimum).toFixed(2)})² from ${
        start.toFixed(2)
      } with a step of ${step.toFixed(3)}`,
    ),
    absolute: 1e-9,
    why: "at the grid point that is nearest to the minimum",
  });
});

check("does nothing in 0 steps", {
  id: "03-zero",
  points: 1,
  hints: [
    "What should the function return if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Begin with x = start and an empty list of losses; the loop runs while there are fewer losses than steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ exhaustiveSearch }) => {
    const { x, losses } = exhaustiveSearch((x) => x ** 2, 2, { steps: 0 });
    return { x, losses };
  });
  requireStepLosses(losses, [], 4);
  assertClose(x, 2, { name: "x after 0 steps from 2" });
});

check("says how far from the minimum the search stops", {
  id: "03-farthest",
  points: 1,
  hints: [
    "Move the minimum a little, to 0.001, 0.002, … and print how far from it x ends. When is it farthest?",
    "On a parabola, the nearer of two points is the better one. When is a neighbour nearer to the minimum than x?",
    "The worst minimum is halfway between two grid points: half a step from both.",
  ],
}, async () => {
  const { farthestInSteps } = await lesson.evaluate(({ answers }) => {
    const { farthestInSteps } = answers();
    return { farthestInSteps };
  });
  const answer = requireNumber(farthestInSteps, "farthestInSteps");
  // the experiment: the learner's own search, with two step sizes, and with 101 minima between two grid points
  const distances = await lesson.evaluate(({ exhaustiveSearch }) =>
    [0.01, 0.3].map((step) => {
      const minima = Array.from({ length: 101 }, (_, i) => step * i / 100);
      return Math.max(...minima.map((minimum) => {
        const { x } = exhaustiveSearch((x) => (x - minimum) ** 2, -step, { steps: 5, step });
        return Math.abs(x - minimum) / step;
      }));
    })
  );
  const [fine, coarse] = requireNumbers(distances, "the largest distances", 2);
  const mistakes = {
    ...(answer === 0.005 || answer === 0.01 ? { "that is a distance in x: how many steps is it?": answer } : {}),
    "at that distance, a neighbour is the minimum itself: x would move there": 1,
    ...(answer > 0.505 ? { "at that distance, a neighbour is nearer to the minimum: x would move there": answer } : {}),
    "x would always reach the minimum: is the minimum always a grid point?": 0,
    "that is true for a minimum at 1/3: also try other minima": 1 / 3,
    "that is the average over all minima: what is the greatest distance?": 0.25,
  };
  const how = "measure it with your own exhaustiveSearch, with the minimum at 101 places between two grid points";
  // A parabola is symmetric: of two grid points, the nearer to the minimum is better, so x ends at most half a step
  // away.
  const own = { code: "exhaustiveSearch", isTrue: Math.abs(answer - 0.5) <= 0.005 };
  for (const measured of [fine, coarse]) {
    assertAnswer(answer, measured, { name: "farthestInSteps", relative: 0.01, how, own, mistakes });
  }
});

check("finds a step that gets the loss below 10⁻⁶", {
  id: "03-step",
  points: 1,
  hints: [
    "With steps of 0.01, the last loss is 1.1e−5. Run the search with a smaller step, and print the last loss.",
    "With a smaller step, x ends nearer to the minimum, but 1,000 steps must lead from 2 to 1/3.",
    "A loss of 10⁻⁶ means a distance of 0.001, half a step of 0.002. And 1,000 · 0.002 is more than 2 − 1/3.",
  ],
}, async () => {
  const { stepForMillionth } = await lesson.evaluate(({ answers }) => {
    const { stepForMillionth } = answers();
    return { stepForMillionth };
  });
  const step = requireNumber(stepForMillionth, "stepForMillionth");
  // computed here, not measured with the learner's own search, whose mistakes must not count
  const size = Math.abs(step); // with −step, the two neighbours are the same
  if (size === 0) fail("stepForMillionth is 0: both neighbours are x itself, so x never moves.");
  // x goes to the grid point nearest to 1/3, if 1,000 steps lead there; the sum of the steps is off by 1e-12
  const end = 2 - Math.min(1000, Math.round((2 - 1 / 3) / size)) * size;
  if (1000 * size < 2 - 1 / 3 - 1e-3) {
    fail(`stepForMillionth is ${describe(step)}, which is too small: 1,000 steps from 2 cannot reach 1/3.`);
  }
  if (Math.abs(end - 1 / 3) > 1e-3 + 1e-9) {
    const [nearest, loss] = [end, (end - 1 / 3) ** 2].map((value) => describe(Number(value.toPrecision(3))));
    fail(
      `stepForMillionth is ${describe(step)}: the best point that x can reach from 2 is ${nearest}, ` +
        `where the loss is ${loss}.`,
    );
  }
});
