/**
 * What every task does around its work.
 * @module
 */
import { InstallationError } from "../sandbox/packages.ts";
import { UsageError } from "../usage_error.ts";

/** The exit code of a program that Ctrl-C ended, by the convention of shells: 128 + SIGINT. */
const INTERRUPTED = 130;

/**
 * Runs a task and exits with the code that it returns: 0 all well, 1 checks failed. Wrong usage and a broken
 * installation are one sentence on standard error and exit code 2; Ctrl-C ends at once, and whatever was written
 * before is whole.
 */
export async function main(task: () => Promise<number>): Promise<never> {
  Deno.addSignalListener("SIGINT", () => {
    console.error("\nStopped; your file and your progress are as they were.");
    Deno.exit(INTERRUPTED);
  });
  try {
    Deno.exit(await task());
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof InstallationError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}
