import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { type DotsOptions, namedDots } from "./named_dots.ts";
import { renderSvg } from "../parts/render.ts";

const kinds = { small: { xs: [10, 10], ys: [0.5, 0.6] }, large: { xs: [1000], ys: [0.8] } };

Deno.test("namedDots() describes the range of each kind", () => {
  assertEquals(namedDots(kinds).description, "small: y from 0.5 to 0.6 at x = 10. large: y = 0.8 at x = 1,000.");
});

Deno.test("namedDots() draws names and axes, in the usual width", async () => {
  const svg = await renderSvg(namedDots(kinds, { logX: true, xTitle: "parameters", title: "Sizes" }));
  for (const text of ["Sizes", "small", "large", "parameters"]) assertStringIncludes(svg, text);
  await renderSvg(namedDots({ one: { xs: [5], ys: [5] } })); // an axis of one number
});

Deno.test("namedDots() refuses wrong arguments, and says why in one sentence", () => {
  const refused = (kinds: unknown, options: DotsOptions, kind: ErrorConstructor, message: string) =>
    assertThrows(() => namedDots(kinds as typeof kinds & Record<string, never>, options), kind, message);
  refused([], {}, TypeError, "The kinds are an Array: pass { name: { xs, ys } }.");
  refused({}, {}, RangeError, "There are 0 kinds: pass 1 to 6");
  refused({ a: 1 }, {}, TypeError, "a is a number: pass { xs, ys }");
  refused({ a: { xs: [1], ys: [] } }, {}, RangeError, "a.ys is empty");
  refused({ a: { xs: [1], ys: [1, 2] } }, {}, RangeError, "a has 1 xs and 2 ys");
  refused({ a: { xs: [NaN], ys: [1] } }, {}, RangeError, "a has NaN in it, which has no place on the axis.");
  refused({ a: { xs: [0], ys: [1] } }, { logX: true }, RangeError, "a has 0 in it");
});
