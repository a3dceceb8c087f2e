/**
 * Checks the options of a function.
 * @module
 */
import { valueText } from "./kind_of.ts";

/**
 * Refuses options that are not an object, such as a bare learning rate. Also refuses options with unknown names, which
 * would otherwise be ignored silently.
 * @param options What was passed.
 * @param known The known names; by default, any name is accepted.
 * @throws {TypeError} If `options` is not a plain object, or has an unknown name.
 */
export function checkOptions(options: unknown, known?: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const example = known ? `{ ${known[0]}: … }` : "{ name: … }";
    throw new TypeError(`The options are ${valueText(options)}: pass an object, ${example}, or leave them out.`);
  }
  const unknown = known && Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`There is no option ${valueText(unknown)}: the options are ${known!.join(", ")}.`);
  }
}

/**
 * Refuses options that cannot be shown as text, such as a number as a title.
 * @param options What was passed. Strings that are missing or null are not refused: the caller handles them.
 * @param names The names of the options that must be strings.
 * @throws {TypeError} If one of them is not a string.
 */
export function checkTexts<Names extends string>(
  options: { [Name in Names]?: unknown },
  names: readonly Names[],
): void {
  const wrong = names.find((name) => typeof (options[name] ?? "") !== "string");
  if (wrong === undefined) return;
  throw new TypeError(`${wrong} is ${valueText(options[wrong])}: pass a string, or leave it out.`);
}
