/**
 * Recognizes the folder that an earlier grading has written. It contains what students handed in, but not by student.
 * @module
 */
import type { Item } from "./item.ts";

/** The journal of a class, and the folder beside it with the files that were handed in: see kit/grade/class_folder.ts. */
const [JOURNAL, SUBMITTED] = ["journal.jsonl", "submitted"];

/** The name of a folder in `submitted/`: a SHA-256. */
const HANDED_IN = /^[0-9a-f]{64}$/;

/**
 * Whether a folder is that of a class, by default `grades/`, or the folder `submitted/` in it.
 * @param items What is in the folder.
 */
export function isClassFolder({ name }: Item, items: readonly Item[]): boolean {
  const has = (kind: Item["kind"], name: string) => items.some((item) => item.kind === kind && item.name === name);
  if (has("file", JOURNAL) && has("folder", SUBMITTED)) return true;
  const visible = items.filter(({ name }) => !name.startsWith(".")); // macOS adds .DS_Store
  return name === SUBMITTED && visible.length > 0 &&
    visible.every(({ kind, name }) => kind === "folder" && HANDED_IN.test(name));
}
