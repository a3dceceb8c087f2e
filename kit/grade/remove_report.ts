/**
 * @module
 */
import { UsageError } from "../base/usage_error.ts";

/**
 * Removes a file that may never have been written.
 * @throws {UsageError} If it is there, but cannot be removed.
 */
export async function removeReport(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new UsageError(
      `${path} is about a student or a lesson that is not in the reports, but cannot be removed: remove it yourself.`,
      { cause: error },
    );
  }
}
