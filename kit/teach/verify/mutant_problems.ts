/**
 * What is found by running wrong answers.
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

/** A mutant, and the file in which it is. */
export interface MutantFile {
  /** As the lesson's table has it. */
  mutant: Mutant;
  /** The path of the solution with that edit. */
  file: string;
}

/**
 * Each mutant is refused by the check that it names, and not because its edit broke the module.
 *
 * One process judges one mutant after the other, for the start of TF.js takes longer than most checks. Two things keep
 * what one leaves behind from deciding about the next: a process that computes elsewhere than at its start is given up,
 * and so is every verdict but an assertion's `fail`; it is asked for again in a process of its own.
 *
 * @param job That of judging the solution: a mutant is judged in the same way.
 * @param evidence What checks share and all of these mutants would answer as the solution does; by default nothing.
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
 * Whether the process still lives and computes where it did. Tensors that are left do not count: checks look at how many
 * more there are.
 */
async function isAsItBegan(sandbox: Sandbox): Promise<boolean> {
  try {
    const device = await sandbox.device();
    if (device === null) return true; // without TF.js there is nothing to be left, and nothing to be gained by loading it
    const backend = await sandbox.evaluate('async () => (await import("@tensorflow/tfjs")).getBackend()');
    return backend === device.backend;
  } catch {
    return false;
  }
}
