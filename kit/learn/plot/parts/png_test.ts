import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { smallFolder } from "../../../testbed/small_course.ts";
import { toPng } from "./png.ts";

const small = (inside: string, size = 'width="10" height="10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`;

Deno.test("toPng() draws a picture 1280 pixels wide", async () => {
  const png = await toPng(await Deno.readTextFile(join(smallFolder, "docs/pictures/04_gradient_descent.svg")));
  assertEquals(new TextDecoder("latin1").decode(png.subarray(1, 4)), "PNG");
  assertEquals(new DataView(png.buffer, png.byteOffset).getUint32(16), 1280);
  assert(png.length > 10_000);
});

Deno.test("toPng() refuses an SVG that is not only a picture", async () => {
  await assertRejects(() => toPng(small("<filter/>")), RangeError, "which is not allowed");
  await assertRejects(() => toPng(small(" ".repeat(4_000_001))), RangeError, "draw fewer points");
  const high = small('<path d="M0,0h1v1z"/>', 'width="10" height="40"');
  await assertRejects(() => toPng(high), RangeError, "times taller than wide");
});
