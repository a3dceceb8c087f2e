/**
 * Handles Ctrl-C in a task, and in a lesson that is run on its own.
 * @module
 */

/** The exit code of a program that Ctrl-C ended, by the convention of shells: 128 + SIGINT. */
const INTERRUPTED = 130;

/**
 * Under `deno task`, one press of Ctrl-C arrives as two signals, because the task runner also forwards the signal that
 * it receives. A busy program may notice the second much later, so only the third signal counts as another press.
 */
const SIGNALS_OF_ONE_PRESS = 2;

let signals = 0;
let farewell: (() => Promise<unknown>) | undefined;
let lastWords: string | undefined;

/**
 * From now on, Ctrl-C calls {@linkcode interrupt}.
 * @param words What the program prints when Ctrl-C ends it; nothing by default.
 */
export function listenForInterrupts(words?: string): void {
  lastWords = words;
  Deno.addSignalListener("SIGINT", interrupt);
}

/** From now on, Ctrl-C ends the program in the usual way. */
export function ignoreInterrupts(): void {
  Deno.removeSignalListener("SIGINT", interrupt);
}

/** Sets the work that must be done at Ctrl-C; undefined if none is left. */
export function atInterrupt(work: (() => Promise<unknown>) | undefined): void {
  farewell = work;
}

/** Whether Ctrl-C has been pressed, so that the program ends as soon as the remaining work is done. */
export function isLeaving(): boolean {
  return signals > 0;
}

/** Does the work that must be done at Ctrl-C, without ending the program; undefined if there is none. */
export function doLastWork(): Promise<unknown> | undefined {
  return farewell?.();
}

/**
 * Handles Ctrl-C: ends the program, at once or after the remaining work. Pressing Ctrl-C again ends the program without
 * waiting for that work. Code that must clean up (a terminal, a process) listens to the event `unload`, which
 * `Deno.exit` fires.
 */
export function interrupt(): void {
  signals++;
  if (signals === 1 && farewell) void farewell().finally(leave);
  else if (signals === 1 || signals > SIGNALS_OF_ONE_PRESS) leave();
}

function leave(): never {
  if (lastWords !== undefined) console.error(lastWords);
  Deno.exit(INTERRUPTED);
}
