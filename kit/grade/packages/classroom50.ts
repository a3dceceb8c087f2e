/**
 * The folder of an autograder for Classroom 50. Its form is described in the wiki of foundation50/classroom50, on the page
 * "Advanced Autograding".
 * @module
 */
import { numbersOf } from "../../base/numbers_of.ts";
import { asset, DENO_VERSION } from "./asset.ts";
import { courseFiles } from "./course_files.ts";
import type { PackedFile } from "./packed_file.ts";
import type { PackageOptions } from "./package_options.ts";

/** The files of the folder. Classroom 50 publishes it on a web page, so it has no solutions. */
export async function classroom50Package({ course, lessons }: PackageOptions): Promise<PackedFile[]> {
  const values = { DENO_VERSION, LESSONS: numbersOf(lessons.map(({ id }) => id), ",") };
  return [
    await asset("classroom50/autograder.py", "autograder.py", values),
    ...await courseFiles(course, { hasSolutions: false }),
  ];
}
