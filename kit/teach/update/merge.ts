/**
 * Combines two versions of a lesson that began as the same text.
 * @module
 */
import { diff3Merge, diffIndices } from "node-diff3";

/** The marks around a conflict, as Git writes them: editors offer a choice there. */
const MARKS = { yours: "<<<<<<< yours", between: "=======", course: ">>>>>>> the course's" };

/** A todo of a stub, in one line or in the three lines that `deno fmt` makes of a long one. */
const TODO = /return todo\(\s*(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'),?\s*\);/g;

/** The result. */
export interface Merged {
  /** The text; if both changed the same lines, both versions between marks. */
  text: string;
  /** The lines of the marks that begin a conflict, counted from 1. */
  conflicts: number[];
}

/**
 * Merges two versions of `base` line by line: lines that only one version changed are taken from it, and lines that
 * both changed in different ways are a conflict.
 *
 * The words of a todo belong only to the course. If only they have changed, and the learner has replaced the todo with
 * code, there is nothing to decide: the code stays.
 * @param yours The learner's version. All three have \n at the end of every line.
 * @param base The text that both began as.
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
 * Whether `yours` contains all of a stub except its todos, in the same order: then the course has nothing new for it.
 */
export function holdsAllOf(yours: string, stub: string): boolean {
  const wanted = stub.replace(TODO, "").split("\n").filter((line) => line.trim() !== "");
  return diffIndices(wanted, yours.split("\n")).every(({ buffer1: [, missing] }) => missing === 0);
}

/** The course's new words for each todo of `base`; none if it has other todos. */
function newTodos(base: string, course: string): Map<string, string> {
  const [before, now] = [base, course].map((text) => text.match(TODO) ?? []);
  return new Map(before.length === now.length ? before.map((todo, i) => [todo, now[i]]) : []);
}

function renamed(text: string, todos: ReadonlyMap<string, string>): string {
  return text.replace(TODO, (todo) => todos.get(todo) ?? todo);
}
