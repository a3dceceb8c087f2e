/**
 * Finds problems by judging mutants.
 * @module
 */
import type { RunContext } from "../../judge/run/context.ts";
import type { Store } from "../../judge/diagnosis/store.ts";
import type { Job } from "../../judge/run/job.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import type { Mutant } from "../../base/mutants.ts";
import { judgedMutants, type MutantFile } from "./judged_mutants.ts";
import { messageProblem } from "./message_problem.ts";
import { evidenceProblem } from "./stale_diagnoses.ts";
import { wrongCause } from "./wrong_cause.ts";

/**
 * Judges mutants and returns the problems. The check that a mutant names must refuse it, and not because the edit broke
 * the module. The message must not name a wrong cause, and the evidence must be the same as the stored evidence.
 * @param job The job that judges the solution; a mutant is judged in the same way.
 * @param shared Shared answers that are the same for the solution and all of these mutants; none by default.
 * @param store The stored diagnoses of the lesson, or null if they should not be compared.
 */
export async function mutantProblems(
  job: Job,
  mutants: readonly MutantFile[],
  shared: RunContext["shared"] = new Map(),
  store: Store | null = null,
): Promise<string[]> {
  const problems: string[] = [];
  for await (const { mutant, checks, evidence } of judgedMutants(job, mutants, { shared })) {
    const found = problemsWith(mutant, job.entry.id, checks[0]);
    problems.push(...found);
    const stale = found.length === 0 && store && evidenceProblem(store, mutant, job.entry.id, evidence);
    if (stale) problems.push(stale);
  }
  return problems;
}

function problemsWith(mutant: Mutant, lesson: string, check: CheckRecord | undefined): string[] {
  const { name, refusedBy } = mutant;
  const { status, message, fault } = check ?? { status: "skipped", message: "", fault: null };
  if (status === "pass") return [`The mutant "${name}" of ${lesson} passes ${refusedBy}, which should refuse it.`];
  if (status === "load" || status === "todo") return [`The mutant "${name}" of ${lesson} does not run: ${message}`];
  const problem = fault === "course"
    ? message
    : status === "fail" && (messageProblem(message) ?? wrongCause(mutant, check!));
  return problem ? [`For the mutant "${name}" of ${lesson}: ${problem}`] : [];
}
