/**
 * Catches errors in timers and in promises that nobody awaits, which would end the process without a message. Such an
 * error becomes the answer to the current request, or to the next one.
 * @module
 */

/** Keeps the first error since the last one that was reported. */
export class StrayErrors {
  #next = nobodyWaits();

  /**
   * @param isLessons Whether the lesson may have caused an error. If not, the host itself is broken and must end with
   *   that error.
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
   * Returns the value of `answer`, unless an error comes first.
   * @throws That error, or the error of `answer`. In all cases, later errors belong to the next request.
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
  next.promise.catch(() => {}); // perhaps nobody is waiting for it yet
  return next;
}
