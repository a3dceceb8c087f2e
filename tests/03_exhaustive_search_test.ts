/**
 * The checks of lesson 03.
 * @module
 */
import {
  assertAnswer,
  assertClose,
  assertLossBelow,
  assertNeverRises,
  assertTrueAnswer,
  check,
  describe,
  itemsNamed,
  normal,
  open,
  picked,
  requireNumber,
  requireNumbers,
  withMinus,
} from "downhill/testing";
import { list } from "./oracles/lists.ts";

const lesson = open<typeof import("../solutions/03_exhaustive_search.ts")>("03_exhaustive_search");

check("reaches the minimum of x² as fast as its step allows", {
  id: "03-minimum",
  points: 2,
  hints: [
    "How many steps of 0.01 are there between 2 and 0? Print x after as many.",
    "In each step, x moves to the neighbour at which f is smaller than at x.",
    "for (const neighbour of [x - step, x + step]) { if (f(neighbour) < f(x)) x = neighbour; }",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ exhaustiveSearch }) => exhaustiveSearch((x) => x ** 2, 2));
  assertNeverRises(losses, { least: 0, length: 1000, why: "staying is allowed, and better than going up" });
  // 200 steps round x 200 times, each by at most 2⁻⁵³ · 2: 4.4e-14 in all
  const after = requireNumbers(losses, "losses");
  assertClose(after[199], 0, { name: "the loss after 200 steps", absolute: 1e-24, why: "2 − 200 · 0.01 is 0" });
  assertClose(x, 0, { name: "x after 1,000 steps", absolute: 1e-12, why: "where x² is smallest" });
});

check("notes the loss after each step", {
  id: "03-losses",
  points: 1,
  hints: [
    "How many losses are there after 5 steps? Which is the first?",
    "Both neighbours together are one step, and its loss is that of the point you chose.",
    "losses.push(f(x)); stands after both neighbours were tried, once in each round of the loop.",
  ],
}, async () => {
  const { losses } = await lesson.evaluate(({ exhaustiveSearch }) =>
    exhaustiveSearch((x) => (x - 1) ** 2, 3, { steps: 5, step: 0.75 })
  );
  assertClose(losses, [1.5625, 0.25, 0.0625, 0.0625, 0.0625], {
    name: "losses",
    why: "for (x − 1)² at 2.25, 1.5 and 0.75, and then it stays",
    mistakes: {
      "that is the loss before the step": [4, 1.5625, 0.25, 0.0625, 0.0625],
      "that is x, not f(x)": [2.25, 1.5, 0.75, 0.75, 0.75],
      "it has to stay where both neighbours are worse": [1.5625, 0.25, 0.0625, 0.25, 0.0625],
    },
  });
});

check("looks at both neighbours, and nowhere else", {
  id: "03-neighbours",
  points: 1,
  hints: [
    "Print each point at which f is asked: how far is it from x?",
    "The neighbours of x are x − step and x + step; there is no chance in it.",
    "Try [x - step, x + step] with the step that is passed in.",
  ],
}, async () => {
  const tried = await lesson.evaluate(({ exhaustiveSearch }) => {
    const tried = new Set<number>();
    const f = (x: number) => {
      tried.add(x);
      return (x - 1) ** 2;
    };
    exhaustiveSearch(f, 3, { steps: 1, step: 0.75 });
    return [...tried];
  });
  // f may be called with x itself, too, and in any order
  const others = requireNumbers(tried, "the list of tried points").filter((x) => x !== 3).sort((a, b) => a - b);
  assertClose(others, [2.25, 3.75], {
    name: itemsNamed("the points tried in one step", ["the lower point tried", "the upper point tried"]),
    why: "3 − 0.75 and 3 + 0.75",
    mistakes: { "that is a step of 0.01: do you use the step of the call?": [2.99, 3.01] },
  });
});

check("goes to the best point if both neighbours are better", {
  id: "03-best",
  points: 1,
  hints: [
    "On the top of a hill both sides go down. Which one do you take?",
    "It is not enough that a neighbour is better than x: the other may be better still.",
    "Compare the second neighbour with the better one of x and the first: [x - step, x + step] computed before x changes.",
  ],
}, async () => {
  const ends = await lesson.evaluate(({ exhaustiveSearch }) => {
    const hill = (x: number) => (x ** 2 - 1) ** 2; // 1 at 0, and lower on both sides
    const once = { steps: 1, step: 0.5 };
    return [
      exhaustiveSearch((x) => hill(x) + 0.3 * x, 0, once).x,
      exhaustiveSearch((x) => hill(x) - 0.3 * x, 0, once).x,
    ];
  });
  assertClose(ends, [-0.5, 0.5], {
    name: itemsNamed("x", ["x one step from the top of the first hill", "x one step from the top of the second"]),
    why: "the first hill is lower on the left, the second on the right",
    mistakes: {
      "it goes left as soon as that is better": [-0.5, -0.5],
      "it goes right as soon as that is better": [0.5, 0.5],
      "it stays on the top": [0, 0],
    },
  });
});

check("ends at the best point of its grid, and stays there", {
  id: "03-grid",
  points: 2,
  hints: [
    "Which points can it reach at all, from −1 with a step of 0.25?",
    "It stops where both neighbours are worse. No step is ever shorter than the others.",
    "Only x, x - step and x + step are candidates in every step, with the same step to the end.",
  ],
}, async ({ seed }) => {
  const stopped = await lesson.evaluate(({ exhaustiveSearch }) =>
    exhaustiveSearch((x) => (x - Math.PI) ** 2, -1, { steps: 30, step: 0.25 })
  );
  assertClose(stopped.x, 3.25, {
    name: "x after 30 steps of 0.25 from −1 on (x − π)²",
    absolute: 1e-12,
    why: "of −1, −0.75, … this is nearest to π",
    mistakes: {
      "that is nearer to π than its step allows": Math.PI,
      "does it go on although both neighbours are worse?": 3,
      "does it look to the right, too?": -1,
    },
  });
  const arrived = requireNumbers(stopped.losses, "losses", 30).slice(16); // 17 steps of 0.25 lead from −1 to 3.25
  assertClose(arrived, arrived.map(() => (3.25 - Math.PI) ** 2), {
    name: picked("losses", arrived.map((_, i) => 16 + i)),
    absolute: 1e-12,
  });

  const [a, b, c] = list(3, normal(seed));
  const [start, minimum, step] = [3 * a, 3 * b, 0.1 + Math.abs(c) / 10];
  const { losses } = await lesson.evaluate(
    ({ exhaustiveSearch }, start, minimum, step) =>
      exhaustiveSearch((x) => (x - minimum) ** 2, start, { steps: 500, step }),
    ...[start, minimum, step] as const,
  );
  const nearest = start + Math.round((minimum - start) / step) * step;
  assertClose(requireNumbers(losses, "losses", 500)[499], (nearest - minimum) ** 2, {
    name: withMinus(
      `the last loss on (x − ${minimum.toFixed(2)})² from ${start.toFixed(2)} with a step of ${step.toFixed(3)}`,
    ),
    absolute: 1e-9,
    why: "at the point of the grid that is nearest to the minimum",
  });
});

check("does nothing in 0 steps", {
  id: "03-zero",
  points: 1,
  hints: [
    "What should come back if nothing is tried?",
    "With 0 steps the search ends where it starts, and there is no loss to note.",
    "Let x begin at start and losses empty; the loop runs while there are fewer losses than steps.",
  ],
}, async () => {
  const { x, losses } = await lesson.evaluate(({ exhaustiveSearch }) =>
    exhaustiveSearch((x) => x ** 2, 2, { steps: 0 })
  );
  assertClose(x, 2, { name: "x after 0 steps from 2" });
  requireNumbers(losses, "losses", 0);
});

check("knows how far from the minimum it stops", {
  id: "03-farthest",
  points: 1,
  hints: [
    "Move the minimum a little, to 0.001, 0.002, … and print how far from it x ends. When is it farthest?",
    "If x were farther from the minimum of a parabola than from the middle between two grid points, a neighbour would be better.",
    "The worst minimum lies in the middle of two grid points: half a step from both.",
  ],
}, async () => {
  const { farthestInSteps } = await lesson.evaluate(({ answers }) => answers());
  const answer = requireNumber(farthestInSteps, "farthestInSteps");
  // the experiment: the learner's own search, for 101 minima between two points of the grid, with two step sizes
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
    "that is a distance in x: how many steps is it?": 0.005,
    "that is where a neighbour would be as near as the minimum: would it not go there?": 1,
  };
  const how =
    "measure it with your own exhaustiveSearch, with the minimum at 101 places between two points of its grid";
  // A parabola is symmetric: of two neighbours, the one nearer to the minimum is better, so it is half a step away at most.
  const own = { code: "exhaustiveSearch", isTrue: Math.abs(answer - 0.5) <= 0.005 };
  for (const measured of [fine, coarse]) {
    assertAnswer(answer, measured, { name: "farthestInSteps", relative: 0.01, how, own, mistakes });
  }
});

check("finds a step that gets the loss below 10⁻⁶", {
  id: "03-step",
  points: 1,
  hints: [
    "With steps of 0.01 it stops at a loss of 1.1e−5. Run it with a smaller one, and print the last loss.",
    "A smaller step stops nearer to the minimum, but 1,000 of them have to lead from 2 to 1/3.",
    "A loss of 10⁻⁶ is a distance of 0.001, half of 0.002; and 1,000 · 0.002 is more than 2 − 1/3.",
  ],
}, async () => {
  const { stepForMillionth } = await lesson.evaluate(({ answers }) => answers());
  const step = requireNumber(stepForMillionth, "stepForMillionth");
  const { x, losses } = await lesson.evaluate(
    ({ exhaustiveSearch }, step) => exhaustiveSearch((x) => (x - 1 / 3) ** 2, 2, { steps: 1000, step }),
    step,
  );
  const end = requireNumber(x, "x");
  const reach = 1000 * Math.abs(step) < 2 - 1 / 3
    ? `1,000 steps of ${describe(step)} from 2 cannot reach 1/3`
    : `with steps of ${describe(step)} it stops at x = ${describe(Number(end.toPrecision(4)))}`;
  assertLossBelow(losses, 1e-6, { least: 0, length: 1000, why: reach });
  // it goes to the point of its grid that is nearest to 1/3, if 1,000 steps lead there; their sum is off by 1e-12
  const size = Math.abs(step);
  const count = Math.min(1000, Math.round((2 - 1 / 3) / size));
  assertTrueAnswer(Math.abs(2 - count * size - 1 / 3) < 1e-3 + 1e-9, "stepForMillionth", "exhaustiveSearch");
});
