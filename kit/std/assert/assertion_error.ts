/**
 * @module
 */

/** Thrown by an assertion that fails. */
export class AssertionError extends Error {
  override name = "AssertionError";
}
