/**
 * The results of a student as annotations of GitHub: lines that a step of a workflow prints, and that GitHub then shows
 * beside the student's own lines. How the lines are read is in actions/runner, src/Runner.Common/ActionCommand.cs.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { printable, printableLine } from "../../../base/printable.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { type ShownCheck, shownChecks, shownName } from "../shown_checks.ts";
import { STATUSES } from "../statuses.ts";

/** The longest message, in characters: GitHub shows it between the lines of a file. */
const LONGEST = 4000;

/**
 * Returns the lines: one with the points, and then one for each mistake. Checks of a lesson with the same message at the
 * same line share an annotation, because GitHub shows only ten of each kind. {@linkcode STATUSES} says which status
 * becomes which kind. What a student has written is only ever a part of our own commands: line breaks are escaped, and
 * `printable` breaks up any other command.
 */
export function githubAnnotations(student: StudentResult, results: ClassResults): string {
  const total = `${student.points} of ${student.maxPoints} points`;
  return [
    command("notice", { title: results.course }, total),
    ...student.lessons.flatMap((lesson) => annotationsOf(lesson, results)),
  ].map((line) => `${line}\n`).join("");
}

function annotationsOf(lesson: LessonResult, results: ClassResults): string[] {
  const { title } = results.lessons.find(({ id }) => id === lesson.lesson)!;
  const mistakes = shownChecks(lesson, results).filter(({ status }) => STATUSES[status].github);
  const alike = Map.groupBy(mistakes, ({ status, line, message }) => JSON.stringify([status, line, message]));
  return [...alike.values()].map((checks) => {
    const [{ status, line, message }] = checks;
    return command(STATUSES[status].github!, {
      file: lesson.path ?? "",
      line: String(line ?? ""),
      title: `${digitsOf(lesson.lesson)} ${title}: ${namesOf(checks)}`,
    }, printable(message, LONGEST) || STATUSES[status].meaning);
  });
}

function namesOf([first, ...others]: readonly ShownCheck[]): string {
  const name = `${shownName(first)}`;
  return others.length === 0 ? name : `${name}, and ${counted(others.length, "other check", "other checks")}`;
}

/** A command of a workflow. A property without a value is left out. */
function command(kind: string, properties: Record<string, string>, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => [key, printableLine(value)])
    .filter(([, value]) => value !== "").map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${kind} ${pairs.join(",")}::${escapedMessage(message)}`;
}

function escapedMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** In a property, a colon would end all properties, and a comma this one. */
function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
