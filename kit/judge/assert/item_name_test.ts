import { assertEquals } from "@std/assert";
import { inCalls, inShape, itemName, itemsNamed, listName, picked } from "./item_name.ts";

Deno.test("itemName() puts the index after the noun to which it belongs", () => {
  const names = {
    "losses": "losses[3]",
    "losses of 7 other points": "losses[3] of 7 other points",
    "x after 4 steps of 0.02": "x[3] after 4 steps of 0.02",
    "forward(x) with 100 units": "forward(x)[3] with 100 units",
    "convolve(image, filter of 3 × 3, padding 1)": "convolve(image, filter of 3 × 3, padding 1)[3]",
    "forward([−2, −1, 0])": "forward([−2, −1, 0])[3]",
    "θ of momentum, asked again": "θ[3] of momentum, asked again",
    "start, afterwards,": "start[3], afterwards,",
    "the mirrored image": "the mirrored image[3]",
    "the offset": "the offset[3]",
  };
  for (const [name, item] of Object.entries(names)) assertEquals(itemName(name, 3), item);
});

Deno.test("picked() names selected items by their positions in the original list", () => {
  const name = picked("losses after a step", [0, 10, 100]);
  assertEquals([listName(name), itemName(name, 2)], ["losses after a step", "losses[100] after a step"]);
});

Deno.test("inShape() names a number of a tensor by its indices, and a number of a column by its row", () => {
  const items = (shape: number[], place: number) => itemName(inShape("w", shape), place);
  assertEquals(items([2, 3], 5), "w[1][2]");
  assertEquals(items([2, 3, 4], 23), "w[1][2][3]");
  assertEquals(items([1, 100], 7), "w[0][7]");
  assertEquals(items([80, 1], 7), "w[7]");
  assertEquals(items([4], 2), "w[2]");
  assertEquals(items([], 0), "w");
});

Deno.test("itemsNamed() and inCalls() name each item", () => {
  assertEquals(itemName(itemsNamed("slope and height", ["slope", "height"]), 1), "height");
  const steps = inCalls("step", "onProgress");
  assertEquals([listName(steps), itemName(steps, 2)], [
    "step in the calls to onProgress",
    "step in call 3 to onProgress",
  ]);
});
