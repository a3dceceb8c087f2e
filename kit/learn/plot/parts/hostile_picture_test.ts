import { assertRejects } from "@std/assert";
import { toPng } from "./png.ts";

Deno.test("toPng() stops drawing a picture that takes too long", async () => {
  // a thousand transparent layers of the whole image, each with a hundred strokes across all of it
  const lines = "M0,0" + "L99,30L0,60L99,90".repeat(80);
  const layers = `<path d="${lines}" stroke="red" opacity="0.5"/>`.repeat(1000);
  const all = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="300">${layers}</svg>`;
  await assertRejects(() => toPng(all), RangeError, "took longer than");
});
