/**
 * Keeps two graders out of the same folder.
 * @module
 */
import { join } from "node:path";
import { UsageError } from "../../base/usage_error.ts";

/** The name of the locked file. The system removes the lock when the process ends, so the file may stay. */
export const LOCK = ".lock";

/**
 * Locks `folder` until the returned value is disposed of, or this process ends in any way.
 * @throws {UsageError} If another process has locked it, or the file system has no locks.
 */
export async function lockFolder(folder: string): Promise<Disposable> {
  const path = join(folder, LOCK);
  const file = await Deno.open(path, { read: true, write: true, create: true }).catch((error: Error) => {
    throw new UsageError(`${path} cannot be written (${error.message}): use another folder with --out.`);
  });
  try {
    if (!await file.tryLock(true)) {
      const pid = Number(await Deno.readTextFile(path).catch(() => "")); // Windows does not let others read the file
      const who = Number.isInteger(pid) && pid > 0 ? `process ${pid}` : "another process";
      throw new UsageError(
        `${folder} is being graded by ${who}: wait until it ends, or use another folder with --out.`,
      );
    }
  } catch (error) {
    file.close();
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${folder} cannot be locked (${(error as Error).message}): use a folder on another disk with --out.`,
    );
  }
  await file.truncate(0);
  await file.write(new TextEncoder().encode(`${Deno.pid}\n`));
  return { [Symbol.dispose]: () => file.close() };
}
