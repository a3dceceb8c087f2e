/**
 * @module
 */
import { AssertionError } from "@std/assert";

/** Thrown by an assertion that can say which mistake it found; every other assertion error only shows values. */
export class Failure extends AssertionError {
  /** Whether the message names the mistake, instead of only showing numbers. */
  readonly hasCause: boolean;

  constructor(message: string, hasCause: boolean) {
    super(message);
    this.hasCause = hasCause;
  }
}
