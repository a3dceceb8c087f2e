/**
 * Problems found by running wrong answers.
 * @module
 */
import { pathToFileURL } from "node:url";
import { collect } from "../../judge/run/collect.ts";
import type { Job } from "../../judge/run/job.ts";
import { runIn } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import type { RunContext } from "../../judge/run/context.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import type { Sandbox } from "../../judge/sandbox/sandbox.ts";
import type { Mutant } from "../../base/mutants.ts";
import { messageProblem } from "./message_problem.ts";

/** A mutant, and the file that contains it. */
export interface MutantFile {
  /** As in the lesson's table. */
  mutant: Mutant;
  /** The path of the solution with that edit. */
  file: string;
}

/**
 * Each mutant is refused by the check that it names, and not because its edit broke the module.
 *
 * One process judges one mutant after the other, because the start of TF.js takes longer than most checks. Two things
 * prevent that what one mutant leaves behind affects the next: a process that has changed its device is given up, and
 * only an assertion's `fail` counts; after any other verdict the mutant is judged again in a process of its own.
 *
 * @param job The job of judging the solution: a mutant is judged in the same way.
 * @param evidence What checks share and all of these mutants would answer like the solution; nothing by default.
 */
export async function mutantProblems(
  job: Job,
  mutants: readonly MutantFile[],
  evidence: RunContext["shared"] = new Map(),
): Promise<string[]> {
  const problems: string[] = [];
  const urls = mutants.map(({ file }) => pathToFileURL(file));
  const first = { ...job, target: mutants[0].file, url: urls[0] };
  const sandbox = sandboxFor(first, { others: urls });
  try {
    let isFresh = true;
    for (const [i, { mutant }] of mutants.entries()) {
      const judged = async () => {
        sandbox.exchange(urls[i]);
        const run = runIn(sandbox, first, { picture: false, only: [mutant.refusedBy] }, new Map(evidence));
        return (await collect(run)).checks[0];
      };
      let check = await judged();
      if (!isFresh && check?.status !== "fail") {
        sandbox.dispose();
        check = await judged();
      }
      problems.push(...problemsWith(mutant, job.entry.id, check));
      isFresh = !await isAsItBegan(sandbox);
      if (isFresh) sandbox.dispose();
    }
  } finally {
    sandbox.dispose();
  }
  return problems;
}

function problemsWith({ name, refusedBy }: Mutant, lesson: string, check: CheckRecord | undefined): string[] {
  const { status, message, fault } = check ?? { status: "skipped", message: "", fault: null };
  if (status === "pass") return [`The mutant "${name}" of ${lesson} passes ${refusedBy}: nobody would notice.`];
  if (status === "load" || status === "todo") return [`The mutant "${name}" of ${lesson} does not run: ${message}`];
  const problem = fault === "course" ? message : status === "fail" && messageProblem(message);
  return problem ? [`At the mutant "${name}" of ${lesson}: ${problem}`] : [];
}

/**
 * Whether the process still lives and computes on the same device. Tensors left over do not count: checks look at how
 * many are added.
 */
async function isAsItBegan(sandbox: Sandbox): Promise<boolean> {
  try {
    const device = await sandbox.device();
    if (device === null) return true; // without TF.js nothing can be left over, so it need not be loaded
    const backend = await sandbox.evaluate('async () => (await import("@tensorflow/tfjs")).getBackend()');
    return backend === device.backend;
  } catch {
    return false;
  }
}
