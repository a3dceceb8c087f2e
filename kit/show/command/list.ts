/**
 * `deno task lesson --list`: shows the progress so far.
 * @module
 */
import { digitsOf, lessonCommand } from "../../base/lesson_number.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import { isSolved, nextUnsolved, type Points, readProgress } from "../progress/progress.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import type { Style } from "../terminal/style.ts";
import { toEdge } from "../terminal/to_edge.ts";
import { wrap } from "../terminal/wrap.ts";
import { type LessonRequest, printJson } from "./request.ts";

/** On screens narrower than this, in columns, symbols are shown without their words. */
const NARROW = 60;

/** One lesson's row in the list. */
interface ListEntry extends Pick<LessonEntry, "id" | "title" | "part"> {
  /** The points of the last verdict; null before the first verdict. */
  points: number | null;
  /** The points of all checks of the lesson; null before the first verdict. */
  maxPoints: number | null;
  /** The points of the last verdict with `--full`; null before the first such verdict. */
  full: Points | null;
  /** Whether all points have been reached. */
  isSolved: boolean;
  /** Whether this is the next lesson to solve. */
  isNext: boolean;
}

/**
 * Prints all lessons with their points.
 * @returns The exit code.
 * @throws {UsageError} If the progress cannot be read.
 */
export async function showList({ json, style }: LessonRequest): Promise<number> {
  const entries = await listEntries();
  if (json) printJson({ lessons: entries });
  else for (const line of listLines(entries, style)) console.log(line);
  return 0;
}

async function listEntries(): Promise<ListEntry[]> {
  const progress = await readProgress();
  const next = nextUnsolved(progress);
  return syllabus.map(({ id, title, part }) => {
    const { points = null, maxPoints = null } = progress.lessons.get(id) ?? {};
    const full = progress.full.get(id) ?? null;
    return { id, title, part, points, maxPoints, full, isSolved: isSolved(progress, id), isNext: id === next?.id };
  });
}

function listLines(entries: readonly ListEntry[], style: Style): string[] {
  const lines = entries.map((entry) => {
    const state = entry.isSolved ? "✓ solved" : entry.points ? "… begun" : "□ to do";
    const full = entry.full ? `full ${entry.full.points}/${entry.full.maxPoints}  ` : "";
    const points = full + (entry.points === null ? "" : `${entry.points}/${entry.maxPoints}`);
    const title = `${digitsOf(entry.id)} · ${entry.title}${entry.isNext ? "  ←\u00a0next" : ""}`;
    const paint = entry.isSolved ? style.green : entry.isNext ? style.bold : (text: string) => text;
    const begin = style.width < NARROW ? state[0].padEnd(2) : state.padEnd(10);
    return toEdge(`  ${begin}`, title, points, style, paint);
  });
  const solved = entries.filter((entry) => entry.isSolved).length;
  const next = entries.find((entry) => entry.isNext);
  const way = next ? `Next: ${lessonCommand(next.id)}` : "Well done.";
  return [...lines, wrap(`${solved} of ${counted(entries.length, "lesson")} solved. ${way}`, 2, style.width)];
}
