/**
 * `deno task grade --gradescope FILE` and its like: writes a package for a platform.
 * @module
 */
import { resolve } from "node:path";
import { shortPath } from "../../base/root.ts";
import { type PackageName, writePackage } from "../../grade/packages/write_package.ts";
import type { PackageOptions } from "../../grade/packages/package_options.ts";
import { printJson } from "./request.ts";

/** Writes the package, and prints where it is and what to do with it. @returns The exit code. */
export async function showPackage(
  name: PackageName,
  path: string,
  options: PackageOptions,
  isJson: boolean,
): Promise<number> {
  const target = resolve(path);
  const { files, next } = await writePackage(name, target, options);
  if (isJson) printJson({ package: name, path: target, files, lessons: options.lessons.map(({ id }) => id) });
  else console.log(`  ${shortPath(target)} has ${files} files. ${next}`);
  return 0;
}
