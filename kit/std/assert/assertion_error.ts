/**
 * @module
 */

/** What a failing assertion throws. */
export class AssertionError extends Error {
  override name = "AssertionError";
}
