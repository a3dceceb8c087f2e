/**
 * Writes texts in the language of Vega's expressions. Vega turns every text that it draws into an expression. Its
 * parser looks for keywords in a plain object, so it mistakes some texts for names, even in quotes: "if", and names
 * that every object inherits, such as "constructor" or "toString". Found in vega-expression 6.2.2, `legalKeywords`.
 * @module
 */

/** An expression whose value is `text`. */
export function textExpression(text: string): string {
  // such a word is written as two halves, which are not misread
  return isMisread(text) ? `(${literal(text.slice(0, 1))}+${literal(text.slice(1))})` : literal(text);
}

/** A Vega specification that draws the same as `spec`, with texts that Vega would misread written as expressions. */
export function withExpressions<Part>(spec: Part): Part {
  return partWithExpressions(spec, "", false) as Part;
}

function partWithExpressions(part: unknown, key: string, isEncoded: boolean): unknown {
  if (typeof part === "string") {
    return (key === "title" || key === "text") && isMisread(part) ? { signal: textExpression(part) } : part;
  }
  if (typeof part !== "object" || part === null || key === "data") return part;
  if (Array.isArray(part)) return part.map((each) => partWithExpressions(each, key, isEncoded));
  const { value } = part as { value?: unknown };
  if (isEncoded && typeof value === "string" && isMisread(value)) return { signal: textExpression(value) };
  return Object.fromEntries(
    Object.entries(part).map(([name, inner]) => [
      name,
      partWithExpressions(inner, name, isEncoded || name === "encode"),
    ]),
  );
}

function isMisread(text: string): boolean {
  return text === "if" || text in Object.prototype;
}

/** A text as JSON that is also valid in JavaScript before 2019. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
