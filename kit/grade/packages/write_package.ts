/**
 * Writes the packages with which platforms judge submissions themselves.
 * @module
 */
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import { classroom50Package } from "./classroom50.ts";
import { exercismPackage } from "./exercism.ts";
import { gradescopePackage } from "./gradescope.ts";
import type { PackageOptions } from "./package_options.ts";
import type { PackedFile } from "./packed_file.ts";
import { writeFolder } from "./write_folder.ts";
import { zipOf } from "./zip_of.ts";

/** The platforms that there are packages for. */
export const PACKAGES = ["gradescope", "exercism", "classroom50"] as const;

/** A platform that there is a package for. */
export type PackageName = (typeof PACKAGES)[number];

/**
 * Writes a package: for Gradescope a zip archive, otherwise a folder. Nothing that is already there is changed.
 * @param path Where it goes.
 * @returns How many files it has, and what to do next, in a sentence.
 * @throws {UsageError} If something is there, or a file cannot be written.
 */
export async function writePackage(
  name: PackageName,
  path: string,
  options: PackageOptions,
): Promise<{ files: number; next: string }> {
  if (name === "gradescope") {
    const isThere = await Deno.lstat(path).then(() => true, () => false);
    if (isThere) throw new UsageError(`${path} is already there: name a new file, or remove it.`);
    const files = await gradescopePackage(options);
    await writeAtomically(path, await zipOf(files));
    return { files: files.length, next: "Upload it on Gradescope: Configure Autograder, Zip file upload." };
  }
  const files = await (name === "exercism" ? exercismPackage : classroom50Package)(options);
  await writeFolder(path, files);
  const next = name === "exercism"
    ? "Its README.md says what to do with it."
    : "Put it into the classroom50 repository, as CLASSROOM/autograders/ASSIGNMENT.";
  const readable = files.filter(hasHiddenCheck).map(({ path }) => path);
  if (readable.length === 0) return { files: files.length, next };
  const warning = `Hidden checks can be read in ${readable.join(", ")}: remove them before you publish the folder.`;
  return { files: files.length, next: `${next} ${warning}` };
}

/** Whether a file declares a hidden check. It does not run on these platforms, but its text is in the file. */
function hasHiddenCheck({ path, content }: PackedFile): boolean {
  if (!/\/tests\/[^/]+_test\.ts$/.test(path)) return false;
  return /\bhidden\b["']?\s*:\s*true\b/.test(typeof content === "string" ? content : new TextDecoder().decode(content));
}
