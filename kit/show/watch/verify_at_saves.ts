/**
 * Runs the instructor's gate for one lesson each time one of its files is saved.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { alternativesOf } from "../../teach/verify/answer_files.ts";
import { watchFile } from "./watch_file.ts";

/** The time between two searches for new alternatives, in milliseconds. */
const POLL_MS = 500;

/** The files of a lesson that an author edits. Alternatives may be added or removed. */
async function filesOf(lesson: string): Promise<string[]> {
  const alternatives = await alternativesOf(lesson).catch(() => []);
  return [
    ...[
      `solutions/${lesson}.ts`,
      `tests/${lesson}_test.ts`,
      `tests/mutants/${lesson}.ts`,
      `tests/oracles/${lesson}.ts`,
    ],
    ...[`docs/pictures/${lesson}.svg`, `tests/diagnoses/${lesson}.json`, "docs/notebook.md", "syllabus.ts"],
    ...alternatives.map((name) => `tests/alternatives/${lesson}/${name}`),
  ].map((path) => join(root, path));
}

/**
 * Verifies `lesson` now and at every save, until Ctrl-C. A save during a verification starts it again.
 * @param words The other words of the command line. They are passed to a new process for each verification, because
 *   only a new process loads changed modules.
 */
export async function verifyAtSaves(lesson: string, words: readonly string[]): Promise<never> {
  while (true) {
    const saved = await nextSave(lesson);
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "-A", join(root, "tasks", "verify.ts"), lesson, ...words],
      stdin: "null",
    }).spawn();
    const stop = () => {
      try {
        child.kill("SIGTERM");
      } catch {
        // the process has already ended
      }
    };
    addEventListener("unload", stop); // if this process is ended, its child must not continue
    let isSaved = false;
    void saved.promise.then(() => {
      isSaved = true;
      stop();
    });
    await child.status;
    removeEventListener("unload", stop);
    if (!isSaved) console.error("  Waiting for the next save. Press Ctrl-C to stop.");
    await saved.promise;
    saved.stop();
  }
}

/**
 * Returns a promise that resolves when a file of `lesson` is next saved. Before it returns, it has read the current
 * texts.
 */
async function nextSave(lesson: string): Promise<{ promise: Promise<void>; stop: () => void }> {
  const files = await filesOf(lesson);
  const { promise, resolve } = Promise.withResolvers<void>();
  const begun: Promise<void>[] = [];
  const watches = files.map((file) => {
    const first = Promise.withResolvers<void>();
    begun.push(first.promise);
    let isKnown = false;
    const onChange = () => {
      if (isKnown) resolve();
      isKnown = true;
      first.resolve();
    };
    return watchFile(file, { onChange, onPolling: () => {} });
  });
  const interval = setInterval(async () => {
    if ((await filesOf(lesson)).some((file) => !files.includes(file))) resolve();
  }, POLL_MS);
  await Promise.all(begun);
  const stop = () => {
    clearInterval(interval);
    for (const watch of watches) watch.stop();
  };
  return { promise, stop };
}
