/**
 * HTML in which every text is escaped, so that no text of a student can become a tag or an attribute.
 * @module
 */
import { escapeHtml } from "../../../base/escape_html.ts";

/** A piece of HTML. It is not escaped again. */
export class Markup {
  /** The HTML itself. */
  readonly text: string;

  /** @param text HTML that we wrote, or that was escaped. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may be between the tags of {@linkcode markup}, or in a quoted attribute. */
export type Content = Markup | string | number | readonly Content[];

/**
 * Builds HTML from a template. Strings are escaped, HTML is not. The items of a list follow each other on lines of their
 * own. Attributes must be in double quotes.
 * @example A heading
 * ```ts ignore
 * markup`<h1 title="${'"'}">${"a < b"}</h1>`.text; // '<h1 title="&quot;">a &lt; b</h1>'
 * ```
 */
export function markup(tags: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(tags.reduce((text, tag, i) => text + textOf(contents[i - 1]) + tag));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escapeHtml(content);
  return content.map(textOf).join("\n");
}
