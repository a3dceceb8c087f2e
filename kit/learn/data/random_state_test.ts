import { assertEquals, assertThrows } from "@std/assert";
import { RandomState } from "./random_state.ts";

Deno.test("RandomState(42) draws NumPy's uniform numbers to the last bit", () => {
  const random = new RandomState(42);
  const drawn = Array.from({ length: 3 }, () => random.uniform(-1, 3));
  assertEquals(drawn, [0.49816047538944996, 2.8028572256396647, 1.9279757672456204]);
});

Deno.test("RandomState(42) draws NumPy's normals after 80 uniform numbers", () => {
  const random = new RandomState(42);
  for (let i = 0; i < 80; i++) random.uniform(-1, 3);
  assertEquals([random.normal(), random.normal()], [0.33126343140356396, 0.9755451271223592]);
});

Deno.test("RandomState(0) draws a normal that differs from NumPy's in the last bit", () => {
  const random = new RandomState(0);
  for (let i = 1; i < 663; i++) random.normal();
  // NumPy 2.4 draws 0.45248909263964643 there, because C rounds a logarithm the other way; the last bit is worth 2^-54
  assertEquals(0.45248909263964643 - random.normal(), 2 ** -54);
});

/** From NumPy 2.4.6: shuffle of 0…9, permutation(7), normal(), permutation(300), uniform(), of one RandomState(seed). */
const numpy = [
  {
    seed: 0,
    shuffled: [2, 8, 4, 9, 1, 6, 7, 3, 0, 5],
    permutation: [3, 1, 2, 6, 5, 0, 4],
    normal: 0.144043571160878,
    first: [250, 256, 15, 65, 213],
    uniform: 0.5197111936582762,
  },
  {
    seed: 1,
    shuffled: [2, 9, 6, 4, 0, 3, 1, 7, 8, 5],
    permutation: [6, 3, 0, 2, 1, 4, 5],
    normal: 0.25759351550706283,
    first: [80, 298, 72, 253, 218],
    uniform: 0.8447344453922219,
  },
  {
    seed: 42,
    shuffled: [8, 1, 5, 0, 7, 2, 9, 4, 3, 6],
    permutation: [4, 1, 0, 3, 5, 6, 2],
    normal: 0.3925797504024593,
    first: [132, 33, 222, 57, 256],
    uniform: 0.2795603417967586,
  },
  {
    seed: 2 ** 32 - 1,
    shuffled: [6, 9, 5, 1, 8, 0, 7, 4, 2, 3],
    permutation: [0, 1, 5, 4, 6, 2, 3],
    normal: 0.47688182146087926,
    first: [166, 70, 228, 56, 210],
    uniform: 0.06710209205185469,
  },
];

for (const { seed, shuffled, permutation, normal, first, uniform } of numpy) {
  Deno.test(`RandomState(${seed}) shuffles and continues like NumPy`, () => {
    const random = new RandomState(seed);
    const list = Array.from({ length: 10 }, (_, i) => i);
    random.shuffle(list);
    assertEquals(list, shuffled);
    assertEquals(random.permutation(7), permutation);
    assertEquals(random.normal(), normal);
    assertEquals(random.permutation(1), [0]); // draws no random number
    assertEquals(random.permutation(300).slice(0, 5), first);
    assertEquals(random.uniform(), uniform);
  });
}

Deno.test("shuffle() also takes a typed array or an empty list", () => {
  const array = Float32Array.from({ length: 10 }, (_, i) => i);
  const random = new RandomState(42);
  random.shuffle([]);
  random.shuffle(array);
  assertEquals([...array], [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
});

Deno.test("permutation() refuses an invalid count", () => {
  assertEquals(new RandomState(1).permutation(0), []);
  for (const count of [-1, 0.5, NaN]) {
    assertThrows(() => new RandomState(1).permutation(count), RangeError, "not a whole number");
  }
});

Deno.test("RandomState refuses a seed that its generator would truncate", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) assertThrows(() => new RandomState(seed), RangeError, "whole number");
});
