/**
 * Grades a class: reads its submissions, judges each different file, and writes the reports.
 * @module
 */
import { fileURLToPath } from "node:url";
import type { DeviceName } from "../base/devices.ts";
import type { LessonEntry } from "../base/syllabus.ts";
import { numbersOf } from "../base/numbers_of.ts";
import { UsageError } from "../base/usage_error.ts";
import { type CourseFiles, type Job, jobFor } from "../judge/run/job.ts";
import type { Walls } from "../judge/sandbox/walls/start_program.ts";
import { keepSubmission, pictureFolder, submittedPath } from "./class_folder.ts";
import { classEntry } from "./class_entry.ts";
import { ClassState } from "./class_state.ts";
import { drawPictures } from "./draw_pictures.ts";
import type { Format } from "./formats.ts";
import { gradeOne } from "./grade_one.ts";
import type { EndRecord, GradeRecord, StudentRecord } from "./grade_record.ts";
import type { NotGradedEntry, StudentEntry, StudentFile, VerdictEntry } from "./journal/entry.ts";
import { fileKey } from "./journal/file_key.ts";
import { Journal } from "./journal/journal.ts";
import { NameKey } from "./name_key.ts";
import { ProgressOfClass } from "./progress_of_class.ts";
import type { GradingRules } from "../base/grading_rules.ts";
import { openClassFolder } from "./open_class_folder.ts";
import { counted } from "../learn/plot/parts/number_text.ts";
import { LocalQueue } from "./queue/local.ts";
import type { FileOfClass, GradingJob, Machines } from "./queue/queue.ts";
import { requireApart } from "./require_apart.ts";
import { requireWalls } from "./require_walls.ts";
import { readClassResults } from "./reports/class_results.ts";
import { numbered, withoutNames } from "./reports/without_names.ts";
import { writeInsights } from "./write_insights.ts";
import { writeReports } from "./write_reports.ts";
import { readSubmissions } from "./submissions/read_submissions.ts";
import type { Submissions } from "./submissions/submission.ts";
import { secondsOf } from "./time_limits.ts";
import { workOff } from "./work_off.ts";

/** How many students who have disappeared are named. */
const MOST_NAMED = 5;

/** How to grade a class. */
export interface GradeOptions {
  /** The paths of the submissions: folders, archives or files. */
  submissions: readonly string[];
  /** The lessons to grade, in the order of the course. */
  lessons: readonly LessonEntry[];
  /** The course. */
  course: CourseFiles & { syllabus: readonly LessonEntry[] };
  /** The class's folder, for the journal and the reports. */
  out: string;
  /** The layout of the submissions; recognized by default. */
  layout?: string;
  /** How many files are judged at a time. */
  jobs: number;
  /** The seed for the checks. */
  seed: number;
  /** Where TF.js runs; "auto" for the course's own device. */
  device: DeviceName;
  /** How the points count; null if they count as the checks give them. */
  rules: GradingRules | null;
  /** Whether students see the hidden checks. */
  isReleased: boolean;
  /** Whether the reports have numbers instead of names. */
  isAnonymous: boolean;
  /** The smallest number of walls with which files are judged. */
  requiredWalls: Walls;
  /** Whether to judge everything again. */
  isAgain: boolean;
  /** Whether to draw the pictures. */
  pictures: boolean;
  /** The formats of platforms that are written besides the reports. */
  formats: readonly Format[];
  /** Whether to write what the class got wrong; false by default. */
  insights?: boolean;
  /** The machines that judge; by default, this one. */
  machines?: Machines;
}

/** Receives the records of the grading. */
type Listener = (record: GradeRecord) => void;

/**
 * Grades a class, or goes on with it: files that the journal in `out` has a verdict for are not judged again.
 * @param onRecord Receives the records of the grading.
 * @returns The last record.
 * @throws {UsageError} If the submissions, the folder or the options are wrong, or a file cannot be written.
 */
export async function gradeClass(options: GradeOptions, onRecord: Listener = () => {}): Promise<EndRecord> {
  const begin = performance.now();
  const { out, submissions: paths, course, layout, jobs, seed } = options;
  const walls = requireWalls(options.requiredWalls);
  await requireApart(out, paths);
  await using folder = await openClassFolder(out);
  const { temporary } = folder;
  const ids = course.syllabus.map(({ id }) => id);
  await using submissions = await readSubmissions(paths, { lessons: ids, layout, temporary });
  using journal = await Journal.open(out);
  const note = (message: string) => onRecord({ type: "note", message });
  if (journal.isRepaired) {
    note("The last line of the journal was incomplete and was removed: its file is judged again.");
  }
  const state = await ClassState.read(journal);
  const gone = await enter(submissions, state, options);
  const key = await NameKey.read(out);
  if (options.isAnonymous) await key.add(state.names());

  const waiting = await longestFirst(state.waiting(options.requiredWalls), state, options);
  const [students, files] = [state.filesOfStudents(), state.files()];
  const lessons = options.lessons.map(({ id }) => id);
  const judged = files.length - waiting.length;
  onRecord({
    ...{ type: "begin", summary: submissions.summary, students: students.size, lessons, judged },
    ...{ waiting: waiting.length, walls },
  });
  submissions.problems.forEach(note);
  if (gone.length > 0) note(notInSubmissions(gone, options.isAnonymous));
  const strangers = state.strangersIn(options.rules);
  if (strangers.length > 0) note(strangersInRules(strangers, options.isAnonymous));
  const hidden = options.isReleased ? 0 : state.hiddenChecks();
  if (hidden > 0) note(`${counted(hidden, "check is", "checks are")} hidden from students: --release shows them.`);
  const timeless = state.withoutTime();
  if (timeless > 0) note(handedInAnyTime(timeless));
  const unknown = lessons.filter((id) => !files.some(({ lesson }) => lesson === id));
  if (unknown.length > 0) note(nobodyHandedIn(unknown, lessons));
  const recordOf = (student: string): StudentRecord => {
    const record = state.studentRecord(student);
    return options.isAnonymous ? { ...record, ...numbered(key.numberOf(student)) } : record;
  };
  for (const [student, own] of students) if (own.length === 0) onRecord(recordOf(student));
  // at once, so that no earlier report with names remains if somebody stops
  if (options.isAnonymous) await report(journal, key, options);
  const notGraded = await judgeFiles(waiting, state, options, { onRecord, recordOf });
  let reports = await report(journal, key, options);
  if (options.pictures && state.withoutPicture().length > 0) {
    const complete = notGraded === 0 ? " complete, and" : "";
    note(`The points are${complete} in the reports. The pictures follow.`);
    await drawPictures(state, {
      folder: pictureFolder(out),
      jobs,
      seed,
      jobOf: (file) => jobOf(file.lesson, submittedPath(out, file), options),
      onRecord,
    });
    reports = await report(journal, key, options);
  }
  const seconds = Math.round(performance.now() - begin) / 1000;
  const end: EndRecord = {
    type: "end",
    reports,
    students: students.size,
    notGraded,
    refused: state.refused(),
    seconds,
  };
  onRecord(end);
  return end;
}

/** Says that students have disappeared, because a forgotten path looks the same. */
function notInSubmissions(gone: readonly string[], isAnonymous: boolean): string {
  const [who, are] = gone.length === 1 ? ["A student", "is"] : [`${gone.length} students`, "are"];
  const named = isAnonymous ? "" : ` (${someOf(gone)})`;
  return `${who} of the last grading ${are} no longer in the submissions or in the reports${named}: if that is not ` +
    "meant, name all submissions of the class.";
}

/** Says that an exception applies to nobody, because an identifier with a typo looks the same. */
function strangersInRules(strangers: readonly string[], isAnonymous: boolean): string {
  const named = isAnonymous ? counted(strangers.length, "student") : someOf(strangers);
  return `The rules have an exception for ${named}, but nobody with this identifier has handed in anything: compare it ` +
    "with the column student of grades.csv.";
}

/** Says that late penalties cannot be right everywhere. */
function handedInAnyTime(files: number): string {
  return `${counted(files, "file has", "files have")} a due date, but the platform does not say when ` +
    `${files === 1 ? "it was" : "they were"} handed in: ${files === 1 ? "it counts" : "they count"} as on time.`;
}

/** The first of some names. */
function someOf(names: readonly string[]): string {
  return names.slice(0, MOST_NAMED).join(", ") + (names.length > MOST_NAMED ? ", …" : "");
}

/** Says that nobody handed in some lessons, and how to leave these out. */
function nobodyHandedIn(unknown: readonly string[], lessons: readonly string[]): string {
  const others = lessons.filter((id) => !unknown.includes(id));
  const named = `${unknown.length === 1 ? "lesson" : "lessons"} ${numbersOf(unknown, ", ")}`;
  const advice = others.length === 0 ? "" : `: if that is not meant, use --lessons ${numbersOf(others, ",")}`;
  return `Nobody handed in ${named}, so everybody gets 0 points there${advice}.`;
}

/**
 * Judges the files that are waiting, several at a time.
 * @returns How many could not be judged, although the students are not to blame.
 */
async function judgeFiles(
  waiting: readonly FileOfClass[],
  state: ClassState,
  options: GradeOptions,
  { onRecord, recordOf }: { onRecord: Listener; recordOf(student: string): StudentRecord },
): Promise<number> {
  const progress = new ProgressOfClass(state.filesOfStudents(), waiting, options.machines ? null : options.jobs);
  let notGraded = 0;
  const note = (message: string) => onRecord({ type: "note", message });
  const store = (entry: VerdictEntry | NotGradedEntry) => state.add(entry);
  const onBegin = (job: GradingJob) => {
    progress.begin(job);
    onRecord(progress.count());
  };
  const onDone = (job: GradingJob, entry: VerdictEntry | NotGradedEntry) => {
    if (entry.type === "not graded") notGraded++;
    const done = progress.end(job, entry.type === "verdict" ? entry.seconds : 0);
    for (const student of done) onRecord(recordOf(student));
    onRecord(progress.count());
  };
  if (options.machines) await options.machines.judge(waiting, { onBegin, store, onDone, onNote: note });
  else {
    await workOff(new LocalQueue(waiting, store), {
      slots: options.jobs,
      judge: ({ lesson, sha256, path }) => gradeOne(jobOf(lesson, path, options), sha256, options.seed),
      onBegin,
      onDone,
      onAgain: (job, message) => {
        progress.giveBack(job);
        note(`A file of ${job.lesson} is judged again because this machine failed: ${message}`);
      },
    });
  }
  return notGraded;
}

/**
 * Stores the submissions in the class's folder, and enters the class and its students in the journal.
 * @returns The students who were there at the last grading, and no longer are.
 * @throws {UsageError} If the journal is about another class, or the course has changed.
 */
async function enter(submissions: Submissions, state: ClassState, options: GradeOptions): Promise<string[]> {
  const { out, isAgain } = options;
  const entry = await classEntry(options);
  const problem = isAgain ? null : state.problemWith(entry);
  if (problem) throw new UsageError(problem);
  if (state.isOtherClass(submissions.students)) {
    throw new UsageError(`${out} has the results of another class: use another folder with --out.`);
  }
  const students: StudentEntry[] = [];
  for await (const submission of submissions.all()) students.push(await keepSubmission(out, submission));
  await state.add(entry);
  await state.add({ type: "rules", rules: options.rules });
  for (const student of students) await state.add(student);
  const gone = state.missingIn(submissions.students);
  for (const student of gone) await state.add({ type: "gone", student });
  return gone;
}

/**
 * Sorts files so that those that may take the longest are judged first: then no core waits at the end for a long one.
 * A lesson's time is estimated from the time limits of its checks.
 */
async function longestFirst(
  files: readonly StudentFile[],
  state: ClassState,
  options: GradeOptions,
): Promise<FileOfClass[]> {
  const limits = new Map(
    await Promise.all(options.lessons.map(async ({ id }): Promise<[string, number]> => {
      return [id, await secondsOf(jobOf(id, "solutions", options))];
    })),
  );
  const owners = state.owners();
  return files.map((file) => ({
    ...{ lesson: file.lesson, sha256: file.sha256, path: submittedPath(options.out, file) },
    ...{ ...owners.get(fileKey(file))!, seconds: limits.get(file.lesson)! },
  })).sort((a, b) => b.seconds - a.seconds || (a.sha256 < b.sha256 ? -1 : 1));
}

/** Writes the reports. @returns Their paths. */
async function report(journal: Journal, key: NameKey, options: GradeOptions): Promise<string[]> {
  const { out, course, formats, isReleased, isAnonymous, insights = false } = options;
  const results = await readClassResults(journal.read());
  const numbers = key.numbers().map((number) => numbered(number).student);
  const folderOf = (path: string) => fileURLToPath(new URL(path, course.folder));
  const named = isAnonymous ? withoutNames(results, (student) => key.numberOf(student)) : results;
  const reports = await writeReports(out, named, {
    pictures: pictureFolder(out),
    goals: folderOf("docs/pictures/"),
    formats,
    isReleased,
    others: isAnonymous ? results.students.map(({ student }) => student) : numbers,
    hasInsights: insights,
  });
  return insights ? [...reports, await writeInsights(out, results, folderOf("solutions/"))] : reports;
}

/** The job that judges a file of `lesson`. */
function jobOf(lesson: string, target: string, { course, device }: GradeOptions): Job {
  return jobFor(course.syllabus.find(({ id }) => id === lesson)!, { target, device }, course);
}
