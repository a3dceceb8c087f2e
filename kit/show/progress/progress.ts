/**
 * A learner's progress, in a small text file that can be read, copied and merged by hand.
 * @module
 */
import { join } from "node:path";
import type { LessonEntry } from "../../base/syllabus.ts";
import { writeAtomically } from "../../base/write.ts";
import { root, shortPath } from "../../base/root.ts";
import { course, syllabus } from "../../../syllabus.ts";
import { UsageError } from "../../base/usage_error.ts";

/** Its path. */
const progressFile = join(root, "progress.txt");

const HEADER = `# ${course.name}: points of each lesson, and hints seen. Copy this file to continue elsewhere.`;

/** The points of a lesson's last verdict. */
export interface Points {
  /** Points reached. */
  points: number;
  /** Points of all checks. */
  maxPoints: number;
}

/** The content of the file. */
export interface Progress {
  /** The points of each lesson, by the lesson's id. */
  lessons: Map<string, Points>;
  /** The points of each lesson in the checks that need the whole data set and run only with `--full`. */
  full: Map<string, Points>;
  /** How many hints have been shown for each check, by the check's id. */
  hints: Map<string, number>;
}

/**
 * Reads the progress, which is empty if there is no file. If two lines are about the same lesson or check, the better
 * line counts, so that two files can be joined.
 * @throws {UsageError} If a line does not have the form that {@linkcode writeProgress} writes. The file is not changed.
 */
export async function readProgress(file: string = progressFile): Promise<Progress> {
  const progress: Progress = { lessons: new Map(), full: new Map(), hints: new Map() };
  let text = "";
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return progress;
    throw new UsageError(`${shortPath(file)} cannot be read (${(error as Error).message}): check its permissions.`);
  }
  for (const [index, untrimmed] of text.split("\n").entries()) {
    const line = untrimmed.trim(); // also removes a byte order mark, and the \r of Windows
    if (line === "" || line.startsWith("#")) continue;
    const points = /^(full )?(\d\d_\w+) (\d+)\/(\d+)$/.exec(line);
    const hint = /^hint (\d\d-[\w-]+) (\d+)$/.exec(line);
    if (points) {
      const [, full, id, reached, most] = points;
      keepBetter(full ? progress.full : progress.lessons, id, { points: Number(reached), maxPoints: Number(most) });
    } else if (hint) progress.hints.set(hint[1], Math.max(Number(hint[2]), progress.hints.get(hint[1]) ?? 0));
    else {
      const shown = JSON.stringify(line.slice(0, 40));
      throw new UsageError(
        `${shortPath(file)}:${index + 1} is ${shown}, expected "${syllabus[0].id} 5/8": fix or delete the line.`,
      );
    }
  }
  return progress;
}

function keepBetter(lessons: Map<string, Points>, id: string, found: Points): void {
  const earlier = lessons.get(id);
  if (!earlier || found.points > earlier.points) lessons.set(id, found);
}

/**
 * Writes the progress, completely or not at all.
 * @throws {Error} If the file cannot be written.
 */
export async function writeProgress(progress: Progress, file: string = progressFile): Promise<void> {
  const line = ([id, { points, maxPoints }]: [string, Points]) => `${id} ${points}/${maxPoints}`;
  const lessons = [...progress.lessons].map(line);
  const full = [...progress.full].map((entry) => `full ${line(entry)}`);
  const hints = [...progress.hints].map(([id, count]) => `hint ${id} ${count}`);
  await writeAtomically(file, [HEADER, ...lessons.sort(), ...full.sort(), ...hints.sort(), ""].join("\n"));
}

/** Whether every point of `lesson` has been reached. */
export function isSolved(progress: Progress, lesson: string): boolean {
  const entry = progress.lessons.get(lesson);
  return entry !== undefined && entry.points >= entry.maxPoints;
}

/**
 * The first unsolved lesson, after `lesson` if it is given, or else from the beginning; undefined if all are solved.
 * @param lessons The lessons of the course, in order.
 */
export function nextUnsolved(
  progress: Progress,
  lesson?: string,
  lessons: readonly LessonEntry[] = syllabus,
): LessonEntry | undefined {
  const start = lesson === undefined ? 0 : lessons.findIndex(({ id }) => id === lesson) + 1;
  const order = [...lessons.slice(start), ...lessons.slice(0, start)];
  return order.find(({ id }) => !isSolved(progress, id));
}
