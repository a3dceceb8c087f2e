/**
 * What TF.js prints where it should throw: a function that waits was given to `tf.tidy`. What it returns is a promise and
 * no tensor, and its tensors are disposed of before it goes on. So an error follows, whose words lead nowhere.
 * @module
 */

/** What TF.js prints. */
export const PROMISE_IN_TIDY = "Cannot return a Promise inside of tidy.";

/** What it throws a moment later. */
const FOLLOWS = /Tensor is disposed|must be a tensor|must return a (?:tensor|scalar)/;

/**
 * Holds back what TF.js prints of promises.
 * @param print Prints everything else.
 * @returns `note` takes the place of `console.error`; `take` gives the first promise since it was last called, as an
 *   error that was thrown where `tf.tidy` was called.
 */
export function promisesInTidy(print: (...all: unknown[]) => void) {
  let noted: Error | undefined;
  return {
    note(...all: unknown[]): void {
      if (all.length !== 1 || all[0] !== PROMISE_IN_TIDY) return print(...all);
      noted ??= new Error(
        "Cannot return a Promise inside of tidy: its function must not be async, await outside of it.",
      );
    },
    take(): Error | undefined {
      const promise = noted;
      noted = undefined;
      return promise;
    },
  };
}

/** Whether an error with this message is due to a promise in a tidy, if there was one. */
export function followsFromPromise(message: string): boolean {
  return FOLLOWS.test(message);
}
