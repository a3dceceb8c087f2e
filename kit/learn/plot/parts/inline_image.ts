/**
 * Pictures inside the terminal, if it can show them.
 * @module
 */
import { canDrawPng, toPng } from "./png.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The width of the image in the terminal, in characters; a line has eighty. */
const COLUMNS = 72;

/** The longest piece that Kitty's protocol allows, in characters. */
const KITTY_PIECE = 4096;

/**
 * Turns an SVG into the escape sequence with which a terminal shows it; print it unchanged. Sources: Kitty, "Terminal
 * graphics protocol"; iTerm2, "Inline images protocol".
 * @param svg An SVG, which may come from a stranger; see {@linkcode toPng}.
 * @param env The environment variables, which identify the terminal; inside tmux and screen there are no images.
 * @returns undefined if, as far as we know, this terminal shows no images, or if this process may not start another
 * process, as in a lesson that is run on its own.
 * @throws {RangeError} As {@linkcode toPng} does.
 */
export async function inlineImage(svg: string, env: Environment): Promise<string | undefined> {
  const protocol = protocolOf(env);
  if (protocol === undefined || !canDrawPng()) return undefined;
  const png = await toPng(svg);
  return protocol === "kitty" ? kittyImage(png) : itermImage(png);
}

function protocolOf(env: Environment): "kitty" | "iterm" | undefined {
  if (env.TMUX || env.STY || /^(screen|tmux)/.test(env.TERM ?? "")) return undefined;
  if (env.KITTY_WINDOW_ID || env.TERM === "xterm-kitty" || env.TERM_PROGRAM === "ghostty") return "kitty";
  if (env.TERM_PROGRAM === "iTerm.app" || env.TERM_PROGRAM === "WezTerm") return "iterm";
  return undefined;
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
