/**
 * Makes a new, complete lesson. Its author only has to replace the parts that are marked TODO.
 * @module
 */
import { join, relative } from "node:path";
import { digitsOf, nameOf } from "../../base/lesson_number.ts";
import { writeAtomically, writeNew } from "../../base/write.ts";
import { UsageError } from "../../base/usage_error.ts";
import type { LessonEntry } from "../../base/syllabus.ts";

/** The folder with the files of a lesson that halves a number and is called "00_name". */
const TEMPLATE = join(import.meta.dirname!, "template");

/** The properties of a new lesson that its author can choose. */
export interface NewLesson {
  /** Its name without a number: "momentum". */
  name: string;
  /** Its title; by default, it is made from the name: "Momentum". */
  title?: string;
  /** The part of the course that it belongs to; by default, the part of the last lesson. */
  part?: string;
  /** The device on which it computes. By default there is none, for a lesson without TF.js. */
  device?: LessonEntry["device"];
}

/**
 * Adds a lesson at the end of the course in `root`: an entry in the syllabus, the lesson's files except the picture,
 * and a row in the table of docs/notebook.md, if the course has this page.
 * @returns The id of the lesson, and the paths of the written files, relative to `root`.
 * @throws {UsageError} If the name is not allowed or already used. In that case, nothing is written.
 */
export async function newLesson(root: string, asked: NewLesson): Promise<{ id: string; paths: string[] }> {
  const syllabusFile = join(root, "syllabus.ts");
  const syllabus = await Deno.readTextFile(syllabusFile);
  const ids = [...syllabus.matchAll(/^ +id: "(\d\d_\w+)"/gm)].map(([, id]) => id);
  const id = idFor(asked.name, ids);
  const title = asked.title ?? titleFrom(asked.name);
  const part = asked.part ?? [...syllabus.matchAll(/^ +part: "(.*)"/gm)].at(-1)?.[1] ?? "I";
  const changed = withEntry(syllabus, { id, title, part, device: asked.device ?? null });
  const paths: string[] = [];
  for (const path of await filesIn(TEMPLATE)) {
    const text = await Deno.readTextFile(path);
    const to = relative(TEMPLATE, path).replaceAll("\\", "/").replaceAll("00_name", id);
    if (!await writeNew(join(root, to), filledIn(text, id, title))) {
      throw new UsageError(`${to} already exists: remove it, or choose another name.`);
    }
    paths.push(to);
  }
  await writeAtomically(syllabusFile, changed); // last, because a lesson without its files breaks the course
  paths.push("syllabus.ts");
  if (await addRow(join(root, "docs", "notebook.md"), id)) paths.push("docs/notebook.md");
  return { id, paths };
}

/**
 * Checks that `name` can be the name of a lesson.
 * @throws {UsageError} If it cannot be one.
 */
export function requireName(name: string): void {
  if (/^[a-z][a-z0-9_]*$/.test(name)) return;
  const similar = name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[0-9_]+|_+$/g, "");
  throw new UsageError(
    `"${name}" cannot be the name of a lesson: use lower-case letters, digits and _, and begin with a letter, as in ` +
      `${similar || "momentum"}.`,
  );
}

/** The id of a new lesson: the next number, and the name. */
function idFor(name: string, ids: readonly string[]): string {
  requireName(name);
  const taken = ids.find((id) => nameOf(id) === name);
  if (taken) throw new UsageError(`There is a lesson ${taken} already: choose another name.`);
  const number = Number(digitsOf(ids.at(-1) ?? "00")) + 1;
  if (number > 99) throw new UsageError("A course has at most 99 lessons, because their numbers have two digits.");
  return `${String(number).padStart(2, "0")}_${name}`;
}

/** Makes a title from a name: "Gradient descent" from "gradient_descent". */
function titleFrom(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words[0].toUpperCase() + words.slice(1);
}

/** The syllabus with another entry at its end. */
function withEntry(syllabus: string, entry: Omit<LessonEntry, "learned">): string {
  const end = syllabus.lastIndexOf("];");
  if (end < 0 || !/^export const syllabus\b/m.test(syllabus.slice(0, end))) {
    throw new UsageError(
      "syllabus.ts has no list of lessons that ends with ];: write one, export const syllabus = [];",
    );
  }
  const lines = Object.entries({ ...entry, learned: "TODO: what a learner can say after this lesson, in a sentence." })
    .map(([key, value]) => `    ${key}: ${JSON.stringify(value)},\n`);
  const before = syllabus.slice(0, end).trimEnd();
  return `${before}\n  {\n${lines.join("")}  },\n${syllabus.slice(end)}`;
}

/** The text of a file of the template, adapted to the lesson `id`. */
function filledIn(text: string, id: string, title: string): string {
  return text.replaceAll("00_name", id).replaceAll("The title", title).replace(/\b00(?=-[a-z]| ·)/g, digitsOf(id))
    .replaceAll("lesson 00", `lesson ${digitsOf(id)}`).replaceAll("Lesson 00", `Lesson ${digitsOf(id)}`);
}

/** Adds a row for the lesson to the last table of the page `guide`. Returns whether there is such a page. */
async function addRow(guide: string, id: string): Promise<boolean> {
  const text = await Deno.readTextFile(guide).catch(() => undefined);
  const last = text?.match(/^\|.*\|$/gm)?.at(-1);
  if (text === undefined || last === undefined) return false;
  const end = text.lastIndexOf(last) + last.length;
  const row = `| TODO: what the notebook asks | ${id} | \`${digitsOf(id)}-values\` |`;
  await writeAtomically(guide, `${text.slice(0, end)}\n${row}${text.slice(end)}`);
  return true;
}

/** All files in `folder`, at any depth. */
async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    paths.push(...isDirectory ? await filesIn(path) : [path]);
  }
  return paths.sort();
}
