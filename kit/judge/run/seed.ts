/**
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";

/** The seed of every run for which no other seed is given. */
export const DEFAULT_SEED = 42;

/**
 * Reads a seed from the command line or the environment.
 * @throws {UsageError} If it is not a whole number from 0 to 2³² − 1, which the random generators require.
 */
export function seedOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SEED;
  const seed = Number(text);
  if (text.trim() === "" || !Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new UsageError(`The seed "${text}" is not a whole number from 0 to 4294967295: for example --seed 7.`);
  }
  return seed;
}
