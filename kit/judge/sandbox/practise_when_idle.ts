/**
 * @module
 */

/** A process that has had no question for this long, in milliseconds, is waiting for a learner. */
const IDLE_MS = 300;

/**
 * Calls `practise` once if the first question does not come soon: a process that waits for a save has time to practise.
 * @param practise Can ask whether a question has come, and end early. Its errors do not matter.
 * @returns A function to be called and awaited at each question, so that no question is answered during the practice.
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
