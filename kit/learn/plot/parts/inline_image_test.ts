import { assert, assertEquals } from "@std/assert";
import { inlineImage } from "./inline_image.ts";
import { lossCurve } from "../builders/loss_curve.ts";
import { renderSvg } from "./render.ts";

const kitty = { TERM: "xterm-kitty" };

Deno.test("inlineImage() gives Kitty the picture in pieces of at most 4,096 characters", async () => {
  const text = (await inlineImage(await renderSvg(lossCurve([4, 2, 1])), kitty))!;
  // deno-lint-ignore no-control-regex -- the protocol begins with the escape character
  const pieces = [...text.matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)];
  assert(pieces.length > 1 && pieces.every(([, , data]) => data.length <= 4096));
  assertEquals(pieces.map(([, keys]) => keys.slice(-3)), pieces.map((_, i) => i < pieces.length - 1 ? "m=1" : "m=0"));
  const png = Uint8Array.fromBase64(pieces.map(([, , data]) => data).join(""));
  assertEquals([...png.slice(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
});

Deno.test("inlineImage() supports iTerm2, and shows nothing in other terminals or inside tmux", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0,0h9v9z"/></svg>';
  assert((await inlineImage(svg, { TERM_PROGRAM: "iTerm.app" }))!.startsWith("\x1b]1337;File=inline=1;"));
  assertEquals(await inlineImage(svg, { TERM: "xterm-256color" }), undefined);
  assertEquals(await inlineImage(svg, { ...kitty, TMUX: "/tmp/tmux-0/default" }), undefined);
  assertEquals(await inlineImage(svg, {}), undefined);
});
