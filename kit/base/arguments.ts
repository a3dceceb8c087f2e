/**
 * Reads command lines strictly: an unknown option is an error.
 * @module
 */
import { parseArgs } from "@std/cli";
import { UsageError } from "./usage_error.ts";

/** The options that a task has. */
export interface Known {
  /** Options without a value: "watch" for --watch. */
  flags: readonly string[];
  /** Options with a value: "device" for --device NAME. */
  values: readonly string[];
  /** The largest number of words besides the options; by default, there is no limit. */
  words?: number;
}

/** A command line that has been read. */
export interface Arguments {
  /** The flags that were set. */
  flags: Set<string>;
  /** The values that were given. */
  values: Map<string, string>;
  /** The words that are not options. */
  words: string[];
}

/**
 * Reads `args`. Every task accepts --help and --json, and the word "help" alone means --help.
 * @throws {UsageError} If an option is unknown, a value is missing or given twice, or there are too many words.
 */
export function readArguments(args: readonly string[], { flags, values, words = Infinity }: Known): Arguments {
  const known = ["help", "json", ...flags];
  const parsed = parseArgs([...args], {
    boolean: known,
    string: [...values, "_"],
    collect: [...values],
    alias: { help: "h" },
    unknown: (argument: string) => {
      if (argument.startsWith("-") && argument !== "-") {
        throw new UsageError(`There is no option ${argument}: --help lists all options.`);
      }
    },
  }) as Record<string, unknown> & { _: (string | number)[] };
  const given = new Map<string, string>();
  for (const name of values) {
    const [value, second] = parsed[name] as string[];
    if (value === undefined) continue;
    if (value === "") throw new UsageError(`--${name} needs a value: --help shows the usage.`);
    if (second !== undefined) throw new UsageError(`--${name} was given twice: give it once.`);
    given.set(name, value);
  }
  const rest = parsed._.map(String);
  if (rest.length === 1 && rest[0] === "help") return { flags: new Set(["help"]), values: given, words: [] };
  if (rest.length > words) throw new UsageError(`"${rest[words]}" is one word too many: --help shows the usage.`);
  return { flags: new Set(known.filter((name) => parsed[name] === true)), values: given, words: rest };
}

/**
 * Refuses two options that exclude each other.
 * @throws {UsageError} Always.
 */
export function refuseTogether(one: string, other: string): never {
  throw new UsageError(`--${one} and --${other} cannot be used together: give one of them.`);
}
