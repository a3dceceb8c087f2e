/**
 * Prints a helpful message when a program that somebody runs by hand cannot continue: for example because a part of a
 * lesson is not written yet, a file cannot be read, or TF.js refuses a shape. Deno itself would show a place in the
 * code of the kit or of a package.
 * @module
 */
import { fileURLToPath } from "node:url";
import { printable } from "../../base/printable.ts";
import { shortPath } from "../../base/root.ts";
import { UsageError } from "../../base/usage_error.ts";

const KIT = new URL("../../", import.meta.url).href;

/** The folders in which Deno and Node.js keep packages. */
const PACKAGES = /[\\/](?:npm[\\/][^\\/]+|node_modules)[\\/]/;

/** V8 usually keeps 10 lines of a stack. TF.js and the kit can fill more, and the program's own lines would be lost. */
const STACK_LINES = 100;

/** At most this many lines of the program itself are shown. */
const MOST_LINES = 10;

interface Frame {
  caller: string | undefined;
  path: string;
  line: string;
}

/** A line of a stack, as V8 writes it. */
const FRAME = /^ +at (?:async )?(?:(.+) \()?((?:file|https?):\/\/.+?):(\d+):\d+\)?$/gm;

// A program of the kit runs lessons for a judge, which needs the whole stack.
if (!Deno.mainModule.startsWith(KIT)) {
  Error.stackTraceLimit = STACK_LINES;
  addEventListener("unhandledrejection", (event) => endWithSentence(event, event.reason));
  addEventListener("error", (event) => endWithSentence(event, event.error));
}

/** Ends the program with a sentence instead of a stack, if there is a sentence for the error. */
function endWithSentence(event: Event, error: unknown): void {
  if (!(error instanceof Error)) return;
  const isTodo = error.name === "Todo";
  const text = isTodo ? todoSentence(error) : error instanceof UsageError ? error.message : thrownElsewhere(error);
  if (text === undefined) return; // for an error of the program itself, Deno's own message is best
  event.preventDefault();
  console.error(printable(text));
  Deno.exit(1);
}

/** The sentence for a todo: `lessons/04_name.ts:46  gradientDescent is still to be written: repeat x ← x − …` */
function todoSentence({ message, stack = "" }: Error): string {
  const todo = framesIn(stack).find(isOwn);
  if (todo === undefined) return `Still to do: ${message}.`;
  const caller = todo.caller?.replace(/^(?:Object|Timeout)\.(?:_onTimeout$)?| \[as .*/g, "").replace(
    /^new /,
    "the constructor of ",
  );
  const what = caller ? `${caller} is still to be written` : "Still to do";
  return `${shortPath(todo.path)}:${todo.line}  ${what}: ${message}.`;
}

/**
 * The message for an error that TF.js or the kit threw, with the program's own lines that led to it: other lines would
 * mean nothing to the author of the program. Undefined if the program threw the error itself.
 */
function thrownElsewhere(error: Error): string | undefined {
  const frames = framesIn(error.stack ?? "");
  const own = frames.filter(isOwn);
  if (own.length === 0 || frames[0] === own[0] && frames.length <= MOST_LINES) return undefined;
  const lines = own.map(({ path, line }) => `  ${shortPath(path)}:${line}  ${sourceOf(path, line)}`.trimEnd())
    .filter((line, i, all) => line !== all[i - 1]).slice(0, MOST_LINES);
  return [`${error.name}: ${error.message}`, ...lines].join("\n");
}

/** The source text of a line, or "" if the program may not read its own file. */
function sourceOf(path: string, line: string): string {
  try {
    return Deno.readTextFileSync(path).split("\n")[Number(line) - 1].trim();
  } catch {
    return "";
  }
}

function framesIn(stack: string): Frame[] {
  return [...stack.matchAll(FRAME)].map(([, caller, address, line]) => ({ caller, path: pathOf(address), line }));
}

/** Whether a line of a stack belongs to neither the kit nor a package. */
function isOwn({ path }: Frame): boolean {
  return !path.startsWith(pathOf(KIT)) && !PACKAGES.test(path);
}

/**
 * The path of the file at an address in a stack. If the file is outside the working directory, the address has no %20.
 */
function pathOf(address: string): string {
  try {
    const url = new URL(address);
    if (url.href === address && url.hash + url.search === "") return fileURLToPath(url);
  } catch {
    // a path with a % in it, or a file on another machine
  }
  return address.replace(/^file:\/\/(?:\/(?=[A-Z]:))?/, "");
}
