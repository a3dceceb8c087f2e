/**
 * @module
 */
import { AssertionError } from "@std/assert";

/** The error of an assertion that knows which mistake it found; every other assertion error only shows values. */
export class Failure extends AssertionError {
  /** Whether the message names the mistake, and not only numbers that show it. */
  readonly hasCause: boolean;

  constructor(message: string, hasCause: boolean) {
    super(message);
    this.hasCause = hasCause;
  }
}
