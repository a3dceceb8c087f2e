/**
 * @module
 */
import { UsageError } from "../../../base/usage_error.ts";

/**
 * The files that `words` name by their path, or by the end of it, with or without `_test.js`: "mat_mul" stands for
 * "ops/mat_mul_test.js".
 * @returns The files, in their order; all of them if there are no words.
 * @throws {UsageError} If a word names no file.
 */
export function chooseFiles(files: readonly string[], words: readonly string[]): string[] {
  if (words.length === 0) return [...files];
  const isNamed = (file: string, word: string) =>
    `/${file}`.endsWith(`/${word.replace(/(_test)?(\.js)?$/, "_test.js")}`);
  const unknown = words.find((word) => !files.some((file) => isNamed(file, word)));
  if (unknown !== undefined) {
    throw new UsageError(`TF.js has no tests ${JSON.stringify(unknown)}: write ops/mat_mul_test.js or mat_mul.`);
  }
  return files.filter((file) => words.some((word) => isNamed(file, word)));
}
