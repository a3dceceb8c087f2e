/**
 * Hands in the files of one student to a database: `deno task grade submit`.
 * @module
 */
import { basename } from "node:path";
import { readArguments } from "../kit/base/arguments.ts";
import { sha256 } from "../kit/base/sha256.ts";
import { UsageError } from "../kit/base/usage_error.ts";
import { courseHash } from "../kit/grade/course_hash.ts";
import { databaseUrl } from "../kit/grade/queue/address.ts";
import { admit, openQueue } from "../kit/grade/queue/admit.ts";
import { Database } from "../kit/grade/queue/database.ts";
import { requirePrepared } from "../kit/grade/queue/prepare_database.ts";
import { LESSON_BYTES } from "../kit/grade/submissions/archives/archive_limits.ts";
import { lessonName } from "../kit/grade/submissions/files/lesson_name.ts";
import { secondsOf } from "../kit/grade/time_limits.ts";
import { jobFor, THIS_COURSE } from "../kit/judge/run/job.ts";
import { seedOf } from "../kit/judge/run/seed.ts";
import { deviceOf } from "../kit/learn/device/choose.ts";
import { main } from "../kit/show/command/main.ts";
import { printJson } from "../kit/show/command/request.ts";
import { admittedLine } from "../kit/show/terminal/admitted_line.ts";
import { helpText } from "../kit/show/terminal/help_text.ts";
import { outputStyle } from "../kit/show/terminal/style.ts";
import { syllabus } from "../syllabus.ts";

/** The longest identifier, in characters: PostgreSQL's indexes take at most 2,700 bytes. */
const LONGEST_ID = 500;

const HELP = `deno task grade submit FILE… --student ID --db URL [OPTIONS]

Hands in the lessons of one student, for a platform that passes on one submission at a time. Answers at once: with the points if the same file has been judged before, and otherwise with its place in the queue and the expected time. Type the same command again to see what became of it. When it answers, the file is safe.

  deno task grade submit 04_gradient_descent.ts --student ada@example.org --db URL

An older file for the same lesson that still waits is not judged any more. A student who hands in very often comes after the others, but nobody is refused.

  --student ID   the student's identifier on the platform
  --name NAME    the student's name, for people; by default, the identifier
  --db URL       postgres://USER@HOST/DATABASE; the password comes from the file that PGPASSFILE names, or from DOWNHILL_DB. The role downhill_submit is enough
  --seed N       the seed for all random numbers of the checks; 42 by default
  --device NAME  auto (default: the device that the course uses), cpu, wasm or webgpu
  --json         print a line of JSON for each file; "verdict" has all checks
  --help         print this text

Exit code: 0 every file is judged or waits, 1 a file could not be judged although the student is not to blame, 2 wrong usage, or the database cannot be used.`;

await main(async () => {
  const { flags, values, words } = readArguments(Deno.args, {
    flags: [],
    values: ["student", "name", "db", "seed", "device"],
  });
  const style = outputStyle();
  if (flags.has("help")) return console.log(helpText(HELP, style.width)), 0;
  const student = values.get("student");
  if (words.length === 0 || student === undefined) {
    throw new UsageError(
      "Name the files and the student: deno task grade submit 04_gradient_descent.ts --student ID --db URL",
    );
  }
  if (student.length > LONGEST_ID) {
    throw new UsageError(`--student has ${student.length} characters: an identifier has at most ${LONGEST_ID}.`);
  }
  const url = databaseUrl(values.get("db"));
  const files = await Promise.all(words.map(readLesson));
  const [seed, device, name] = [
    seedOf(values.get("seed")),
    deviceOf(values.get("device")),
    values.get("name") ?? student,
  ];
  await using database = await Database.connect(url, { name: "downhill submit" });
  await requirePrepared(database, "submit");
  const hash = await courseHash({ ...THIS_COURSE, syllabus });
  await openQueue(database, hash);
  let code = 0;
  for (const { lesson, bytes } of files) {
    const seconds = await secondsOf(jobFor(syllabus.find(({ id }) => id === lesson)!, { target: "solutions", device }));
    const handed = { student, name, lesson, bytes, sha256: sha256(bytes), courseHash: hash, seed, device, seconds };
    const admitted = await admit(database, handed);
    if (admitted.state === "not graded") code = 1;
    if (flags.has("json")) {
      printJson({
        lesson,
        ...admitted,
        ...admitted.state === "judged" ? { verdict: JSON.parse(admitted.verdict) } : {},
      });
    } else console.log(admittedLine(lesson, admitted, style));
  }
  return code;
});

/** Reads a lesson, which is recognized by its name. */
async function readLesson(path: string): Promise<{ lesson: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { lesson, isExact = false } = lessonName(basename(path), syllabus.map(({ id }) => id)) ?? {};
  if (lesson === undefined || !isExact) {
    throw new UsageError(`${path} is not named like a lesson: name it, for example, ${syllabus[0].id}.ts.`);
  }
  const cannot = (problem: string) => new UsageError(`${path} cannot be read (${problem}): name the file of a lesson.`);
  // a platform may have unpacked a link to a file that the student cannot read, or to a solution
  const { isFile, size } = await Deno.lstat(path).catch(({ message }: Error) => {
    throw cannot(message);
  });
  if (!isFile) throw cannot("it is a link, a folder or a device");
  if (size > LESSON_BYTES) {
    throw new UsageError(`${path} has ${size} bytes: a lesson has at most ${LESSON_BYTES}.`);
  }
  const bytes = await Deno.readFile(path).catch(({ message }: Error) => {
    throw cannot(message);
  });
  return { lesson, bytes };
}
