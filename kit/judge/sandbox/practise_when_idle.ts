/**
 * @module
 */

/** Who has not been asked for so long waits for a learner, in milliseconds. */
const IDLE_MS = 300;

/**
 * Who waits for a save has time to practise: calls `practise` once, if the first question does not come soon.
 * @param practise Is told whether a question has come, so that it can end early. What it throws does not matter.
 * @returns To be called at each question, and awaited: no question comes before the end of the practice.
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
