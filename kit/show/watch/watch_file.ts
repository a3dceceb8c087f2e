/**
 * Notices when the text of a file has changed, however it was saved.
 * @module
 */
import { basename, dirname } from "node:path";
import { VARIABLES } from "../../base/variables.ts";

/** One save causes several events; it is over after this time without another event. */
const QUIET_MS = 15;

/** Some editors empty or remove the file before they write; after this time, the change counts. */
const PATIENCE_MS = 200;

/** How often the file is checked if its system does not report changes. */
const POLL_MS = 300;

/** How often it is checked if the system reports changes, to find out whether it really does. */
const DOUBT_MS = 1000;

/** Stands for anything that is not a file; no text in UTF-8 is equal to this. */
const NO_FILE = "\ud800";

/** Reports of the system about changed files. */
type Events = AsyncIterable<Pick<Deno.FsEvent, "kind" | "paths">> & { close(): void };

/** The listeners. */
export interface FileListener {
  /** The file's text has changed since the last call, or the file is gone, or back. Also called once at the start. */
  onChange: () => void;
  /** The system does not report changes (a network folder, a container): from now on the file is checked often. */
  onPolling: () => void;
  /** Opens the reports of file changes in a folder; may throw. */
  eventsOf?: (folder: string) => Events;
}

/** A watched file. */
export interface FileWatch {
  /** Treats the present text as known, because the caller wrote it. */
  acknowledge(): Promise<void>;
  /** Stops watching. */
  stop(): void;
}

/** Watches `path`, which need not exist yet. Saving the same text again is not a change. */
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
 * The text, or null if there is none. A link or a pipe counts as different from every file: a lesson must not be one,
 * so a file that replaces it is a change, even with the same text. And reading a pipe would never end.
 */
async function currentText(path: string): Promise<string | null> {
  try {
    return (await Deno.lstat(path)).isFile ? await Deno.readTextFile(path) : NO_FILE;
  } catch {
    return null;
  }
}

/** Watches the folder instead of the file: an editor that saves by renaming replaces the file with another. */
function systemEvents(folder: string): Events {
  if (Deno.env.get(VARIABLES.watch) === "poll") throw new Error("Polling was asked for.");
  return Deno.watchFs(folder, { recursive: false });
}
