/**
 * @module
 */
import { AssertionError } from "@std/assert";

/** What an assertion throws that cannot always tell which mistake it found. */
export class Failure extends AssertionError {
  /** Whether the message names the mistake, and not only the numbers in which it shows. */
  readonly hasCause: boolean;

  constructor(message: string, hasCause: boolean) {
    super(message);
    this.hasCause = hasCause;
  }
}
