/**
 * @module
 */

/** Deletes a folder; if a background process is writing a template there, tries again for up to ten seconds. */
export function removeFolder(folder: string): void {
  for (let tries = 1;; tries++) {
    try {
      return Deno.removeSync(folder, { recursive: true });
    } catch (error) {
      if (tries === 100) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}
