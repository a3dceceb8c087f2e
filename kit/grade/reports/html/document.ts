/**
 * What all pages have in common: the head with the policy, the style sheet, and the link past the top.
 * @module
 */
import { createHash } from "node:crypto";
import { palette } from "../../../learn/plot/parts/theme.ts";
import { Markup, markup } from "./markup.ts";
import rules from "./style.css" with { type: "text" };

/** The parts of a page. */
interface Parts {
  /** The title of the window. */
  title: string;
  /** Everything in the body. It contains a `<main id="main">`. */
  body: Iterable<Markup>;
  /** The sources of pictures, as a policy names them: "data:". */
  pictures: string;
  /** The script; "" for none. It is our own, and contains no text of a student. */
  script?: string;
}

/** The colours of the style sheet. They are those of the pictures. */
const COLOURS = {
  background: palette.background,
  ink: palette.ink,
  quiet: palette.axis,
  line: palette.grid,
  accent: palette.model,
  good: palette.third,
  bad: palette.sixth,
  warning: palette.rival,
};

/** The colours, as variables for a style sheet. Paper is white, so dark colours are only for screens. */
export const COLOUR_RULES: string = `${colours("light")}\n@media screen and (prefers-color-scheme: dark) {\n${
  colours("dark")
}\n}\n`;

const STYLE = `${COLOUR_RULES}${rules}`;

/**
 * A complete HTML document, in pieces. A browser that opens it loads nothing but its pictures, and runs nothing but our
 * own script: the policy names the script and the style sheet by their hashes, and forbids everything else.
 */
export function* documentOf({ title, body, pictures, script = "" }: Parts): Generator<string> {
  const policy = [
    "default-src 'none'",
    `img-src ${pictures}`,
    `style-src ${hashOf(STYLE)}`,
    ...script ? [`script-src ${hashOf(script)}`] : [],
    "base-uri 'none'",
    "form-action 'none'",
  ];
  yield markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
`.text;
  for (const { text } of body) yield text;
  yield markup`${script ? markup`<script>${new Markup(script)}</script>\n` : ""}</body>
</html>
`.text;
}

function colours(mode: "light" | "dark"): string {
  const lines = Object.entries(COLOURS).map(([name, shade]) => `  --${name}: ${shade[mode]};`);
  return `:root {\n${lines.join("\n")}\n}`;
}

/** The hash by which a policy allows a script or a style sheet. */
function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
