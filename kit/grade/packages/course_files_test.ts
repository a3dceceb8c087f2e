import { assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { course } from "../../testbed/course/syllabus.ts";
import { smallLesson } from "../../testbed/small_course.ts";
import { courseFiles } from "./course_files.ts";

const { id } = smallLesson("04");

/** What is needed to judge. */
const NEEDED = [
  ...["data/images.gz", "deno.json", "kit/base/a.ts", "kit/grade/packages/judge.sh", "mod.ts", "syllabus.ts"],
  ...["tasks/grade_submission.ts", `tests/${id}_test.ts`, `tests/diagnoses/${id}.json`, "tests/oracles/line.ts"],
];

/** What is nobody's business, or only for tests. */
const PRIVATE = [
  ...[".git/config", ".cache/deno.lock", ".env", "bench/bench.ts", "grades/grades.csv", "grading.ts", "progress.txt"],
  ...[`lessons/${id}.ts`, `lessons/.stubs/${id}.ts`, `backups/${id}.ts`, "docs/graders.md", "plots/a.svg"],
  ...["kit/.secret", "kit/base/a_test.ts", "kit/base/long/b_test.ts", "kit/testbed/c.ts", "kit/base/.a.ts-1.tmp"],
  ...[`tests/alternatives/${id}/other.ts`, `tests/mutants/${id}.ts`, "tests/99_other_test.ts", "tasks/grade.ts"],
];

Deno.test("courseFiles() takes what judging needs, and nothing private", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const path of [...NEEDED, ...PRIVATE, `solutions/${id}.ts`]) {
      await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
      await Deno.writeTextFile(join(folder, path), path);
    }
    await Deno.symlink(join(folder, ".env"), join(folder, "kit", "link.ts"));
    const files = { folder: pathToFileURL(`${folder}/`), course, syllabus: [smallLesson("04")] };
    const paths = async (hasSolutions: boolean) =>
      (await courseFiles(files, { hasSolutions })).map(({ path, content }) => {
        assertEquals(`course/${new TextDecoder().decode(content as Uint8Array)}`, path);
        return path;
      });
    const inCourse = (paths: readonly string[]) => paths.map((path) => `course/${path}`).sort();
    assertEquals(await paths(false), inCourse(NEEDED));
    assertEquals(await paths(true), inCourse([...NEEDED, `solutions/${id}.ts`]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
