/**
 * Tests every message of a check by rules that make it readable for learners.
 * @module
 */

/** The minus of code; numbers and formulas have the mathematical −. After a letter or a quotation mark it is code. */
const OTHER_MINUS = /(?<![\w"'`)\]])-(?=\.?\d|Infinity)|\de-\d/;

/** What a lesson itself said. */
const QUOTED = /"(?:[^"\\]|\\.)*(?:"|$)/g;

/** A single thing with a plural. */
const ONE_OF_MANY =
  /(?<![\d.,−])1 (?:values|items|tensors|steps|points|rows|numbers|epochs|networks|calls|times|images|parameters)\b/;

/** Code with which a check combines its evidence: no learner has seen it. */
const PROBE = /=>|\.(?:flat|flatMap|map|slice)\(/;

/**
 * What is wrong with the words of a check's message.
 * @returns A sentence, or undefined if there is nothing.
 */
export function messageProblem(text: string): string | undefined {
  const message = text.replace(QUOTED, '""');
  const shown = JSON.stringify(text.slice(0, 200));
  const subject = /^[^:]*?(?= (?:is|has|was) )/.exec(message)?.[0] ?? "";
  if (OTHER_MINUS.test(message)) {
    return `${shown} has the minus of code, expected −: describe() or withMinus() makes it.`;
  }
  if (ONE_OF_MANY.test(message)) return `${shown} counts 1 like many: counted() knows the word for one.`;
  if (PROBE.test(subject)) {
    return `${shown} names evidence by code of the check: picked(), inShape() or itemsNamed() help.`;
  }
  return undefined;
}
