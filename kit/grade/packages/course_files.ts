/**
 * The part of a course that judges submissions. This is a list of what is needed, so nothing private gets into a package:
 * not the learner's lessons, not the grades of a class, and not the history of Git.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LessonEntry } from "../../base/syllabus.ts";
import type { CourseFiles } from "../../judge/run/job.ts";
import type { PackedFile } from "./packed_file.ts";

/** The folder of the course in every package. */
export const COURSE_FOLDER = "course";

/** What every lesson needs. `data/` has its licence and the script that made it. */
const NEEDED = [
  ...["LICENSE", "deno.json", "deno.light.json", "deno.light.lock", "deno.lock", "import_map.json", "mod.ts"],
  ...["syllabus.ts", "kit", "data", "tests/oracles", "tasks/grade_submission.ts", "tasks/prepare.ts"],
];

/** The parts of the kit that are only for its own tests, hidden files, and what a test or an editor has left. */
const LEFT_OUT = /^kit\/testbed\/|^kit\/.*(_test\.ts$|\/long\/|\/golden\/)|\.tmp$|-changed\.|(^|\/)\.[^/]*$/;

/**
 * Reads the files, in the order of their paths, which is the same on every machine.
 * @param hasSolutions Whether the solutions are included. They are only needed to see that a check is broken; without
 *   them, the student gets the blame for that.
 */
export async function courseFiles(
  { folder, syllabus }: CourseFiles & { syllabus: readonly LessonEntry[] },
  { hasSolutions }: { hasSolutions: boolean },
): Promise<PackedFile[]> {
  const root = fileURLToPath(folder);
  const ofLessons = syllabus.flatMap(({ id }) => [
    ...[`tests/${id}_test.ts`, `tests/diagnoses/${id}.json`],
    ...hasSolutions ? [`solutions/${id}.ts`] : [],
  ]);
  const paths = (await Promise.all([...NEEDED, ...ofLessons].map((part) => filesIn(root, part)))).flat();
  const files = paths.filter((path) => !LEFT_OUT.test(path)).sort().map(async (path) => ({
    path: `${COURSE_FOLDER}/${path}`,
    content: await Deno.readFile(join(root, path)),
  }));
  return await Promise.all(files);
}

/** The paths of the files in `part`; `part` itself if it is a file; empty if it does not exist. Links are left out. */
async function filesIn(root: string, part: string): Promise<string[]> {
  const found = await Deno.lstat(join(root, part)).catch(() => null);
  if (found?.isFile) return [part];
  if (!found?.isDirectory) return [];
  const names = await Array.fromAsync(Deno.readDir(join(root, part)), ({ name }) => name);
  return (await Promise.all(names.map((name) => filesIn(root, `${part}/${name}`)))).flat();
}
