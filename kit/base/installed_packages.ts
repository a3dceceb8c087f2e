/**
 * Where Deno has installed the packages, and how another process is told. Deno names their folder for the address of
 * the registry that they came from. That address is set in the environment or in an `.npmrc`, and a password may be
 * with it. So a process of ours is told an address that leads nowhere and gives the same folder.
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readableVariable } from "./readable_variable.ts";
import { denoFolder } from "./deno_folder.ts";

/** A package of deno.json: where it lies, lie the others. */
const PACKAGE = "marked";

/** The folder of npm's own registry, which Deno asks if it is told nothing. */
const DEFAULT_REGISTRY = "registry.npmjs.org";

/** Where nobody is asked. Deno names the folder for the path alone where the host is a number and has no port. */
const NOWHERE = "http://127.0.0.1/";

/** Where the packages are. */
export interface InstalledPackages {
  /** The folder of all packages, `npm` in Deno's own folder. */
  folder: string;
  /** In it, the folder of the registry that they came from. */
  registry: string;
  /** What lets another Deno find them there; to be added to its environment. */
  environment: Record<string, string>;
}

/** Where this process has its packages, or null if neither the environment nor Deno says it. */
export function installedPackages(): InstalledPackages | null {
  const deno = denoFolder(readableVariable);
  const found = placeOf(resolvedPackage(), deno);
  const folder = deno === null ? found?.folder : join(deno, "npm");
  if (folder === undefined) return null;
  const registry = found?.registry ?? DEFAULT_REGISTRY;
  return {
    folder,
    registry,
    environment: registry === DEFAULT_REGISTRY ? {} : { NPM_CONFIG_REGISTRY: NOWHERE + registry },
  };
}

/** The address of a file of {@linkcode PACKAGE}, as Deno resolves it after all that it was told. */
function resolvedPackage(): string | null {
  try {
    return import.meta.resolve(PACKAGE);
  } catch {
    return null; // a script with a configuration of its own, which does not name the package
  }
}

/**
 * Takes the address of a file of {@linkcode PACKAGE} apart.
 * @param address For example "file:///home/ada/.cache/deno/npm/localhost_4873/marked/18.2.1/lib/marked.esm.js".
 * @param deno Deno's folder, if it is known.
 * @returns The folder of all packages, and in it the name of the registry's: "localhost_4873". Null if it is no file.
 */
export function placeOf(
  address: string | null,
  deno: string | null,
): { folder: string; registry: string } | null {
  const end = address?.lastIndexOf(`/${PACKAGE}/`) ?? -1;
  if (!address?.startsWith("file:") || end < 0) return null;
  const expected = deno === null ? null : `${pathToFileURL(join(deno, "npm")).href}/`;
  // where Deno's folder is a link, the address has the folder that it leads to
  const start = expected !== null && address.startsWith(expected) ? expected.length - 1 : address.indexOf("/npm/") + 4;
  if (start < 4) return null;
  const folder = dirname(fileURLToPath(`${address.slice(0, start)}/x`));
  return { folder, registry: decodeURIComponent(address.slice(start + 1, Math.max(start + 1, end))) };
}
