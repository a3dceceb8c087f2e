/**
 * Finds out where Deno has installed the packages, so that another process can use them. Deno names their folder after
 * the address of the registry that they came from. That address is set in the environment or in an `.npmrc`, and may
 * contain a password. So the other process gets a harmless address that leads to the same folder, and at which no
 * server answers.
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { readableVariable } from "./readable_variable.ts";
import { denoFolder } from "./deno_folder.ts";

/** A package that deno.json lists. The others are in the same folder. */
const PACKAGE = "marked";

/** The folder of npm's own registry, which Deno uses by default. */
const DEFAULT_REGISTRY = "registry.npmjs.org";

/**
 * The beginning of an address at which no server answers; the folder's name is appended as its path. If the host is an
 * IP address without a port, Deno uses only the path as the folder's name.
 */
const NOWHERE = "http://127.0.0.1/";

/** Where the packages are. */
export interface InstalledPackages {
  /** The folder of all packages, `npm` in Deno's own folder. */
  folder: string;
  /** The name of the registry's folder in it. */
  registry: string;
  /** The environment variables that another Deno needs to find the packages there. */
  environment: Record<string, string>;
}

/** Where the packages of this process are; null if neither the environment nor Deno says where. */
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

/** The address of a file of {@linkcode PACKAGE}, as Deno resolves it with all of its settings. */
function resolvedPackage(): string | null {
  try {
    return import.meta.resolve(PACKAGE);
  } catch {
    return null; // the script has its own configuration, which does not name the package
  }
}

/**
 * Finds the folders in the address of a file of {@linkcode PACKAGE}.
 * @param address For example "file:///home/ada/.cache/deno/npm/localhost_4873/marked/18.2.1/lib/marked.esm.js".
 * @param deno Deno's folder, if it is known.
 * @returns The folder of all packages, and the name of the registry's folder in it, "localhost_4873"; null if `address`
 * is not the address of a file.
 */
export function placeOf(
  address: string | null,
  deno: string | null,
): { folder: string; registry: string } | null {
  const end = address?.lastIndexOf(`/${PACKAGE}/`) ?? -1;
  if (!address?.startsWith("file:") || end < 0) return null;
  const expected = deno === null ? null : `${pathToFileURL(join(deno, "npm")).href}/`;
  // if Deno's folder is a link, the address contains the target of the link
  const start = expected !== null && address.startsWith(expected) ? expected.length - 1 : address.indexOf("/npm/") + 4;
  if (start < 4) return null;
  const folder = dirname(fileURLToPath(`${address.slice(0, start)}/x`));
  return { folder, registry: decodeURIComponent(address.slice(start + 1, Math.max(start + 1, end))) };
}
