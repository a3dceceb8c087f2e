/**
 * Everything about a student, on the page about the class.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { filesList } from "./files_list.ts";
import { lessonSection } from "./lesson_section.ts";
import { type Markup, markup } from "./markup.ts";
import { notesOf } from "./notes.ts";
import { person } from "./person.ts";
import { refusalsNamed } from "./refusals.ts";
import { score } from "./score.ts";

/** Other files that the page leads to. */
export interface OtherFiles {
  /** The lessons that have a goal picture, `pictures/goal/LESSON.svg`. */
  goals: ReadonlySet<string>;
  /** The name of a student's page in `feedback/`. */
  feedbackOf(student: string): string;
  /** Whether there is a page about what the class got wrong, `insights.html`; false by default. */
  hasInsights?: boolean;
}

/**
 * A student's lessons and checks. A line unfolds them.
 * @param id The name by which the table leads here.
 */
export function studentDetails(
  student: StudentResult,
  id: string,
  { lessons }: ClassResults,
  files: OtherFiles,
): Markup {
  const { name, student: identifier, email, points, maxPoints } = student;
  const facts = [
    person(identifier),
    ...email !== null ? [person(email)] : [],
    markup`<a href="${addressOf("feedback", files.feedbackOf(identifier))}">page for the student</a>`,
  ];
  const isShown = (result: LessonResult) => result.status !== "missing" || refusalsNamed(result, student).length > 0;
  const missing = student.lessons.filter((result) => !isShown(result)).map(({ lesson }) => digitsOf(lesson));
  const sections = student.lessons.map((result, i) =>
    isShown(result) ? sectionOf(result, student, lessons[i].title, files) : ""
  );
  // the id is inside of the details, because a browser then opens them
  return markup`<details class="student">
<summary><h3>${person(name)}</h3> ${score(points, maxPoints)} <span class="notes">${notesOf(student)}</span></summary>
<div id="${id}">
<p class="facts">${facts.map((fact) => markup`<span>${fact}</span>`)}</p>
${missing.length > 0 ? markup`<p>Missing: ${missing.join(", ")}</p>` : ""}
${sections}
${filesList(student, markup`<h4>Files that were not graded</h4>`)}
<p class="back"><a href="#students">Back to the class</a></p>
</div>
</details>
`;
}

function sectionOf(result: LessonResult, student: StudentResult, title: string, { goals }: OtherFiles): Markup {
  const { lesson, picture, pictureSummary } = result;
  return lessonSection(result, {
    heading: markup`<h4>${digitsOf(lesson)} · ${title}</h4>`,
    reader: "instructor",
    refused: refusalsNamed(result, student),
    picture: picture === null ? null : { address: addressOf("pictures", picture), description: pictureSummary },
    goal: goals.has(lesson) ? { address: addressOf("pictures", "goal", `${lesson}.svg`), description: "" } : null,
  });
}

/** The address of a file below the page's own folder. A name cannot lead to another folder, whatever it contains. */
function addressOf(...names: readonly string[]): string {
  return names.map((name) => encodeURIComponent(name.toWellFormed())).join("/");
}
