/**
 * Merges two versions of a lesson that began as the same text.
 * @module
 */
import { diff3Merge, diffIndices } from "node-diff3";

/** The marks around a conflict, as Git writes them. Editors recognise them and offer a choice. */
const MARKS = { yours: "<<<<<<< yours", between: "=======", course: ">>>>>>> the course's" };

/** A todo of a stub, in one line, or in three lines if `deno fmt` has broken a long line. */
const TODO = /return todo\(\s*(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'),?\s*\);/g;

/** The result of a merge. */
export interface Merged {
  /** The merged text. Where both versions changed the same lines, it contains the lines of both, between marks. */
  text: string;
  /** The numbers of the lines in which conflicts begin, counted from 1. */
  conflicts: number[];
}

/**
 * Merges two versions of `base` line by line. Lines that only one version has changed are taken from that version.
 * Lines that both versions have changed in different ways are a conflict.
 *
 * The words of a todo belong only to the course. If the course has changed only these words, and the learner has
 * replaced the todo with code, this is not a conflict: the code stays.
 * @param yours The learner's version. All three texts have \n at the end of every line.
 * @param base The text from which both versions began.
 * @param course The course's version.
 */
export function merge(yours: string, base: string, course: string): Merged {
  const todos = newTodos(base, course);
  const [a, o, b] = [renamed(yours, todos), renamed(base, todos), course].map((text) => text.split("\n"));
  const lines: string[] = [];
  const conflicts: number[] = [];
  for (const { ok, conflict } of diff3Merge(a, o, b, { excludeFalseConflicts: true })) {
    if (ok) lines.push(...ok);
    if (!conflict) continue;
    conflicts.push(lines.length + 1);
    lines.push(MARKS.yours, ...conflict.a, MARKS.between, ...conflict.b, MARKS.course);
  }
  return { text: lines.join("\n"), conflicts };
}

/**
 * Whether `yours` contains all lines of a stub except its todos, in the same order. If so, the course has nothing new
 * for it.
 */
export function holdsAllOf(yours: string, stub: string): boolean {
  const wanted = stub.replace(TODO, "").split("\n").filter((line) => line.trim() !== "");
  return diffIndices(wanted, yours.split("\n")).every(({ buffer1: [, missing] }) => missing === 0);
}

/** The course's new text for each todo of `base`; empty if the course has different todos. */
function newTodos(base: string, course: string): Map<string, string> {
  const [before, now] = [base, course].map((text) => text.match(TODO) ?? []);
  return new Map(before.length === now.length ? before.map((todo, i) => [todo, now[i]]) : []);
}

function renamed(text: string, todos: ReadonlyMap<string, string>): string {
  return text.replace(TODO, (todo) => todos.get(todo) ?? todo);
}
