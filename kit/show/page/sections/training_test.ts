import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { trainingSection } from "./training.ts";

const training = (losses: number[], steps = losses.length) =>
  losses.map((loss, step) => ({ step, steps, loss, elapsedMs: 10 * step }));

Deno.test("trainingSection() is empty without a training run", () => {
  assertEquals(trainingSection([]), "");
});

Deno.test("trainingSection() draws the loss against the step, and says the same in words", () => {
  const html = trainingSection(training([100, 10, 1], 1000));
  assertStringIncludes(html, "on a logarithmic axis");
  const ys = [.../points="([^"]*)"/.exec(html)![1].matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
  assertEquals(ys.length, 3);
  assert(Math.abs(ys[1] - (ys[0] + ys[2]) / 2) < 0.2, `${ys}`); // equal factors are equal distances
  assertStringIncludes(html, "step 3 of 1,000");
  assertStringIncludes(html, 'data-do="stop"');
});

Deno.test("trainingSection() survives losses that are not finite, equal or negative", () => {
  for (const losses of [[NaN], [Infinity, 1], [2, 2, 2], [1, -1], [0, 0], [NaN, NaN]]) {
    const html = trainingSection(training(losses));
    assert(!/points="[^"]*(NaN|Infinity)/.test(html) && !/y="(NaN|-?Infinity)/.test(html), html);
  }
});

Deno.test("trainingSection() draws a long training run with a bounded number of points", () => {
  const html = trainingSection(training(Array.from({ length: 20_000 }, (_, i) => 1 / (i + 1))));
  assert(/points="([^"]*)"/.exec(html)![1].split(" ").length <= 302);
  assert(html.length < 10_000);
});
