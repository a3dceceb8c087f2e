/**
 * What a program that somebody runs by hand says where it cannot go on: a lesson with something still to do, a file that
 * cannot be read. Deno would show where in our code that was noticed.
 * @module
 */
import { fileURLToPath } from "node:url";
import { printable } from "../printable.ts";
import { shortPath } from "../root.ts";
import { UsageError } from "../usage_error.ts";

const KIT = new URL("../", import.meta.url).href;

/** A line of a stack, as V8 writes it. */
const FRAME = /^ +at (?:async )?(?:(.+) \()?((?:file|https?):\/\/.+?):(\d+):\d+\)?$/gm;

// Where the kit itself is the program, it runs a lesson beside a judge, who is told of everything.
if (!Deno.mainModule.startsWith(KIT)) {
  addEventListener("unhandledrejection", (event) => explain(event, event.reason));
  addEventListener("error", (event) => explain(event, event.error));
}

/** Ends the program with a sentence in place of a stack, if there is one for the error. */
function explain(event: Event, error: unknown): void {
  if (!(error instanceof Error)) return;
  const isTodo = error.name === "Todo";
  if (!isTodo && !(error instanceof UsageError)) return; // Deno says best where a program is mistaken
  event.preventDefault();
  console.error(printable(isTodo ? todoSentence(error) : error.message));
  Deno.exit(1);
}

/** `lessons/04_gradient_descent.ts:46  gradientDescent is still to be written: repeat x ← x − …` */
function todoSentence({ message, stack = "" }: Error): string {
  const frames = [...stack.matchAll(FRAME)].map(([, caller, address, line]) => ({
    caller,
    path: pathOf(address),
    line,
  }));
  const todo = frames.find(({ path }) => !path.startsWith(pathOf(KIT)));
  if (todo === undefined) return `Still to do: ${message}.`;
  const caller = todo.caller?.replace(/^(?:Object|Timeout)\.(?:_onTimeout$)?| \[as .*/g, "").replace(
    /^new /,
    "the constructor of ",
  );
  const what = caller ? `${caller} is still to be written` : "Still to do";
  return `${shortPath(todo.path)}:${todo.line}  ${what}: ${message}.`;
}

/** The path of a file. In a stack, Deno writes the address of one outside of the working directory without %20. */
function pathOf(address: string): string {
  try {
    const url = new URL(address);
    if (url.href === address && url.hash + url.search === "") return fileURLToPath(url);
  } catch {
    // a path with a % in it, or a file of another machine
  }
  return address.replace(/^file:\/\/(?:\/(?=[A-Z]:))?/, "");
}
