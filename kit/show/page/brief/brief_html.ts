/**
 * Turns a brief from Markdown into HTML for the page.
 * @module
 */
import { Marked, type Tokens } from "marked";
import { escapeHtml } from "../../../base/escape_html.ts";
import { formula, isFormula } from "./formula.ts";

/** Addresses that a brief may link to. */
const LINK = /^https:\/\//;

/**
 * The brief as HTML. HTML in the Markdown stays text, links lead only to the web, and images are left out, because a
 * lesson's author may be a stranger.
 * @param markdown As `briefOf` returns it.
 */
export function briefHtml(markdown: string): string {
  const marked = new Marked();
  marked.use({
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag): string => escapeHtml(text),
      image: ({ text }: Tokens.Image): string => escapeHtml(text),
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        return LINK.test(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer" target="_blank">${text}</a>` : text;
      },
      heading({ tokens, depth }: Tokens.Heading): string {
        const level = Math.min(depth, 3);
        return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      strong({ text, tokens }: Tokens.Strong): string {
        if (isFormula(text)) return formula(text).text;
        return `<strong>${this.parser.parseInline(tokens)}</strong>`;
      },
      code: ({ text }: Tokens.Code): string => `<pre><code>${escapeHtml(text)}</code></pre>\n`,
      blockquote({ tokens }: Tokens.Blockquote): string {
        return `<blockquote>${tokens.map((token) => this.parser.parse([formulasIn(token)])).join("")}</blockquote>\n`;
      },
    },
  });
  return marked.parse(markdown, { async: false });
}

/** In a quotation, formulas also stand between words, and not in bold letters: `m ← μ · m + g, then θ ← …`. */
function formulasIn(token: Tokens.Generic): Tokens.Generic {
  if (token.type !== "paragraph") return token;
  const tokens = token.tokens!.flatMap((part): Tokens.Generic[] => {
    if (part.type !== "text") return [part];
    return part.text.split(/(, then | and |, with |^: )/).map((text: string) => ({
      ...(isFormula(text) ? { type: "strong", raw: text, text, tokens: [] } : { type: "text", raw: text, text }),
    }));
  });
  return { ...token, tokens };
}
