/**
 * What every task does around its work.
 * @module
 */
import { remedy } from "../../judge/packages/remedy.ts";
import { printable } from "../../base/printable.ts";
import { InstallationError } from "../../judge/packages/download.ts";
import { readableVariable } from "../../base/readable_variable.ts";
import { screenWidth } from "../../base/screen_width.ts";
import { wrap } from "../terminal/wrap.ts";
import { UsageError } from "../../base/usage_error.ts";
import { listenForInterrupts } from "../../base/interrupt.ts";

/** What the program says at its end after Ctrl-C. */
const STOPPED = "\nStopped; nothing is half written, and nothing of yours is lost.";

/** Other signals that end a program, where the system has them. Without a listener they would end it with the terminal as it is. */
const DEADLY: Partial<Record<Deno.Signal, number>> = Deno.build.os === "windows" ? {} : { SIGHUP: 129, SIGTERM: 143 };

/**
 * Runs a task and exits with the code that it returns: 0 all well, 1 checks failed. Wrong usage and a broken
 * installation are one sentence on standard error and exit code 2; Ctrl-C is one sentence and exit code 130, and whatever
 * was written before is whole.
 */
export async function main(task: () => Promise<number>): Promise<never> {
  listenForInterrupts(STOPPED);
  for (const [signal, code] of Object.entries(DEADLY)) {
    Deno.addSignalListener(signal as Deno.Signal, () => Deno.exit(code));
  }
  try {
    Deno.exit(await task());
  } catch (error) {
    const sentence = printable(sentenceFor(error as Error)); // it may quote the name of a file, or a line of one
    console.error(
      Deno.stderr.isTerminal() || readableVariable("COLUMNS") ? wrap(sentence, 0, screenWidth()) : sentence,
    );
    Deno.exit(2);
  }
}

/** What nobody foresaw keeps its stack: whoever mends it will want to see it. */
function sentenceFor(error: Error): string {
  if (error instanceof UsageError || error instanceof InstallationError) return error.message;
  // a mark that is not right in a solution, and the like: our own message, with file and line
  if (error instanceof SyntaxError) return error.message;
  // those that the first screen needs are fetched by Deno itself
  const [missing] = /^Failed caching npm package '[^']*'/.exec(error.message) ?? [];
  if (missing) {
    return `The first few packages could not be fetched (${missing}): ${remedy(error.message)}, then try again. ` +
      "No lesson works without them.";
  }
  if (error instanceof Deno.errors.NotFound || /^Module not found/.test(error.message)) {
    return `A file of the course is missing (${
      error.message.replace(/\.$/, "")
    }): put it back, or unpack the course over this folder again; your lessons stay.`;
  }
  return `Downhill itself failed, which is not your mistake; please report it: ${error.stack}`;
}
