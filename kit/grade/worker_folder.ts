/**
 * @module
 */
import { join } from "node:path";
import { temporaryFolder } from "../judge/sandbox/walls/temporary_folder.ts";
import { lockFolder } from "./journal/lock.ts";

/** The beginning of the names of these folders. */
const PREFIX = "downhill-worker-";

/** The folder of a worker, until it is disposed of. */
export interface WorkerFolder extends AsyncDisposable {
  path: string;
}

/**
 * Makes an empty folder, which only this user can read, for the files that a worker judges. Also removes the folders of
 * workers that were killed: a folder that nobody has locked belongs to none.
 */
export async function makeWorkerFolder(): Promise<WorkerFolder> {
  const parent = temporaryFolder();
  for await (const { name, isDirectory } of Deno.readDir(parent)) {
    if (!isDirectory || !name.startsWith(PREFIX)) continue;
    try {
      using _lock = await lockFolder(join(parent, name));
      await Deno.remove(join(parent, name), { recursive: true });
    } catch {
      // it belongs to another user, or its worker is working
    }
  }
  const path = join(parent, `${PREFIX}${crypto.randomUUID()}`);
  await Deno.mkdir(path, { mode: 0o700 });
  const lock = await lockFolder(path);
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      lock[Symbol.dispose]();
      await Deno.remove(path, { recursive: true }).catch(() => {}); // the system may have cleaned up before us
    },
  };
}
