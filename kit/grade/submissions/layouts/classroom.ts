/**
 * Clones of GitHub Classroom (`gh classroom clone student-repos`) and of Classroom 50 (`gh teacher download`).
 * @module
 */
import { isArchiveName } from "../files/archive_name.ts";
import type { Item } from "../files/item.ts";
import { readList } from "../files/read_list.ts";
import { csvRecords } from "./csv_records.ts";
import { areMostly, type Handed, inTime, isJunk, type Layout, plainPiece, type Split } from "./layout.ts";

/**
 * The folder of all clones: GitHub Classroom names it after the assignment, `downhill-submissions`, Classroom 50 after
 * the classroom and the assignment, with the time, `cs-downhill_submissions_2026_11_28_T_10_11_12`. Each clone is named
 * like it, with a student's login at the end. Sources: github/gh-classroom, cmd/gh-classroom/clone/student-repos;
 * foundation50/classroom50, cli/gh-teacher/internal/download/download.go.
 */
const FOLDER = /^(.+?)(?:-submissions|_submissions_\d{4}_\d\d_\d\d_T_\d\d_\d\d_\d\d)$/;

/** Classroom 50's list of all submissions, one in each line, with times and late marks. */
const SCORES = "scores.csv";

/** How much of the list is read, in bytes: a line has some two hundred, and a student hands in some dozens of times. */
const READ_BYTES = 50e6;

/** Clones of the students' repositories. */
export const classroom: Layout = {
  name: "classroom",
  title: "GitHub Classroom's or Classroom 50's clones",
  isIdentified: true,
  recognizes: async ({ name, items }) => {
    const clones = items.filter(({ kind, name }) => kind === "folder" && !isJunk(name));
    if (clones.length === 0) return false;
    if (FOLDER.test(name) && areMostly(clones, (clone) => clone.name.startsWith(`${assignmentOf(name)}-`))) return true;
    if (clones.length === 1 && isArchiveName(name)) return false; // a student may have packed the course with `.git`
    const areClones = await Promise.all(clones.map(isClone));
    return areClones.filter(Boolean).length * 2 >= clones.length;
  },
  split: async (place) => {
    const list = place.items.find(({ name }) => name === SCORES);
    const last = list ? lastSubmissions(await readList(list, READ_BYTES)) : new Map<string, Line>();
    const prefix = assignmentOf(place.name) ?? "";
    const split: Split = { students: [], others: [] };
    for (const item of place.items) {
      if (item === list || isJunk(item.name)) continue;
      if (item.kind === "folder") split.students.push(handed(item, prefix, last));
      else split.others.push(item);
    }
    return split;
  },
};

/** A line of Classroom 50's list. */
type Line = Record<string, string>;

/** The name of the assignment, which the names of clones begin with; null if the folder does not say it. */
function assignmentOf(folder: string): string | null {
  return FOLDER.exec(folder)?.[1] ?? null;
}

async function isClone(folder: Item): Promise<boolean> {
  return (await folder.children().catch(() => [])).some(({ name }) => name === ".git");
}

/** The last submission of each student, by the login in lower case. */
function lastSubmissions(text: string): Map<string, Line> {
  const last = new Map<string, Line>();
  for (const line of csvRecords(text)) {
    const login = line.username?.toLowerCase();
    if (!login) continue;
    const before = last.get(login);
    if (!before || inTime(line.datetime || null)[0] > inTime(before.datetime || null)[0]) last.set(login, line);
  }
  return last;
}

function handed(clone: Item, assignment: string, last: ReadonlyMap<string, Line>): Handed {
  const isKnown = assignment !== "" && clone.name.startsWith(`${assignment}-`) &&
    clone.name.length > assignment.length + 1;
  const student = isKnown ? clone.name.slice(assignment.length + 1) : loginAtEnd(clone.name, last) ?? clone.name;
  const line = last.get(student.toLowerCase());
  const submittedAt = line?.datetime || null;
  return {
    student,
    name: [line?.first_name, line?.last_name].filter(Boolean).join(" ") || null,
    email: line?.email || null,
    pieces: [{
      ...plainPiece(clone),
      submittedAt,
      isLate: line?.late === "true" ? true : line?.late === "false" ? false : null,
      order: inTime(submittedAt),
    }],
  };
}

/** The longest login of the list that the name of a clone ends with, for folders that do not say the assignment. */
function loginAtEnd(clone: string, last: ReadonlyMap<string, Line>): string | null {
  const name = clone.toLowerCase();
  const logins = [...last.keys()].filter((login) => name.endsWith(`-${login}`)).sort((a, b) => b.length - a.length);
  return logins.length === 0 ? null : clone.slice(-logins[0].length);
}
