/**
 * The instructor's gate: checks that the course is correct and complete.
 * @module
 */
import { basename, join, relative } from "node:path";
import { isOldestDeno } from "../../base/deno_version.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import { editProblem, type Mutant } from "../../base/mutants.ts";
import { readStore, type Store, storeOf } from "../../judge/diagnosis/store.ts";
import { type Job, jobFor } from "../../judge/run/job.ts";
import { goalPicture } from "../stubs/goal_picture.ts";
import type { DeviceName } from "../../base/devices.ts";
import { root } from "../../base/root.ts";
import { checksOf } from "../../judge/run/check.ts";
import type { RunContext } from "../../judge/run/context.ts";
import { stubOf } from "../stubs/stub.ts";
import { syllabus } from "../../../syllabus.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import { editsOnlyAnswers, evidenceWithoutAnswers } from "./answer_mutants.ts";
import { alternativesOf, mutantTable, writeAlternative, writeMutants } from "./answer_files.ts";
import { circumstances, COURSE_PARTS, fingerprint, lessonParts } from "./fingerprint.ts";
import { giveaways } from "./giveaways.ts";
import { inParallel, inShares, type Step, withLast } from "./in_parallel.ts";
import { pictureProblems } from "./picture_problems.ts";
import type { LessonReport, VerifyReport } from "./report.ts";
import { Memory } from "./memory.ts";
import type { MutantFile } from "./judged_mutants.ts";
import { mutantProblems } from "./mutant_problems.ts";
import { rightProblems, stubProblems } from "./run_problems.ts";
import { nameProblems } from "./stale_diagnoses.ts";
import { missingFiles, strayFiles } from "./stray_files.ts";
import { textProblems } from "./text_problems.ts";
import { untidyFiles } from "./untidy_files.ts";
import { todosOf } from "./todos.ts";
import { typeProblems } from "./type_problems.ts";

/** The options of {@linkcode verify}. */
export interface VerifyOptions {
  /** The lessons to verify. */
  lessons: readonly LessonEntry[];
  /** Where TF.js runs. */
  device: DeviceName;
  /** Whether to verify all of these lessons, even those that have not changed since they last passed. */
  all?: boolean;
  /** Whether to run only stubs and solutions, without mutants, alternatives and pictures. */
  onlySolutions?: boolean;
  /** Whether to run only a twentieth of the mutants, always the same ones, and one alternative of each lesson. */
  isSample?: boolean;
  /** Receives the number of steps that are done, and the number of all steps. */
  onProgress: (done: number, all: number) => void;
}

/** Verifies lessons, with several runs at a time. Reports mistakes in the course as problems, never as exceptions. */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const { lessons, device, onProgress, onlySolutions = false, isSample = false, all = false } = options;
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const report: VerifyReport = { lessons: [], remembered: [], problems: await strayFiles(root) };
    const memory = new Memory(join(root, ".cache", "verified"));
    const course = await fingerprint(root, COURSE_PARTS, circumstances(device));
    const stepsByLesson: Step[][] = [];
    const mutants: MutantFile[] = [];
    for (const lesson of lessons) {
      const found = await fingerprint(root, lessonParts(lesson.id), [course]);
      const isKnown = async () =>
        await memory.has(lesson.id, found) ||
        (onlySolutions || isSample) && await memory.has(sampleOf(lesson.id), found);
      if (!all && await isKnown()) {
        report.remembered.push(lesson.id);
        continue;
      }
      const lessonReport: LessonReport = {
        lesson: lesson.id,
        checks: 0,
        mutants: 0,
        alternatives: 0,
        seconds: 0,
        todos: await todosOf(root, lesson.id),
        problems: [],
      };
      report.lessons.push(lessonReport);
      const missing = await missingFiles(root, lesson.id);
      lessonReport.problems.push(...missing);
      if (missing.some((problem) => !/^(?:docs|tests\/diagnoses)\//.test(problem))) continue; // it cannot be run
      try {
        const steps = await stepsOf(lesson, lessonReport, options, scratch, mutants);
        const isWell = () => lessonReport.problems.length === 0 && lessonReport.todos.length === 0;
        const note = async () =>
          isWell() && !onlySolutions && await memory.add(isSample ? sampleOf(lesson.id) : lesson.id, found);
        stepsByLesson.push(withLast(steps, note));
      } catch (error) {
        lessonReport.problems.push(`${lesson.id}: ${(error as Error).message}`);
      }
    }
    // later lessons have longer steps: if these come first, the last step is a short one
    const tidySteps = (onlySolutions ? [] : report.lessons).map((lesson) => async () => {
      lesson.problems.push(...await untidyFiles(root, lesson.lesson));
    });
    const steps = [
      ...tidySteps,
      ...await typeSteps(report, memory, course, all, scratch, mutants),
      ...stepsByLesson.reverse().flat(),
    ];
    await inParallel(steps, (done) => onProgress(done, steps.length));
    for (const { lesson, problems } of report.lessons) {
      // the lesson may have been noted as correct before the compiler found a mistake in a mutant
      if (problems.length > 0) await memory.add(isSample ? sampleOf(lesson) : lesson, "");
    }
    for (const lesson of report.lessons) lesson.seconds = Math.round(lesson.seconds * 1000) / 1000;
    return report;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** The name under which a lesson is remembered if only a sample of its mutants was judged. */
function sampleOf(lesson: string): string {
  return `${lesson}-sample`;
}

/** Of how many mutants the sample contains one: the gate has time for this many. */
const SAMPLED_OF = 20;

/** Whether a mutant is in the sample. This depends only on its name, so the sample is the same everywhere. */
function isInSample(lesson: string, { name }: Mutant): boolean {
  return fnv1a(`${lesson} ${name}`) % SAMPLED_OF === 0;
}

/**
 * The stored diagnoses of a lesson. Null if the lesson runs on a device that it does not use by default, or if Deno
 * rounds `exp` and `log` differently, because the mutants' results then differ.
 */
async function storedDiagnoses({ tests }: Job, device: DeviceName): Promise<Store | null> {
  if (device !== "auto" || isOldestDeno) return null;
  try {
    return readStore(await Deno.readTextFile(storeOf(tests)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw new Error(`tests/diagnoses/${basename(storeOf(tests).pathname)} cannot be read: run deno task diagnose.`, {
      cause: error,
    });
  }
}

/** The steps that check the types of all lessons and of `mutants`; none if nothing has changed. */
async function typeSteps(
  report: VerifyReport,
  memory: Memory,
  course: string,
  all: boolean,
  scratch: string,
  mutants: readonly MutantFile[],
): Promise<Step[]> {
  const oracles = syllabus.map(({ id }) => `tests/oracles/${id}.ts`); // not in `course`: each is for one lesson
  const found = await fingerprint(root, ["solutions", "tests", ...oracles], [course]);
  const foundMutants = await fingerprint(root, [], [found, ...mutants.map(({ file }) => relative(scratch, file))]);
  const areKnown = async () => mutants.length === 0 || await memory.has("types-mutants", foundMutants);
  if (!all && await memory.has("types", found) && await areKnown()) return [];
  return [async () => {
    const { course, misspelt } = await typeProblems(root, join(scratch, "lessons"), mutants);
    report.problems.push(...course);
    for (const { file, problem } of misspelt) {
      report.lessons.find(({ lesson }) => basename(file) === `${lesson}.ts`)!.problems.push(problem);
    }
    if (course.length === 0) await memory.add("types", found);
    if (course.length + misspelt.length === 0) await memory.add("types-mutants", foundMutants);
  }];
}

/**
 * Reads a lesson's files, reports problems in its texts, adds its mutants to `mutants`, and returns the needed runs.
 */
async function stepsOf(
  lesson: LessonEntry,
  report: LessonReport,
  options: VerifyOptions,
  scratch: string,
  mutantFiles: MutantFile[],
): Promise<Step[]> {
  const { id } = lesson;
  const { device, onlySolutions = false, isSample = false } = options;
  const solutionFile = join(root, "solutions", `${id}.ts`);
  const solution = await Deno.readTextFile(solutionFile);
  const alternatives = await alternativesOf(id);
  const judgedAlternatives = isSample ? alternatives.slice(0, 1) : alternatives;
  const mutants = await mutantTable(id);
  const jobOf = (target: string) => jobFor(lesson, { target, device });
  const ofSolution = jobOf("solutions");
  const checks = await checksOf(ofSolution);
  const stub = stubOf(solution, `solutions/${id}.ts`);
  const stubFile = join(scratch, "stubs", `${id}.ts`); // not the learner's stubs, which may contain anything
  await writeAtomically(stubFile, stub);
  report.problems.push(...textProblems(lesson, { solution, stub, checks, mutants, alternatives }));
  report.checks = checks.length;

  const timed = (work: () => Promise<string[]>): Step => async () => {
    const start = performance.now();
    report.problems.push(...await work().catch((error) => [`${id}: ${error.message}`]));
    report.seconds += (performance.now() - start) / 1000;
  };
  const shared: RunContext["shared"] = new Map();
  const stubStep = timed(() => stubProblems(jobOf(stubFile)));
  const hasQuestions = /^export (?:async )?function answers\b/m.test(solution);
  const onAnswers = (answers: unknown) => giveaways(id, mutants.table, solution, answers);
  const solutionStep = timed(() => rightProblems(ofSolution, shared, hasQuestions ? onAnswers : undefined));
  if (onlySolutions) return [solutionStep, stubStep];
  report.alternatives = judgedAlternatives.length;

  const problemOf = (mutant: Mutant) => editProblem(solution, mutant, `solutions/${id}.ts`);
  report.problems.push(...mutants.table.flatMap((mutant) => problemOf(mutant) ?? []));
  const table = mutants.table.filter((mutant) => !problemOf(mutant));
  const all = await writeMutants({ ...mutants, table }, solution, join(scratch, id));
  const files = isSample ? all.filter(({ mutant }) => isInSample(id, mutant)) : all;
  report.mutants = files.length;
  mutantFiles.push(...files);
  const store = await storedDiagnoses(ofSolution, device);
  if (store) report.problems.push(...nameProblems(store, mutants));
  const [answerMutants, otherMutants] = [true, false].map((wanted) =>
    files.filter(({ mutant }) => editsOnlyAnswers(solution, mutant) === wanted)
  );
  const mutantStep = (share: MutantFile[], evidence?: RunContext["shared"]) =>
    timed(() => mutantProblems(ofSolution, share, evidence, store));
  return [
    async () => {
      await solutionStep();
      if (answerMutants.length > 0) await mutantStep(answerMutants, evidenceWithoutAnswers(shared))();
    },
    ...judgedAlternatives.map((name) =>
      timed(async () => {
        return rightProblems(jobOf(await writeAlternative(id, name, solution, scratch)));
      })
    ),
    timed(() => pictureProblems(lesson, goalPicture(id))),
    ...inShares(otherMutants).map((share) => mutantStep(share)),
    stubStep,
  ];
}
