/**
 * @module
 */
import type { Mutant } from "../../base/mutants.ts";
import type { CheckRecord } from "../../judge/run/record.ts";

/**
 * Checks whether a message names a cause that is not one of the mutant's own.
 * @returns A sentence; undefined if the message names no cause, or the right cause.
 */
export function wrongCause(
  { causes = [] }: Mutant,
  { id, status, message, hasCause }: CheckRecord,
): string | undefined {
  if (status !== "fail" || !hasCause || causes.some((cause) => message.includes(cause))) return undefined;
  return `the message of ${id} names a mistake that is not among its causes: ${JSON.stringify(message)}. ` +
    "If it is right, add some of its words to the causes of the mutant.";
}
