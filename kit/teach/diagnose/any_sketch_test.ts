import { assert } from "@std/assert";
import { sketchOf } from "../../judge/diagnosis/sketch.ts";
import { changed, EDIT_NAMES, WRONG_VALUES } from "../verify/changed_answer.ts";

/** The length of the longest sketch of one answer: its shape, and 24 numbers. */
const LONGEST = 1000;

Deno.test("sketchOf() shortens every value that a lesson can send", () => {
  const nest = (value: unknown) => ({ x: value, list: Array(50).fill(value), deep: { deeper: [[value]] } });
  for (const [name, value] of Object.entries(WRONG_VALUES)) {
    for (const each of [value, nest(value), Array(1000).fill(nest(value))]) {
      const { length } = JSON.stringify(sketchOf([{ value: each }]));
      assert(length <= LONGEST, `${name}: ${length} characters`);
    }
  }
});

Deno.test("sketchOf() never throws, wherever an answer contains a strange value", () => {
  const answer = { losses: [1, 2, 3], x: 1, tensor: { dtype: "float32", shape: [2], values: Float32Array.of(1, 2) } };
  for (const edit of EDIT_NAMES) {
    for (const wrong of Object.keys(WRONG_VALUES)) {
      for (const path of [[], [0], [2, 1]]) sketchOf([{ value: changed(answer, { path, part: 0, edit, wrong }) }]);
    }
  }
});
