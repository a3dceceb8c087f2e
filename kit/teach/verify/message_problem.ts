/**
 * Checks that the messages of checks follow rules that make them readable for learners.
 * @module
 */

/** A hyphen that is used as a minus sign; messages need −. After a letter or a quotation mark, it is part of code. */
const OTHER_MINUS = /(?<![\w"'`)\]])-(?=\.?\d|Infinity)|\de-\d/;

/** A quotation from a lesson. */
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/g;

/** The number 1 before a plural. */
const ONE_OF_MANY =
  /(?<![\d.,−])1 (?:values|items|tensors|steps|points|rows|numbers|epochs|networks|calls|times|images|parameters)\b/;

/** Code with which a check combines its evidence, and which no learner has seen. */
const PROBE = /=>|\.(?:flat|flatMap|map|slice)\(/;

/**
 * Finds a problem with the words of a check's message.
 * @returns A sentence, or undefined if there is no problem.
 */
export function messageProblem(text: string): string | undefined {
  const message = text.replace(QUOTED, '""');
  const shown = JSON.stringify(text.slice(0, 200));
  const subject = /^[^:]*?(?= (?:is|has|was) )/.exec(message)?.[0] ?? "";
  if (OTHER_MINUS.test(message)) {
    return `${shown} has a hyphen as a minus sign, expected −: use describe() or withMinus().`;
  }
  if (ONE_OF_MANY.test(message)) return `${shown} has a plural after 1: use counted().`;
  if (PROBE.test(subject)) {
    return `${shown} names evidence by code of the check: use picked(), inShape() or itemsNamed().`;
  }
  return undefined;
}
