/**
 * `deno task lesson --all`: shows every lesson in a table, and all pictures on one page.
 * @module
 */
import { join } from "node:path";
import { digitsOf } from "../../base/lesson_number.ts";
import { type PageEntry, picturePage } from "../../learn/plot/parts/picture_page.ts";
import { readText } from "../../base/read_text.ts";
import { shortPath } from "../../base/root.ts";
import { collect, type Result } from "../../judge/run/collect.ts";
import { isBegun } from "../../judge/run/is_begun.ts";
import { jobFor } from "../../judge/run/job.ts";
import { runJob } from "../../judge/run/run.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { syllabus } from "../../../syllabus.ts";
import { courseHead, courseOpen, type CourseRow, courseRow, courseSum } from "../terminal/course_table.ts";
import { wrap } from "../terminal/wrap.ts";
import { withLiveLine } from "./with_live_line.ts";
import { onDevice } from "./on_device.ts";
import { openInViewer } from "./open_in_viewer.ts";
import { type LessonRequest, printJson } from "./request.ts";
import { isSolvedBy, orSayWhy, resultJson, savePicture, savePlot, saveProgress } from "./result.ts";
import { goalPicture } from "../../teach/stubs/goal_picture.ts";

/** A run, its row in the table, and the paths of its pictures. */
type Judged = Result & CourseRow & { plots: string[] };

/**
 * Judges all lessons and prints each row as soon as it is known. Then prints the checks that do not pass, and the path
 * of the page with all pictures.
 * @returns The exit code: 0 if every check of every lesson passed.
 */
export async function showAll(request: LessonRequest): Promise<number> {
  const { json, style } = request;
  const print = (...lines: string[]) => json || lines.forEach((line) => console.log(line));
  const results: Judged[] = [];
  print(courseHead(style));
  for (const lesson of syllabus) {
    const result = await judgeLesson(lesson, request);
    print(courseRow(result, style));
    results.push(result);
  }
  print(courseSum(results, style), ...courseOpen(results, style));
  const page = results.some(({ picture }) => picture?.svg) && await orSayWhy(() => savePage(results, request));
  if (page) print("", wrap(`All pictures on one page: ${shortPath(page)}`, 2, style.width));
  if (json) printJson({ lessons: results.map(allJson), page: page || null });
  const complaint = page && request.open && await openInViewer(page);
  if (complaint) console.error(complaint);
  return results.every(({ isSolved }) => isSolved) ? 0 : 1;
}

async function judgeLesson(lesson: LessonEntry, request: LessonRequest): Promise<Judged> {
  const { id, title } = lesson;
  const onItsDevice = await onDevice(lesson, request);
  const started = performance.now();
  const result = await collect(
    withLiveLine(runJob(jobFor(lesson, onItsDevice), onItsDevice), id, request, `  … ${digitsOf(id)} · ${title}`),
  );
  const seconds = (performance.now() - started) / 1000 - result.score.seconds;
  const path = await orSayWhy(() => savePicture(result.picture, id, request.plots));
  if (request.target === "lessons") await orSayWhy(() => saveProgress(id, result.checks, result.score));
  return {
    ...result,
    isSolved: isSolvedBy(result.checks),
    pictureSeconds: result.picture?.svg ? seconds : null,
    plots: path ? [path] : [],
  };
}

async function savePage(results: readonly Judged[], { plots, target }: LessonRequest): Promise<string> {
  const entries = await Promise.all(results.map((result) => pageEntry(result, target)));
  const title = `The pictures of ${target === "lessons" ? "your lessons" : "the solutions"}`;
  const solved = results.filter(({ isSolved }) => isSolved).length;
  const summary = `${solved} of ${results.length} lessons solved, ${sumText(results.map(({ score }) => score))}.`;
  return await savePlot(join(plots, "index.html"), picturePage(title, summary, entries));
}

/**
 * Puts the goal picture beside the learner's picture; a solution needs none, because it draws the goal. An untouched
 * lesson shows no checks.
 */
async function pageEntry({ start, checks, score, picture }: Judged, target: string): Promise<PageEntry> {
  const hasBegun = isBegun(checks);
  const open = hasBegun ? checks.filter(({ status }) => status !== "pass") : [];
  return {
    heading: `${digitsOf(start.lesson)} · ${start.title}`,
    points: hasBegun ? sumText([score]) : "not begun",
    open: open.map(({ status, name, points, maxPoints, message, location }) => ({
      ...{ status, name },
      message: location ? `${message} (line ${location.line}: ${location.source})` : message,
      points: `${points}/${maxPoints}`,
    })),
    svg: picture?.svg ?? "",
    message: picture?.message || "there is nothing to draw yet.",
    goal: target === "lessons" ? await readText(goalPicture(start.lesson)).catch(() => "") : "",
  };
}

function sumText(scores: readonly { points: number; maxPoints: number }[]): string {
  const sum = (name: "points" | "maxPoints") => scores.reduce((total, score) => total + score[name], 0);
  return `${sum("points")} of ${sum("maxPoints")} points`;
}

function allJson(result: Judged): object {
  return { ...resultJson(result, result.plots), pictureSeconds: result.pictureSeconds };
}
