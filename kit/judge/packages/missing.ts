/**
 * Finds the packages of `deno.lock` that must still be fetched. A package's folder is either complete or missing,
 * because Deno unpacks it under another name and then renames it.
 * @module
 */
import { join } from "node:path";
import { installedPackages } from "../../base/installed_packages.ts";
import { root } from "../../base/root.ts";

/** The lock file of all packages. */
export const LOCK: string = join(root, "deno.lock");

/** npm's names for operating systems and processors, where they differ from Deno's. */
const NPM_NAMES: Record<string, string> = { windows: "win32", x86_64: "x64", aarch64: "arm64" };

/**
 * The part of a lock file's entry that we read: the operating systems and processors that a package is for, unless it
 * is for all.
 */
interface Entry {
  os?: string[];
  cpu?: string[];
}

/**
 * The folders of all packages that this machine needs, each relative to {@linkcode packageFolder}: "marked/18.2.1".
 * @param lock The text of a lock file.
 */
export function neededPackages(lock: string): string[] {
  const { npm } = JSON.parse(lock) as { npm: Record<string, Entry> };
  const [os, cpu] = [Deno.build.os, Deno.build.arch].map((name) => NPM_NAMES[name] ?? name);
  const isNeeded = (entry: Entry) => (entry.os?.includes(os) ?? true) && (entry.cpu?.includes(cpu) ?? true);
  // a key is "name@version", perhaps with "_" and other packages at the end, which do not change the folder
  const folders = Object.entries(npm).filter(([, entry]) => isNeeded(entry))
    .map(([key]) => key.replace(/^(@?[^@]+)@([^_]+).*$/, "$1/$2"));
  return [...new Set(folders)];
}

/** The folder in which Deno keeps the packages from its npm registry, or null if it is unknown. */
export function packageFolder(): string | null {
  const installed = installedPackages();
  return installed && join(installed.folder, installed.registry);
}

/** The items of `packages` that are not in `folder`. */
export function missingPackages(folder: string, packages: readonly string[]): string[] {
  return packages.filter((path) => !isFolder(join(folder, path)));
}

let areHere = false;

/**
 * Whether every package is on this machine. A process that may not check this, as under `deno test -P`, assumes that
 * all are there: a missing package is noticed when a lesson starts.
 */
export function arePackagesHere(): boolean {
  if (areHere) return true;
  const folder = packageFolder();
  if (folder === null) return true; // the folder is unknown, which is reported when a lesson starts
  try {
    areHere = missingPackages(folder, neededPackages(Deno.readTextFileSync(LOCK))).length === 0;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    areHere = true;
  }
  return areHere;
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    return false;
  }
}
