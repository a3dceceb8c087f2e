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

Deno.test("RandomState refuses a seed that its generator would cut", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN]) assertThrows(() => new RandomState(seed), RangeError, "whole number");
});
