/**
 * Makes up what the students of a class hand in: right, wrong, unfinished, broken, hanging and hostile lessons of this
 * course.
 * @module
 */
import { join } from "node:path";
import { applyMutant } from "../../base/mutants.ts";
import { root } from "../../base/root.ts";
import { stubOf } from "../../teach/stubs/stub.ts";
import { mutantTable } from "../../teach/verify/answer_files.ts";
import { realmLessons } from "../hostile/realm.ts";
import { hostileLessons, isCostly } from "../hostile/lessons.ts";

/** What a student hands in as a lesson. */
export type Kind = "right" | "wrong" | "unfinished" | "broken" | "hanging" | "hostile" | "missing";

/** Of a hundred lessons, how many are of each kind. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ...[["right", 50], ["wrong", 34], ["unfinished", 5], ["missing", 4]] as const,
  ...[["broken", 3], ["hostile", 3], ["hanging", 1]] as const,
];

/** Texts that cannot be loaded, or are no text. */
const BROKEN = ["", "export function (", "throw new Error('not ready');", "\0\0\0", "export const x = 1;\n"];

/** A class, and what it must get. */
export interface SyntheticClass {
  /** For each student, the text of each lesson. */
  students: Record<string, Record<string, string>>;
  /** For each student, the kind of each lesson. */
  kinds: Record<string, Record<string, Kind>>;
}

/**
 * Makes a class. The same options always make the same class. No two students hand in the same bytes, except those
 * whose lessons hang: such a file takes a long time, and is judged only once.
 * @param lessons The ids of the lessons.
 */
export async function syntheticClass(students: number, lessons: readonly string[]): Promise<SyntheticClass> {
  const made: SyntheticClass = { students: {}, kinds: {} };
  const makers = new Map(await Promise.all(lessons.map(async (id) => [id, await makerOf(id)] as const)));
  for (let i = 0; i < students; i++) {
    const student = `student${String(i).padStart(4, "0")}`;
    made.students[student] = {};
    made.kinds[student] = {};
    for (const [j, id] of lessons.entries()) {
      const kind = kindOf((i * 37 + j * 61 + i * j * 7) % 100);
      made.kinds[student][id] = kind;
      const text = makers.get(id)!(kind, i);
      if (text !== null) made.students[student][id] = kind === "hanging" ? text : `${text}\n// ${student}\n`;
    }
  }
  return made;
}

/** The kind with the number `share`, from 0 to 99. */
function kindOf(share: number): Kind {
  let sum = 0;
  return SHARES.find(([, count]) => (sum += count) > share)![0];
}

/** A function that makes a lesson of each kind; `i` chooses among several. */
async function makerOf(id: string): Promise<(kind: Kind, i: number) => string | null> {
  const solution = await Deno.readTextFile(join(root, "solutions", `${id}.ts`));
  const { table } = await mutantTable(id);
  const hostile = [...hostileLessons.filter((lesson) => !isCostly(lesson)), ...realmLessons].map(({ text }) => text);
  return (kind, i) => {
    switch (kind) {
      case "right":
        return solution;
      case "wrong":
        return applyMutant(solution, table[i % table.length], id);
      case "unfinished":
        return stubOf(solution, id);
      case "broken":
        return BROKEN[i % BROKEN.length];
      case "hanging":
        return `${solution}\nwhile (true) {}\n`;
      case "hostile":
        return hostile[i % hostile.length];
      case "missing":
        return null;
    }
  };
}
