/**
 * The package that Gradescope calls an autograder. Its form is described in gradescope/autograder_samples, docs/specs.md.
 * @module
 */
import { numbersOf } from "../../base/numbers_of.ts";
import { asset, DENO_VERSION } from "./asset.ts";
import { courseFiles } from "./course_files.ts";
import type { PackedFile } from "./packed_file.ts";
import type { PackageOptions } from "./package_options.ts";

/** The files of the package. Only instructors can download it, so it has the solutions. */
export async function gradescopePackage({ course, lessons }: PackageOptions): Promise<PackedFile[]> {
  const values = { DENO_VERSION, LESSONS: numbersOf(lessons.map(({ id }) => id), ",") };
  return [
    await asset("gradescope/setup.sh", "setup.sh", values),
    await asset("gradescope/run_autograder", "run_autograder", values),
    ...await courseFiles(course, { hasSolutions: true }),
  ];
}
