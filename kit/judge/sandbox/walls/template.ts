/**
 * The template of a lesson's private cache: Deno's small databases and compiled modules after a start that loaded no
 * lesson. Without a template a lesson still starts, 0.2 s later. `make_template.ts` makes it in the background, in the
 * course's own folder, where nothing that runs lessons may write.
 * @module
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fnv1a } from "../../../base/fnv1a.ts";
import { root } from "../../../base/root.ts";

/** The folder of all templates; the name of each is the time at which it was made. */
export const TEMPLATES = join(root, ".cache", "lesson_start");

/** The file in a template that contains its {@linkcode Stamp}. */
export const STAMP = "stamp.json";

/**
 * A few changed modules cost some milliseconds, so while somebody changes the kit, a new template is made only after
 * this time.
 */
const REFRESH_MS = 3_600_000;

/** A template, ready to be copied. It is never changed. */
export interface Template extends Stamp {
  /** Its folder. */
  folder: string;
}

/** The content of a template, and what it was made for: with another Deno or other packages it would be useless. */
export interface Stamp {
  /** Deno's version, the packages, and the folder that they are in. */
  madeFor: string;
  /** The course's folder: in another folder, its compiled modules would be useless. */
  root: string;
  /** The folder of the packages, without links in its path: Deno uses this path to find compiled code. */
  npm: string;
  /** The names of the databases in it, each closed properly. */
  databases: string[];
  /** The folder in it with the course's compiled modules, each with the path that it has in the course. */
  compiled: string;
}

/** What a template made now would be for; `npm` is the folder of the packages. */
export function versionsWith(npm: string): string {
  return [Deno.version.deno, fnv1a(Deno.readTextFileSync(join(root, "deno.lock"))), npm].join(" ");
}

/** The newest template that fits and is complete, or null. Reads two small files. */
export function findTemplate(npm: string): Template | null {
  try {
    const newest = names().at(-1);
    if (newest === undefined) return null;
    const folder = join(TEMPLATES, newest);
    const stamp: Stamp = JSON.parse(Deno.readTextFileSync(join(folder, STAMP)));
    return stamp.madeFor === versionsWith(npm) && isWhole(folder, stamp) ? { folder, ...stamp } : null;
  } catch {
    return null; // there is none yet, it is being replaced, or somebody has removed a part of it
  }
}

/** Whether everything that a lesson's start needs is there: otherwise no lesson would start at all. */
function isWhole(folder: string, { databases, compiled }: Stamp): boolean {
  return Deno.statSync(join(folder, compiled)).isDirectory && databases.length > 0 &&
    databases.every((name) => /^\w+_cache_v\d+$/.test(name) && Deno.lstatSync(join(folder, name)).isFile);
}

/** The names of the templates, the oldest first. */
export function names(): string[] {
  return [...Deno.readDirSync(TEMPLATES)].map(({ name }) => name).filter((name) => /^\d+$/.test(name)).sort();
}

let isLookedAfter = false;

/** Starts making a template in the background, once in a process, if none fits. */
export async function renewTemplate(npm: string): Promise<void> {
  if (isLookedAfter) return;
  isLookedAfter = true;
  try {
    const template = findTemplate(npm);
    if (template && !await isOutdated(template)) return;
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", fileURLToPath(new URL("../make_template.ts", import.meta.url))],
      ...{ stdin: "null", stdout: "null", stderr: "null", detached: true },
    }).spawn().unref();
  } catch {
    // without a template everything works, only a little later
  }
}

/** Whether the kit has changed since the template was made, some time ago. */
async function isOutdated(template: Template): Promise<boolean> {
  const made = Number(basename(template.folder));
  if (Date.now() - made < REFRESH_MS) return false;
  return template.root !== root || await newestChange(join(root, "kit")) > made;
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
