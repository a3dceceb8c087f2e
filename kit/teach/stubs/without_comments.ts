/**
 * @module
 */

/**
 * A comment, a string, a word, or any other character. What never ends goes on to the end of the line or the file:
 * otherwise, a hostile program could make the search very slow.
 */
const TOKEN = /(\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|[\w$]+|[^]/y;

/** The text of a template up to its end, or to code in it. */
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{|\\|$)/y;

/** A regular expression. */
const REGULAR_EXPRESSION = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\]?)*(?:\/\w*)?/y;

/** What a value ends with: a slash after it divides. After anything else, a regular expression begins. */
const END_OF_VALUE = /[\w$)\]}"'`]$/;

/** Words after which a value follows. */
const BEFORE_VALUE = ["return", "typeof", "case", "of", "in", "await", "yield", "void", "delete", "throw", "else"];

/**
 * Removes the comments from a program, but not text in strings, templates and regular expressions that looks like a
 * comment.
 * @param options With `keepLines`, each line keeps its number: the line breaks in comments stay.
 */
export function withoutComments(source: string, { keepLines = false }: { keepLines?: boolean } = {}): string {
  const kept: string[] = [];
  for (const { text, isComment } of tokensOf(source)) {
    if (!isComment) kept.push(text);
    else if (keepLines) kept.push(text.replace(/[^\n]/g, ""));
  }
  return kept.join("");
}

/** The tokens of a program, which follow each other without a gap. */
function* tokensOf(source: string): Generator<{ text: string; isComment: boolean }> {
  /** For each template whose code is read: how many braces are open in this code. */
  const templates: number[] = [];
  let isText = false; // of a template
  let last = ""; // the last token that is neither a space nor a comment
  for (let index = 0; index < source.length;) {
    const [text, comment] = tokenAt(source, index, isText, last);
    index += text.length;
    yield { text, isComment: comment !== undefined };
    if (comment !== undefined || text.trim() === "" && !isText) continue;
    last = text;
    if (isText) {
      isText = false;
      if (text.endsWith("${")) templates.push(0);
    } else if (text === "`") isText = true;
    else if (text === "}" && templates.at(-1) === 0) isText = templates.pop() === 0;
    else if (templates.length > 0) templates[templates.length - 1] += text === "{" ? 1 : text === "}" ? -1 : 0;
  }
}

/** The token at `index`, and the same text again if it is a comment. */
function tokenAt(source: string, index: number, isText: boolean, last: string): RegExpExecArray {
  const isValue = END_OF_VALUE.test(last) && !BEFORE_VALUE.includes(last);
  const read = (pattern: RegExp) => {
    pattern.lastIndex = index;
    return pattern.exec(source)!;
  };
  if (isText) return read(TEMPLATE_TEXT);
  const token = read(TOKEN);
  return token[0] === "/" && !isValue ? read(REGULAR_EXPRESSION) : token;
}
