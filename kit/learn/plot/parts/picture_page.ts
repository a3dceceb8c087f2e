/**
 * A web page with many pictures, each next to the verdict on its lesson.
 * @module
 */
import { escapeHtml } from "../../../base/escape_html.ts";
import { svgDescription } from "./svg_description.ts";
import { palette } from "./theme.ts";

/** A check that did not pass, on the page. */
export interface PageCheck {
  /** Its status: "fail", "error", … */
  status: string;
  /** The check's name, which says what a right answer does. */
  name: string;
  /** Its points: "0/2". */
  points: string;
  /** Why it did not pass. */
  message: string;
}

/** An entry on the page. Each text may come from a stranger. */
export interface PageEntry {
  /** The title above the picture: "04 · Gradient descent by hand". */
  heading: string;
  /** The points: "6 of 8 points". */
  points: string;
  /** The checks that did not pass, in order. */
  open: readonly PageCheck[];
  /** An SVG document, or "" if there is none. */
  svg: string;
  /** Why there is no SVG. */
  message: string;
  /** The goal, as an SVG document; "" if it is not shown. */
  goal: string;
}

/**
 * One HTML document that contains all pictures and needs no other file, so that you can copy and send it. It is
 * readable on light and on dark screens. Screen readers read each picture's `<title>` and `<desc>`, and everyone can
 * unfold them.
 *
 * An SVG may contain scripts and addresses. So it is embedded as an encoded image: a browser runs no scripts in an
 * image, and loads nothing for it. The page has no link to the SVG, because an SVG that is opened on its own is a
 * document, which can do both. The page's own policy allows no scripts and no connections, whatever the page contains.
 * @param title The title of the page.
 * @param summary The text below the title, with the sum of all points.
 * @param entries The entries, in the order of the page.
 */
export function picturePage(title: string, summary: string, entries: readonly PageEntry[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(summary)}</p>
<main${entries.some(({ goal }) => goal) ? "" : ' class="grid"'}>
${entries.map(section).join("\n")}
</main>
</body>
</html>
`;
}

const STYLE = `
body { margin: 0 auto; padding: 1rem; max-width: 90rem; font: 1rem/1.5 sans-serif;
  color: ${palette.ink.light}; background: ${palette.background.light}; }
h1, h2 { font-weight: 600; margin: 0; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.125rem; }
p, ul { margin: 0.25rem 0; }
p, summary { white-space: pre-line; }
section { margin: 2rem 0; min-width: 0; overflow-wrap: anywhere; }
.grid { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 36rem), 1fr)); }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin-top: 0.75rem; }
figure { flex: 1 1 24rem; min-width: min(100%, 20rem); max-width: 42rem; margin: 0; }
img { display: block; max-width: 100%; height: auto; }
figcaption, summary, .points { color: ${palette.axis.light}; }
details p { max-width: 42rem; }
@media (prefers-color-scheme: dark) {
  body { color: ${palette.ink.dark}; background: ${palette.background.dark}; }
  figcaption, summary, .points { color: ${palette.axis.dark}; }
}
`;

function section({ heading, points, open, svg, message, goal }: PageEntry): string {
  const list = open.length === 0 ? "" : `<ul>\n${open.map(item).join("\n")}\n</ul>\n`;
  const own = svg
    ? figure(svg, heading, goal && "yours")
    : `<figure><p>No picture: ${escapeHtml(message)}</p></figure>`;
  const pictures = goal ? `${own}\n${figure(goal, heading, "the goal")}` : own;
  return `<section>\n<h2>${escapeHtml(heading)}</h2>\n<p class="points">${escapeHtml(points)}</p>\n${list}` +
    `<div class="pictures">\n${pictures}\n</div>\n</section>`;
}

function item({ status, name, points, message }: PageCheck): string {
  const why = message && `<p>${escapeHtml(message)}</p>`;
  return `<li><b>${escapeHtml(status)}</b> ${escapeHtml(name)} <span class="points">${
    escapeHtml(points)
  }</span>${why}</li>`;
}

/** A picture, its owner, and its description, which unfolds without a script. */
function figure(svg: string, heading: string, whose: string): string {
  const description = svgDescription(svg);
  const image = `<img src="data:image/svg+xml;base64,${base64(svg)}" alt="${escapeHtml(description || heading)}">`;
  const caption = whose && `<figcaption>${whose}</figcaption>\n`;
  const words = description && `\n<details><summary>In words</summary><p>${escapeHtml(description)}</p></details>`;
  return `<figure>\n${caption}${image}${words}\n</figure>`;
}

function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}
