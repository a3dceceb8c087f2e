/**
 * Opens the folder of a class.
 * @module
 */
import { join } from "node:path";
import { sha256 } from "../base/sha256.ts";
import { UsageError } from "../base/usage_error.ts";
import { temporaryFolder } from "../judge/sandbox/walls/temporary_folder.ts";
import { LOCK, lockFolder } from "./journal/lock.ts";
import { removeDrafts } from "./remove_drafts.ts";

/** The digits of the SHA-256 in the name of the temporary folder: enough to tell apart all folders of a machine. */
const DIGITS = 16;

/** The folder of a class, which no other grader uses until it is disposed of. */
export interface OpenClassFolder extends AsyncDisposable {
  /** An empty folder for temporary files. It is removed at the end of the grading, also after Ctrl-C. */
  temporary: string;
}

/**
 * Makes the folder of a class if it is missing, locks it, and removes what a killed grader left: drafts, and its
 * temporary files. A new folder in which nothing is written is removed again.
 * @throws {UsageError} If the folder cannot be made or locked, or another grader uses it.
 */
export async function openClassFolder(folder: string): Promise<OpenClassFolder> {
  const found = await Deno.stat(folder).catch(() => null);
  if (found && !found.isDirectory) throw new UsageError(`${folder} is not a folder: name another with --out.`);
  await Deno.mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new UsageError(`The folder ${folder} cannot be made (${error.message}): name another with --out.`);
  });
  const lock = await lockFolder(folder);
  try {
    await removeDrafts(folder);
    const temporary = await makeTemporary(folder);
    const removeNow = () => {
      try {
        Deno.removeSync(temporary, { recursive: true });
      } catch {
        // an archive is still being unpacked there, so the next grader removes it
      }
    };
    addEventListener("unload", removeNow); // Ctrl-C ends the program without disposing of anything
    return {
      temporary,
      [Symbol.asyncDispose]: async () => {
        removeEventListener("unload", removeNow);
        await Deno.remove(temporary, { recursive: true }).catch(() => {}); // the system may have cleaned up before us
        lock[Symbol.dispose]();
        if (!found) await removeIfUnused(folder);
      },
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/** Makes the temporary folder. Its name depends on `folder`, so that the next grader finds what a killed one left. */
async function makeTemporary(folder: string): Promise<string> {
  const path = join(temporaryFolder(), `downhill-class-${sha256(await Deno.realPath(folder)).slice(0, DIGITS)}`);
  try {
    await Deno.remove(path, { recursive: true }).catch((error: Error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
    await Deno.mkdir(path, { mode: 0o700 }); // it fails if somebody else has just made it
    return path;
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`The temporary folder ${path} cannot be made (${message}): set TMPDIR to another folder.`);
  }
}

async function removeIfUnused(folder: string): Promise<void> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  if (names.some((name) => name !== LOCK)) return;
  await Deno.remove(folder, { recursive: true });
}
