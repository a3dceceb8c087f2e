/**
 * The two repositories that a track on Exercism has: its exercises, and the test runner. Their form is described in
 * exercism/docs, building/tracks and building/tooling/test-runners.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nameOf } from "../../base/lesson_number.ts";
import { readText } from "../../base/read_text.ts";
import { sha256 } from "../../base/sha256.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { checksOf } from "../../judge/run/check.ts";
import { jobFor } from "../../judge/run/job.ts";
import { briefOf } from "../../teach/stubs/brief_of.ts";
import { stubOf } from "../../teach/stubs/stub.ts";
import { asset, DENO_VERSION } from "./asset.ts";
import { courseFiles } from "./course_files.ts";
import type { PackedFile } from "./packed_file.ts";
import type { PackageOptions } from "./package_options.ts";

/** The longest blurb that Exercism allows, in characters. */
const LONGEST_BLURB = 350;

/** How long judging takes, in seconds: for most lessons, less than this. */
const AVERAGE_RUN_TIME = 3;

/** Words that Exercism writes small in titles, unless they are the first or the last. */
const SMALL_WORDS = ["a", "an", "and", "as", "by", "for", "from", "in", "nor", "of", "on", "or", "the", "to", "with"];

/** The files of both repositories, and a page that says what to do with them. */
export async function exercismPackage({ course, lessons }: PackageOptions): Promise<PackedFile[]> {
  const track = slugOf(course.course.name);
  const runner = { DENO_VERSION, TRACK: track };
  const programs = ["run.sh", "run-in-docker.sh", "run-tests.sh"].map((name) => `bin/${name}`);
  const files = await Promise.all([
    asset("exercism/README.md", "README.md", { TRACK: track, COURSE: course.course.name }),
    ...["Dockerfile", ...programs].map((name) => asset(`exercism/${name}`, `test-runner/${name}`, runner)),
  ]);
  for (const lesson of lessons) files.push(...await exerciseFiles(lesson, course));
  const all = await courseFiles(course, { hasSolutions: true });
  return [
    ...files,
    json("track/config.json", trackConfig(track, { course, lessons })),
    ...all.map((file) => ({ ...file, path: `test-runner/${file.path}` })),
  ];
}

/** The exercise of a lesson, and the tests of the test runner with it. */
async function exerciseFiles(lesson: LessonEntry, course: PackageOptions["course"]): Promise<PackedFile[]> {
  const { id } = lesson;
  const solution = await readText(join(fileURLToPath(course.folder), "solutions", `${id}.ts`));
  const stub = stubOf(solution, `solutions/${id}.ts`);
  const checks = await checksOf(jobFor(lesson, {}, course));
  const usual = checks.filter(({ data, hidden }) => data !== "full" && !hidden);
  const slug = exerciseSlug(lesson);
  const [exercise, tests] = [`track/exercises/practice/${slug}`, `test-runner/tests/${slug}`];
  const text = (path: string, content: string): PackedFile => ({ path, content });
  return [
    text(`${exercise}/${id}.ts`, stub),
    text(`${exercise}/${id}_test.ts`, testText(usual)),
    text(`${exercise}/.docs/instructions.md`, `# Instructions\n\n${briefOf(solution).replace(/^#.*\n+/, "")}\n`),
    text(`${exercise}/.docs/hints.md`, hintsText(usual)),
    text(`${exercise}/.meta/example.ts`, solution),
    json(`${exercise}/.meta/config.json`, {
      authors: [],
      files: { solution: [`${id}.ts`], test: [`${id}_test.ts`], example: [".meta/example.ts"] },
      blurb: lesson.learned.slice(0, LONGEST_BLURB),
    }),
    text(`${tests}/pass/${id}.ts`, solution),
    text(`${tests}/fail/${id}.ts`, stub),
  ];
}

/** The file of tests, which students see. The checks themselves would tell them the answer, and run only in the course. */
function testText(checks: readonly { name: string; points: number }[]): string {
  const lines = checks.map(({ name, points }) => `// - ${name} (${points} ${points === 1 ? "point" : "points"})`);
  return `// What a right answer does. The test runner of this track tests all of it.\n//\n${lines.join("\n")}\n`;
}

/** Only the first hint of each check, which is a question: the last one is code. */
function hintsText(checks: readonly { name: string; hints: readonly string[] }[]): string {
  const items = checks.map(({ name, hints: [question] }) => `- An answer ${name}. ${question}`);
  return `# Hints\n\n## General\n\n${items.join("\n")}\n`;
}

function trackConfig(slug: string, { course, lessons }: PackageOptions): object {
  return {
    language: course.course.name,
    slug,
    active: false,
    status: { concept_exercises: false, test_runner: true, representer: false, analyzer: false },
    blurb: `${course.course.name}: ${course.syllabus.length} lessons.`,
    version: 3,
    online_editor: { indent_style: "space", indent_size: 2, highlightjs_language: "typescript" },
    test_runner: { average_run_time: AVERAGE_RUN_TIME },
    exercises: {
      concept: [],
      practice: lessons.map((lesson) => ({
        uuid: uuidOf(`${slug} ${lesson.id}`),
        slug: exerciseSlug(lesson),
        name: inTitleCase(lesson.title),
        practices: [],
        prerequisites: [],
        difficulty: 1 + Math.floor(10 * course.syllabus.indexOf(lesson) / course.syllabus.length),
      })),
    },
    concepts: [],
    tags: [],
  };
}

/** The exercise's name in addresses: "gradient-descent". `--lessons` understands it. */
function exerciseSlug({ id }: LessonEntry): string {
  return slugOf(nameOf(id));
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** An identifier in the form of a random one, which is always the same for the same text: it must never change. */
function uuidOf(text: string): string {
  const [hash, variant] = [sha256(text), "89ab"];
  const digit = variant[parseInt(hash[16], 16) % variant.length];
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `${digit}${hash.slice(17, 20)}`]
    .concat(hash.slice(20, 32)).join("-");
}

function inTitleCase(title: string): string {
  const words = title.split(" ");
  return words.map((word, i) =>
    SMALL_WORDS.includes(word) && i > 0 && i < words.length - 1 ? word : word.charAt(0).toUpperCase() + word.slice(1)
  ).join(" ");
}

function json(path: string, value: object): PackedFile {
  return { path, content: JSON.stringify(value, null, 2) + "\n" };
}
