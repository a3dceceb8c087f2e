/**
 * Catches the errors of promises that nobody awaits and of timers, which would end the process without a message. Such
 * an error is the answer to the running request, or to the next one.
 * @module
 */

/** The first error after the last one that was reported. */
export class StrayErrors {
  #next = nobodyWaits();

  /**
   * @param isLessons Whether an error is the lesson's. If not, the host itself is broken and should end with that
   *   error.
   */
  constructor(isLessons: () => boolean) {
    for (const type of ["unhandledrejection", "error"] as const) {
      addEventListener(type, (event) => {
        if (!isLessons()) return;
        event.preventDefault();
        this.#next.reject(event instanceof PromiseRejectionEvent ? event.reason : (event as ErrorEvent).error);
      });
    }
  }

  /**
   * What `answer` will be, unless an error comes first.
   * @throws That error, or what `answer` throws. Either way, later errors belong to the next request.
   */
  async orAnswer<T>(answer: Promise<T>): Promise<T> {
    try {
      return await Promise.race([answer, this.#next.promise]);
    } catch (error) {
      this.#next = nobodyWaits();
      throw error;
    }
  }
}

function nobodyWaits(): PromiseWithResolvers<never> {
  const next = Promise.withResolvers<never>();
  next.promise.catch(() => {}); // nobody may be waiting for it yet
  return next;
}
