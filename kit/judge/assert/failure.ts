/**
 * @module
 */
import { AssertionError } from "@std/assert";

/** What an assertion throws that can tell which mistake it found; every other error of assertions only shows values. */
export class Failure extends AssertionError {
  /** Whether the message names the mistake, and not only the numbers in which it shows. */
  readonly hasCause: boolean;

  constructor(message: string, hasCause: boolean) {
    super(message);
    this.hasCause = hasCause;
  }
}
