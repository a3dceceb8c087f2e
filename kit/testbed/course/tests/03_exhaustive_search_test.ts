/**
 * The checks of lesson 03.
 * @module
 */
import { assertClose, check, open } from "downhill/testing";

const lesson = open<typeof import("../solutions/03_exhaustive_search.ts")>("03_exhaustive_search");

const hints = ["Which function finds a minimum?", "The library has one.", "Call nelderMead(…)."];

check("finds the minimum of x²", { id: "03-minimum", points: 1, hints }, async () => {
  const x = await lesson.evaluate(({ minimize }) => minimize(([x]) => x ** 2, [2]));
  assertClose(x, [0], { name: "x", absolute: 1e-3 });
});

check("finds the minimum of another function", { id: "03-other", points: 1, hints }, async () => {
  const x = await lesson.evaluate(({ minimize }) => minimize(([x]) => (x - 3) ** 2, [2]));
  assertClose(x, [3], { name: "x", absolute: 1e-3 });
});

check("leaves the start as it is", { id: "03-copy", points: 1, hints }, async () => {
  const start = await lesson.evaluate(({ minimize }) => {
    const start = [2];
    minimize(([x]) => x ** 2, start);
    return start;
  });
  assertClose(start, [2], { name: "start" });
});
