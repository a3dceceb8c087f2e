/**
 * @module
 */
import { resolve } from "node:path";
import { InstallationError } from "../../packages/download.ts";

/** The environment variables that name the folder on different systems. */
const VARIABLES = ["TMPDIR", "TMP", "TEMP"];

/** The usual folders, for systems on which no variable is set. */
const USUAL = ["/tmp", "/var/tmp"];

/** A shell script that prints the first folder in which another can be made. Arguments: its name, the folders. */
const SCRIPT = `
name=$1
shift
for folder; do
  mkdir "$folder/$name" && rmdir "$folder/$name" && printf %s "$folder" && exit
done
exit 1`;

let found: string | undefined;

/**
 * The first writable folder for temporary files, in which a lesson's process gets its own folder. It is determined only
 * once. Its path contains no comma, because commas separate the paths in Deno's list of what a lesson may read.
 * @throws {InstallationError} If there is no writable folder.
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
    `A lesson needs a temporary folder, and none of these is writable: ${folders.join(", ")}. ` +
      "Set TMPDIR to a writable folder.",
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
    return folders[0]; // without a shell in PATH, no lesson starts, and the caller will report that
  }
}
