import { assert, assertEquals } from "@std/assert";
import { decode, encode, Opaque } from "../../judge/sandbox/values.ts";
import { changed, EDIT_NAMES, WRONG_VALUES } from "./changed_answer.ts";

const answer = { x: 1, losses: [3, 2, 1], tensor: { dtype: "float32", shape: [2], values: Float32Array.of(1, 2) } };

Deno.test("changed() changes a copy of the answer at the place to which the path leads", () => {
  const before = structuredClone(answer);
  const at = (path: number[], edit: string, wrong = "NaN") => changed(answer, { path, part: 1, edit, wrong });
  assertEquals(at([], "replace", "null"), null);
  assertEquals(at([0], "replace"), { ...answer, x: NaN });
  assertEquals(at([1, 5], "replace", "a bigint"), { ...answer, losses: [3, 2, 1n] });
  assertEquals(at([1], "drop"), { ...answer, losses: [3, 1] });
  assertEquals(at([1], "extend", "-1"), { ...answer, losses: [3, 2, 1, -1] });
  assertEquals(at([1], "times -1"), { ...answer, losses: [-3, -2, -1] });
  assertEquals(Object.keys(at([], "rename") as object), ["x", "__proto__", "tensor"]);
  const { values } = (at([2, 2, 1], "replace") as typeof answer).tensor;
  assertEquals(values, Float32Array.of(1, NaN));
  assertEquals(answer, before);
});

Deno.test("every edit works with every value", () => {
  for (const edit of EDIT_NAMES) {
    for (
      const value of [undefined, null, 1, 1n, "x", true, [], [1], {}, Float32Array.of(1), new Opaque("a function")]
    ) {
      changed(value, { path: [], part: 0, edit, wrong: "a bigint" });
    }
  }
});

Deno.test("every wrong value can arrive from a lesson", async () => {
  for (const [name, value] of Object.entries(WRONG_VALUES)) {
    if (value instanceof Opaque || name === "a record with every method") continue; // encode writes these differently
    const text = await encode(value);
    assertEquals(await encode(decode(text)), text, name);
  }
  assert(decode('{"$":"opaque","v":"a function"}') instanceof Opaque);
});
