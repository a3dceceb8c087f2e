/**
 * @module
 */
import type { Mutant } from "../../base/mutants.ts";
import type { CheckRecord } from "../../judge/run/record.ts";

/**
 * What is wrong with the cause that a message names: it is not one of the mutant's own.
 * @returns A sentence, or undefined if the message names none, or the right one.
 */
export function wrongCause(
  { causes = [] }: Mutant,
  { id, status, message, hasCause }: CheckRecord,
): string | undefined {
  if (status !== "fail" || !hasCause || causes.some((cause) => message.includes(cause))) return undefined;
  return `${id} names a cause that is not among the mutant's causes: ${JSON.stringify(message)}`;
}
