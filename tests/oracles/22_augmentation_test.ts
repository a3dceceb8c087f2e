import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import {
  accuracyOf,
  assertEnlarged,
  assertEven,
  assertIndependent,
  assertInside,
  assertMoves,
  cornersOf,
  isAlikeInBatches,
  MAP,
  MIDDLE,
  MIRRORED,
  moved,
  movesOf,
  numberedImages,
  part,
  SIDE,
  withoutFirstMeasurements,
} from "./22_augmentation.ts";
import { RandomState } from "downhill/testing";
import { list } from "./lists.ts";

Deno.test("a mirrored map has its columns in reverse order", () => {
  assertEquals(MIRRORED.slice(0, SIDE), MAP.slice(0, SIDE).reverse());
  assertEquals(MIRRORED.slice(-SIDE), MAP.slice(-SIDE).reverse());
});

Deno.test("a moved map has background at its edge, and its middle shows how far it moved", () => {
  const image = moved(1, -2);
  assertEquals(image.slice(0, SIDE), list(SIDE, () => 0));
  assertEquals(image.slice(SIDE, 2 * SIDE), [...MAP.slice(2, SIDE), 0, 0]);
  assertEquals(movesOf([image[MIDDLE], MAP[MIDDLE]], 2, "f()"), [{ down: 1, right: -2 }, { down: 0, right: 0 }]);
  assertThrows(() => movesOf([image[MIDDLE]], 1, "f()"), AssertionError, "f() moves image 0 by 1 down and −2");
  assertThrows(() => movesOf([0.5 + 1e-4], 1, "f()"), AssertionError, "the middle of variant 0 of f() is 0.5001");
});

Deno.test("a square of the map is recognized by its first pixel, and must be enlarged and inside the image", () => {
  const side = 20;
  const enlarged = (round: (place: number) => number) =>
    list(SIDE * SIDE, (i) => {
      const [row, column] = [Math.floor(i / SIDE), i % SIDE].map((to) => round(to * side / SIDE));
      return MAP[(3 + row) * SIDE + 5 + column];
    });
  const [corner] = cornersOf([MAP[3 * SIDE + 5]], "f()");
  assertEquals(corner, { top: 3, left: 5 });
  assertThrows(() => cornersOf([0.5 + 1e-4], "f()"), AssertionError, "pixel 0 of variant 0 of f() is 0.5001");
  assertEnlarged(enlarged(Math.floor), corner, side, "a variant");
  const refuses = (variant: number[], message: string) =>
    assertThrows(() => assertEnlarged(variant, corner, side, "a variant"), AssertionError, message);
  refuses(enlarged(Math.round), "that is rounded to the nearest");
  refuses(moved(-3, -5), "the image is moved, but not enlarged");
  assertInside([corner], side, "f()");
  assertThrows(() => assertInside([{ top: 0, left: 9 }], side, "f()"), AssertionError, "at row 0 and column 9");
});

Deno.test("assertIndependent() accepts independent numbers, and names a pair that occurs too rarely", () => {
  const third = (i: number) => i % 3 - 1;
  const first = list(9000, third);
  const refuses = (second: number[], message: string) =>
    assertThrows(
      () => assertIndependent(first, second, [-1, 1], { name: "f()", of: ["a", "b"] }),
      AssertionError,
      message,
    );
  assertIndependent(first, list(9000, (i) => third(Math.floor(i / 3))), [-1, 1], { name: "f()", of: ["a", "b"] });
  refuses(first.map((value) => -value), "f(): a and b are the same number, apart from the sign, for every image");
  refuses(list(9000, (i) => third(i + 1)), "f(): a is −1 and b is −1 in 0 of 9,000 cases, expected about 1,000");
});

Deno.test("isAlikeInBatches() distinguishes one draw for a batch from no draw at all", () => {
  assertEquals(isAlikeInBatches([[1, 1], [2, 2]]), true);
  assertEquals(isAlikeInBatches([[1, 1], [1, 1]]), false);
  assertEquals(isAlikeInBatches([[1, 2], [2, 2]]), false);
});

Deno.test("assertEven() accepts numbers drawn evenly, and names the mistake in others", () => {
  const drawn = (value: (i: number) => number) => list(3000, value);
  const refuses = (values: number[], message: string) =>
    assertThrows(() => assertEven(values, -1, 1, "x"), AssertionError, message);
  assertEven(drawn((i) => i % 3 - 1), -1, 1, "x");
  refuses(
    drawn((i) => i % 2 - 1),
    "x is 1 in 0 of 3,000 cases, expected about 1,000: the upper end never occurs",
  );
  const rounded = drawn((i) => [-2, -1, -1, 0, 0, 1, 1, 2, 2, 3][i % 10]);
  assertThrows(() => assertEven(rounded, -2, 3, "x"), AssertionError, "the ends occur half as often as the rest");
  refuses(drawn(() => 0), "it is always 0: is a new number drawn");
  refuses(drawn((i) => [0, 0, 1][i % 3]), "0 occurs twice as often");
  refuses(drawn((i) => i % 2), "it is never below 0");
  refuses(drawn((i) => 2 * (i % 2) - 1), "it is never 0");
  const unexplained = drawn((i) => [-1, -1, 0, 0, 0, 1, 1, 1][i % 8]);
  refuses(unexplained, "x is −1 in 750 of 3,000 cases, expected about 1,000.");
});

Deno.test("accuracyOf() is the share of the images that are classified correctly", () => {
  const { images } = numberedImages(42, 3);
  assertEquals([...part({ images, labels: [7, 8, 9] }, 1, 3).labels as number[]], [8, 9]);
  assertEquals(part({ images, labels: [7, 8, 9] }, 1, 3).images[0], 1);
  // a network that answers 3 to everything
  const weights = [
    new Float64Array(784 * 64),
    new Float64Array(64),
    new Float64Array(640),
    Float64Array.of(0, 0, 0, 1),
  ];
  assertEquals(accuracyOf(weights, { images, labels: [3, 0, 3] }), 2 / 3);
});

Deno.test("assertMoves() accepts equally frequent moves, and a distance with a direction, but no rounded moves", () => {
  const random = new RandomState(1);
  const moves = (draw: () => number) => Array.from({ length: 2000 }, draw);
  const whole = (low: number, high: number) => Math.floor(random.uniform(low, high + 1));
  assertMoves(moves(() => whole(-3, 3)), 3, "moves");
  assertMoves(moves(() => whole(0, 3) * (random.uniform() < 0.5 ? 1 : -1)), 3, "moves");
  assertThrows(() => assertMoves(moves(() => Math.round(random.uniform(-3, 3))), 3, "moves"), Error, "half as often");
  assertThrows(() => assertMoves(moves(() => 3), 3, "moves"), Error, "it is always 3");
});

Deno.test("withoutFirstMeasurements() removes whole sets before the training, and no images of the training", () => {
  const counts = [2, 3, 3];
  const order = [1, 0, 0, 1];
  assertEquals(withoutFirstMeasurements(order, 4, counts), order);
  assertEquals(withoutFirstMeasurements([0, 1, 2, 3, 4, 5, 6, 7, ...order], 4, counts), order);
  assertEquals(withoutFirstMeasurements([2, 3, 4, 0, 1, ...order], 4, counts), order);
  const shuffled = [3, 2, 4, ...order];
  assertEquals(withoutFirstMeasurements(shuffled, 4, counts), shuffled);
  assertEquals(withoutFirstMeasurements([0, 1, 1, 0], 4, counts), [0, 1, 1, 0]);
});
