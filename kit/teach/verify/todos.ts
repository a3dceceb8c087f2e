/**
 * @module
 */
import { join } from "node:path";
import { lessonParts } from "./fingerprint.ts";

/** The shared files in which an author may leave a `TODO` about one lesson. */
const SHARED = ["syllabus.ts", "docs/notebook.md"];

/** The places in the files of `lesson` that are marked `TODO`: "solutions/04_name.ts:4 say why the idea matters". */
export async function todosOf(root: string, lesson: string): Promise<string[]> {
  const todos: string[] = [];
  for (const path of [...await filesIn(root, lessonParts(lesson)), ...SHARED]) {
    if (path.endsWith(".svg")) continue; // the picture repeats marks of its solution
    const lines = (await Deno.readTextFile(join(root, path)).catch(() => "")).split(/\r?\n/);
    for (const [index, line] of lines.entries()) {
      const [, text] = /\bTODO:? *(.*)/.exec(line) ?? [];
      if (text === undefined || SHARED.includes(path) && !isAbout(lines, index, lesson)) continue;
      todos.push(`${path}:${index + 1} ${text.replace(/["*/|`].*$/, "").trim()}`);
    }
  }
  return todos;
}

/** Whether a line of a shared file is about this lesson: the nearest id in this line or above it is the lesson's id. */
function isAbout(lines: readonly string[], index: number, lesson: string): boolean {
  return lines.slice(0, index + 1).join("\n").match(/\b\d\d_\w+/g)?.at(-1) === lesson;
}

/** The files among `parts`, and the files in the folders among `parts`. */
async function filesIn(root: string, parts: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const part of parts) {
    const found = await Deno.stat(join(root, part)).catch(() => null);
    if (found?.isFile) files.push(part);
    if (!found?.isDirectory) continue;
    const names = (await Array.fromAsync(Deno.readDir(join(root, part)), ({ name }) => name)).sort();
    files.push(...names.map((name) => `${part}/${name}`));
  }
  return files;
}
