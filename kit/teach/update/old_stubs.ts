/**
 * Finds former stubs with Git, for lessons that were written before stubs were kept, or whose kept stub is lost.
 * @module
 */
import { diffIndices } from "node-diff3";
import { join } from "node:path";
import { linesOf } from "../../base/lines_of.ts";
import { stubOf } from "../stubs/stub.ts";
import { UsageError } from "../../base/usage_error.ts";

/** At most this many versions of a lesson are compared. */
const MOST_VERSIONS = 100;

/** The highest exit code that Git itself uses, for wrong usage. Higher codes mean that a signal ended Git. */
const GIT_REFUSES = 129;

/**
 * Among all stubs of `lesson` in the history of the course in `folder`, finds the one that differs from `text` in the
 * fewest lines; undefined without Git, or if the course is not a repository. The text may have begun as another stub.
 * But every line of a stub belongs to the course, so no line of the learner can be mistaken for a line that the course
 * has removed.
 * @throws {UsageError} If Git was stopped, because its answer is then unknown.
 */
export async function nearestOldStub(folder: string, lesson: string, text: string): Promise<string | undefined> {
  // on macOS, running Git opens a window if Git is not installed
  if (!await Deno.stat(join(folder, ".git")).catch(() => null)) return undefined;
  const file = `solutions/${lesson}.ts`;
  const versions = await git(folder, "log", `--max-count=${MOST_VERSIONS}`, "--format=%H", "--", file);
  let nearest: { stub: string; distance: number } | undefined;
  for (const version of versions?.split("\n").filter(Boolean) ?? []) {
    const solution = await git(folder, "show", `${version}:./${file}`);
    const stub = solution && stubIn(solution, file);
    if (!stub) continue;
    const distance = differingLines(text, stub);
    if (!nearest || distance < nearest.distance) nearest = { stub, distance };
  }
  return nearest?.stub;
}

/**
 * The output of Git; undefined if Git is missing or reports an error. Ctrl-C also stops Git; in that case, the output
 * is incomplete.
 */
async function git(folder: string, ...words: string[]): Promise<string | undefined> {
  const command = new Deno.Command("git", {
    args: ["--no-pager", ...words],
    cwd: folder,
    stdin: "null",
    stderr: "null",
  });
  const ended = await command.output().catch(() => undefined);
  if (ended && ended.code > GIT_REFUSES) throw new UsageError("Git was stopped too early: update once more.");
  return ended?.success ? new TextDecoder().decode(ended.stdout) : undefined;
}

/** The stub of a former solution; undefined if its marks were wrong. */
function stubIn(solution: string, file: string): string | undefined {
  try {
    return stubOf(solution, file);
  } catch {
    return undefined;
  }
}

function differingLines(a: string, b: string): number {
  return diffIndices(linesOf(a), linesOf(b))
    .reduce((sum, { buffer1: [, removed], buffer2: [, added] }) => sum + removed + added, 0);
}
