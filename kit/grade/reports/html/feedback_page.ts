/**
 * The page about a student, for the student: `feedback/STUDENT.html`.
 * @module
 */
import { digitsOf, lessonCommand } from "../../../base/lesson_number.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import { svgDescription } from "../../../learn/plot/parts/svg_description.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { checkStatus, lessonStatus } from "../statuses.ts";
import { documentOf } from "./document.ts";
import { filesList } from "./files_list.ts";
import { lessonSection, type Picture } from "./lesson_section.ts";
import { type Markup, markup } from "./markup.ts";
import { person } from "./person.ts";
import { score } from "./score.ts";
import { statusMark } from "./status_mark.ts";
import { withoutFolders } from "./without_folders.ts";

/** The longest picture that the page contains, in characters: a page must stay small enough to be sent. */
const LONGEST_PICTURE = 1_000_000;

/** What the page contains besides the results. */
export interface FeedbackParts {
  /** The student's own pictures as SVG documents, by their names in the results. */
  pictures: ReadonlyMap<string, string>;
  /** The goal pictures as SVG documents, by the ids of the lessons. */
  goals: ReadonlyMap<string, string>;
  /** The grader's folders. The page does not name them, even if the lesson printed their paths. */
  folders: readonly string[];
}

/**
 * The page about a student's own results, which needs no other file. It contains nothing about other students, and no
 * path of the grader's machine.
 */
export function feedbackPage(
  student: StudentResult,
  { course, lessons }: ClassResults,
  { pictures, goals, folders }: FeedbackParts,
): string {
  const own = withoutFolders(student, folders);
  const titles = new Map(lessons.map(({ id, title }) => [id, `${digitsOf(id)} · ${title}`]));
  const titleOf = ({ lesson }: LessonResult) => titles.get(lesson)!;
  const title = `${course}: your results`;
  const sections = own.lessons.filter(({ status }) => status !== "missing").map((result) =>
    lessonSection(result, {
      heading: markup`<h2 id="${anchorOf(result)}">${titleOf(result)}</h2>`,
      reader: "student",
      picture: pictureOf(pictures.get(result.picture ?? ""), result.pictureSummary),
      // next to a right answer, the goal would be the same picture again
      goal: result.status === "pass" ? null : pictureOf(goals.get(result.lesson)),
    })
  );
  const body = markup`<header>
<h1>${title}</h1>
<p class="who">${person(own.name)}</p>
<p class="total"><b>${own.points} of ${own.maxPoints}</b> points</p>
${noticesOf(own)}
</header>
<main id="main">
${adviceFor(own, titleOf)}
<section aria-labelledby="lessons">
<h2 id="lessons">Your lessons</h2>
<table>
<caption class="unseen">Your points in each lesson</caption>
<thead><tr><th scope="col">Lesson</th><th scope="col">Status</th><th scope="col">Points</th></tr></thead>
<tbody>
${own.lessons.map((result) => row(result, titleOf(result)))}
</tbody>
</table>
</section>
${sections}
${filesList(own, markup`<h2>Files that were not graded</h2>`)}
</main>
`;
  return [...documentOf({ title, body: [body], pictures: "data:" })].join("");
}

/** What changes the meaning of the results. */
function noticesOf({ lessons }: StudentResult): Markup[] {
  const isWaiting = lessons.some(({ status }) => status === "waiting");
  const hasOneWall = lessons.some(({ walls }) => walls === 1);
  return [
    ...isWaiting
      ? [markup`<p class="notice"><b>Not complete:</b> some of your files still wait to be judged.</p>`]
      : [],
    ...hasOneWall
      ? [
        markup`<p class="notice"><b>One wall:</b> some of your lessons were judged behind one wall instead of two.</p>`,
      ]
      : [],
  ];
}

/** Where to begin: the first check to look at in the first lesson that is not solved, or else the first one missing. */
function adviceFor({ lessons }: StudentResult, titleOf: (result: LessonResult) => string): Markup {
  const open = lessons.find(({ status, checks }) => checks.length > 0 && status !== "pass" && status !== "skipped");
  const missing = lessons.find(({ status }) => status === "missing");
  if (open) {
    const check = firstUnsolved(open.checks)!;
    const command = lessonCommand(open.lesson);
    return advice(
      markup`<p>Begin with <a href="#${anchorOf(open)}">${titleOf(open)}</a>, and look at this check first:</p>
<p>${statusMark(checkStatus(check))} <b>${check.name}</b></p>
<p>On your own machine, <code>${command} --hint</code> shows a hint, and <code>${command}</code> judges the lesson
again.</p>`,
    );
  }
  if (!missing) return markup``;
  return advice(markup`<p>You did not hand in ${titleOf(missing)}. On your own machine,
<code>${lessonCommand(missing.lesson)}</code> shows what it is about.</p>`);
}

function advice(content: Markup): Markup {
  return markup`<section class="advice" aria-labelledby="advice">
<h2 id="advice">Where to begin</h2>
${content}
</section>`;
}

function row(result: LessonResult, title: string): Markup {
  const { status, points, maxPoints, isLate } = result;
  const name = status === "missing" ? title : markup`<a href="#${anchorOf(result)}">${title}</a>`;
  const late = isLate ? markup` <b class="warning">late</b>` : "";
  const isKnown = status !== "waiting" && status !== "not graded";
  return markup`<tr><th scope="row">${name}${late}</th><td>${statusMark(lessonStatus(result))}</td><td>${
    isKnown ? score(points, maxPoints) : ""
  }</td></tr>`;
}

/** The name by which links lead to a lesson. */
function anchorOf({ lesson }: LessonResult): string {
  return `lesson-${digitsOf(lesson)}`;
}

/** A picture whose address contains the whole SVG; null if there is none, or it is too long. */
function pictureOf(svg: string | undefined, description?: string): Picture | null {
  if (!svg || svg.length > LONGEST_PICTURE) return null;
  const address = `data:image/svg+xml;base64,${new TextEncoder().encode(svg).toBase64()}`;
  return { address, description: description ?? svgDescription(svg) };
}
