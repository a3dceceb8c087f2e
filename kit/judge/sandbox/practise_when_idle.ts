/**
 * @module
 */

/** A process that has not been asked for this long is waiting for a learner, in milliseconds. */
const IDLE_MS = 300;

/**
 * A process that waits for a save has time to practise: calls `practise` once, if the first question comes late.
 * @param practise Can ask whether a question has come, so that it can end early. What it throws does not matter.
 * @returns A function to call and await at each question: no question comes before the end of the practice.
 */
export function practiseWhenIdle(practise: (isAsked: () => boolean) => Promise<void>): () => Promise<void> {
  let isAsked = false;
  let practice: Promise<void> | undefined;
  const idle = setTimeout(() => practice = practise(() => isAsked).catch(() => {}), IDLE_MS);
  return async () => {
    isAsked = true;
    clearTimeout(idle);
    await practice;
  };
}
