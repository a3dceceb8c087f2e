/**
 * Turns a lesson's brief from Markdown into text for the terminal.
 * @module
 */
import { styleText } from "node:util";
import type { Tokens } from "marked";
import { wrapLine } from "./wrap_line.ts";

/** How to show a brief. */
export interface BriefOptions {
  /** The width of the longest line, in columns; 80 by default. */
  width?: number;
  /** Whether to use colours and bold letters, even if the output is not a terminal. */
  color: boolean;
}

/**
 * Renders a brief for the terminal.
 * @param markdown As `briefOf` returns it.
 * @returns Lines of at most `width` columns, unless a single word is longer. There is no line break at the end.
 */
export async function renderBrief(markdown: string, { width = 80, color }: BriefOptions): Promise<string> {
  // Loading the renderer takes longer than judging most lessons, so it is loaded only to show a brief.
  const [{ Marked }, { markedTerminal }] = await Promise.all([import("marked"), import("marked-terminal")]);
  // marked-terminal chooses colours by the environment; these styles use the option instead.
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    color && text !== "" ? styleText(format, text, { validateStream: false }) : text;
  const same = (text: string) => text;
  const marked = new Marked();
  marked.use(markedTerminal({
    firstHeading: style(["bold", "underline"]),
    heading: style("bold"),
    strong: style("bold"),
    em: style("italic"),
    codespan: style("cyan"),
    del: style("strikethrough"),
    blockquote: same,
    html: same,
    hr: same,
    listitem: same,
    paragraph: same,
    table: same,
    showSectionPrefix: false,
    emoji: false,
    tab: 2,
    tableOptions: { style: { head: [], border: [] } },
  }));
  marked.use({
    renderer: {
      // Lines are broken to fit the terminal, not where the source breaks them. Also, marked-terminal does not render
      // the inside of a list item: **bold** would stay as it is.
      text(token: Tokens.Text | Tokens.Escape): string {
        if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
        return token.text.replace(/\s*\n\s*/g, " ");
      },
      // Shows code in one colour: marked-terminal would highlight it in its own colours.
      code: ({ text }: Tokens.Code): string => style("cyan")(text).replace(/^/gm, "    ") + "\n\n",
      // Shows the address of a link: marked-terminal would write escape sequences if the environment seems to support
      // them.
      link({ href, tokens }: Tokens.Link): string {
        const text = this.parser.parseInline(tokens);
        return text === href ? style("underline")(href) : `${text} (${style("underline")(href)})`;
      },
      // Draws rules of this width: those of marked-terminal are as wide as the screen.
      hr: (): string => "─".repeat(width) + "\n\n",
    },
  });
  const text = marked.parse(markdown, { async: false });
  const lines = text.split("\n").flatMap((line) => wrapLine(line.trimEnd(), width));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").replace(/^\n+|\n+$/g, "");
}
