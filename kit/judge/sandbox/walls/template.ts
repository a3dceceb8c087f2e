/**
 * The template of a lesson's private cache: Deno's small databases and compiled modules, as they are after a run
 * without a learner's lesson. Without a template, a lesson starts 0.2 s later. `make_template.ts` makes the template in
 * the background, in the course's own folder, where no process that runs a lesson may write.
 * @module
 */
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fnv1a } from "../../../base/fnv1a.ts";
import { root } from "../../../base/root.ts";

/** The folder of all templates. The name of a template is the time at which it was made. */
export const TEMPLATES = join(root, ".cache", "lesson_start");

/** The file in a template that contains its {@linkcode Stamp}. */
export const STAMP = "stamp.json";

/**
 * The age in milliseconds from which a template is renewed after a change of the kit. It can be long, because a few
 * changed modules cost only milliseconds.
 */
const REFRESH_MS = 3_600_000;

/** A template that can be copied. It never changes. */
export interface Template extends Stamp {
  /** The folder of the template. */
  folder: string;
}

/** What a template contains, and the versions that it was made for. For other versions, it is useless. */
export interface Stamp {
  /** Deno's version, the packages, and their folder. */
  madeFor: string;
  /** The course's folder. In another folder, the compiled modules are useless. */
  root: string;
  /** The folder of the packages, without links in its path: Deno uses this path to find compiled code. */
  npm: string;
  /** The names of its databases, which are all properly closed. */
  databases: string[];
  /** The folder of the course's compiled modules in the template. Each module has the same path as in the course. */
  compiled: string;
}

/** The value of `madeFor` for a template that is made now; `npm` is the folder of the packages. */
export function versionsWith(npm: string): string {
  return [Deno.version.deno, fnv1a(Deno.readTextFileSync(join(root, "deno.lock"))), npm].join(" ");
}

/** The newest template, if it fits and is complete; otherwise null. Only two small files are read. */
export function findTemplate(npm: string): Template | null {
  try {
    const newest = names().at(-1);
    if (newest === undefined) return null;
    const folder = join(TEMPLATES, newest);
    const stamp: Stamp = JSON.parse(Deno.readTextFileSync(join(folder, STAMP)));
    return stamp.madeFor === versionsWith(npm) && isWhole(folder, stamp) ? { folder, ...stamp } : null;
  } catch {
    return null; // there is no template yet, it is being replaced, or a part of it has been removed
  }
}

/** Whether a template is complete: with an incomplete one, no lesson would start at all. */
function isWhole(folder: string, { databases, compiled }: Stamp): boolean {
  return Deno.statSync(join(folder, compiled)).isDirectory && databases.length > 0 &&
    databases.every((name) => /^\w+_cache_v\d+$/.test(name) && Deno.lstatSync(join(folder, name)).isFile);
}

/** The names of the templates, from the oldest to the newest. */
export function names(): string[] {
  return [...Deno.readDirSync(TEMPLATES)].map(({ name }) => name).filter((name) => /^\d+$/.test(name)).sort();
}

let isLookedAfter = false;

/** Starts to make a template in the background if none fits, but only once in a process. */
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
    // without a template, lessons only start a little later
  }
}

/** Whether a template is older than {@linkcode REFRESH_MS} and the kit has changed since it was made. */
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
