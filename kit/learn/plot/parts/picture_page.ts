/**
 * Many pictures on one page, for a browser, each beside the verdict on its lesson.
 * @module
 */
import { printable } from "../../../base/printable.ts";
import { palette } from "./theme.ts";

/** A check that did not pass, on the page. */
export interface PageCheck {
  /** "fail", "error", … */
  status: string;
  /** What a right answer does. */
  name: string;
  /** "0/2". */
  points: string;
  /** Why it did not pass. */
  message: string;
}

/** A place on the page. Each text may come from a stranger. */
export interface PageEntry {
  /** What stands above the picture: "04 · Gradient descent by hand". */
  heading: string;
  /** What was reached: "6 of 8 points". */
  points: string;
  /** What did not pass, in order. */
  open: readonly PageCheck[];
  /** An SVG document, or "" if there is none. */
  svg: string;
  /** Why there is none. */
  message: string;
  /** The picture to come to, as an SVG document; "" if it is not to be shown. */
  goal: string;
}

/**
 * One HTML document that holds all pictures and needs no other file, so that it can be copied and sent. It is readable
 * on light and on dark screens. What the pictures say of themselves, their `<title>` and `<desc>`, is said to those who
 * cannot see them, and shown to everybody who asks for it.
 *
 * An SVG may hold scripts and addresses. So it stands there as an image, encoded, where a browser runs and loads nothing
 * of it; and the page has no link to it, for opened by itself it would be a document that does both. The page's own
 * policy allows no script and no connection, whatever stands in it.
 * @param title What the page is called.
 * @param summary What stands below the title: all points together.
 * @param entries In the order of the page.
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

/** A picture, whose it is, and what it says of itself, to be unfolded without a script. */
function figure(svg: string, heading: string, whose: string): string {
  const description = readDescription(svg);
  const image = `<img src="data:image/svg+xml;base64,${base64(svg)}" alt="${escapeHtml(description || heading)}">`;
  const caption = whose && `<figcaption>${whose}</figcaption>\n`;
  const words = description && `\n<details><summary>In words</summary><p>${escapeHtml(description)}</p></details>`;
  return `<figure>\n${caption}${image}${words}\n</figure>`;
}

/** What an SVG says of itself, as text. */
function readDescription(svg: string): string {
  const texts = [/<title>([^<]*)<\/title>/, /<desc>([^<]*)<\/desc>/].map((element) => svg.match(element)?.[1] ?? "");
  const [title, description] = texts.map((text) => unescapeXml(text).trim());
  return [title, description].filter((text) => text !== "").join(". ");
}

/** The other way round than the pictures' own texts are written; anything else stays as it is. */
function unescapeXml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Text as it has to be written in HTML, between tags and in an attribute with quotes, and without what cannot be seen. */
function escapeHtml(text: string): string {
  return printable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}
