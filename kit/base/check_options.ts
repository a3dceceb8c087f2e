/**
 * Options that are not what they should be.
 * @module
 */
import { valueText } from "./kind_of.ts";

/**
 * Refuses what is no object, such as a learning rate by itself, and names that would be ignored without a word.
 * @param options What was passed.
 * @param known The names that there are; any by default.
 * @throws {TypeError} If `options` is not a plain object, or has a name that is not known.
 */
export function checkOptions(options: unknown, known?: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const example = known ? `{ ${known[0]}: … }` : "{ name: … }";
    throw new TypeError(`The options are ${valueText(options)}: pass an object, ${example}, or leave them out.`);
  }
  const unknown = known && Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no option ${valueText(unknown)}: there are ${known!.join(", ")}.`);
  }
}

/**
 * Refuses what cannot be written, such as a number as a title.
 * @param options What was passed; texts that are left out, or null, are the caller's to choose.
 * @param names Those of `options` that have to be texts.
 * @throws {TypeError} If one of them is no text.
 */
export function checkTexts<Names extends string>(
  options: { [Name in Names]?: unknown },
  names: readonly Names[],
): void {
  const wrong = names.find((name) => typeof (options[name] ?? "") !== "string");
  if (wrong === undefined) return;
  throw new TypeError(`${wrong} is ${valueText(options[wrong])}: pass a text, or leave it out.`);
}
