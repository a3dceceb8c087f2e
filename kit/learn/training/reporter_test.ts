import { assert, assertEquals } from "@std/assert";
import { setImmediate } from "node:timers";
import type { Tensor } from "../tensor_types.ts";
import { type Listener, Reporter } from "./reporter.ts";

/** A reporter that uses `clock`, and the looks that it has taken. */
function at(clock: () => number) {
  const looks: (Parameters<Listener>[0] & Parameters<Listener>[1])[] = [];
  return { looks, reporter: new Reporter((look, training) => void looks.push({ ...look, ...training }), clock) };
}

Deno.test("a Reporter looks at the first step, at the last step, and every 0.1 s in between", async () => {
  let now = 0;
  const { looks, reporter } = at(() => now);
  for (let step = 0; step < 350; step++, now++) await reporter.report({ step, steps: 350, loss: -step });
  assertEquals(looks.map(({ step, loss }) => [step, loss]), [[0, -0], [100, -100], [200, -200], [300, -300], [
    349,
    -349,
  ]]);
  assertEquals(looks.map(({ isLast }) => isLast), [false, false, false, false, true]);
});

Deno.test("a Reporter recognizes the last step of a loop that reports every tenth step", async () => {
  const { looks, reporter } = at(() => 0);
  for (let step = 0; step < 100; step += 10) await reporter.report({ step, steps: 100, loss: 1 });
  assertEquals(looks.map(({ step, isLast }) => [step, isLast]), [[0, false], [90, true]]);
});

Deno.test("a Reporter looks at each of several training runs", async () => {
  const { looks, reporter } = at(() => 0);
  for (let training = 0; training < 3; training++) {
    for (let step = 0; step < 50; step++) await reporter.report({ step, steps: 50, loss: 1 });
  }
  assertEquals(looks.map(({ step }) => step), [0, 49, 0, 49, 0, 49]);
});

Deno.test("a Reporter treats the batches of an epoch as one step", async () => {
  const { looks, reporter } = at(() => 0);
  for (let batch = 0; batch < 80; batch++) {
    await reporter.report({ step: Math.floor(batch / 8), steps: 10, loss: batch });
  }
  assertEquals(looks.map(({ loss }) => loss), [0, 72]);
});

Deno.test("a Reporter does not look at every step of training runs that take turns", async () => {
  const { looks, reporter } = at(() => 0);
  for (let step = 0; step < 1000; step++) {
    await reporter.report({ step, steps: 1000, loss: 1 });
    await reporter.report({ step, steps: 2000, loss: 2 });
  }
  assert(looks.length < 20, `${looks.length} looks`);
});

Deno.test("a Reporter reads a loss only for a look", async () => {
  const { looks, reporter } = at(() => 0);
  let fetched = 0;
  const far = (loss: number) =>
    ({ data: () => (fetched++, Promise.resolve(Float32Array.of(loss))) }) as Pick<Tensor, "data"> as Tensor;
  for (let step = 0; step < 1000; step++) await reporter.report({ step, steps: 1000, loss: far(step) });
  assertEquals(looks.map(({ loss }) => loss), [0, 999]);
  assertEquals(fetched, 2);
});

Deno.test("a Reporter lets timers, signals and input run at the first look, and then every half second", async () => {
  let now = 0;
  const { looks, reporter } = at(() => now);
  const turns: number[] = [];
  let isOver = false;
  const turn = () => {
    turns.push(looks.length);
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  for (let step = 0; step < 12; step++, now += 100) await reporter.report({ step, steps: 100, loss: 1 });
  isOver = true;
  assertEquals(turns, [1, 6, 11]);
});

Deno.test("a Reporter waits for its listener", async () => {
  const told = Promise.withResolvers<void>();
  const reporter = new Reporter(() => told.promise, () => 0);
  const order: string[] = [];
  const report = reporter.report({ step: 0, steps: 2, loss: 1 }).then(() => order.push("the training continues"));
  order.push("told");
  told.resolve();
  await report;
  assertEquals(order, ["told", "the training continues"]);
});
