/**
 * HTML in which every text is escaped, so that no text of a student can become a tag or an attribute.
 * @module
 */
import { escapeHtml } from "../../../base/escape_html.ts";

/** A piece of HTML that is not escaped again. */
export class Markup {
  /** The HTML itself. */
  readonly text: string;

  /** @param text HTML that was written by us, or escaped. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand between the tags of {@linkcode markup}, or in a quoted attribute. */
export type Content = Markup | string | number | readonly Content[];

/**
 * Builds HTML from a template. Strings are escaped, HTML is not, and the items of a list follow each other on lines of
 * their own. Attributes must be in double quotes. The template's own indentation is left out: it would be a fifth of a
 * large page.
 * @example A heading
 * ```ts
 * import { markup } from "./kit/grade/reports/html/markup.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(markup`<h1 title="${'"'}">${"a < b"}</h1>`.text, '<h1 title="&quot;">a &lt; b</h1>');
 * ```
 */
export function markup(tags: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(withoutIndentation(tags).reduce((text, tag, i) => text + textOf(contents[i - 1]) + tag));
}

/** Templates without indentation. A template is the same object each time it is used. */
const compact = new WeakMap<TemplateStringsArray, string[]>();

function withoutIndentation(tags: TemplateStringsArray): string[] {
  let found = compact.get(tags);
  if (!found) {
    found = tags.map((tag) => tag.replace(/\n\s+/g, "\n"));
    found[0] = found[0].replace(/^\n\s*/, "");
    found[found.length - 1] = found.at(-1)!.replace(/\n\s*$/, "");
    compact.set(tags, found);
  }
  return found;
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === "number") return String(content);
  if (typeof content === "string") return escapeHtml(content);
  return content.map(textOf).join("\n");
}
