/**
 * Places in which the course must start: another environment, another system, another Deno. A test sets up a place and
 * runs the commands of a learner and a grader. If a place cannot be set up, the test says so, and `deno task ci` shows
 * it.
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";
import type { CourseCopy, Ended } from "../course_copy.ts";
import { hasKernelLimits, succeeds } from "../../base/limits.ts";
import { isBubblewrapUsable } from "../../judge/sandbox/walls/two_walls.ts";

/** A lesson with TF.js, judged in a second. */
export const LESSON = "20_fashion_mnist";

/** How a place differs from the current one. */
export interface Place {
  /** Environment variables. */
  env?: Record<string, string>;
  /** The course's folder, if it is a different one. */
  folder?: string;
  /** The command that starts all other commands. */
  wrap?: readonly string[];
  /** The possible numbers of walls in this place. */
  walls?: readonly string[];
  /** Additional arguments for the learner's commands. */
  words?: readonly string[];
}

/** The values of `DOWNHILL_WALLS` for all numbers of walls that this machine supports. */
const WALLS = hasTwoWalls() ? ["1", "2"] : ["1"];

/** Runs a command to its end, without a terminal. */
export async function runCommand(
  [command, ...args]: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Ended> {
  const options = { args, cwd, env: { NO_COLOR: "1", ...env }, stdin: "null" } as const;
  const { code, stdout, stderr } = await new Deno.Command(command, options).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/**
 * Judges the solution of {@linkcode LESSON} in a place, behind each number of walls, and under Deno's own test runner.
 * The solution must get all points, and nothing may be printed on standard error.
 */
export async function assertJudges(
  course: CourseCopy,
  { env, folder = course.folder, wrap = [], walls = WALLS, words = [] }: Place,
): Promise<void> {
  const deno = [...wrap, Deno.execPath()];
  const task = walls.map(async (count) => {
    const command = [...deno, "task", "--quiet", "lesson", LESSON, "--solution", ...words];
    const { code, stdout, stderr } = await runCommand(command, folder, { ...env, DOWNHILL_WALLS: count });
    assertMatch(stdout, /^ {2}7 of 7 points in /m, `${count} walls: ${stdout}${stderr}`);
    assertEquals([code, stderr], [0, ""], `${count} walls`);
  });
  const test = async () => {
    const command = [...deno, "test", "-P", "--no-check", `tests/${LESSON}_test.ts`];
    const { code, stdout, stderr } = await runCommand(command, folder, { ...env, LESSONS: "solutions" });
    assertMatch(stdout, /\| 6 passed \| 0 failed/, stdout + stderr);
    assertEquals(code, 0);
  };
  await Promise.all([...task, test()]);
}

/** Shows `reason`, and skips the test, if its place cannot be set up. */
export function skippedUnless(isPossible: boolean, reason: string): { ignore: boolean } {
  if (!isPossible) console.log(`skipped: ${reason}`);
  return { ignore: !isPossible };
}

/**
 * The command that starts another command with other mounts. No other process sees these mounts, and they disappear
 * with the command.
 * @param script A script for the shell, which can use /mnt, an empty folder in memory.
 */
export function mounted(script: string): string[] {
  const all = `mount -t tmpfs downhill /mnt\n${script}\nexec "$@"`;
  return ["unshare", "--mount", "sh", "-ec", all, "sh"];
}

/**
 * The beginning of such a script. If the script then removes files from /usr/bin, they are missing only for its
 * command.
 */
export const OVERLAY = `
mkdir /mnt/upper /mnt/work
mount -t overlay downhill -o lowerdir=/usr/bin,upperdir=/mnt/upper,workdir=/mnt/work /usr/bin`;

/** Whether this process can mount folders that no other process sees: on Linux, as root. */
export const canMount: boolean = Deno.build.os === "linux" &&
  succeeds([...mounted(OVERLAY), "true"]);

function hasTwoWalls(): boolean {
  if (hasKernelLimits() && isBubblewrapUsable()) return true;
  console.log("skipped: two walls, because bubblewrap cannot be used here");
  return false;
}
