import { assertEquals } from "@std/assert";
import { beginsAnew, isUnderWay, timed, withLook } from "./training.ts";

Deno.test("beginsAnew() is true for a smaller step, or a different number of steps", () => {
  const last = { step: 5, steps: 10 };
  assertEquals(beginsAnew(undefined, last), true);
  assertEquals(beginsAnew(last, { step: 6, steps: 10 }), false);
  assertEquals(beginsAnew(last, { step: 5, steps: 10 }), false);
  assertEquals(beginsAnew(last, { step: 4, steps: 10 }), true);
  assertEquals(beginsAnew(last, { step: 6, steps: 20 }), true);
});

Deno.test("isUnderWay() is false at the last step", () => {
  assertEquals(isUnderWay(undefined), false);
  assertEquals(isUnderWay({ step: 8, steps: 10 }), true);
  assertEquals(isUnderWay({ step: 9, steps: 10 }), false);
});

Deno.test("withLook() collects the looks at one training run, and timed() counts the milliseconds from 0", () => {
  const toMoment = timed();
  const first = toMoment({ step: 0, steps: 2, loss: 4 });
  const second = toMoment({ step: 1, steps: 2, loss: 2 });
  const anew = toMoment({ step: 0, steps: 2, loss: 3 });
  assertEquals(withLook(second, withLook(first, [])), [first, second]);
  assertEquals(withLook(anew, [first, second]), [anew]);
  assertEquals([first.elapsedMs, anew.elapsedMs], [0, 0]);
});
