/**
 * @module
 */

import { join } from "node:path";
import { syllabus } from "../../../syllabus.ts";

/** The folders that contain one thing for each lesson, and its name there; `lessons/` belongs to the learner. */
const ROOMS: Record<string, (lesson: string) => string> = {
  solutions: (lesson) => `${lesson}.ts`,
  tests: (lesson) => `${lesson}_test.ts`,
  "tests/mutants": (lesson) => `${lesson}.ts`,
  "tests/diagnoses": (lesson) => `${lesson}.json`,
  "tests/alternatives": (lesson) => lesson,
  "docs/pictures": (lesson) => `${lesson}.svg`,
};

/** Those that a lesson may lack. */
const OPTIONAL = ["tests/diagnoses"];

/** What checks compare with: some is for several lessons; if it begins with a number, it is for one. */
const ORACLES = "tests/oracles";

/** Files that belong to no lesson, and files that a lesson lacks, one sentence each. */
export async function strayFiles(root: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [room, nameOf] of Object.entries(ROOMS)) {
    const expected = new Set(syllabus.map(({ id }) => nameOf(id)));
    const found = new Set<string>();
    for (const name of await visibleNames(join(root, room))) found.add(name);
    for (const name of OPTIONAL.includes(room) ? [] : expected.difference(found)) {
      problems.push(`${room}/${name} is missing.`);
    }
    for (const name of found.difference(expected)) {
      if (room === "tests" && ["mutants", "alternatives", "oracles", "diagnoses"].includes(name)) continue;
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

/** The contents of a folder, except what systems and editors hide there; nothing if there is no folder. */
async function visibleNames(folder: string): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return names.filter((name) => !name.startsWith(".")).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
