/**
 * The checks of lesson 19. Each rule first walks in a landscape that is drawn from the run's seed, and its steps are
 * repeated here in float64: a mistake shows in the first steps and can be named. Then all rules take 100 steps in
 * three landscapes, and the results are compared with PyTorch's.
 * @module
 */
import {
  assertClose,
  assertNoTensorsLeft,
  assertTrueAnswer,
  check,
  counted,
  fail,
  inShape,
  itemName,
  itemsNamed,
  type ListName,
  noisyCubic,
  open,
  picked,
  requireList,
  requireNumber,
  requireNumbers,
  requireRecord,
  requireTensor,
  requireTexts,
  withMinus,
} from "downhill/testing";
import * as oracle from "./oracles/19_optimizers.ts";
import { product } from "./oracles/lists.ts";
import {
  decayMistakes,
  follow,
  memoryMistakes,
  mistakesOf,
  NAMES,
  nextMistakes,
  nextOf,
  RIGHT,
  type RuleName,
  type Step,
} from "./oracles/rules.ts";

const lesson = open<typeof import("../solutions/19_optimizers.ts")>("19_optimizers");

/** Over 300 seeds, float32 is off by 8e-7 at most, the nearest mistake (Adam's default β₁ and β₂) by 3.3e-3 or more. */
const TOLERANCE = 1e-4;

check("pulls θ towards 0 with weight decay", {
  id: "19-decay",
  points: 1,
  hints: [
    "Steps go against the gradient. Which sign must it have to move a positive θ towards 0? And a negative θ?",
    "The gradient of λ/2 · θ² is λ · θ. It is added to the gradient of the loss.",
    "return gradient.add(theta.mul(weightDecay));",
  ],
}, async ({ seed }) => {
  const { start, gradients: [gradient], startRows, gradientRows } = oracle.drawn(seed);
  const { some, none } = await lesson.evaluate(
    async ({ decayed }, theta, gradient) => {
      const tf = await import("@tensorflow/tfjs");
      const of = async (weightDecay?: number) => {
        const result = decayed(tf.tensor2d(theta), tf.tensor2d(gradient), weightDecay);
        return { shape: result?.shape, values: Array.from(await result.data()) };
      };
      return { some: await of(0.3), none: await of() };
    },
    startRows,
    gradientRows[0],
  );
  assertClose(some?.shape, [2, 3], { name: "the shape of decayed(theta, gradient, 0.3) for a θ of shape [2, 3]" });
  assertClose(some?.values, gradient.map((g, i) => g + 0.3 * start[i]), {
    name: "decayed(theta, gradient, 0.3)",
    absolute: TOLERANCE,
    why: "gradient + 0.3 · θ",
    mistakes: decayMistakes(start, gradient, 0.3),
  });
  assertClose(none?.values, gradient, {
    name: "decayed(theta, gradient)",
    absolute: TOLERANCE,
    why: "by default, there is no decay",
  });
});

check("takes the steps of SGD", {
  id: "19-sgd",
  points: 1,
  hints: [
    "In which direction does the loss fall, and how long is a step?",
    "θ ← θ − learning rate · g, where g is the gradient with weight decay. Return the result in a new state.",
    "return { ...state, theta: state.theta.sub(g.mul(learningRate)), steps: state.steps + 1 };",
  ],
}, async ({ seed }) => {
  await assertRule("SGD", seed);
});

check("takes the steps of momentum", {
  id: "19-momentum",
  points: 2,
  hints: [
    "If the gradient stays the same, is your second step longer than the first?",
    "The new m is μ times the old m, plus g. θ moves along the new m, and the new state keeps it.",
    "const m = state.m.mul(momentum).add(g); return { ...state, m, theta: …, steps: state.steps + 1 };",
  ],
}, async ({ seed }) => {
  await assertRule("momentum", seed);
});

check("takes the steps of RMSProp", {
  id: "19-rmsprop",
  points: 2,
  hints: [
    "With ε = 0, the first step is equally long for every gradient. How long is it? And how long is yours?",
    "v averages the squares of g. Divide g by the root of the new v. Add ε to this root, not inside it.",
    "const v = state.v.mul(alpha).add(g.square().mul(1 - alpha)); … g.div(v.sqrt().add(epsilon)).mul(learningRate)",
  ],
}, async ({ seed }) => {
  await assertRule("RMSProp", seed);
});

check("takes the steps of Adam", {
  id: "19-adam",
  points: 3,
  hints: [
    "For every gradient, Adam's first step is about as long as the learning rate. How long is yours?",
    "Keep the averages m and v in the state; m̂ and v̂ are for this step only. t is 1 in the first step.",
    "const steps = state.steps + 1; … m.div(1 - beta1 ** steps), v.div(1 - beta2 ** steps).sqrt().add(epsilon)",
  ],
}, async ({ seed }) => {
  await assertRule("Adam", seed);
});

check("does not change the state that is passed in", {
  id: "19-pure",
  points: 1,
  hints: [
    "Call a rule twice with the same state: do you get the same result twice?",
    "A rule makes new tensors and a new object. It neither changes nor disposes of the state that is passed in.",
    "return { ...state, theta, m, steps: state.steps + 1 }; and no state.steps++, assign() or dispose()",
  ],
}, async () => {
  const results = await lesson.evaluate(oracle.askTwice);
  NAMES.forEach((name, i) => {
    const result = requireRecord(requireList(results, "the list of four results", 4)[i], `the result of ${name}`);
    const { disposed, given, isSame, steps, one, other } = result;
    const parts = ["θ", "m", "v", "gradient"];
    const gone = requireList(disposed, "the list of four tensors", 4).indexOf(true);
    if (gone >= 0) fail(`${name} disposes of the ${parts[gone]} that is passed in: leave that to the caller.`);
    const before = [1, -2, 0.5, 0.25, 4, 9, 3, -1];
    const changed = requireNumbers(given, `what ${name} is given`, 8).findIndex((value, k) => value !== before[k]);
    if (changed >= 0) fail(`${name} changes the ${parts[changed >> 1]} that is passed in: make a new tensor.`);
    if (isSame !== true) fail(`${name} puts new tensors into the state that is passed in: return a new state.`);
    assertClose(steps, [3, 4, 4], {
      name: itemsNamed(`steps in the states of ${name}`, [
        `steps in the state that ${name} was given`,
        `steps in the state that ${name} returns`,
        `steps in the state that ${name} returns the second time`,
      ]),
      mistakes: {
        "count in the new state, not in the state that is passed in": [5, 4, 5],
        "the steps are not counted": [3, 3, 3],
        "the steps are counted outside of the state": [3, 4, 5],
      },
    });
    const [first, second] = [one, other].map((theta) => requireNumbers(theta, `θ of ${name}`, 2));
    if (first.some((value, k) => value !== second[k])) {
      fail(`${name} returns a different θ when called again with the same state: does it keep values elsewhere?`);
    }
  });
});

/**
 * After 100 steps, PyTorch's own float32 is off by 2.8e-6 at most (the losses by 5.7e-6 of their value), and TF.js on
 * cpu, wasm and webgpu by 1.8e-6 at most. The nearest mistake that shows here, an ε of 1 inside Adam's root, is off by
 * 7.4e-3; it would not show with an ε of 1e-8.
 */
const PYTORCH_TOLERANCE = 1e-4;

check("follows PyTorch in a quadratic bowl for 100 steps", {
  id: "19-quadratic",
  points: 2,
  seconds: 30,
  hints: [
    "Do the checks above pass? They test the first steps; this check finds errors that add up in 100 steps.",
    "It takes 100 steps with the defaults, then with weight decay and a large ε. At which step is your θ first wrong?",
    "The defaults are in RuleOptions. Use g, momentum, alpha, beta1, beta2 and epsilon, and no constants.",
  ],
}, async () => {
  for (const cases of oracle.IN_BOWL) {
    const paths = await lesson.evaluate(
      async ({ walk, bowl, sgd, momentum, rmsprop, adam }, told, degrees, start) => {
        const paths = [];
        for (const [i, rule] of [sgd, momentum, rmsprop, adam].entries()) {
          const { path } = await walk(rule, bowl({ degrees }), [start], told[i]);
          paths.push(path);
        }
        return paths;
      },
      NAMES.map((name) => cases[name].told),
      oracle.BOWL_DEGREES,
      oracle.BOWL_START,
    );
    assertAsPyTorch(paths, cases, "in a bowl");
  }
});

check("follows PyTorch in Rosenbrock's valley for 100 steps", {
  id: "19-rosenbrock",
  points: 2,
  seconds: 30,
  hints: [
    "Do the checks above pass? They test the first steps; this check finds errors that add up in a curved valley.",
    "Print θ after each of the first steps. SGD should be at (−0.9844, 1.088) after one step.",
    "walk(adam, valley, [-1.2, 1], { learningRate: 0.1 }) should be at (−1.1, 1.1) after one step.",
  ],
}, async () => {
  const paths = await lesson.evaluate(
    async ({ walk, valley, sgd, momentum, rmsprop, adam }, told, start) => {
      const paths = [];
      for (const [i, rule] of [sgd, momentum, rmsprop, adam].entries()) {
        const { path } = await walk(rule, valley, start, told[i]);
        paths.push(path);
      }
      return paths;
    },
    NAMES.map((name) => oracle.IN_VALLEY[name].told),
    oracle.VALLEY_START,
  );
  assertAsPyTorch(paths, oracle.IN_VALLEY, "in Rosenbrock's valley");
});

check("trains the network of lesson 13 as PyTorch does", {
  id: "19-network",
  points: 2,
  seconds: 30,
  hints: [
    "Do the checks above pass? These are the same rules, now in 301 dimensions.",
    "θ has shape [301] here: does each of its numbers have its own m and v?",
    "Use only operations on whole tensors: mul, add, sub, div, square, sqrt; no sum, no mean, no index.",
  ],
}, async () => {
  const all = await lesson.evaluate(
    async ({ walk, networkLoss, networkStart, sgd, momentum, rmsprop, adam }, points) => {
      const all = [];
      for (const rule of [sgd, momentum, rmsprop, adam]) {
        const { losses } = await walk(rule, networkLoss(points), networkStart(), { learningRate: 0.01 });
        all.push(losses);
      }
      return all;
    },
    noisyCubic(),
  );
  NAMES.forEach((name, i) => {
    const losses = requireNumbers(all?.[i], `losses of ${name}`, 101);
    const steps = [1, 10, 100];
    assertClose(steps.map((step) => losses[step]), oracle.IN_NETWORK[name], {
      name: picked(`losses of ${name} in the network`, steps),
      relative: PYTORCH_TOLERANCE,
      why: "PyTorch's",
      mistakes: { "nothing is learned": steps.map(() => losses[0]) },
    });
  });
});

check("ranks the rules in the upright bowl", {
  id: "19-upright",
  points: 1,
  seconds: 30,
  hints: [
    "One direction is a hundred times as steep as the other. Which of the rules adapt their steps to this?",
    "race() returns the losses of all four rules; stepsTo(0.1, losses) counts the steps until the loss is 0.1.",
    "console.log(Object.entries(await race()).map(([name, losses]) => [name, stepsTo(0.1, losses)]));",
  ],
}, async () => {
  const { answer, losses } = await lesson.evaluate(async ({ answers, race }) => ({
    answer: answers(),
    losses: await race(),
  }));
  oracle.assertRanking(answer, losses, "upright");
});

check("ranks the rules in the turned bowl", {
  id: "19-turned",
  points: 1,
  seconds: 30,
  hints: [
    "RMSProp and Adam scale each coordinate separately. Does that help if the valley runs diagonally?",
    "Run the same race in another bowl: pass the options of the bowl to race().",
    "console.log(Object.entries(await race({ degrees: 45 })).map(([name, losses]) => [name, stepsTo(0.1, losses)]));",
  ],
}, async () => {
  const { answer, losses } = await lesson.evaluate(async ({ answers, race }) => ({
    answer: answers(),
    losses: await race({ degrees: 45 }),
  }));
  oracle.assertRanking(answer, losses, "turned");
});

check("says which rules ignore a factor in the loss", {
  id: "19-factor",
  points: 1,
  seconds: 30,
  hints: [
    "A loss that is 80 times as large has a gradient that is 80 times as large. In which rules does the factor cancel?",
    "Walk three steps in bowl() and in bowl({ factor: 80 }) with the same rate, and compare the paths.",
    "const { path } = await walk(adam, bowl({ factor: 80 }), [[-4, 2]], { learningRate: 1, steps: 3 });",
  ],
}, async () => {
  const { answer, paths } = await lesson.evaluate(oracle.walkSteeper, [[-4, 2], [1, 3]], [0.01, 0.01, 0.3, 1]);
  const given = requireTexts(answer?.sameWay, "sameWay");
  if (new Set(given).size < given.length || !given.every((name) => NAMES.some((each) => each === name))) {
    fail(
      `sameWay must be a list of rules, each at most once, from ${NAMES.map((name) => `"${name}"`).join(", ")}.`,
    );
  }
  const pairs = requireList(paths, "the list of four pairs of walks", 4);
  const differences = NAMES.map((name, i) => {
    const pair = requireList(pairs[i], `the pair of walks of ${name}`, 2);
    const [one, other] = pair.map((path) => thetasOf(path, 3, 4));
    return one.reduce((most, value, k) => Math.max(most, Math.abs(value - other[k])), 0);
  });
  // in float64, the paths of RMSProp and Adam differ by 1e-9, because ε stays the same; SGD's and momentum's by 100
  const isWrong = (i: number) => (differences[i] < 1e-3) !== given.includes(NAMES[i]);
  // a factor cancels in rules that divide the step by the size of the gradient
  const isTrue = NAMES.every((name) => given.includes(name) === (name === "RMSProp" || name === "Adam"));
  const wrong = NAMES.findIndex((_, i) => isWrong(i));
  if (wrong < 0) return assertTrueAnswer(isTrue, "sameWay", "rules");
  if (isTrue) {
    fail(`sameWay is the right answer, but your own ${NAMES[wrong]} contradicts it: first fix that rule.`, {
      hasCause: false,
    });
  }
  if (given.length > 0 && NAMES.every((_, i) => isWrong(i))) {
    fail("sameWay names the rules whose path changes: name those that take the same path.");
  }
  fail(
    given.includes(NAMES[wrong])
      ? `sameWay names "${NAMES[wrong]}": after 3 steps in a bowl 80 times as steep, your own rule is ${
        withMinus(differences[wrong].toPrecision(2))
      } away from its path in bowl().`
      : `sameWay lacks "${NAMES[wrong]}": in a bowl 80 times as steep, your own rule takes the same 3 steps.`,
  );
});

/** Judges five steps of a rule from a random start, and one step from a state in the middle of a walk. */
async function assertRule(name: RuleName, seed: number): Promise<void> {
  const { start, startRows, gradients: [slope, bend], gradientRows } = oracle.drawn(seed);
  const { path } = await lesson.evaluate(oracle.WALKS[name], startRows, gradientRows, oracle.TOLD);
  const { next, left } = await lesson.evaluate(
    oracle.stepOnce,
    oracle.EXPORTS[name],
    oracle.MIDWAY,
    oracle.MIDWAY_GRADIENT,
    oracle.MIDWAY_RATE,
  );
  const gradientOf = (theta: number[]) => theta.map((value, i) => slope[i] + bend[i] * value);
  const expected = (step: Step) => follow(step, start, gradientOf, oracle.TOLD).slice(1).flat();
  oracle.assertNoRootOfNegative(path, gradientOf(start).map((g, i) => g + oracle.TOLD.weightDecay * start[i]), next);
  assertClose(thetasOf(path, oracle.STEPS, oracle.SIZE), expected(RIGHT[name]), {
    name: thetaAfter([1, 2, 3, 4, 5], [2, 3]),
    absolute: TOLERANCE,
    mistakes: () => mistakesOf(name, expected),
  });
  const nextBy = (step: Step, steps = oracle.MIDWAY.steps) =>
    nextOf(step, { ...oracle.MIDWAY, steps }, oracle.MIDWAY_GRADIENT, oracle.MIDWAY_RATE);
  const state = requireRecord(next, `what ${name} returns`);
  const right = nextBy(RIGHT[name]);
  for (const part of ["m", "v"] as const) {
    const what = `${part} in the state that ${name} returns`;
    const isKept = right[part].every((value, i) => value === oracle.MIDWAY[part][i]);
    assertClose(requireTensor(state[part], { name: what, shape: [2] }), right[part], {
      name: what,
      relative: TOLERANCE,
      why: isKept ? `${name} leaves ${part} as it is` : "with the default options",
      mistakes: memoryMistakes(name, part, oracle.MIDWAY, right, oracle.MIDWAY_GRADIENT, oracle.MIDWAY_RATE),
    });
  }
  assertClose(requireTensor(state.theta, { name: `θ in the state that ${name} returns`, shape: [2] }), right.theta, {
    name: `θ in the state that ${name} returns`,
    absolute: 1e-5, // float32 is off by 1e-7, a wrong ε of 1e-7 by 1e-2 or more
    why: "after a step with the default options, from a state after 3 steps",
    mistakes: () => nextMistakes(name, nextBy),
  });
  assertClose(state.steps, 4, {
    name: `steps in the state that ${name} returns`,
    why: "it was 3 before the call",
    mistakes: { "the steps are not counted": 3, "the steps are counted twice": 5 },
  });
  if (requireNumber(left, "the number of tensors that are left") > 0) {
    assertNoTensorsLeft({ before: 0, after: left }, 1, "does tf.keep or a variable keep a tensor?");
  }
}

/** θ after each of the `steps`, in one list. */
function thetasOf(path: unknown, steps: number, size: number): number[] {
  const rows = requireList(path, "the path of the walk").slice(1);
  if (rows.length !== steps) fail(`The walk has ${counted(rows.length, "step")}, expected ${steps}.`);
  return rows.flatMap((row, i) => requireNumbers(row, `θ after step ${i + 1}`, size));
}

/** Names for the numbers of θ after some steps, one θ after the other, for example "θ[4] after step 3". */
function thetaAfter(steps: readonly number[], shape: readonly number[], whose = ""): ListName {
  const size = product(shape);
  return {
    list: `θ${whose}`,
    item: (place) => itemName(inShape(`θ after step ${steps[Math.floor(place / size)]}${whose}`, shape), place % size),
  };
}

/**
 * Compares the four rules with PyTorch after 1, 10 and 100 steps. With the default options, many mistakes lead to the
 * same place, so none is named here: the checks of single rules name them.
 */
function assertAsPyTorch(paths: unknown, cases: oracle.Case, where: string): void {
  NAMES.forEach((name, i) => {
    const thetas = thetasOf(requireList(paths, "the list of four walks", 4)[i], 100, 2);
    assertClose([1, 10, 100].flatMap((step) => thetas.slice(2 * step - 2, 2 * step)), cases[name].after, {
      name: thetaAfter([1, 10, 100], [2], ` of ${name} ${where}`),
      absolute: PYTORCH_TOLERANCE,
      why: "PyTorch's",
    });
  });
}
