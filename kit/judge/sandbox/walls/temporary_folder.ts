/**
 * @module
 */
import { resolve } from "node:path";
import { InstallationError } from "../../packages/download.ts";

/** Variables that name the folder, on different systems. */
const VARIABLES = ["TMPDIR", "TMP", "TEMP"];

/** Where it is if no variable names it. */
const USUAL = ["/tmp", "/var/tmp"];

/** For a shell: prints the first folder in which another can be made. Arguments: the name of the other, the folders. */
const SCRIPT = `
name=$1
shift
for folder; do
  mkdir "$folder/$name" && rmdir "$folder/$name" && printf %s "$folder" && exit
done
exit 1`;

let found: string | undefined;

/**
 * A folder in which a lesson's process may have its own folder, determined once: the first that can be written to. It
 * is never a path with a comma, because in Deno's list of what a lesson may read, a comma ends a path.
 * @throws {InstallationError} If there is none.
 */
export function temporaryFolder(): string {
  return found ??= find();
}

function find(): string {
  const named = VARIABLES.flatMap((name) => {
    const value = Deno.env.get(name);
    return value ? [resolve(value)] : [];
  });
  if (Deno.build.os === "windows") return named[0];
  const folders = [...new Set([...named, ...USUAL])].filter((folder) => !folder.includes(","));
  const folder = firstWritable(folders);
  if (folder) return folder;
  throw new InstallationError(
    `A lesson needs a temporary folder, and none of these can be written to: ${folders.join(", ")}. ` +
      "Set TMPDIR to one that can.",
  );
}

function firstWritable(folders: readonly string[]): string {
  try {
    const { stdout } = new Deno.Command("sh", {
      args: ["-c", SCRIPT, "sh", `downhill-${crypto.randomUUID()}`, ...folders],
      ...{ stdin: "null", stderr: "null" },
    }).outputSync();
    return new TextDecoder().decode(stdout);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return folders[0]; // without a shell on PATH no lesson will start, which the caller will report
  }
}
