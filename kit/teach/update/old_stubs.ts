/**
 * Finds former stubs with Git: for lessons that were written before stubs were kept, or whose kept stub is gone.
 * @module
 */
import { diffIndices } from "node-diff3";
import { join } from "node:path";
import { linesOf } from "../../base/lines_of.ts";
import { stubOf } from "../stubs/stub.ts";
import { UsageError } from "../../base/usage_error.ts";

/** The most versions of a lesson that it looks at. */
const MOST_VERSIONS = 100;

/** The highest exit code of Git's own, for wrong usage; higher ones mean a signal. */
const GIT_REFUSES = 129;

/**
 * The stub that differs from `text` in the fewest lines, among all that `lesson` had in the history of the course in
 * `folder`; undefined without Git, or if the course is not a repository. The text may have begun as another stub, but
 * every line of a stub belongs to the course, so no line of the learner can be mistaken for one that the course has
 * removed.
 * @throws {UsageError} If Git was stopped: its answer is unknown.
 */
export async function nearestOldStub(folder: string, lesson: string, text: string): Promise<string | undefined> {
  // if Git is not installed, running it opens a window on macOS
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
 * The output of Git; undefined if it is missing or refuses. Ctrl-C also stops Git, and then its output is not an
 * answer.
 */
async function git(folder: string, ...words: string[]): Promise<string | undefined> {
  const command = new Deno.Command("git", {
    args: ["--no-pager", ...words],
    cwd: folder,
    stdin: "null",
    stderr: "null",
  });
  const ended = await command.output().catch(() => undefined);
  if (ended && ended.code > GIT_REFUSES) throw new UsageError("Git was stopped while it was asked: update once more.");
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
