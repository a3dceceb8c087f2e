/**
 * @module
 */

import { join } from "node:path";
import { digitsOf } from "../../base/lesson_number.ts";
import { syllabus } from "../../../syllabus.ts";

/**
 * The folders that contain one file or folder for each lesson, each with a function that returns its name. `lessons/`
 * is not among them, because it belongs to the learner.
 */
const ROOMS: Record<string, (lesson: string) => string> = {
  solutions: (lesson) => `${lesson}.ts`,
  tests: (lesson) => `${lesson}_test.ts`,
  "tests/mutants": (lesson) => `${lesson}.ts`,
  "tests/diagnoses": (lesson) => `${lesson}.json`,
  "tests/equivalents": (lesson) => `${lesson}.json`,
  "tests/alternatives": (lesson) => lesson,
  "docs/pictures": (lesson) => `${lesson}.svg`,
};

/** What the author must do if the file of a lesson is missing in one of these folders. */
const MISSING: Record<string, (lesson: string) => string> = {
  solutions: () => "write the brief and the solution",
  tests: () => "write the checks",
  "tests/mutants": () => "write wrong answers",
  "tests/alternatives": () => "write other right answers into this folder",
  "tests/diagnoses": (lesson) => `run deno task diagnose ${Number(digitsOf(lesson))}`,
  "docs/pictures": (lesson) => `run deno task pictures ${Number(digitsOf(lesson))}`,
};

/**
 * The folder of the expected results that checks use. A file is for one lesson if its name begins with a number,
 * otherwise for several.
 */
const ORACLES = "tests/oracles";

/** The missing files of `lesson`, one sentence for each, which also says what to do. */
export async function missingFiles(root: string, lesson: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [room, what] of Object.entries(MISSING)) {
    const path = `${room}/${ROOMS[room](lesson)}`;
    const isThere = await Deno.stat(join(root, path)).then(() => true, () => false);
    if (!isThere) problems.push(`${path} is missing: ${what(lesson)}.`);
  }
  return problems;
}

/** The files that belong to no lesson, one sentence for each. */
export async function strayFiles(root: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [room, nameOf] of Object.entries(ROOMS)) {
    const expected = new Set(syllabus.map(({ id }) => nameOf(id)));
    for (const name of await visibleNames(join(root, room))) {
      if (expected.has(name)) continue;
      if (`${room}/${name}` in ROOMS || `${room}/${name}` === ORACLES) continue;
      problems.push(belongsToNone(`${room}/${name}`));
    }
  }
  for (const name of await visibleNames(join(root, ORACLES))) {
    const isOfALesson = syllabus.some(({ id }) => name === `${id}.ts` || name === `${id}_test.ts`);
    if (/^\d/.test(name) && !isOfALesson) problems.push(belongsToNone(`${ORACLES}/${name}`));
  }
  return problems;
}

function belongsToNone(path: string): string {
  return `${path} belongs to no lesson of syllabus.ts: remove it.`;
}

/** The names in a folder, except the files that systems and editors hide there; empty if there is no folder. */
async function visibleNames(folder: string): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return names.filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
