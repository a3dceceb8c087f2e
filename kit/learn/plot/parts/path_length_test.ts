import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { pathSize } from "./path_length.ts";

const length = (path: string) => pathSize(path, 1e9)?.length;

Deno.test("pathSize() adds up absolute and relative lines, and the closing line", () => {
  assertEquals(pathSize("", 1), { length: 0, segments: 0 });
  assertEquals(pathSize("M1,1L4,5", 9), { length: 5, segments: 2 });
  assertEquals(length("m1,1 3,4 3 4"), 10);
  assertEquals(length("M0,0h3v4Z"), 12);
  assertEquals(length("M0,0H3V4zm5,5l3,4"), 17);
  assertEquals(length("M-.5-.5L2.5,3.5 M9,9"), 5);
});

Deno.test("pathSize() never underestimates a curve, and counts an arc as a whole ellipse", () => {
  assertEquals(length("M0,0C0,3,4,3,4,0"), 10);
  assertEquals(length("M0,0q3,0,3,4"), 7);
  const circle = "M9,0A9,9,0,1,1,-9,0A9,9,0,1,1,9,0";
  assert(length(circle)! >= 2 * Math.PI * 9 && length(circle)! < 4 * Math.PI * 9 + 40);
  assert(length("M0,0a1e-3,1,0,011,0")! > 1000, "the ellipse grows until it is as wide as the chord");
  assertAlmostEquals(length("M0,0A0,9,0,0,0,3,4")!, 5);
});

Deno.test("pathSize() returns undefined for anything that is not a path", () => {
  for (
    const path of [
      "L1,1",
      "1,1",
      "M1",
      "M1,1X",
      "M0,0Z1,1",
      "M0,0A1,1,0,2,0,1,1",
      "M0,0S1,1,1,1",
      "MNaN,0",
      "M0,0L9e9,0",
    ]
  ) {
    assertEquals([path, pathSize(path, 1e9)], [path, undefined]);
  }
});
