import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import {
  accuracyOf,
  assertEven,
  assertStretched,
  cornersOf,
  MAP,
  MIDDLE,
  MIRRORED,
  moved,
  movesOf,
  numberedImages,
  part,
  SIDE,
} from "./22_augmentation.ts";
import { list } from "./lists.ts";

Deno.test("a mirrored map has its columns the other way round", () => {
  assertEquals(MIRRORED.slice(0, SIDE), MAP.slice(0, SIDE).reverse());
  assertEquals(MIRRORED.slice(-SIDE), MAP.slice(-SIDE).reverse());
});

Deno.test("a map that moves has background at its edge, and its middle tells how far it moved", () => {
  const image = moved(1, -2);
  assertEquals(image.slice(0, SIDE), list(SIDE, () => 0));
  assertEquals(image.slice(SIDE, 2 * SIDE), [...MAP.slice(2, SIDE), 0, 0]);
  assertEquals(movesOf([image[MIDDLE], MAP[MIDDLE]], 2, "f()"), [{ down: 1, right: -2 }, { down: 0, right: 0 }]);
  assertThrows(() => movesOf([image[MIDDLE]], 1, "f()"), AssertionError, "f() moves image 0 by 1 down and −2");
  assertThrows(() => movesOf([0.5 + 1e-4], 1, "f()"), AssertionError, "the middle of variant 0 of f() is 0.5001");
});

Deno.test("a square of the map is known by its first pixel, and stretched or not", () => {
  const side = 20;
  const stretched = list(SIDE * SIDE, (i) => {
    const [row, column] = [Math.floor(i / SIDE), i % SIDE].map((to) => Math.floor(to * side / SIDE));
    return MAP[(3 + row) * SIDE + 5 + column];
  });
  const [corner] = cornersOf([stretched[0]], side, "f()");
  assertEquals(corner, { top: 3, left: 5 });
  assertStretched(stretched, corner, side, "a variant");
  assertThrows(
    () => assertStretched(MAP, { top: 0, left: 0 }, side, "a variant"),
    AssertionError,
    "is stretched to 28",
  );
  assertThrows(
    () => cornersOf([MAP[9]], side, "f()"),
    AssertionError,
    "begins at row 0 and column 9, expected at most 8",
  );
});

Deno.test("assertEven() passes numbers drawn evenly, and says what else was drawn", () => {
  const drawn = (value: (i: number) => number) => list(3000, value);
  const refuses = (values: number[], message: string) =>
    assertThrows(() => assertEven(values, -1, 1, "x"), AssertionError, message);
  assertEven(drawn((i) => i % 3 - 1), -1, 1, "x");
  refuses(
    drawn((i) => i % 2 - 1),
    "x is 1 in 0 of 3,000 cases, expected about 1,000: who rounds down has to draw below",
  );
  const rounded = drawn((i) => [-2, -1, -1, 0, 0, 1, 1, 2, 2, 3][i % 10]);
  assertThrows(() => assertEven(rounded, -2, 3, "x"), AssertionError, "the ends come half as often as the rest");
  refuses(drawn(() => 0), "it is always 0, so draw it");
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
