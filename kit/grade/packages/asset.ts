/**
 * @module
 */
import type { PackedFile } from "./packed_file.ts";

/**
 * A file of a package that is next to this module, with values in it.
 * @param path Its path from here: "gradescope/setup.sh".
 * @param name Its path in the package.
 * @param values What replaces a name between two @.
 */
export async function asset(
  path: string,
  name: string,
  values: Readonly<Record<string, string>> = {},
): Promise<PackedFile> {
  const text = (await Deno.readTextFile(new URL(path, import.meta.url))).replaceAll("\r\n", "\n");
  const content = Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`@${key}@`, value), text);
  return { path: name, content, isProgram: text.startsWith("#!") };
}

/** The version of Deno that judges, which is the one that makes the package: another could compute other numbers. */
export const DENO_VERSION = Deno.version.deno;
