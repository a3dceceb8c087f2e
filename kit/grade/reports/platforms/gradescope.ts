/**
 * The results of a student as Gradescope reads them: `results.json`. The fields are those of Gradescope's "Autograder
 * Specifications" (gradescope/autograder_samples, docs/specs.md).
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { printable, printableLine, printableName } from "../../../base/printable.ts";
import { lossWords, ruleWords } from "../../rules/rule_words.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { jsonText } from "../json_text.ts";
import { lessonStatus, STATUSES } from "../statuses.ts";
import { type ShownCheck, shownChecks, shownName } from "../shown_checks.ts";

/** The longest text of a test case, in characters: Gradescope shows it as it is, below a heading that can be opened. */
const LONGEST = 10_000;

/**
 * Returns the text of `results.json`. The total is the student's, whatever the test cases add up to. Test cases that the
 * student has not earned, such as those of a lesson that waits, have no points and say so in their names.
 *
 * A hidden check has the visibility `after_published`: students see it when the grader publishes the grades. Until then,
 * Gradescope does not show them the total either, so the text for the whole submission does not give it away.
 *
 * Only the field `execution_time`, in seconds, differs when the same files are graded again.
 * @param isReleased Whether students see the hidden checks at once.
 */
export function gradescopeResults(student: StudentResult, results: ClassResults, isReleased = false): string {
  const checks = student.lessons.map((lesson) =>
    shownChecks(lesson, results).map((check) => ({ ...check, isHidden: check.isHidden && !isReleased }))
  );
  const time = student.lessons.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return jsonText({
    score: student.points,
    execution_time: Math.round(time * 1000) / 1000,
    output: outputText(student, checks.flat().some(({ isHidden }) => isHidden)),
    // by default, Gradescope reads the text for the whole submission as HTML
    ...{ output_format: "text", test_output_format: "text", test_name_format: "text" },
    ...{ visibility: "visible", stdout_visibility: "hidden" },
    tests: student.lessons.flatMap(({ lesson }, index) =>
      checks[index].map((check, place) => testCase(check, lesson, `${Number(digitsOf(lesson))}.${place + 1}`))
    ),
  }) + "\n";
}

/** What the student should know about the whole submission. */
function outputText({ points, maxPoints, lessons, refused }: StudentResult, hasHidden: boolean): string {
  const open = lessons.filter((lesson) => ["waiting", "not graded"].includes(lessonStatus(lesson)));
  return [
    ...hasHidden ? [] : [`${points} of ${maxPoints} points`],
    ...open.map(({ lesson, checks, message, status }) => {
      const part = checks.length > 0 ? "only partly" : "not"; // while it is being judged, and if the time is up then
      return `${lesson} is ${part} in these points: ${printableLine(message || STATUSES[status].meaning)}`;
    }),
    ...lessons.flatMap((lesson) => ruleLines(lesson, hasHidden)),
    ...refused.map(({ path, reason }) =>
      printableLine(reason) + (path.includes("/") ? ` (${printableName(path)})` : "")
    ),
  ].map((line) => printable(line, LONGEST)).join("\n");
}

/** What rules changed. The points of all checks would also tell how many of the hidden ones passed. */
function ruleLines({ lesson, rule, maxPoints }: LessonResult, hasHidden: boolean): string[] {
  const words = !rule ? "" : hasHidden ? lossWords(rule).join("; ") : ruleWords(rule, maxPoints);
  return words === "" ? [] : [`${lesson}: ${words}`];
}

function testCase(check: ShownCheck, lesson: string, number: string): object {
  const { id, status, points, maxPoints, isHidden } = check;
  const form = STATUSES[status].gradescope;
  return {
    ...form ? { score: points, max_score: maxPoints, status: form } : {},
    name: shownName(check),
    number,
    output: testText(check),
    tags: [lesson],
    visibility: isHidden ? "after_published" : "visible",
    extra_data: { id, status },
  };
}

function testText({ message, printed }: ShownCheck): string {
  const output = printed === "" ? "" : `It printed:\n${printable(printed, LONGEST)}`;
  return [printable(message, LONGEST), output].filter((text) => text !== "").join("\n\n");
}
