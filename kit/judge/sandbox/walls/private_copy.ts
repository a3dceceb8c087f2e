/**
 * Makes the private copy of Deno's cache on Windows, which has no shell for this.
 *
 *     deno run -A private_copy.ts make FOLDER NPM [TEMPLATE]
 *     deno run -A private_copy.ts remove FOLDER
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Makes `folder`, with a link to the packages and copies of the template's files. A process that may not write, as
 * under `deno test -P`, starts another process that does it.
 */
export function makePrivateCopy(folder: string, npm: string, template: string | null): void {
  permitted(["make", folder, npm, ...template ? [template] : []], () => {
    if (template) copyFolder(template, folder);
    else Deno.mkdirSync(folder, { mode: 0o700 });
    Deno.symlinkSync(npm, join(folder, "npm"), { type: "junction" });
  });
}

/** Removes the copy. A file that a process still uses remains in the system's folder for temporary files. */
export function removePrivateCopy(folder: string): void {
  permitted(["remove", folder], () => Deno.removeSync(folder, { recursive: true }));
}

function permitted(args: string[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) return; // a missing file costs time, but does not change a verdict
    const program = fileURLToPath(import.meta.url);
    new Deno.Command(Deno.execPath(), { args: ["run", "--quiet", "-A", program, ...args], stdin: "null" }).outputSync();
  }
}

function copyFolder(from: string, to: string): void {
  Deno.mkdirSync(to, { mode: 0o700 });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copyFolder(join(from, name), join(to, name));
    else Deno.copyFileSync(join(from, name), join(to, name));
  }
}

if (import.meta.main) {
  const [verb, folder, npm, template] = Deno.args;
  if (verb === "make") makePrivateCopy(folder, npm, template ?? null);
  else removePrivateCopy(folder);
}
