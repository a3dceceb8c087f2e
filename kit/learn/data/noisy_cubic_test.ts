import { assertEquals, assertThrows } from "@std/assert";
import { cubic, noisyCubic } from "./noisy_cubic.ts";

Deno.test("cubic() is the sum of its terms", () => {
  assertEquals([cubic(0), cubic(1)], [6.9, 1.3 - 3 + 3.6 + 6.9]);
});

Deno.test("noisyCubic() draws the same points as NumPy, to the last bit", async () => {
  const { xs, ys } = noisyCubic();
  assertEquals(xs.slice(0, 3), [0.49816047538944996, 2.8028572256396647, 1.9279757672456204]);
  assertEquals(xs.slice(-2), [0.43386291417709044, -0.5365237618994811]);
  assertEquals(ys.slice(0, 3), [8.440862619006536, 23.022856966968284, 11.526665526328644]);
  assertEquals(ys.slice(-2), [7.220111899156137, 3.582104421944094]);
  // SHA-256 of the 160 numbers in NumPy 2.4.6: hashlib.sha256(xs.tobytes() + ys.tobytes())
  const digest = await crypto.subtle.digest("SHA-256", new Float64Array([...xs, ...ys]));
  assertEquals(
    new Uint8Array(digest).toHex(),
    "41bef234b0811e2c840fdc48c52f1329b57dcd3dc0ebfc76c00b8c435f12af38",
  );
});

Deno.test("noisyCubic() draws different points for a different seed, and as many as requested", () => {
  const { xs, ys } = noisyCubic({ seed: 7, count: 3 });
  assertEquals([xs.length, ys.length], [3, 3]);
  assertEquals(xs[0] === noisyCubic().xs[0], false);
  assertEquals(noisyCubic({ count: 0 }), { xs: [], ys: [] });
});

Deno.test("noisyCubic() refuses an invalid seed or count", () => {
  assertThrows(() => noisyCubic({ seed: -1 }), RangeError, "The seed −1");
  for (const count of [-1, 1.5, NaN]) assertThrows(() => noisyCubic({ count }), RangeError, "not a whole number");
});
