import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { LessonError } from "../sandbox/sandbox.ts";
import { Opaque } from "../sandbox/values.ts";
import { type Answer, sketchOf } from "./sketch.ts";

/** The shape and the numbers of one answer. */
function sketch(value: unknown): [shape: string, numbers: number[][]] {
  const [{ shape, numbers }] = sketchOf([{ value }]);
  return [shape, numbers];
}

Deno.test("sketchOf() keeps types, names and lengths, and a few numbers of each list", () => {
  assertEquals(sketch({ x: 2, losses: [4, 3], isDone: true }), ["{isDone: true, losses: #[2], x: #}", [[4, 3], [2]]]);
  assertEquals(sketch([[1, 2], [3, 4], [5, 6]]), ["#[3, 2]", [[1, 2, 3, 4, 5, 6]]]);
  assertEquals(sketch([[1], [2, 3]]), ["[2: #[1], #[2]]", [[1], [2, 3]]]);
  assertEquals(sketch(Float32Array.of(1, 0.1)), ["Float32Array[2]", [[1, 0.1]]]);
  assertEquals(sketch([null, undefined, "two", new Opaque("a Map")]), ['[4: null, undefined, "two", <a Map>]', []]);
});

Deno.test("sketchOf() does not depend on the order of fields", () => {
  assertEquals(sketch({ a: 1, b: 2 }), sketch({ b: 2, a: 1 }));
});

Deno.test("sketchOf() notices a change in numbers that it does not keep, and a change in their order", () => {
  const losses = Array.from({ length: 100 }, (_, i) => i);
  assertEquals(sketch(losses)[1][0].slice(0, 5), [0, 25, 50, 74, 99]);
  assertNotEquals(sketch(losses.with(10, 0)), sketch(losses));
  assertNotEquals(sketch(losses.with(10, 11).with(11, 10)), sketch(losses));
});

Deno.test("sketchOf() rounds to the digits of float32, and keeps NaN and infinities", () => {
  assertEquals(sketch([1 / 3, NaN, -Infinity, -0])[1], [[0.3333333, NaN, -Infinity, 0]]);
});

Deno.test("sketchOf() counts only the tensors that were added", () => {
  const answer = (before: number) => ({ before, after: before + 2, counts: [before, before + 1], xs: [7] });
  assertEquals(sketch(answer(500)), sketch(answer(3)));
  assertNotEquals(sketch({ ...answer(3), after: 6 }), sketch(answer(3)));
});

Deno.test("sketchOf() shortens long texts, and still distinguishes them", () => {
  const [a, b] = ["a", "b"].map((end) => sketch("x".repeat(500) + end)[0]);
  assert(a.length < 80);
  assertNotEquals(a, b);
});

Deno.test("sketchOf() keeps all answers up to the first without a value", () => {
  const error = new LessonError({ status: "error", message: "TypeError: no", location: null });
  const shapes = (answers: Answer[]) => sketchOf(answers).map(({ shape }) => shape);
  assertEquals(shapes([{ value: 1 }, { value: "a" }]), ["#", '"a"']);
  assertEquals(shapes([{ value: 1 }, { error }, { value: 2 }]), ["#", "! error: TypeError: no"]);
  assertEquals(shapes([{ value: 1 }, "none yet", { value: 2 }]), ["#"]);
});

Deno.test("sketchOf() keeps few numbers, and what it keeps of an answer does not depend on later answers", () => {
  const answers = Array.from({ length: 20 }, () => ({ value: { a: [1, 2, 3, 4], b: [1, 2, 3] } }));
  const sketches = sketchOf(answers);
  assert(sketches.flatMap(({ numbers }) => numbers.flat()).length <= 40 + answers.length);
  assertEquals(sketchOf(answers.slice(0, 3)), sketches.slice(0, 3));
});

Deno.test("sketchOf() notices a change in numbers that it has no room to keep, however small they are", () => {
  const answer = (last: number) => ({ large: Array(30).fill([1e9, 1e9, 1e9]).concat([[1e9]]), small: [0.1, last] });
  assertNotEquals(sketch(answer(0.2)), sketch(answer(0.3)));
  assertEquals(sketch(answer(NaN)), sketch(answer(NaN)));
});
