/**
 * Writing a file so that nobody ever reads half of it.
 * @module
 */
import { basename, dirname, join } from "node:path";

/**
 * Writes `text` to `path`, in full or not at all: into a file beside it that then takes its name. A missing folder is
 * made.
 * @throws {Error} In one sentence, if the folder is read-only, the disk full, or the process may not write there; what
 *   was at `path` is then still there.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}-${crypto.randomUUID()}.tmp`);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(draft, text);
    await Deno.rename(draft, path);
  } catch (error) {
    await Deno.remove(draft).catch(() => {}); // It may never have come to be, and the first error is the one that matters.
    throw new Error(`${path} cannot be written because ${reason(error)}`, { cause: error });
  }
}

/** Why, and what to do: systems name these by number, in words that differ. */
function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Deno.errors.NotCapable) {
    return "Deno was not allowed to: run it with -P, or allow that folder with --allow-write.";
  }
  if (/no space left|disk full|quota|os error (28|112|122)\b/i.test(text)) {
    return "the disk is full: free some space, then try again.";
  }
  if (error instanceof Deno.errors.PermissionDenied || /read-only|os error (1|5|13|30)\b/i.test(text)) {
    return "its folder is read-only: choose another, for example with DOWNHILL_PLOTS.";
  }
  if (error instanceof Deno.errors.AlreadyExists || /not a directory|os error 20\b/i.test(text)) {
    return "a file has the name of its folder: choose another, for example with DOWNHILL_PLOTS.";
  }
  return `of ${JSON.stringify(text)}: try another folder, for example with DOWNHILL_PLOTS.`;
}
