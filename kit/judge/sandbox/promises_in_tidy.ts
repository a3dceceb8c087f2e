/**
 * Handles a mistake for which TF.js only prints a message instead of throwing an error: an async function in `tf.tidy`.
 * Such a function returns a promise instead of a tensor, and its tensors are disposed of before it continues. The error
 * that follows has a misleading message.
 * @module
 */

/** The message that TF.js prints. */
export const PROMISE_IN_TIDY = "Cannot return a Promise inside of tidy.";

/** The messages of the errors that TF.js throws a moment later. */
const FOLLOWS = /Tensor is disposed|must be a tensor|must return a (?:tensor|scalar)/;

/**
 * Keeps TF.js's message about a promise from being printed.
 * @param print Prints everything else.
 * @returns `note` replaces `console.error`. `take` returns an error about the first promise since its last call; the
 *   stack of this error contains the call to `tf.tidy`.
 */
export function promisesInTidy(print: (...all: unknown[]) => void) {
  let noted: Error | undefined;
  return {
    note(...all: unknown[]): void {
      if (all.length !== 1 || all[0] !== PROMISE_IN_TIDY) return print(...all);
      noted ??= new Error(
        "Cannot return a Promise inside of tidy: its function must not be async; await outside of it.",
      );
    },
    take(): Error | undefined {
      const promise = noted;
      noted = undefined;
      return promise;
    },
  };
}

/** Whether a promise in a tidy, if there was one, has caused an error with this message. */
export function followsFromPromise(message: string): boolean {
  return FOLLOWS.test(message);
}
