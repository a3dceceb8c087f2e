/**
 * A promise that nobody awaits and a timer that throws would end the process without a word. What they threw is the
 * answer to the request that is running, or to the next.
 * @module
 */

/** The first error since the last one that was told. */
export class StrayErrors {
  #next = nobodyWaits();

  /** @param isLessons Whether an error is the lesson's. If not, the host itself is broken: let it end loudly. */
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
   * What `answer` will be, unless an error is there before it.
   * @throws That error, or what `answer` throws. Either way, errors that come later belong to what is asked next.
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
