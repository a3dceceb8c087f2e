/**
 * Notices when the text of a file has changed, however it was saved.
 * @module
 */
import { basename, dirname } from "node:path";
import { VARIABLES } from "../../base/variables.ts";

/** One save causes several events. It counts as complete after this time without another event, in milliseconds. */
const QUIET_MS = 15;

/**
 * Some editors empty or remove the file before they write. If it is still empty or missing after this time, in
 * milliseconds, that counts as a change.
 */
const PATIENCE_MS = 200;

/** How often the file is read if the system does not report changes, in milliseconds. */
const POLL_MS = 300;

/** How often the file is read to find out whether the system really reports changes, in milliseconds. */
const DOUBT_MS = 1000;

/** Stands for the text of anything that is not a regular file. UTF-8 cannot encode it, so no text is equal to it. */
const NO_FILE = "\ud800";

/** The system's reports of changed files. */
type Events = AsyncIterable<Pick<Deno.FsEvent, "kind" | "paths">> & { close(): void };

/** The listeners. */
export interface FileListener {
  /** Called once at the start, and whenever the file's text has changed, or the file has been removed or restored. */
  onChange: () => void;
  /**
   * Called if the system does not report changes (a network folder, a container). From then on, the file is read often.
   */
  onPolling: () => void;
  /** Starts reporting file changes in a folder; may throw. */
  eventsOf?: (folder: string) => Events;
}

/** A watched file. */
export interface FileWatch {
  /** Treats the current text as already reported, because the caller wrote it. */
  acknowledge(): Promise<void>;
  /** Stops watching. */
  stop(): void;
}

/** Watches `path`, which need not exist yet. Saving the same text again does not count as a change. */
export function watchFile(path: string, { onChange, onPolling, eventsOf = systemEvents }: FileListener): FileWatch {
  let known: string | null | undefined; // null: there is no such file; undefined: not read yet
  let looks = 0;
  let lastEvent = -Infinity;
  let isStopped = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let events: Events | undefined;

  async function look(patient: boolean): Promise<boolean> {
    const turn = ++looks;
    clearTimeout(pause);
    const text = await currentText(path);
    if (isStopped || turn !== looks || text === known) return false;
    if (!text && patient && known !== undefined) {
      pause = setTimeout(look, PATIENCE_MS, false);
      return false;
    }
    known = text;
    onChange();
    return true;
  }

  async function listen(events: Events): Promise<void> {
    for await (const { kind, paths } of events) {
      if (kind === "access" || !paths.some((changed) => basename(changed) === basename(path))) continue;
      lastEvent = performance.now();
      clearTimeout(pause);
      pause = setTimeout(look, QUIET_MS, true);
    }
  }

  async function doubt(): Promise<void> {
    const start = performance.now();
    if (!await look(true)) return;
    // the event may still arrive
    setTimeout(() => lastEvent < start - DOUBT_MS && poll(), QUIET_MS + PATIENCE_MS);
  }

  function poll(): void {
    if (isStopped) return;
    clearInterval(interval);
    interval = setInterval(look, POLL_MS, true);
    events?.close();
    events = undefined;
    onPolling();
  }

  let interval = setInterval(doubt, DOUBT_MS);
  try {
    events = eventsOf(dirname(path));
    listen(events).catch(poll);
  } catch {
    poll();
  }
  look(false);
  return {
    acknowledge: async () => {
      looks++;
      known = await currentText(path);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(pause);
      clearInterval(interval);
      events?.close();
    },
  };
}

/**
 * The text of the file, or null if there is no file. A link or a pipe gets a text that differs from that of every file.
 * A lesson must be neither of them, so replacing it with a file counts as a change, even if the text is the same. Also,
 * reading a pipe would never end.
 */
async function currentText(path: string): Promise<string | null> {
  try {
    return (await Deno.lstat(path)).isFile ? await Deno.readTextFile(path) : NO_FILE;
  } catch {
    return null;
  }
}

/** Watches the folder, not the file, because some editors save by replacing the file with another. */
function systemEvents(folder: string): Events {
  if (Deno.env.get(VARIABLES.watch) === "poll") throw new Error("Polling was requested.");
  return Deno.watchFs(folder, { recursive: false });
}
