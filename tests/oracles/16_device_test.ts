import { assertEquals, AssertionError, assertThrows } from "@std/assert";
import { type AnyReport, assertMissing, assertPresent, drawnProduct, productOf } from "./16_device.ts";

Deno.test("productOf() multiplies matrices, row by row", () => {
  const product = { length: 2, columns: 3, weights: [1, 2, 3, 4, 5, 6], inputs: [[1, 0, 1, -1]] };
  const { sums, bounds } = productOf(product.inputs[0], product);
  assertEquals(sums, [1, 2, 3, -3, -3, -3]);
  assertEquals(bounds, [1, 2, 3, 5, 7, 9].map((size) => 2 * 2 ** -24 * size));
});

Deno.test("productOf() bounds the error of float32, for short sums and for long sums", () => {
  for (const length of [4, 4096]) {
    const product = drawnProduct(42, length, 2, [3]);
    const [input] = product.inputs;
    const { sums, bounds } = productOf(input, product);
    const inFloat32 = sums.map((_, i) => {
      const [row, column] = [Math.floor(i / 2), i % 2];
      let sum = 0;
      for (let k = 0; k < length; k++) {
        sum = Math.fround(sum + Math.fround(input[row * length + k] * product.weights[k * 2 + column]));
      }
      return sum;
    });
    const errors = inFloat32.map((value, i) => Math.abs(value - sums[i]));
    assertEquals(errors.filter((error, i) => error > bounds[i]), []);
    assertEquals(errors.some((error) => error > 0), true);
  }
});

const PRODUCT = { length: 1, columns: 1, weights: [2], inputs: [[1], [1, 2]] };
const REPORT: AnyReport = { device: "wasm", adapter: null, milliseconds: [5, 3], outputs: [[2], [2, 4]], reason: null };

Deno.test("assertPresent() checks where the model and its input were when it computed, and the times", () => {
  const calls = [1, 2].map((rows) => ({ device: "wasm", weights: "wasm", x: "wasm", rows }));
  const judge = (report: Partial<AnyReport>, change: object = {}) =>
    assertPresent({ ...REPORT, ...report }, {
      calls: calls.map((call) => ({ ...call, ...change })),
      product: PRODUCT,
      costs: [5, 3],
    });
  judge({});
  const refused = (message: string, report: Partial<AnyReport>, change?: object) =>
    assertThrows(() => judge(report, change), AssertionError, message);
  refused('the report on it has the reason the text "no", expected null', { reason: "no" });
  refused("adapter in the report on wasm is", { adapter: "a card" });
  refused("On wasm, the model is never called with inputs[0]", {}, { device: "cpu" });
  refused("The model's weights are on cpu when wasm begins to compute", {}, { weights: "cpu" });
  refused("The input is on cpu when wasm begins to compute", {}, { x: "cpu" });
  refused("the times are in the wrong order", { milliseconds: [3, 5] });
  refused("the time of the first product", { milliseconds: [105, 103] });
});

Deno.test("assertMissing() expects the reason, and no numbers", () => {
  const missing = {
    ...REPORT,
    device: "abacus",
    milliseconds: [],
    outputs: [],
    reason: 'Error: There is no "abacus".',
  };
  const message = 'There is no "abacus".';
  assertMissing(missing, message);
  const refused = (part: string, report: Partial<AnyReport>) =>
    assertThrows(() => assertMissing({ ...missing, ...report }, message), AssertionError, part);
  refused("keep the message of useDevice's error", { reason: null });
  refused("keep the message of useDevice's error", { reason: "not available" });
  refused("says why the device is missing, but has numbers", { milliseconds: [5] });
  refused("has numbers and no reason", { milliseconds: [5], reason: null });
});
