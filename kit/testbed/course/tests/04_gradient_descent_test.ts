/**
 * The checks of lesson 04.
 * @module
 */
import { assertClose, assertLossBelow, check, open, requireNumber, requireNumbers } from "downhill/testing";

const lesson = open<typeof import("../solutions/04_gradient_descent.ts")>("04_gradient_descent");

const walk = lesson.share(({ gradientDescent }) => gradientDescent((x) => x ** 2, (x) => 2 * x, 2));

const hints = ["Does x come nearer to 0?", "Each step moves x against the derivative.", "x -= learningRate * df(x);"];

check("reaches the minimum of x²", { id: "04-minimum", points: 2, hints }, async () => {
  const { x, losses } = await walk();
  assertClose(x, 2 * 0.98 ** 1000, { name: "x after 1,000 steps", relative: 1e-12 });
  assertLossBelow(losses, 1.2e-17, { least: 0, length: 1000 });
});

check("notes the loss after each step", { id: "04-losses", points: 1, hints }, async () => {
  const { losses } = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 3 })
  );
  assertClose(losses, [1, 2, 3].map((n) => (2 * 0.98 ** n) ** 2), { name: "losses", relative: 1e-12 });
});

check("works for other functions and learning rates", { id: "04-general", points: 2, hints }, async () => {
  const { x } = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => 3 * x ** 2, (x) => 6 * x, -1, { steps: 10, learningRate: 0.05 })
  );
  assertClose(x, -(0.7 ** 10), { name: "x after 10 steps on 3x² from −1", relative: 1e-12 });
});

check("does nothing in 0 steps", { id: "04-zero", points: 1, hints }, async () => {
  const { x, losses } = await lesson.evaluate(({ gradientDescent }) =>
    gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 0 })
  );
  assertClose(x, 2, { name: "x after 0 steps from 2" });
  requireNumbers(losses, "losses", 0);
});

check("predicts where the walk diverges", { id: "04-diverges", points: 2, hints }, async () => {
  const { factorPerStep, divergesAbove } = await lesson.evaluate(({ answers }) => answers());
  assertClose(requireNumber(factorPerStep, "factorPerStep"), 0.98, { name: "factorPerStep", relative: 1e-6 });
  const limit = requireNumber(divergesAbove, "divergesAbove");
  const near = await lesson.evaluate(
    ({ gradientDescent }, learningRate) =>
      gradientDescent((x) => x ** 2, (x) => 2 * x, 2, { steps: 200, learningRate })?.x,
    limit * 0.99,
  );
  assertClose(near, 2 * 0.98 ** 200, { name: "x after 200 steps just below divergesAbove", relative: 1e-6 });
  assertClose(limit, 1, { name: "divergesAbove", relative: 1e-6 });
});
