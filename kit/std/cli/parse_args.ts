/**
 * Turns the words of a command line into named options.
 * @module
 */

/** Tells {@linkcode parseArgs} how to read the options. */
export interface ParseOptions<
  TBoolean extends string | boolean = string | boolean,
  TString extends string = string,
  TCollect extends string = string,
  TDefault extends Record<string, unknown> = Record<string, unknown>,
  TDoubleDash extends boolean = boolean,
> {
  /**
   * Options that take no value, and are `false` if they are not given; `true` stands for every `--option` without `=`.
   */
  boolean?: TBoolean | readonly Extract<TBoolean, string>[];
  /** Options whose value stays a string, even if it looks like a number. */
  string?: TString | readonly TString[];
  /** Options that may be given several times: their values become a list. */
  collect?: TCollect | readonly TCollect[];
  /** Options that `--no-…` sets to `false`. */
  negatable?: string | readonly string[];
  /** Other names for an option: each has the option's value. */
  alias?: Record<string, string | readonly string[]>;
  /** The values of options that are not given. */
  default?: TDefault;
  /** Whether everything after the first word that is not an option goes to `_` unchanged. */
  stopEarly?: boolean;
  /** Whether the words after `--` go to `"--"` instead of to `_`. */
  "--"?: TDoubleDash;
  /**
   * Called for each word that is neither a known option nor its value; if it returns `false`, the word is left out.
   * @param arg The word as it was typed.
   * @param key For an option, its name.
   * @param value For an option, its value.
   */
  unknown?: (arg: string, key?: string, value?: unknown) => unknown;
}

/** What {@linkcode parseArgs} returns: each option by its name, and in `_` the words that are not options. */
export type Args<
  TBoolean extends string | boolean = never,
  TString extends string = never,
  TCollect extends string = never,
  TDefault extends Record<string, unknown> = Record<never, never>,
  TDoubleDash extends boolean = false,
> =
  // If no option is declared, there may be options of any name and type, as in JSR's package.
  // deno-lint-ignore no-explicit-any
  & ([Extract<TBoolean, string> | TString | TCollect] extends [never] ? Record<string, any> : Record<string, unknown>)
  & { [K in Exclude<Extract<TBoolean, string>, TCollect | keyof TDefault>]: boolean }
  & { [K in Exclude<TString, TCollect | keyof TDefault>]?: string }
  & { [K in Extract<TCollect, TBoolean>]: boolean[] }
  & { [K in Extract<TCollect, TString>]: string[] }
  & { [K in Exclude<TCollect, TBoolean | TString>]: unknown[] }
  & {
    [K in Exclude<keyof TDefault, TCollect>]:
      | TDefault[K]
      | (K extends TBoolean ? boolean : K extends TString ? string : unknown);
  }
  & { _: (string | number)[] }
  & (TDoubleDash extends true ? { "--": string[] } : unknown);

/**
 * Reads `--name value`, `--name=value`, `--switch`, `--no-switch`, `-n value`, `-n5` and `-abc` (three switches). A value
 * that looks like a number becomes one, unless its option is listed in `string`. An option that is given twice gets
 * its last value, unless it is listed in `collect`. After `--`, nothing is an option.
 *
 * JSR's function also turns `--a.b 1` into `{ a: { b: 1 } }`; this one does not.
 * @example
 * ```ts
 * import { parseArgs } from "@std/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const args = parseArgs(["--device", "cpu", "--watch", "4"], { string: ["device"], boolean: ["watch", "json"] });
 * assertEquals(args, { device: "cpu", watch: true, json: false, _: [4] });
 * ```
 * @param args Usually `Deno.args`.
 */
export function parseArgs<
  TBoolean extends string | boolean = never,
  TString extends string = never,
  TCollect extends string = never,
  TDefault extends Record<string, unknown> = Record<never, never>,
  TDoubleDash extends boolean = false,
>(
  args: readonly string[],
  options: ParseOptions<TBoolean, TString, TCollect, TDefault, TDoubleDash> = {},
): Args<TBoolean, TString, TCollect, TDefault, TDoubleDash> {
  const names = namesOf(options.alias ?? {});
  const booleans = closed(
    typeof options.boolean === "boolean" ? [] : options.boolean as string | readonly string[],
    names,
  );
  const strings = closed(options.string, names);
  const collected = closed(options.collect, names);
  const negatable = closed(options.negatable, names);
  const isBoolean = (key: string) => booleans.has(key) || names(key).some((name) => booleans.has(name));
  const isKnown = (key: string, word: string) =>
    booleans.has(key) || strings.has(key) || collected.has(key) || names(key).length > 1 ||
    options.boolean === true && /^--[^=]+$/.test(word);
  const found = new Map<string, unknown>();
  const rest: (string | number)[] = [];

  const set = (key: string, value: unknown, word: string, mayCollect = true) => {
    if (!isKnown(key, word) && options.unknown?.(word, key, value) === false) return;
    const typed = typeof value === "string" && !strings.has(key) ? numberOr(value) : value;
    for (const name of names(key)) {
      const earlier = found.get(name);
      const isList = mayCollect && collected.has(key);
      found.set(name, !isList ? typed : Array.isArray(earlier) ? [...earlier, typed] : [typed]);
    }
  };
  const withoutValue = (key: string) => strings.has(key) ? "" : true;

  const dashes = args.indexOf("--");
  const words = dashes < 0 ? args : args.slice(0, dashes);
  const afterDashes = dashes < 0 ? [] : args.slice(dashes + 1);

  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const next = words[i + 1] as string | undefined;
    const long = /^--([^=]+)(?:=(.*))?$/s.exec(word);
    if (long) {
      const [, key, value] = long as unknown as [string, string, string?];
      if (value !== undefined) {
        set(key, booleans.has(key) ? value !== "false" : value, word);
      } else if (key.startsWith("no-") && negatable.has(key.slice(3))) {
        set(key.slice(3), false, word, false);
      } else if (next && !next.startsWith("-") && !isBoolean(key) && options.boolean !== true) {
        set(key, next, word);
        i++;
      } else if (next === "true" || next === "false") {
        set(key, next === "true", word);
        i++;
      } else {
        set(key, withoutValue(key), word);
      }
    } else if (/^-[^-]/.test(word)) {
      const { switches, last, value } = letters(word);
      for (const letter of switches) set(letter, withoutValue(letter), word);
      if (value !== undefined) {
        set(last, value, word);
      } else if (next && !/^--?[^-]/.test(next) && !isBoolean(last)) {
        set(last, next, word);
        i++;
      } else if (next === "true" || next === "false") {
        set(last, next === "true", word);
        i++;
      } else {
        set(last, withoutValue(last), word);
      }
    } else {
      if (options.unknown?.(word) !== false) rest.push(strings.has("_") ? word : numberOr(word));
      if (options.stopEarly) {
        rest.push(...words.slice(i + 1));
        break;
      }
    }
  }

  for (const [key, value] of Object.entries(options.default ?? {})) {
    if (!found.has(key)) { for (const name of names(key)) found.set(name, value); }
  }
  for (const key of booleans) if (!found.has(key)) found.set(key, collected.has(key) ? [] : false);
  for (const key of strings) if (!found.has(key) && collected.has(key)) found.set(key, []);
  if (options["--"]) found.set("--", afterDashes);
  else rest.push(...afterDashes);
  found.delete("__proto__"); // no option may change the prototype of the result
  return { ...Object.fromEntries(found), _: rest } as Args<TBoolean, TString, TCollect, TDefault, TDoubleDash>;
}

/** Returns a function that lists all names of an option, beginning with the given one. */
function namesOf(alias: Record<string, string | readonly string[]>): (key: string) => string[] {
  const names = new Map<string, string[]>();
  for (const [key, others] of Object.entries(alias)) {
    const all = [key, ...[others].flat()];
    for (const name of all) names.set(name, [name, ...all.filter((other) => other !== name)]);
  }
  return (key) => names.get(key) ?? [key];
}

/** The listed options under all their names. */
function closed(keys: string | readonly string[] | undefined, names: (key: string) => string[]): Set<string> {
  return new Set([keys ?? []].flat().filter((key) => key !== "").flatMap(names));
}

/** Splits `-abc`, `-n5`, `-n=5` and `-n/path`: the switches, then the last letter and the value attached to it. */
function letters(word: string): { switches: string[]; last: string; value?: string } {
  const switches: string[] = [];
  for (let i = 1; i < word.length - 1; i++) {
    const after = word.slice(i + 1);
    if (after === "-") return { switches, last: word[i], value: after };
    if (after.startsWith("=")) return { switches, last: word[i], value: after.slice(1) };
    const clings = /^[A-Za-z]$/.test(word[i]) && /^-?\d+(\.\d*)?(e-?\d+)?$/.test(after) || /^\W/.test(after);
    if (clings) return { switches, last: word[i], value: after };
    switches.push(word[i]);
  }
  return { switches, last: word.at(-1)! };
}

/** `text` as a number, or unchanged if it is not a number. */
function numberOr(text: string): string | number {
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
