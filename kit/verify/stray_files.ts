/**
 * @module
 */
import { join } from "node:path";
import { syllabus } from "../syllabus.ts";

/** The folders that hold one thing for each lesson, and what it is called there. */
const ROOMS: Record<string, (lesson: string) => string> = {
  lessons: (lesson) => `${lesson}.ts`,
  solutions: (lesson) => `${lesson}.ts`,
  tests: (lesson) => `${lesson}_test.ts`,
  "tests/mutants": (lesson) => `${lesson}.ts`,
  "tests/alternatives": (lesson) => lesson,
  "docs/pictures": (lesson) => `${lesson}.svg`,
};

/** Files that belong to no lesson, and files that a lesson lacks, a sentence each. */
export async function strayFiles(root: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [room, nameOf] of Object.entries(ROOMS)) {
    const expected = new Set(syllabus.map(({ id }) => nameOf(id)));
    const found = new Set<string>();
    for await (const { name } of Deno.readDir(join(root, room))) found.add(name);
    for (const name of expected.difference(found)) problems.push(`${room}/${name} is missing.`);
    for (const name of found.difference(expected)) {
      if (room === "tests" && (name === "mutants" || name === "alternatives")) continue;
      problems.push(`${room}/${name} belongs to no lesson of kit/syllabus.ts: remove it.`);
    }
  }
  return problems;
}
