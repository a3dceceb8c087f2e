/**
 * @module
 */
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { mayRead } from "../../base/may_read.ts";
import { printableName } from "../../base/printable.ts";
import { syllabus } from "../../../syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";
import { targetUrl } from "./target.ts";

/** The program that prints the names of the files in a folder. */
const LIST = fileURLToPath(new URL("list_program.ts", import.meta.url));

/**
 * Ensures that there is something to judge. One lesson is enough, because every check of a missing lesson reports that
 * the file is missing.
 * @param target A folder of lessons or a single .ts file, as for {@linkcode targetUrl}.
 * @throws {UsageError} If the folder does not exist or contains no lesson, or if there is no such file.
 */
export function requireLessons(target: string): void {
  const isFile = target.endsWith(".ts");
  const path = fileURLToPath(targetUrl(target, syllabus[0].id));
  const wanted = isFile ? [basename(path)] : syllabus.map(({ id }) => `${id}.ts`);
  const names = namesIn(dirname(path));
  if (names?.some((name) => wanted.includes(name))) return;
  if (target === "lessons") throw new UsageError("There is no lesson in lessons/ yet: deno task lesson writes them.");
  const shown = printableName(target);
  if (isFile) throw new UsageError(`There is no file ${shown}: set LESSONS to a lesson, or a folder of lessons.`);
  throw new UsageError(
    names === null
      ? `There is no folder ${shown} that can be read: set LESSONS to a folder with files such as ${wanted[0]}.`
      : `There is no lesson in ${shown}: set LESSONS to a folder with files such as ${wanted[0]}.`,
  );
}

/**
 * The names of the files in a folder, or null if it is not a folder. Under `deno test -P`, this process may read the
 * course but no submission, so another process reads the folder.
 */
function namesIn(folder: string): string[] | null {
  try {
    if (mayRead(folder)) return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    return null;
  }
  const { success, stdout } = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--allow-read", LIST, folder],
    stderr: "null",
  }).outputSync();
  return success ? JSON.parse(new TextDecoder().decode(stdout)) : null;
}
