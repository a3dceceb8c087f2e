import { assertEquals, assertThrows } from "@std/assert";
import { assertAnswer } from "./answer.ts";
import { assertClose } from "./close.ts";
import { assertLossBelow } from "./losses.ts";
import { type Margin, withMargins } from "./margin.ts";

/** The margins that `work` reports. */
function marginsOf(work: () => void): Margin[] {
  const margins: Margin[] = [];
  withMargins((margin) => margins.push(margin), work);
  return margins;
}

Deno.test("withMargins() reports how close each value, or the worst item of each list, came to its threshold", () => {
  assertEquals(
    marginsOf(() => {
      assertClose(1.5, 1, { name: "x", absolute: 2 });
      assertClose([1, 2, 3.5], [1, 2, 3], { name: "xs", absolute: 1 });
      assertLossBelow([4, 1], 4);
      assertAnswer(8, 10, { name: "y", absolute: 4, how: "measure it" });
      assertAnswer(8, 10, { name: "z", absolute: 4, how: "measure it", mayBeRounded: true });
    }),
    [
      { name: "x", share: 0.25, isBound: false },
      { name: "xs", share: 0.5, isBound: false },
      { name: "losses", share: 0.25, isBound: true },
      { name: "y", share: 0.5, isBound: false },
      { name: "z", share: 0.5, isBound: true },
    ],
  );
});

Deno.test("withMargins() also reports an exceeded threshold, but not a threshold of 0", () => {
  assertEquals(
    marginsOf(() => {
      assertClose(1, 1, { absolute: 0 });
      assertThrows(() => assertClose(4, 1, { name: "x", absolute: 2 }));
    }),
    [{ name: "x", share: 1.5, isBound: false }],
  );
});
