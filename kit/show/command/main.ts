/**
 * Runs a task, and handles its errors and Ctrl-C.
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

/** What the program prints after Ctrl-C. */
const STOPPED = "\nStopped. All files are complete, and none of your work is lost.";

/**
 * Other signals that end a program, on systems that have them. Without a listener, the terminal would not be restored.
 */
const DEADLY: Partial<Record<Deno.Signal, number>> = Deno.build.os === "windows" ? {} : { SIGHUP: 129, SIGTERM: 143 };

/**
 * Runs a task and exits with the code that it returns: 0 for success, 1 if checks failed. For wrong usage or a broken
 * installation, it prints one sentence on standard error and exits with 2. At Ctrl-C, it prints one sentence and exits
 * with 130; all files that were written before are complete.
 * @param stopped What is printed after Ctrl-C. A program that ends gently passes a function instead, which is called at
 *   Ctrl-C and at signals that usually end it: `task` must then return soon.
 */
export async function main(
  task: () => Promise<number>,
  stopped: string | { drain: () => void } = STOPPED,
): Promise<never> {
  const isGentle = typeof stopped !== "string";
  if (isGentle) Deno.addSignalListener("SIGINT", stopped.drain);
  else listenForInterrupts(stopped);
  for (const [signal, code] of Object.entries(DEADLY)) {
    Deno.addSignalListener(signal as Deno.Signal, isGentle ? stopped.drain : () => Deno.exit(code));
  }
  try {
    Deno.exit(await task());
  } catch (error) {
    const sentence = printable(sentenceFor(error as Error)); // it may quote a file name, or a line of a file
    console.error(
      Deno.stderr.isTerminal() || readableVariable("COLUMNS") ? wrap(sentence, 0, screenWidth()) : sentence,
    );
    Deno.exit(2);
  }
}

/** An unexpected error keeps its stack, which helps to fix it. */
function sentenceFor(error: Error): string {
  if (error instanceof UsageError || error instanceof InstallationError) return error.message;
  // for example a wrong mark in a solution: the message is ours, and names the file and the line
  if (error instanceof SyntaxError) return error.message;
  // Deno itself fetches the packages that the first screen needs
  const [missing] = /^Failed caching npm package '[^']*'/.exec(error.message) ?? [];
  if (missing) {
    return `The first few packages could not be fetched (${missing}): ${remedy(error.message)}, then try again. ` +
      "No lesson works without these packages.";
  }
  if (error instanceof Deno.errors.NotFound || /^Module not found/.test(error.message)) {
    return `A file of the course is missing (${
      error.message.replace(/\.$/, "")
    }): put it back, or unpack the course over this folder again; your lessons are kept.`;
  }
  return `Downhill itself failed, and this is not your mistake. Please report the error: ${error.stack}`;
}
