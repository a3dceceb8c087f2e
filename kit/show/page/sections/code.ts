/**
 * Shows lines of a lesson, with colours for the parts of the language.
 * @module
 */
import { type Markup, markup } from "../../../grade/reports/html/markup.ts";
import { printableLine } from "../../../base/printable.ts";

/** How many lines are shown before and after the learner's line. */
const CONTEXT = 2;

/** The longest line, in characters. */
const LONGEST_LINE = 200;

const WORDS = "as|async|await|break|case|class|const|continue|default|else|export|extends|false|for|from|function|if|" +
  "import|in|instanceof|interface|let|new|null|of|return|static|super|switch|this|throw|true|type|undefined|while|yield";

/** Comments, strings, numbers and words of TypeScript. It is only for the eye: a string over several lines is missed. */
const PARTS = new RegExp(
  [
    String.raw`(?<comment>\/\/.*|\/\*.*?(?:\*\/|$)|^\s*\*(?:\s.*|\/|$))`,
    String.raw`(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|${"`(?:[^`\\\\]|\\\\.)*`?"})`,
    String.raw`(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)`,
    String.raw`(?<keyword>\b(?:${WORDS})\b)`,
  ].join("|"),
  "g",
);

/** A line with its parts in elements that the style sheet colours. */
export function colouredLine(line: string): Markup {
  const text = printableLine(line, LONGEST_LINE);
  const pieces: Markup[] = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [kind] = Object.entries(match.groups!).find(([, value]) => value !== undefined)!;
    pieces.push(markup`${text.slice(end, match.index)}<span class="${kind}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return markup`${joined(pieces)}${text.slice(end)}`;
}

/**
 * The line `number` of `text`, counted from 1, with the lines around it. Empty if the file has no such line any more.
 */
export function linesAround(text: string, number: number): Markup {
  const lines = text.split("\n").map((line) => line.replace(/\r$/, ""));
  if (number < 1 || number > lines.length) return markup``;
  const first = Math.max(1, number - CONTEXT);
  const shown = lines.slice(first - 1, number + CONTEXT).map((line, i) => {
    const isMarked = first + i === number;
    return markup`<span class="${isMarked ? "line marked" : "line"}"><span class="at">${first + i}</span>${
      colouredLine(line)
    }</span>`;
  });
  return markup`<pre class="code" tabindex="0"><code>${shown}</code></pre>`;
}

/** Pieces without anything between them. */
function joined(pieces: readonly Markup[]): Markup {
  return pieces.reduce((all, piece) => markup`${all}${piece}`, markup``);
}
