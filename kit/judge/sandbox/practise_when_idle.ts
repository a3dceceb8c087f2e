/**
 * @module
 */

/** A process that nobody has asked anything for so long, in milliseconds, waits for a learner. */
const IDLE_MS = 300;

/**
 * Calls `practise` once if the first question does not come soon: a process that waits for a save has time to practise.
 * @param practise Is told whether a question has come, so that it can end early. What it throws does not matter.
 * @returns A function to be called and awaited at each question, so that none is answered while the practice goes on.
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
