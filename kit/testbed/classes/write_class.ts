/**
 * Writes the submissions of a class as platforms export them, for tests and benchmarks.
 * @module
 */
import { dirname, join } from "node:path";
import { bytesOf, entriesOf, type Files, gzipOf, tarOf, zipOf } from "./pack.ts";

/** What students hand in: for each student, the text of each lesson. */
export type ClassOf = Record<string, Record<string, string>>;

/** The first number that Moodle, Canvas and Gradescope give to a student; the next student has the next number. */
export const FIRST_NUMBER = 1_234_001;

/** What is in a folder or archive of each layout: the paths are those that the platform writes. */
const LAYOUTS = {
  /** A folder for each student. */
  folders: (students: ClassOf) => each(students, (name, lessons) => under(`${name}/lessons`, lessons)),
  /** A zip archive for each student. */
  zips: (students: ClassOf) =>
    each(students, async (name, lessons) => ({ [`${name}.zip`]: await zipOf(entriesOf(under("lessons", lessons))) })),
  /** A .tar.gz archive for each student. */
  tarballs: (students: ClassOf) =>
    each(students, async (name, lessons) => ({
      [`${name}.tar.gz`]: await gzipOf(await tarOf(entriesOf(under("lessons", lessons)))),
    })),
  /** Moodle's export with folders. */
  moodle: (students: ClassOf) =>
    each(students, (name, lessons, number) => under(`${moodleName(name, number)}assignsubmission_file_`, lessons)),
  /** Moodle's export without folders. */
  "moodle-flat": (students: ClassOf) =>
    each(
      students,
      (name, lessons, number) => prefixed(`${moodleName(name, number)}assignsubmission_file_`, under("", lessons)),
    ),
  /** Canvas's export. */
  canvas: (students: ClassOf) =>
    each(students, (name, lessons, number) =>
      Object.fromEntries(
        Object.entries(under("", lessons)).map(([file, text], i) => [
          `${name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")}_${number}_${number * 100 + i}_${file}`,
          text,
        ]),
      )),
  /** Blackboard's export. */
  blackboard: (students: ClassOf) =>
    each(students, (name, lessons) => {
      const attempt = `Course_${name}_attempt_2026-11-28-10-11-12`;
      return { [`${attempt}.txt`]: blackboardReceipt(name), ...prefixed(`${attempt}_`, under("", lessons)) };
    }),
  /** Gradescope's export. */
  gradescope: async (students: ClassOf) => ({
    "submission_metadata.yml": gradescopeMetadata(Object.keys(students)),
    ...await each(students, (_name, lessons, number) => under(`submission_${number}`, lessons)),
  }),
  /** What `gh classroom clone student-repos` writes. */
  classroom: (students: ClassOf) =>
    each(students, (name, lessons) => ({
      [`downhill-submissions/downhill-${name}/.git/HEAD`]: "ref: refs/heads/main\n",
      ...under(`downhill-submissions/downhill-${name}/lessons`, lessons),
    })),
  /** nbgrader's folders. */
  nbgrader: (students: ClassOf) =>
    each(students, (name, lessons) => ({
      [`submitted/${name}/downhill/timestamp.txt`]: "2026-11-28 10:11:12.131415 UTC",
      ...under(`submitted/${name}/downhill`, lessons),
    })),
};

/** A layout: what platform it comes from, and whether it is a folder or an archive. */
export type WrittenLayout = keyof typeof LAYOUTS | `${keyof typeof LAYOUTS}.${"zip" | "tar" | "tar.gz"}`;

/**
 * Writes `students` into `folder` in the form in which a platform exports them: `writeClass(folder, "moodle.zip",
 * { "Ada Lovelace": { "04_gradient_descent": "export …" } })`. The part after the point says what archive it is in;
 * without one, it is a folder. `readSubmissions` names a student by the key in `students`; only for Moodle and Canvas,
 * which number the students, the first is {@linkcode FIRST_NUMBER}, and the next have the next numbers. For Canvas,
 * Blackboard, Classroom and nbgrader, use keys of letters and digits.
 * @returns The path of the export: `folder/export`, `folder/export.zip`, `folder/export.tar` or `folder/export.tar.gz`.
 */
export async function writeClass(folder: string, layout: WrittenLayout, students: ClassOf): Promise<string> {
  const [platform, ...archive] = layout.split(".");
  const files: Files = await LAYOUTS[platform as keyof typeof LAYOUTS](students);
  const path = join(folder, ["export", ...archive].join("."));
  if (archive.length === 0) {
    await writeFiles(path, files);
    return path;
  }
  const bytes = archive[0] === "zip" ? await zipOf(entriesOf(files)) : await tarOf(entriesOf(files));
  await writeFiles(folder, { [["export", ...archive].join(".")]: archive.length > 1 ? await gzipOf(bytes) : bytes });
  return path;
}

/** Writes `files` into `folder`, whose folders are created. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.writeFile(join(folder, path), bytesOf(content));
  }
}

/** The files of all students, of whom each gets a number. */
async function each(
  students: ClassOf,
  filesOf: (name: string, lessons: Record<string, string>, number: number) => Files | Promise<Files>,
): Promise<Files> {
  const files: Files = {};
  let number = FIRST_NUMBER;
  for (const [name, lessons] of Object.entries(students)) Object.assign(files, await filesOf(name, lessons, number++));
  return files;
}

/** The files of `lessons` in `folder`. */
function under(folder: string, lessons: Record<string, string>): Files {
  return prefixed(
    folder && `${folder}/`,
    Object.fromEntries(Object.entries(lessons).map(([id, text]) => [`${id}.ts`, text])),
  );
}

/** `files` with `prefix` before each name. */
function prefixed(prefix: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [prefix + name, content]));
}

function moodleName(name: string, number: number): string {
  return `${name.replaceAll("_", " ")}_${number}_`;
}

function blackboardReceipt(name: string): string {
  return [
    `Name: ${name} (${name})`,
    "Assignment: Course",
    "Date Submitted: Saturday, November 28, 2026 10:11:12 AM CET",
    "Current Grade: Needs Grading",
    "",
    "Submission Field:",
    "There is no student submission text data for this assignment.",
    "",
    "Comments:",
    "There are no student comments for this assignment.",
    "",
  ].join("\r\n");
}

function gradescopeMetadata(names: readonly string[]): string {
  const lines = names.flatMap((name, i) => [
    `submission_${FIRST_NUMBER + i}:`,
    "  :submitters:",
    `  - :name: ${name}`,
    `    :sid: '${name}'`,
    `    :email: ${name.toLowerCase().replaceAll(" ", ".")}@example.edu`,
    "  :created_at: 2026-11-28 10:11:12.131415000 Z",
    "  :score: 0.0",
  ]);
  return `---\n${lines.join("\n")}\n`;
}
