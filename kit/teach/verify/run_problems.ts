/**
 * Finds problems by running a lesson's stub, solution and alternatives.
 * @module
 */
import { collect } from "../../judge/run/collect.ts";
import type { RunContext } from "../../judge/run/context.ts";
import type { Job } from "../../judge/run/job.ts";
import type { CheckRecord, PictureRecord } from "../../judge/run/record.ts";
import { runIn, runJob } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";

/**
 * Runs the untouched stub and returns the problems. Every check must have the verdict `todo`: nothing may pass by
 * default, and no other problem may come first. Some checks may be skipped, but not all.
 */
export async function stubProblems(job: Job): Promise<string[]> {
  const { checks } = await collect(runJob(job, { picture: false }));
  const expected = checks.some(({ status }) => status === "todo") ? ["todo", "skipped"] : ["todo"];
  return checks.filter(({ status }) => !expected.includes(status))
    .map(({ id, status, message }) =>
      `The stub of ${job.entry.id} gets ${status} from ${id}, expected todo. ${message}`.trim()
    );
}

/**
 * Runs a right answer and returns the problems. Every check must pass. A skipped check, which cannot run on this
 * device, is not a problem.
 * @param shared Receives the answers that the checks share.
 * @param onAnswers Receives the result of the lesson's `answers()`, and returns problems with it.
 */
export async function rightProblems(
  job: Job,
  shared: RunContext["shared"] = new Map(),
  onAnswers?: (answers: unknown) => string[],
): Promise<string[]> {
  const sandbox = sandboxFor(job);
  // the solution's picture, which may train a network, is drawn only when it is compared with the goal picture
  const run = runIn(sandbox, job, { picture: job.target !== "solutions" }, { shared });
  try {
    const { checks, picture } = await collect(run);
    const problems = verdictProblems(job, checks, picture);
    if (!onAnswers || problems.length > 0) return problems;
    return onAnswers(await sandbox.evaluate("({ answers }) => answers()"));
  } finally {
    sandbox.dispose();
  }
}

function verdictProblems(job: Job, checks: readonly CheckRecord[], picture?: PictureRecord): string[] {
  const problems = checks.filter(({ status }) => status !== "pass" && status !== "skipped")
    .map(({ id, status, message }) => `${answerName(job)} gets ${status} from ${id}: ${message}`);
  if (picture?.message) problems.push(`${answerName(job)} draws no picture: ${picture.message}`);
  return problems;
}

function answerName({ target, entry }: Job): string {
  return target === "solutions" ? `solutions/${entry.id}.ts` : target.replace(/^.*(?=tests)/, "");
}
