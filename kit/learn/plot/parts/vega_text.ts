/**
 * Texts in the language of Vega's expressions. Vega makes an expression of every text that it draws. Its parser looks for
 * keywords in a plain object, so it takes some texts for names, quotes or not: "if", and what every object inherits,
 * "constructor" or "toString" among them. Found in vega-expression 6.2.2, `legalKeywords`.
 * @module
 */

/** An expression whose value is `text`. */
export function textExpression(text: string): string {
  // two halves of such a word are none
  return isMisread(text) ? `(${literal(text.slice(0, 1))}+${literal(text.slice(1))})` : literal(text);
}

/** A Vega specification that draws what `spec` says: texts that Vega would misread are written as expressions. */
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

/** As JSON, and as JavaScript was written before 2019. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}
