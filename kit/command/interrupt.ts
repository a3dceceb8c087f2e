/**
 * Ctrl-C.
 * @module
 */

/** The exit code of a program that Ctrl-C ended, by the convention of shells: 128 + SIGINT. */
const INTERRUPTED = 130;

/**
 * Ctrl-C, pressed once, comes as two signals under `deno task`, which passes its own on: those so close together, in
 * milliseconds, are one.
 */
const ONE_PRESS_MS = 300;

let interruptedAt = -Infinity;
let farewell: (() => Promise<unknown>) | undefined;

/** Says what is still to be done when Ctrl-C comes; undefined if there is nothing any more. It must not reject. */
export function atInterrupt(work: (() => Promise<unknown>) | undefined): void {
  farewell = work;
}

/**
 * What Ctrl-C does: at once, or after what is still to be done, for which a second Ctrl-C does not wait. Whoever has
 * something to clear away (a terminal, a process) listens to the event `unload`, which `Deno.exit` fires.
 */
export function interrupt(): void {
  const now = performance.now();
  if (now - interruptedAt < ONE_PRESS_MS) return;
  interruptedAt = now;
  const work = farewell;
  farewell = undefined;
  if (work) void work().then(leave);
  else leave();
}

function leave(): never {
  console.error("\nStopped; your file and your progress are as they were.");
  Deno.exit(INTERRUPTED);
}
