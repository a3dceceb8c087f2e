/**
 * Pictures inside the terminal, where it can show them.
 * @module
 */

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Longer texts are not drawn, in characters: ours have some ten thousand. */
const LONGEST_SVG = 2_000_000;

/** The width of the image, in pixels: enough for screens with two dots a pixel. */
const WIDTH = 1280;

/** A picture may be so many times higher than wide; a hostile one would ask for a billion lines. */
const STEEPEST = 3;

/** Elements that Vega writes for our marks. None of them loads, repeats or runs anything. */
const ELEMENTS = new Set(
  "svg title desc style g path line rect circle ellipse text tspan defs clipPath linearGradient radialGradient stop"
    .split(" "),
);

/** The width of the image in the terminal, in characters of the eighty that there are. */
const COLUMNS = 72;

/** The longest piece that Kitty's protocol allows, in characters. */
const KITTY_PIECE = 4096;

/**
 * Turns an SVG text into what a terminal needs to show it: an escape sequence, to be written as it is.
 * Sources: Kitty, "Terminal graphics protocol"; iTerm2, "Inline images protocol".
 * @param svg May come from anyone; it is drawn only if nothing in it loads, repeats or runs anything.
 * @param env The environment, to see which terminal it is; inside tmux and screen there are no images.
 * @returns undefined if this terminal shows no images, as far as we know.
 * @throws {RangeError} If the SVG is too long, too high, or holds an element or a link that we do not draw.
 */
export async function inlineImage(svg: string, env: Environment): Promise<string | undefined> {
  const protocol = protocolOf(env);
  if (protocol === undefined) return undefined;
  const png = await toPng(svg);
  return protocol === "kitty" ? kittyImage(png) : itermImage(png);
}

function protocolOf(env: Environment): "kitty" | "iterm" | undefined {
  if (env.TMUX || env.STY || /^(screen|tmux)/.test(env.TERM ?? "")) return undefined;
  if (env.KITTY_WINDOW_ID || env.TERM === "xterm-kitty" || env.TERM_PROGRAM === "ghostty") return "kitty";
  if (env.TERM_PROGRAM === "iTerm.app" || env.TERM_PROGRAM === "WezTerm") return "iterm";
  return undefined;
}

/**
 * Draws an SVG text as a PNG image on a light page, 1280 pixels wide.
 * @throws {RangeError} As {@linkcode inlineImage} does.
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  checkHarmless(svg);
  const { Resvg } = await import("@resvg/resvg-js");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: WIDTH },
    font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
  });
  if (!(drawing.height <= drawing.width * STEEPEST)) {
    throw new RangeError(
      `The picture is ${drawing.width} × ${drawing.height}: it may be at most ${STEEPEST} times higher than wide.`,
    );
  }
  return drawing.render().asPng();
}

function checkHarmless(svg: string): void {
  if (svg.length > LONGEST_SVG) {
    throw new RangeError(
      `The picture has ${svg.length} characters, and only ${LONGEST_SVG} are shown: draw fewer points.`,
    );
  }
  // In XML a "<" always begins a tag, a comment or a declaration: texts and attributes have to write &lt;.
  for (const [, start] of svg.matchAll(/<\/?([^\s/>]*)/g)) {
    if (!ELEMENTS.has(start)) {
      throw new RangeError(`The picture holds <${start.slice(0, 20)}>, which is not shown: use marks only.`);
    }
  }
  const link = svg.match(/\bhref\b|@import|url\(\s*(?!#|["']#)|\bxml:base\b/i);
  if (link) {
    throw new RangeError(`The picture holds "${link[0]}", which is not shown: a picture must not link to anything.`);
  }
}

function kittyImage(png: Uint8Array): string {
  const text = png.toBase64();
  const pieces = Array.from(
    { length: Math.ceil(text.length / KITTY_PIECE) },
    (_, i) => text.slice(i * KITTY_PIECE, (i + 1) * KITTY_PIECE),
  );
  return pieces.map((piece, i) => {
    const more = i < pieces.length - 1 ? 1 : 0;
    return `\x1b_G${i === 0 ? `a=T,f=100,q=2,c=${COLUMNS},` : ""}m=${more};${piece}\x1b\\`;
  }).join("") + "\n";
}

function itermImage(png: Uint8Array): string {
  return `\x1b]1337;File=inline=1;size=${png.length};width=${COLUMNS};preserveAspectRatio=1:${png.toBase64()}\x07\n`;
}
