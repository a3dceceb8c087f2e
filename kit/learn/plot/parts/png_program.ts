/**
 * A program that draws the SVG on its standard input as a PNG on its standard output. The library is native code, which
 * Deno's permissions do not control, and a picture can make it use any amount of memory and time. So it runs in its own
 * process, which can be given limits and killed. See png.ts for the other end.
 * @module
 */
import { Resvg } from "@resvg/resvg-js";

const [width] = Deno.args.map(Number);
const drawing = new Resvg(await new Response(Deno.stdin.readable).text(), {
  fitTo: { mode: "width", value: width },
  font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
});
const png = drawing.render().asPng();
for (let written = 0; written < png.length;) written += await Deno.stdout.write(png.subarray(written));
