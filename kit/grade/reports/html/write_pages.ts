/**
 * Writes the pages about a class.
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../../../base/write.ts";
import type { ClassResults, StudentResult } from "../class_results.ts";
import { feedbackPage } from "./feedback_page.ts";
import { indexPage } from "./index_page.ts";

/** The name of a picture in `pictures/`: no other name is ever opened. */
const PICTURE = /^\w[\w-]{0,150}\.svg$/;

/** What the pages need besides the results. */
export interface PageSources {
  /** The name of each student's page, without ".html", by the student's identifier. */
  names: ReadonlyMap<string, string>;
  /** The goal pictures as SVG documents, by the lessons' ids. */
  goals: ReadonlyMap<string, string>;
  /** Folders of the grader, which no student's page may name: the course's, for example. */
  folders: readonly string[];
}

/**
 * Writes `index.markup`, `pictures/goal/LESSON.svg` and `feedback/NAME.markup` for each student. The students' own pictures
 * are already in `pictures/`.
 * @param folder The folder of all reports: "grades".
 */
export async function writePages(
  folder: string,
  results: ClassResults,
  { names, goals, folders }: PageSources,
): Promise<void> {
  for (const [lesson, svg] of goals) await writeAtomically(join(folder, "pictures", "goal", `${lesson}.svg`), svg);
  const feedback = new Map([...names].map(([student, name]) => [student, `${name}.markup`]));
  const hidden = [...folders, await Deno.realPath(folder).catch(() => folder)];
  for (const student of results.students) {
    const page = feedbackPage(student, results, { pictures: await picturesOf(student, folder), goals }, hidden);
    await writeAtomically(join(folder, "feedback", feedback.get(student.student)!), page);
  }
  await writeAtomically(join(folder, "index.html"), indexPage(results, { goals: new Set(goals.keys()), feedback }));
}

/** The student's own pictures, by name. One that is missing is left out. */
async function picturesOf({ lessons }: StudentResult, folder: string): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const { picture } of lessons) {
    if (picture === null || !PICTURE.test(picture)) continue;
    const svg = await Deno.readTextFile(join(folder, "pictures", picture)).catch(() => null);
    if (svg !== null) pictures.set(picture, svg);
  }
  return pictures;
}
