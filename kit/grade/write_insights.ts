/**
 * Writes what a class got wrong: a page, and for each lesson a file of candidates for `tests/mutants/`.
 * @module
 */
import { join } from "node:path";
import { isLessonFile } from "../base/lesson_number.ts";
import { readText } from "../base/read_text.ts";
import { UsageError } from "../base/usage_error.ts";
import { writeAtomically } from "../base/write.ts";
import { submittedPath } from "./class_folder.ts";
import type { ClassResults } from "./reports/class_results.ts";
import { candidatesFile } from "./reports/insights/candidates.ts";
import { insightsOf } from "./reports/insights/insights.ts";
import { insightsPage, type SampledLesson } from "./reports/insights/insights_page.ts";
import { sampled } from "./reports/insights/sample.ts";

/** How many wrong answers to a lesson have a sample. */
const MOST_SAMPLES = 10;

/**
 * Writes `insights.html`, and `insights/NN_name.ts` for each lesson with wrong answers that no known mistake explains.
 * @param out The class's folder.
 * @param results The results with the students' real names: these are removed from the samples.
 * @param solutions The folder of the solutions.
 * @returns The path of the page.
 * @throws {UsageError} If a file cannot be written or removed.
 */
export async function writeInsights(out: string, results: ClassResults, solutions: string): Promise<string> {
  const lessons: SampledLesson[] = [];
  for (const lesson of insightsOf(results)) {
    const { id } = lesson;
    const solution = await readText(join(solutions, `${id}.ts`));
    const read = (sha256: string) => readText(submittedPath(out, { sha256, lesson: id })).catch(() => null);
    const samples = await Array.fromAsync(
      lesson.wrong.slice(0, MOST_SAMPLES),
      (answer) => sampled(answer, { people: results.students, solution, read }),
    );
    lessons.push({ ...lesson, samples });
  }
  const folder = join(out, "insights");
  await removeCandidates(folder);
  for (const lesson of lessons) {
    const text = candidatesFile(lesson, lesson.samples);
    if (text) await writeAtomically(join(folder, `${lesson.id}.ts`), text);
  }
  const page = join(out, "insights.html");
  await writeAtomically(page, ReadableStream.from(insightsPage(results, lessons)));
  return page;
}

/** Removes the candidates of an earlier grading: they may since be mutants of the course. */
async function removeCandidates(folder: string): Promise<void> {
  const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name).catch(() => []); // usually none
  for (const name of names.filter(isLessonFile)) {
    await Deno.remove(join(folder, name)).catch((error: Error) => {
      throw new UsageError(`${join(folder, name)} cannot be removed (${error.message}): remove it yourself.`);
    });
  }
}
