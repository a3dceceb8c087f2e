/**
 * Writes the lessons of a course from its solutions.
 * @module
 */
import { join } from "node:path";
import { syllabus } from "../../../syllabus.ts";
import { isLessonFile } from "../../base/lesson_number.ts";
import { UsageError } from "../../base/usage_error.ts";
import { backUp } from "./backup.ts";
import { keepStub, readKeptStub, writeStub } from "./kept_stub.ts";
import { readLearnerFile } from "./learner_file.ts";
import { linesOf } from "../../base/lines_of.ts";
import { stubOf } from "./stub.ts";

/** The options of {@linkcode writeStubs}. */
export interface WriteStubsOptions {
  /** The path of the folder of the solutions. */
  solutions: string;
  /** The path of the folder of the lessons. */
  lessons: string;
  /** Whether to only compare, without writing anything; `false` by default. */
  check?: boolean;
  /** Whether to also replace lessons that somebody has begun; `false` by default. */
  force?: boolean;
}

/** What happened to one lesson. */
export interface StubRecord {
  /** The lesson's id, for example "04_gradient_descent". */
  lesson: string;
  /** The path of its file. */
  path: string;
  /**
   * - `unchanged`: it was already the stub,
   * - `written`: it is now the stub,
   * - `differs`: it is not the stub, and was left unchanged because of `check`,
   * - `kept`: it is not the stub, and was left unchanged because somebody has written in it.
   */
  status: "unchanged" | "written" | "differs" | "kept";
  /** The path of a copy of the previous text, or null if nobody's work was replaced. */
  backup: string | null;
}

/**
 * Writes `lessons/NN_name.ts` from each `solutions/NN_name.ts`. A lesson in which somebody has written is replaced only
 * with `force`, and only after it has been copied to `backups/` next to the lessons.
 * @returns One record for each solution, in the same order.
 * @throws {UsageError} If there are no solutions, or a lesson cannot be read.
 * @throws {SyntaxError} If the marks in a solution are wrong. In that case, nothing is written.
 */
export async function writeStubs({ solutions, lessons, check, force }: WriteStubsOptions): Promise<StubRecord[]> {
  const names = await solutionNames(solutions);
  const stubs: [string, string][] = [];
  for (const name of names) {
    const path = join(solutions, name);
    stubs.push([name, stubOf(await Deno.readTextFile(path), path)]);
  }
  const records: StubRecord[] = [];
  for (const [name, stub] of stubs) {
    const path = join(lessons, name);
    const record = { lesson: name.slice(0, -".ts".length), path, backup: null };
    const found = await fileText(path);
    const former = found === undefined ? undefined : linesOf(found).join("\n");
    if (former === stub) {
      if (!check) await keepStub(path, stub);
      records.push({ ...record, status: "unchanged" });
    } else if (check) records.push({ ...record, status: "differs" });
    else {
      const isUntouched = former === undefined || former === await readKeptStub(path);
      if (!isUntouched && !force) {
        records.push({ ...record, status: "kept" });
        continue;
      }
      const backup = isUntouched ? null : await backUp(path) ?? null;
      await writeStub(path, stub);
      records.push({ ...record, status: "written", backup });
    }
  }
  return records;
}

/** The names of the solutions' files, in order. */
async function solutionNames(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) if (isFile && isLessonFile(name)) names.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  if (names.length === 0) {
    throw new UsageError(
      `There are no solutions in ${folder}: name a folder with files such as ${syllabus[0].id}.ts.`,
    );
  }
  return names.sort();
}

/** The text of a file, or undefined if there is none. */
async function fileText(path: string): Promise<string | undefined> {
  const content = await readLearnerFile(path);
  return content && new TextDecoder().decode(content);
}
