/**
 * @module
 */
import { AssertionError } from "@std/assert";

/**
 * Thrown by an assertion that can say whether its message names the mistake; other assertion errors only show values.
 */
export class Failure extends AssertionError {
  /** Whether the message names the mistake, instead of only showing numbers. */
  readonly hasCause: boolean;

  constructor(message: string, hasCause: boolean) {
    super(message);
    this.hasCause = hasCause;
  }
}
