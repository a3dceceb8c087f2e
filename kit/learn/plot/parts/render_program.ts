/**
 * A program that reads a picture as JSON from its standard input, and writes it as an SVG to its standard output. See
 * render_apart.ts for the other end.
 * @module
 */
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";

const picture = await new Response(Deno.stdin.readable).json() as Picture;
const svg = new TextEncoder().encode(await renderSvg(picture));
for (let written = 0; written < svg.length;) written += await Deno.stdout.write(svg.subarray(written));
