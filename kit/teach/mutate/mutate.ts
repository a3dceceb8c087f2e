/**
 * Measures how many small edits of a solution are refused by its checks. This finds gaps that the table of mutants
 * leaves.
 * @module
 */
import { join } from "node:path";
import type { DeviceName } from "../../base/devices.ts";
import { root } from "../../base/root.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import { type Job, jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import { regionsOf } from "../stubs/regions.ts";
import { circumstances, COURSE_PARTS, fingerprint, lessonParts } from "../verify/fingerprint.ts";
import { inParallel } from "../verify/in_parallel.ts";
import { requireSolution } from "../verify/require_solution.ts";
import { type Edit, editsOf } from "./edits.ts";
import { equivalentProblems, isEquivalent, readEquivalents } from "./equivalents.ts";

/** An edit and its result. */
export interface JudgedEdit extends Omit<Edit, "text"> {
  /** The id of the first check that refuses the edit, "survives", or "does not load" if it is no longer a program. */
  fate: string;
}

/** The results of a lesson's edits. */
export interface LessonScore {
  /** The lesson's id. */
  lesson: string;
  /** All edits, in the order of the solution. */
  edits: JudgedEdit[];
  /** The number of edits that are listed as equivalent. */
  equivalent: number;
  /** The edits that no check refuses and that are not listed as equivalent. */
  survivors: JudgedEdit[];
  /** The share of refused edits among those not listed as equivalent, from 0 to 1; 1 if there are no such edits. */
  score: number;
  /** For each check, the number of edits that it was the first to refuse. */
  byCheck: Record<string, number>;
  /** The problems with the list of equivalent edits, one sentence for each. */
  problems: string[];
}

/** The options of {@linkcode mutate}. */
export interface MutateOptions {
  /** Where TF.js runs. */
  device: DeviceName;
  /** Receives the number of edits that have been judged, and the number of all edits. */
  onProgress: (done: number, all: number) => void;
}

/** The stored results of a lesson, with which an interrupted run can continue. */
interface Remembered {
  /** The fingerprint of everything that can change a result. */
  fingerprint: string;
  /** The results. A key consists of the line's number, the kind of edit and the edited line. */
  fates: Record<string, string>;
}

/**
 * Judges every edit of the lessons' solutions in a process of its own, until a check refuses it. The results are stored
 * in `.cache/`, and an edit is judged again only after something has changed.
 * @throws {UsageError} If the solution of one of the lessons does not pass.
 */
export async function mutate(lessons: readonly LessonEntry[], options: MutateOptions): Promise<LessonScore[]> {
  const { device, onProgress } = options;
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  const course = await fingerprint(root, COURSE_PARTS, circumstances(device));
  try {
    const works = await Promise.all(lessons.map((lesson) => workFor(lesson, course)));
    const steps = works.toReversed().flatMap(({ lesson, edits, memory, file }) => {
      const ready = once(() => requireSolution(lesson, device));
      return edits.filter((edit) => !(keyOf(edit) in memory.fates)).map((edit, index) => async () => {
        await ready();
        const target = join(scratch, `${lesson.id}-${index}`, `${lesson.id}.ts`);
        await writeAtomically(target, edit.text);
        memory.fates[keyOf(edit)] = await fateOf(jobFor(lesson, { target, device }));
        await writeAtomically(file, JSON.stringify(memory));
      });
    });
    await inParallel(steps, (done) => onProgress(done, steps.length));
    return await Promise.all(works.map(async ({ lesson, edits, memory }) => {
      const judged = edits.map(({ text: _, ...edit }) => ({ ...edit, fate: memory.fates[keyOf(edit)] }));
      return scoreOf(lesson.id, judged, await readEquivalents(root, lesson.id));
    }));
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** A lesson's edits, and the results that are already known. */
async function workFor(lesson: LessonEntry, course: string) {
  const { id } = lesson;
  const solution = (await Deno.readTextFile(join(root, "solutions", `${id}.ts`))).replaceAll("\r\n", "\n");
  const regions = regionsOf(solution.split("\n"), `solutions/${id}.ts`);
  const edits = editsOf(solution, (line) => regions.some(({ first, last }) => first < line && line < last));
  const file = join(root, ".cache", "mutated", `${id}.json`);
  const found = await fingerprint(root, lessonParts(id), [course]);
  const known: Remembered | null = await Deno.readTextFile(file).then(JSON.parse).catch(() => null);
  const memory: Remembered = known?.fingerprint === found ? known : { fingerprint: found, fates: {} };
  return { lesson, edits, memory, file };
}

/** Returns a function that does `work` at its first call, and returns the same result at every call. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | undefined;
  return () => done ??= work();
}

function keyOf({ line, operator, after }: Pick<Edit, "line" | "operator" | "after">): string {
  return `${line} ${operator}: ${after}`;
}

/** Runs the checks one after the other until one refuses the edit. */
async function fateOf(job: Job): Promise<string> {
  for await (const record of runJob(job, { picture: false })) {
    if (record.type !== "check" || record.status === "pass" || record.status === "skipped") continue;
    return record.status === "load" ? "does not load" : record.id;
  }
  return "survives";
}

/** Computes the score of a lesson. */
export function scoreOf(
  lesson: string,
  edits: JudgedEdit[],
  equivalents: Awaited<ReturnType<typeof readEquivalents>>,
): LessonScore {
  const survivors = edits.filter((edit) => edit.fate === "survives" && !isEquivalent(edit, equivalents));
  const equivalent = edits.filter((edit) => isEquivalent(edit, equivalents)).length;
  const counted = edits.filter((edit) => edit.fate !== "does not load" && !isEquivalent(edit, equivalents));
  const score = counted.length === 0 ? 1 : (counted.length - survivors.length) / counted.length;
  const byCheck: Record<string, number> = {};
  for (const { fate } of edits) {
    if (fate !== "does not load" && fate !== "survives") byCheck[fate] = (byCheck[fate] ?? 0) + 1;
  }
  const problems = equivalentProblems(lesson, equivalents, edits);
  return { lesson, edits, equivalent, survivors, score, byCheck, problems };
}
