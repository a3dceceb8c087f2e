/**
 * The template of a lesson's private cache: Deno's small databases and compiled modules as they are after a start by
 * which no lesson was loaded. Without one a lesson starts all the same, 0.2 s later. It is made in the background, by
 * `make_template.ts`, and lies in the course's own folder, where nothing that runs lessons may write.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../root.ts";

/** The folder of all templates; each has the time of its making as its name. */
export const TEMPLATES = join(root, ".cache", "lesson_start");

/** In a template: what it was made for. */
export const STAMP = "stamp.json";

/** A few changed modules cost some milliseconds: a maintainer at work gets a new template only after so long. */
const REFRESH_MS = 3_600_000;

/** A template, ready to be copied. It is never changed. */
export interface Template {
  /** Its folder. */
  folder: string;
  /** The names of the databases in it, each cleanly closed. */
  databases: string[];
  /** Where in it the course's compiled modules are, each with the path that it has in the course. */
  compiled: string;
}

/** What a template is good for: with another Deno or other packages it would only be ballast. */
export interface Stamp {
  /** Deno's version, the size and the time of deno.lock, the course's folder and that of the packages. */
  madeFor: string;
  /** See {@linkcode Template}. */
  databases: string[];
  /** See {@linkcode Template}. */
  compiled: string;
}

/** What a template made now would be good for; `npm` is the folder of the packages. */
export function madeFor(npm: string): string {
  const { size, mtime } = Deno.statSync(join(root, "deno.lock"));
  return [Deno.version.deno, size, mtime?.getTime(), root, npm].join(" ");
}

/** The newest template that fits, or null. Reads two small files. */
export function findTemplate(npm: string): Template | null {
  try {
    const newest = names().at(-1);
    if (newest === undefined) return null;
    const folder = join(TEMPLATES, newest);
    const { databases, compiled, ...stamp }: Stamp = JSON.parse(Deno.readTextFileSync(join(folder, STAMP)));
    return stamp.madeFor === madeFor(npm) ? { folder, databases, compiled } : null;
  } catch {
    return null; // there is none yet, or it is just being exchanged
  }
}

/** The names of the templates, the oldest first. */
export function names(): string[] {
  return [...Deno.readDirSync(TEMPLATES)].map(({ name }) => name).filter((name) => /^\d+$/.test(name)).sort();
}

let isLookedAfter = false;

/** Sees to it, once in a process and while others work, that the next process finds a template that fits. */
export async function renewTemplate(npm: string): Promise<void> {
  if (isLookedAfter) return;
  isLookedAfter = true;
  try {
    if (findTemplate(npm) && !await isOutdated()) return;
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", fileURLToPath(new URL("./make_template.ts", import.meta.url))],
      ...{ stdin: "null", stdout: "null", stderr: "null", detached: true },
    }).spawn().unref();
  } catch {
    // without a template everything works, a little later
  }
}

/** Whether the kit has changed since the newest template was made, and that is some time ago. */
async function isOutdated(): Promise<boolean> {
  const made = Number(names().at(-1));
  return Date.now() - made > REFRESH_MS && await newestChange(join(root, "kit")) > made;
}

async function newestChange(folder: string): Promise<number> {
  let newest = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    const time = isDirectory ? await newestChange(path) : (await Deno.stat(path)).mtime?.getTime() ?? 0;
    newest = Math.max(newest, time);
  }
  return newest;
}
