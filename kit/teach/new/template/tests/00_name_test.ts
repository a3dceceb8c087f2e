/**
 * The checks of lesson 00. TODO: replace these with checks of your own lesson, at least five.
 * @module
 */
import { assertAnswer, assertClose, check, open, requireNumber, requireNumbers } from "downhill/testing";

const lesson = open<typeof import("../solutions/00_name.ts")>("00_name");

check("halves in every step", {
  id: "00-values",
  points: 2,
  hints: [
    "Print the first three values: by which number does each step divide x?",
    "Each step divides the x from the step before.",
    "In the loop: x /= 2; then values.push(x);",
  ],
}, async () => {
  const values = await lesson.evaluate(({ halvings }) => halvings(2, { steps: 3 }));
  // powers of two are exact
  assertClose(values, [1, 0.5, 0.25], {
    name: "halvings(2) in 3 steps",
    absolute: 0,
    mistakes: { "does the list begin with the value before the first step?": [2, 1, 0.5] },
  });
});

check("works for other starts", {
  id: "00-start",
  points: 1,
  hints: ["Does your function begin at 2, whatever start is?", "Begin at start.", "let x = start;"],
}, async () => {
  const values = await lesson.evaluate(({ halvings }) => halvings(-12, { steps: 2 }));
  assertClose(values, [-6, -3], { name: "halvings(−12) in 2 steps", absolute: 0 });
});

check("takes ten steps by default", {
  id: "00-steps",
  points: 1,
  hints: ["How many values are there?", "The parameter says how many steps to take.", "step < steps"],
}, async () => {
  requireNumbers(await lesson.evaluate(({ halvings }) => halvings(2)), "halvings(2)", 10);
});

check("does nothing in 0 steps", {
  id: "00-zero",
  points: 1,
  hints: [
    "What should the function return if it takes no step?",
    "An empty list.",
    "The loop runs while step < steps.",
  ],
}, async () => {
  requireNumbers(await lesson.evaluate(({ halvings }) => halvings(2, { steps: 0 })), "halvings(2) in 0 steps", 0);
});

check("says by which number a step multiplies x", {
  id: "00-answer",
  points: 1,
  hints: ["Print two consecutive values.", "Divide a value by the value before it.", "x / 2 is x · …"],
}, async () => {
  const { factorPerStep, first } = await lesson.evaluate(({ answers, halvings }) => ({
    factorPerStep: answers().factorPerStep,
    first: halvings(2, { steps: 1 })[0],
  }));
  // the experiment: one step of the learner's own function
  assertAnswer(factorPerStep, requireNumber(first, "the first value") / 2, {
    name: "factorPerStep",
    relative: 1e-6,
    how: "divide the value after a step of your own halvings by the value before it",
    own: { code: "halvings", isTrue: factorPerStep === 0.5 },
    mistakes: { "that is the number by which x is divided": 2 },
  });
});
