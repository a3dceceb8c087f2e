/**
 * Makes the diagnoses of lessons: judges every mutant by all checks, and stores the evidence from the checks that it
 * fails.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../base/root.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import { type Entry, type Evidence, readStore, type Store, storeOf, writeStore } from "../../judge/diagnosis/store.ts";
import { Symptoms } from "../../judge/diagnosis/symptoms.ts";
import { collect } from "../../judge/run/collect.ts";
import type { RunContext } from "../../judge/run/context.ts";
import { type Job, jobFor } from "../../judge/run/job.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import { runIn } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { editsOnlyAnswers, evidenceWithoutAnswers } from "../verify/answer_mutants.ts";
import { alternativesOf, mutantTable, writeAlternative, writeMutants } from "../verify/answer_files.ts";
import { inParallel, inShares, type Step, withLast } from "../verify/in_parallel.ts";
import { type JudgedMutant, judgedMutants, type MutantFile } from "../verify/judged_mutants.ts";
import { wrongCause } from "../verify/wrong_cause.ts";
import { differenceBetween, makeStore, type MutantEvidence, NOISE } from "./make_store.ts";
import type { DiagnosesReport, WrongCause } from "./report.ts";
import { namingsOfRight, wrongNamings } from "./wrong_namings.ts";

/** The options of {@linkcode diagnose}. */
export interface DiagnoseOptions {
  /** The lessons to diagnose. */
  lessons: readonly LessonEntry[];
  /** Whether to compare the results with the stored results instead of storing them. */
  isCheck?: boolean;
  /** Receives the number of steps that are done, and the number of all steps. */
  onProgress: (done: number, all: number) => void;
}

/** The results of all runs of a lesson. */
interface Found {
  solution: Evidence;
  mutants: MutantEvidence[];
  /** The evidence of the alternatives in all checks, by their names. */
  right: Map<string, Evidence>;
}

/** Diagnoses lessons, with several runs at a time. The file of a lesson is written when its last run is done. */
export async function diagnose({ lessons, isCheck = false, onProgress }: DiagnoseOptions): Promise<DiagnosesReport[]> {
  const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const reports: DiagnosesReport[] = [];
    const steps: Step[][] = [];
    for (const lesson of lessons) {
      const report: DiagnosesReport = {
        ...{ lesson: lesson.id, mutants: 0, named: 0, bytes: 0 },
        ...{ silent: [], wrongNamings: [], namedRight: [], wrongCauses: [], problems: [] },
      };
      reports.push(report);
      steps.push(await stepsOf(lesson, report, isCheck, join(scratch, lesson.id)));
    }
    const inOrder = steps.reverse().flat(); // long steps first: those of later lessons
    await inParallel(inOrder, (done) => onProgress(done, inOrder.length));
    return reports;
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

async function stepsOf(
  lesson: LessonEntry,
  report: DiagnosesReport,
  isCheck: boolean,
  scratch: string,
): Promise<Step[]> {
  const { id } = lesson;
  const solution = await Deno.readTextFile(join(root, "solutions", `${id}.ts`));
  const job = jobFor(lesson, { target: "solutions" });
  const files = await writeMutants(await mutantTable(id), solution, scratch);
  const alternatives = await alternativesOf(id);
  const [answerMutants, otherMutants] = [true, false].map((wanted) =>
    files.filter(({ mutant }) => editsOnlyAnswers(solution, mutant) === wanted)
  );
  report.mutants = files.length;
  const found: Found = { solution: new Map(), mutants: [], right: new Map() };
  const stored = isCheck ? await storedOf(job) : null;
  const careful = (work: () => Promise<void>): Step => () =>
    work().catch((error) => {
      const problem = `${id}: ${error.message}`; // every mutant has the same problem if the tests do not load
      if (!report.problems.includes(problem)) report.problems.push(problem);
    });
  const mutantStep = (share: MutantFile[], shared?: RunContext["shared"]) =>
    careful(async () => {
      const judged = await evidenceOf(job, share, stored, shared);
      found.mutants.push(...judged.map(({ evidence }) => evidence));
      report.wrongCauses.push(...judged.flatMap(({ wrongCauses }) => wrongCauses));
    });
  const steps = [
    careful(async () => {
      const shared: RunContext["shared"] = new Map();
      found.solution = await evidenceOfRight(job, shared);
      if (answerMutants.length > 0) await mutantStep(answerMutants, evidenceWithoutAnswers(shared))();
    }),
    ...inShares(otherMutants).map((share) => mutantStep(share)),
    ...alternatives.map((name) =>
      careful(async () => {
        const target = await writeAlternative(id, name, solution, scratch);
        found.right.set(name, await evidenceOfRight(jobFor(lesson, { target })));
      })
    ),
  ];
  return withLast(steps, careful(() => finish(job, found, report, isCheck)));
}

/** Makes the store, tests it with mistakes that are not in it, and then writes it or compares it with the old one. */
async function finish(job: Job, found: Found, report: DiagnosesReport, isCheck: boolean): Promise<void> {
  if (report.problems.length > 0) return;
  const { solution, right } = found;
  const mutants = found.mutants.toSorted((a, b) => a.name < b.name ? -1 : 1); // runs end in any order
  const alternatives = [...right.values()];
  const store = makeStore(solution, mutants, alternatives);
  const text = writeStore(store);
  report.silent = store.silent;
  report.named = report.mutants - store.silent.length;
  report.bytes = text.length;
  report.wrongNamings = wrongNamings(store, mutants, new Set(solution.keys()), alternatives);
  report.namedRight = [...right].flatMap(([name, evidence]) => namingsOfRight(store, name, evidence));
  if (!isCheck) return await writeAtomically(fileURLToPath(storeOf(job.tests)), text);
  const stored = await storedOf(job);
  const difference = stored ? differenceOfStores(stored, store) : "it is missing, or cannot be read";
  if (difference) report.problems.push(`tests/diagnoses/${report.lesson}.json is stale: ${difference}.`);
}

/** The stored diagnoses of a lesson; null if they are missing, or cannot be read. */
async function storedOf({ tests }: Job): Promise<Store | null> {
  return await Deno.readTextFile(storeOf(tests)).then((text) => readStore(text)).catch(() => null);
}

/**
 * Judges mutants by all checks, and then, like `deno task verify`, by only one, which should give the same results. A
 * mutant with the same results as in `stored` is not judged twice, because these results were found to be steady.
 */
async function evidenceOf(
  job: Job,
  files: readonly MutantFile[],
  stored: Store | null,
  shared?: RunContext["shared"],
): Promise<{ evidence: MutantEvidence; wrongCauses: WrongCause[] }[]> {
  if (files.length === 0) return [];
  const all = await Array.fromAsync(judgedMutants(job, files, { all: true, shared }));
  const entries = all.map((judged) => stored && storedEntry(judged, stored));
  const others = files.filter(({ mutant }, i) => !entries[i] && !mutant.isTimed);
  const again = new Map<MutantFile, JudgedMutant>();
  if (others.length > 0) {
    for await (const judged of judgedMutants(job, others, { shared })) again.set(others[again.size], judged);
  }
  const steady = async (judged: JudgedMutant, i: number): Promise<Omit<MutantEvidence, "name">> => {
    if (judged.mutant.isTimed) return { evidence: judged.evidence, why: "depends on how fast the machine is" };
    const { isOnlyInOrder } = entries[i] ?? {};
    if (entries[i]) return { evidence: judged.evidence, isOnlyInOrder };
    return await steadyEvidence(judged, again.get(files[i])!, job, files[i]);
  };
  return await Array.fromAsync(all, async (judged, i) => ({
    evidence: { name: judged.mutant.name, ...await steady(judged, i) },
    wrongCauses: judged.checks.filter((check) => wrongCause(judged.mutant, check) !== undefined)
      .map(({ id, message }) => ({ mutant: judged.mutant.name, check: id, message })),
  }));
}

/** The verdicts after which the lesson's answers can be used as evidence. */
const WITH_EVIDENCE: readonly CheckRecord["status"][] = ["pass", "fail", "error", "todo", "skipped"];

/** The entry of a mutant whose results are the stored ones; undefined if they are not, or if none are stored. */
function storedEntry({ mutant, checks, evidence }: JudgedMutant, { entries }: Store): Entry | undefined {
  if (checks.some(({ status }) => !WITH_EVIDENCE.includes(status))) return undefined;
  const entry = entries.find(({ names }) => names.includes(mutant.name));
  return entry && differenceBetween(entry.evidence, evidence) <= entry.tolerance ? entry : undefined;
}

/** The evidence of a mutant, if it is the same in every run. */
async function steadyEvidence(
  { mutant: { refusedBy }, checks, evidence }: JudgedMutant,
  again: JudgedMutant,
  job: Job,
  file: MutantFile,
): Promise<Omit<MutantEvidence, "name">> {
  const other = checks.find(({ status }) => !WITH_EVIDENCE.includes(status));
  if (other) return { evidence, why: `ends with ${other.status} in ${other.id}` };
  const sketches = evidence.get(refusedBy);
  if (sketches === undefined) return { evidence, why: `passes ${refusedBy}` };
  if (differenceBetween(new Map([[refusedBy, sketches]]), again.evidence) < NOISE) return { evidence };
  // perhaps it depends on earlier questions: judge it by all checks in a new process, as in a learner's run
  for await (const alone of judgedMutants(job, [file], { all: true })) {
    if (differenceBetween(evidence, alone.evidence) < NOISE) return { evidence, isOnlyInOrder: true };
  }
  return { evidence, why: `has other results in ${refusedBy} each time` };
}

/** The evidence of the solution or an alternative in all checks. */
async function evidenceOfRight(job: Job, shared: RunContext["shared"] = new Map()): Promise<Evidence> {
  const sandbox = sandboxFor(job);
  const symptoms = new Symptoms(null, { all: true });
  const { checks } = await collect(runIn(sandbox, job, { picture: false }, { shared, symptoms }))
    .finally(() => sandbox.dispose());
  const failing = checks.find(({ status }) => status !== "pass" && status !== "skipped");
  if (failing) throw new Error(`${job.target} does not pass ${failing.id}: ${failing.message}`);
  return symptoms.sketches;
}

/** The first difference between the stored results and the new ones, in words; undefined if there is none. */
function differenceOfStores(stored: Store, now: Store): string | undefined {
  const known = new Map(stored.entries.map((entry) => [entry.names.join(" or "), entry]));
  const missing = now.entries.find(({ names }) => !known.has(names.join(" or ")));
  if (missing) return `"${missing.names.join(" or ")}" is missing`;
  if (known.size !== now.entries.length) return "it has one entry too many";
  const silent = (store: Store) => JSON.stringify(store.silent.map(({ name }) => name));
  if (silent(stored) !== silent(now)) return "different mutants are listed as silent";
  const changed = now.entries.find(({ names, evidence }) => {
    const entry = known.get(names.join(" or "))!;
    return differenceBetween(entry.evidence, evidence) > entry.tolerance;
  });
  return changed && `"${changed.names.join(" or ")}" has different results`;
}
