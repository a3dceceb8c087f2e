/**
 * @module
 */

/** A process that gets no request for this many milliseconds is assumed to wait for a learner. */
const IDLE_MS = 300;

/**
 * Calls `practise` once if the first request does not come soon: a process that waits for a save has time to practise.
 * @param practise The practice. It can use `isAsked` to end early when a request has come. Its errors are ignored.
 * @returns A function that ends the practice. Await it before each answer, so that no answer is given during the
 *   practice.
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
