/**
 * Reads the submissions of a class, as learning platforms export them.
 * @module
 */
import { basename } from "node:path";
import { printableLine, printableName } from "../../base/printable.ts";
import { UsageError } from "../../base/usage_error.ts";
import { archivesIn } from "./archives_in.ts";
import { collect } from "./collect.ts";
import { withoutArchiveEnding } from "./files/archive_name.ts";
import { isClassFolder } from "./files/class_folder.ts";
import { inOrder, type Item } from "./files/item.ts";
import { lessonName } from "./files/lesson_name.ts";
import { type Given, openGiven } from "./given.ts";
import { type Handed, isJunk, type Layout, type Place, plainPiece } from "./layouts/layout.ts";
import { PLATFORMS } from "./layouts/layouts.ts";
import { students as studentsLayout } from "./layouts/students.ts";
import { contentsOf, placesIn, platformOf, studentsPlace } from "./place.ts";
import type { Submission, Submissions } from "./submission.ts";
import { withoutClassFolders } from "./without_class_folders.ts";

/** The layout in which each path that was given is that of a student. */
const STUDENT = "student";

/** The names of all layouts, for `--layout`. */
export const LAYOUTS: readonly string[] = [...PLATFORMS.map(({ name }) => name), studentsLayout.name, STUDENT];

/** The longest identifier, name and email address that are kept, in characters. */
const MOST_CHARACTERS = 200;

/** The most problems that are listed. */
const MOST_PROBLEMS = 100;

/** How many archives are opened at a time: each takes a process, and most of its time is Deno's start. */
const AT_A_TIME = 4;

/** How submissions are read. */
export interface ReadOptions {
  /** The ids of the lessons: only files with their names are taken. */
  lessons: readonly string[];
  /** The name of the layout; by default, it is recognized. */
  layout?: string;
  /** The folder in which archives are unpacked; by default, the system's folder for temporary files. */
  temporary?: string;
}

/** The students of a class, before their files are read. */
interface Class {
  layout: string;
  title: string;
  isIdentified: boolean;
  students: Handed[];
  problems: string[];
}

/**
 * Reads the submissions in `paths`: folders, archives (.zip, .tar, .tar.gz) and single lessons; all of them together are
 * a class. Only files with the names of lessons are taken. Whatever is wrong with a submission, the others are read.
 * @returns The submissions, as they were handed in. Dispose of them at the end.
 * @throws {UsageError} If a path does not exist, or if no submission is recognized.
 */
export async function readSubmissions(
  paths: readonly string[],
  { lessons, layout, temporary }: ReadOptions,
): Promise<Submissions> {
  if (layout !== undefined && !LAYOUTS.includes(layout)) {
    throw new UsageError(`There is no layout "${printableLine(layout, 40)}": use ${inWords(LAYOUTS)}.`);
  }
  if (paths.length === 0) throw new UsageError("There are no submissions: give the paths of folders or archives.");
  const opened: Given[] = [];
  const close = async () => void await Promise.all(opened.map((given) => given.close()));
  try {
    for (let start = 0; start < paths.length; start += AT_A_TIME) {
      const some = paths.slice(start, start + AT_A_TIME).map((path) => openGiven(path, lessons, temporary));
      const results = await Promise.allSettled(some);
      for (const result of results) if (result.status === "fulfilled") opened.push(result.value);
      for (const result of results) if (result.status === "rejected") throw result.reason;
    }
    // the same path twice is the same submissions, not those of somebody else
    const different = opened.filter(({ item }, i) =>
      i === opened.findIndex((other) => other.item.content === item.content)
    );
    const { given, problems } = await withoutEarlier(different);
    const inFolder = given.length === 1
      ? await archivesIn(given[0], platformsFor(layout), lessons, temporary)
      : { archives: [], others: [] };
    opened.push(...inFolder.archives);
    problems.push(...inFolder.others.map(noSubmission));
    const found = await recognize(inFolder.archives.length > 0 ? inFolder.archives : given, lessons, layout);
    found.problems.unshift(...problems);
    const students = distinct(found);
    const named = inFolder.archives.length === 1 ? inFolder.archives : given;
    if (students.length === 0) throw new UsageError(nothingIn(named, found, layout));
    return {
      layout: found.layout,
      summary: summaryOf(found.title, students.length, named),
      problems: found.problems.slice(0, MOST_PROBLEMS),
      students: students.map(({ student }) => student),
      all: () => inTurn(students, lessons, temporary),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads the students in turn, always a few ahead of the one that is asked for. */
async function* inTurn(
  students: readonly Handed[],
  lessons: readonly string[],
  temporary?: string,
): AsyncGenerator<Submission> {
  const ahead: Promise<Submission>[] = [];
  try {
    for (let next = 0; next < students.length || ahead.length > 0;) {
      while (ahead.length < AT_A_TIME && next < students.length) {
        const submission = collect(students[next++], lessons, temporary);
        submission.catch(() => {}); // it is reported when it is this student's turn
        ahead.push(submission);
      }
      yield await ahead.shift()!;
    }
  } finally {
    await Promise.allSettled(ahead);
  }
}

/** The platforms that may be recognized if the layout `forced` was asked for. */
function platformsFor(forced?: string): readonly Layout[] {
  return PLATFORMS.filter(({ name }) => forced === undefined || name === forced);
}

/**
 * Leaves out what earlier gradings have written.
 * @returns What is left, and a problem for each folder that is left out.
 * @throws {UsageError} If nothing is left. If something is, a student's archive can only look like such a folder.
 */
async function withoutEarlier(all: readonly Given[]): Promise<{ given: Given[]; problems: string[] }> {
  const [given, leftOut]: [Given[], string[]] = [[], []];
  let hasMore = false;
  for (const each of all) {
    const { folder, leftOut: names } = each.inside === null
      ? { folder: null, leftOut: [] }
      : await withoutClassFolders(each.inside, PLATFORMS);
    const items = await folder?.children().catch(() => []) ?? [];
    const isItself = folder !== null && isClassFolder(folder, items);
    const isOnlyThat = isItself || names.length > 0 && items.every(({ name }) => isJunk(name));
    leftOut.push(...isItself ? [each.item.name] : names);
    if (!isItself) given.push({ ...each, inside: folder });
    if (!isOnlyThat) hasMore = true;
  }
  if (!hasMore) {
    throw new UsageError(
      `${shownText(leftOut[0])} was written by an earlier grading of a class: give what the students have handed in, ` +
        "for example homework.zip.",
    );
  }
  const sentence = "was written by an earlier grading of a class, so it is left out.";
  return { given, problems: leftOut.map((name) => `${shownText(name)} ${sentence}`) };
}

async function recognize(given: readonly Given[], lessons: readonly string[], forced?: string): Promise<Class> {
  if (forced === STUDENT || forced === studentsLayout.name) return await withoutPlatform(given, lessons, forced);
  const platforms = platformsFor(forced);
  const together: Place = { name: "", items: given.map(({ item }) => item) };
  for (const platform of platforms) {
    // the name of a single path says too little, unless the platform has put an unmistakable word into it
    if ((given.length > 1 || platform.isUnmistakable) && await platform.recognizes(together)) {
      return await ofPlatform(platform, [together], []);
    }
  }
  const found = new Map<Layout, Place[]>();
  const others: Given[] = [];
  for (const each of given) {
    const match = await platformOf(each.inside, platforms);
    if (match) found.set(match.platform, [...found.get(match.platform) ?? [], match.place]);
    else others.push(each);
  }
  // each of many paths may be a student's, who can pretend to be a platform
  const readable = given.filter(({ inside }) => inside !== null).length;
  const matching = [...found.values()].reduce((sum, places) => sum + places.length, 0);
  if (forced === undefined && matching * 2 < readable) return await withoutPlatform(given, lessons);
  if (found.size > 1) {
    const titles = [...found.keys()].map(({ title }) => title);
    throw new UsageError(`The paths contain ${inWords(titles, "and")}: grade them one after the other.`);
  }
  for (const [platform, places] of found) return await ofPlatform(platform, places, others);
  if (forced === undefined) return await withoutPlatform(given, lessons);
  return { layout: forced, title: "", isIdentified: true, students: [], problems: [] };
}

async function ofPlatform(platform: Layout, places: readonly Place[], others: readonly Given[]): Promise<Class> {
  const { name, title, isIdentified } = platform;
  const found: Class = { layout: name, title, isIdentified, students: [], problems: [] };
  const numbers = new Map<string, string>(); // by the names of students
  for (const place of places) {
    const split = await platform.split(place);
    found.students.push(...split.students);
    found.problems.push(...split.others.map(noSubmission), ...split.problems ?? []);
    if (!platform.isNumberedAnew) continue;
    const renumbered = split.students.find(({ name, student }) => (numbers.get(name ?? "") ?? student) !== student);
    if (renumbered && place !== places[0]) {
      found.problems.push(
        `${shownText(renumbered.name!)} has two numbers, ${shownText(numbers.get(renumbered.name!)!)} and ` +
          `${shownText(renumbered.student)}, because ${title} numbers students anew for each assignment: grade the ` +
          "assignments one after the other.",
      );
    }
    for (const { name, student } of split.students) numbers.set(name ?? "", student);
  }
  for (const { item, problem } of others) {
    found.problems.push(problem ? unreadable(item, problem) : `${shownText(item.name)} is not ${title}.`);
  }
  return found;
}

/**
 * The students of paths that come from no platform. Each path is either that of a student, or it contains them. If most
 * are those of students, all are: a student can put each lesson into a folder of its own, which looks like a class.
 */
async function withoutPlatform(given: readonly Given[], lessons: readonly string[], forced?: string): Promise<Class> {
  const { title, isIdentified } = studentsLayout;
  const found: Class = { layout: STUDENT, title, isIdentified, students: [], problems: [] };
  const byFolder = new Map<string, Handed>();
  const unsure: Given[] = [];
  const all: string[] = [];
  const isAloneIn = ({ kind }: Item) => given.length === 1 && kind === "folder";
  for (const { item, inside } of given) {
    all.push(inside === null ? "nothing" : forced ?? await contentsOf(inside, lessons, isAloneIn(item)));
  }
  const count = (contents: string) => all.filter((each) => each === contents).length;
  const areStudents = count(STUDENT) > count(studentsLayout.name);
  for (const [i, each] of given.entries()) {
    const { item, inside, problem, folder } = each;
    const isAlone = isAloneIn(item);
    const contents = areStudents && all[i] === studentsLayout.name ? STUDENT : all[i];
    if (inside !== null && contents === STUDENT) {
      found.students.push(studentAt(each));
    } else if (inside !== null && contents === studentsLayout.name) {
      const places = await placesIn(inside);
      const place = forced ? places[0] : isAlone ? await studentsPlace(places, lessons) : places.at(-1)!;
      const split = await studentsLayout.split(place);
      found.layout = studentsLayout.name;
      found.students.push(...split.students);
      found.problems.push(...split.others.map(noSubmission));
    } else if (inside !== null || problem) {
      unsure.push(each);
    } else if (item.kind === "file" && lessonName(item.name, lessons)?.isExact) {
      // a lesson alone belongs to the student that its folder is named after
      const student = byFolder.get(folder) ?? { student: basename(folder), name: null, email: null, pieces: [] };
      if (!byFolder.has(folder)) found.students.push(student);
      byFolder.set(folder, student);
      student.pieces.push(plainPiece(item));
    } else {
      found.problems.push(noSubmission(item));
    }
  }
  // beside students, a folder without lessons is that of a student; beside classes, a broken archive is that of a class
  for (const each of unsure) {
    const { item, problem } = each;
    if (found.layout === STUDENT && found.students.length > 0) found.students.push(studentAt(each));
    else found.problems.push(problem ? unreadable(item, problem) : noSubmission(item));
  }
  return found;
}

/** The student whose folder or archive was given. */
function studentAt({ item, inside, problem }: Given): Handed {
  const student = item.kind === "folder" ? item.name : withoutArchiveEnding(item.name);
  return { student, name: null, email: null, pieces: [plainPiece(inside ?? { ...item, problem })] };
}

/**
 * The students in the order of their identifiers, which are made printable. What a platform identifies as the same
 * student is put together. Other students with the same identifier are kept apart, which is reported.
 */
function distinct({ students, isIdentified, problems }: Class): Handed[] {
  const merged = new Map<string, Handed>();
  for (const [i, student] of students.entries()) {
    let key = isIdentified ? student.student : String(i);
    // students can enter some identifiers on their own, also that of somebody else
    const { email = null } = merged.get(key) ?? {};
    if (email !== null && student.email !== null && email !== student.email) key += `\n${student.email}`;
    const before = merged.get(key);
    merged.set(key, before ? { ...before, ...together(before, student) } : student);
  }
  const ordered = [...merged.values()].sort((a, b) => inOrder(a.student, b.student));
  const taken = new Set<string>();
  const twins: string[] = [];
  const named = ordered.map((student) => {
    const plain = shownText(student.student) || "?";
    let identifier = plain;
    // systems whose files have the same name in upper and lower case must not mix up two students
    for (let n = 2; taken.has(identifier.toLowerCase()); n++) identifier = `${plain} (${n})`;
    taken.add(identifier.toLowerCase());
    if (identifier !== plain) {
      twins.push(`Two students are called ${plain}: one of them appears as ${identifier}, from ${pathOf(student)}.`);
    }
    const [name, email] = [student.name, student.email].map((text) => text === null ? null : shownText(text) || null);
    return { ...student, student: identifier, name, email };
  });
  problems.unshift(...twins); // what follows the first hundred problems is not listed
  return named.sort((a, b) => inOrder(a.student, b.student));
}

function together(a: Handed, b: Handed): Omit<Handed, "student"> {
  return { name: a.name ?? b.name, email: a.email ?? b.email, pieces: [...a.pieces, ...b.pieces] };
}

function pathOf({ pieces }: Handed): string {
  return pieces.length === 0 ? "no file" : printableLine(pieces[0].item.path, MOST_CHARACTERS);
}

function noSubmission({ name, path, kind }: Item): string {
  return `${shownText(name || path)} is ${kind === "link" ? "a link, which is not followed" : "not a submission"}.`;
}

/** @param problem Why an archive cannot be read, and behind a colon what its student can do, who does not read this. */
function unreadable({ name }: Item, problem: string): string {
  return `${shownText(name)} ${problem.split(": ")[0]}: download it again, or unpack it and give the folder.`;
}

function shownText(text: string): string {
  return printableName(text.normalize("NFC").trim(), MOST_CHARACTERS);
}

function summaryOf(title: string, students: number, given: readonly Given[]): string {
  const sentence = `${title}: ${students} ${students === 1 ? "student" : "students"} in ${pathsOf(given)}.`;
  return sentence[0].toUpperCase() + sentence.slice(1);
}

function pathsOf([{ item }, ...others]: readonly Given[]): string {
  const more = others.length === 0
    ? ""
    : others.length === 1
    ? " and another path"
    : ` and ${others.length} other paths`;
  return shownText(item.name) + more;
}

function nothingIn(given: readonly Given[], { problems }: Class, forced?: string): string {
  if (problems.length > 0 && given.length === 1 && given[0].problem) return problems[0];
  const what = forced === undefined ? "no submissions" : `no submissions in the layout "${forced}"`;
  return `There are ${what} in ${pathsOf(given)}: give folders or archives as a platform exports them, ` +
    `or name the layout with --layout (${inWords(LAYOUTS)}).`;
}

function inWords(items: readonly string[], word = "or"): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}
