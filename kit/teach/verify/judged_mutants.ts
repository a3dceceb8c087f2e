/**
 * Judges mutants one after the other.
 * @module
 */
import { pathToFileURL } from "node:url";
import type { Mutant } from "../../base/mutants.ts";
import type { Sketch } from "../../judge/diagnosis/sketch.ts";
import { Symptoms } from "../../judge/diagnosis/symptoms.ts";
import { collect } from "../../judge/run/collect.ts";
import type { RunContext } from "../../judge/run/context.ts";
import type { Job } from "../../judge/run/job.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import { runIn } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import type { Sandbox } from "../../judge/sandbox/sandbox.ts";

/** A mutant, and the file that contains it. */
export interface MutantFile {
  /** The mutant from the lesson's table. */
  mutant: Mutant;
  /** The path of the solution with this edit. */
  file: string;
}

/** The result of judging a mutant. */
export interface JudgedMutant {
  /** The mutant. */
  mutant: Mutant;
  /** The verdicts on the mutant. */
  checks: CheckRecord[];
  /** The shortened answers in the checks that the mutant does not pass. */
  evidence: Map<string, readonly Sketch[]>;
}

/**
 * Judges each mutant by the check that it names, or by all checks.
 *
 * One process judges many mutants, because the start of TF.js takes longer than most checks. Two rules protect each
 * mutant from what an earlier one left behind. First, a process whose device has changed is not used again. Second,
 * only the verdict `fail`, which comes from an assertion, counts as a refusal. If the check that must refuse the mutant
 * has another verdict, or if any verdict says that something broke, the mutant is judged again in a process of its own.
 *
 * @param job The job that judges the solution; a mutant is judged in the same way.
 * @param options With `all`, each mutant is judged by all checks. `shared` has shared answers that are the same for the
 *   solution and all of these mutants; none by default.
 */
export async function* judgedMutants(
  job: Job,
  mutants: readonly MutantFile[],
  { all = false, shared = new Map() }: { all?: boolean; shared?: RunContext["shared"] } = {},
): AsyncGenerator<JudgedMutant, void, undefined> {
  const urls = mutants.map(({ file }) => pathToFileURL(file));
  const first = { ...job, target: mutants[0].file, url: urls[0] };
  const sandbox = sandboxFor(first, { others: urls });
  try {
    let isFresh = true;
    for (const [i, { mutant }] of mutants.entries()) {
      const judged = async (): Promise<JudgedMutant> => {
        sandbox.exchange(urls[i]);
        const only = all ? undefined : [mutant.refusedBy];
        const symptoms = new Symptoms(null);
        const run = runIn(sandbox, first, { picture: false, only }, { shared: new Map(shared), symptoms });
        const { checks } = await collect(run);
        return { mutant, checks, evidence: symptoms.sketches };
      };
      let result = await judged();
      if (!isFresh && !isCertain(result)) {
        sandbox.dispose();
        result = await judged();
      }
      yield result;
      isFresh = !await isAsItBegan(sandbox);
      if (isFresh) sandbox.dispose();
    }
  } finally {
    sandbox.dispose();
  }
}

/** Whether the verdicts are reliable: none of them can be caused by something that another mutant left behind. */
function isCertain({ mutant, checks }: JudgedMutant): boolean {
  return checks.some(({ id, status }) => id === mutant.refusedBy && status === "fail") &&
    checks.every(({ status }) => ["pass", "fail", "skipped"].includes(status));
}

/**
 * Whether the process is still alive and computes on the same device. Tensors that have been left behind do not matter,
 * because checks count only added tensors.
 */
async function isAsItBegan(sandbox: Sandbox): Promise<boolean> {
  try {
    const device = await sandbox.device();
    if (device === null) return true; // without TF.js there is no device that could have changed
    const backend = await sandbox.evaluate('async () => (await import("@tensorflow/tfjs")).getBackend()');
    return backend === device.backend;
  } catch {
    return false;
  }
}
