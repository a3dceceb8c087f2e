/**
 * Many pictures on one page, for a browser.
 * @module
 */
import { palette } from "./theme.ts";

/** A place on the page. Each text may come from a stranger. */
export interface PageEntry {
  /** What stands above the picture: "04 · Gradient descent by hand". */
  heading: string;
  /** An SVG document, or "" if there is none. */
  svg: string;
  /** Why there is none. */
  message: string;
}

/**
 * One HTML document that holds all pictures and needs no other file, so that it can be copied and sent. It is readable
 * on light and on dark screens. What the pictures say of themselves, their `<title>` and `<desc>`, is said to those who
 * cannot see them.
 *
 * An SVG may hold scripts and addresses. So it stands there as an image, encoded, where a browser runs and loads nothing
 * of it; and the page has no link to it, for opened by itself it would be a document that does both. The page's own
 * policy allows no script and no connection, whatever stands in it.
 * @param title What the page is called.
 * @param entries In the order of the page.
 */
export function picturePage(title: string, entries: readonly PageEntry[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<main>
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
h1 { font-size: 1.5rem; margin-bottom: 1.5rem; }
h2 { font-size: 1rem; }
main { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 36rem), 1fr)); }
section { min-width: 0; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { body { color: ${palette.ink.dark}; background: ${palette.background.dark}; } }
`;

function section({ heading, svg, message }: PageEntry): string {
  const content = svg
    ? `<img src="data:image/svg+xml;base64,${base64(svg)}" alt="${escape(descriptionOf(svg) || heading)}">`
    : `<p>No picture: ${escape(message)}</p>`;
  return `<section>\n<h2>${escape(heading)}</h2>\n${content}\n</section>`;
}

/** What an SVG says of itself, as text. */
function descriptionOf(svg: string): string {
  const texts = [/<title>([^<]*)<\/title>/, /<desc>([^<]*)<\/desc>/].map((element) => svg.match(element)?.[1] ?? "");
  const [title, description] = texts.map((text) => unescape(text).trim());
  return [title, description].filter((text) => text !== "").join(". ");
}

/** The other way round than the pictures' own texts are written; anything else stays as it is. */
function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Text as it has to be written in HTML, between tags and in an attribute with quotes. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}
