/**
 * The page about a student, for the student: `feedback/STUDENT.html`.
 * @module
 */
import { digitsOf, lessonCommand } from "../../../base/lesson_number.ts";
import { printableLine } from "../../../base/printable.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import { svgDescription } from "../../../learn/plot/parts/svg_description.ts";
import { wasLate } from "../../rules/counted_points.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { checkStatus } from "../statuses.ts";
import { documentOf } from "./document.ts";
import { filesList } from "./files_list.ts";
import { lessonMark } from "./lesson_mark.ts";
import { lessonSection, type Picture } from "./lesson_section.ts";
import { type Markup, markup } from "./markup.ts";
import { person } from "./person.ts";
import { refusalsNamed, refusalsOf } from "./refusals.ts";
import { refusedFile } from "./refused_file.ts";
import { sameVerdict } from "./same_verdict.ts";
import { score } from "./score.ts";
import { statusMark } from "./status_mark.ts";

/** The longest picture that the page contains, in characters: a page must stay small enough to be sent. */
const LONGEST_PICTURE = 1_000_000;

/** The longest message in the advice, in characters: the whole message is below. */
const LONGEST_ADVICE = 400;

/** What the page contains besides the results. */
export interface FeedbackParts {
  /** The student's own pictures as SVG documents, by their names in the results. */
  pictures: ReadonlyMap<string, string>;
  /** The goal pictures as SVG documents, by the ids of the lessons. */
  goals: ReadonlyMap<string, string>;
  /** How many checks are hidden from the student. */
  hiddenChecks: number;
}

/**
 * The page about a student's own results, which needs no other file. It contains nothing about other students. The
 * results do not contain any path of the grader's machine: `kit/grade/without_paths.ts` removes them from the verdicts.
 */
export function feedbackPage(
  own: StudentResult,
  { course, lessons }: ClassResults,
  { pictures, goals, hiddenChecks }: FeedbackParts,
): string {
  const titles = new Map(lessons.map(({ id, title }) => [id, `${digitsOf(id)} · ${title}`]));
  const titleOf = ({ lesson }: LessonResult) => titles.get(lesson)!;
  const title = `${course}: your results`;
  const sections = own.lessons.filter((result) => hasSection(result, own)).map((result) =>
    lessonSection(result, {
      heading: markup`<h2 id="${anchorOf(result)}">${titleOf(result)}</h2>`,
      reader: "student",
      refused: refusalsNamed(result, own),
      picture: pictureOf(pictures.get(result.picture ?? ""), result.pictureSummary),
      // next to a right answer, the goal would be the same picture again
      goal: result.status === "pass" ? null : pictureOf(goals.get(result.lesson)),
    })
  );
  const body = markup`<header>
<h1>${title}</h1>
<p class="who">${person(own.name)}</p>
<p class="total"><b>${own.points} of ${own.maxPoints}</b> points</p>
${noticesOf(own, hiddenChecks)}
</header>
<main id="main">
${adviceFor(own, titleOf)}
<section aria-labelledby="lessons">
<h2 id="lessons">Your lessons</h2>
<table>
<caption class="unseen">Your points in each lesson</caption>
<thead><tr><th scope="col">Lesson</th><th scope="col">Status</th><th scope="col">Points</th></tr></thead>
<tbody>
${own.lessons.map((result) => row(result, own, titleOf(result)))}
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
function noticesOf({ lessons }: StudentResult, hiddenChecks: number): Markup[] {
  const isWaiting = lessons.some(({ status }) => status === "waiting");
  const hasOneWall = lessons.some(({ walls }) => walls === 1);
  return [
    ...isWaiting
      ? [markup`<p class="notice"><b>Not complete:</b> some of your files still wait to be judged.</p>`]
      : [],
    ...hiddenChecks > 0
      ? [
        markup`<p class="notice"><b>Not all checks:</b> ${
          counted(hiddenChecks, "check is", "checks are")
        } hidden, and ${hiddenChecks === 1 ? "its points are" : "their points are"} not included here.</p>`,
      ]
      : [],
    ...hasOneWall
      ? [
        markup`<p class="notice"><b>One wall:</b> some of your lessons were judged behind one wall instead of two.</p>`,
      ]
      : [],
  ];
}

/**
 * Where to begin: what to hand in again, and the first check to look at in the first lesson that is not solved. If there
 * is neither, the first lesson that is missing.
 */
function adviceFor(student: StudentResult, titleOf: (result: LessonResult) => string): Markup {
  const { lessons } = student;
  const refused = new Set(lessons.flatMap((result) => refusalsOf(result, student)));
  const open = lessons.find(({ status, checks }) => checks.length > 0 && status !== "pass" && status !== "skipped");
  const missing = lessons.find(({ status }) => status === "missing");
  const paragraphs = [
    ...refused.size > 0
      ? [markup`<p>Hand in again what was refused:</p>
<ul>
${[...refused].map((refusal) => markup`<li>${refusedFile(refusal)}</li>`)}
</ul>`]
      : [],
    ...open ? [adviceAbout(open, titleOf(open), refused.size > 0 ? "Then begin" : "Begin")] : [],
    ...missing && !open && refused.size === 0
      ? [markup`<p>You did not hand in ${titleOf(missing)}. On your own machine,
<code>${lessonCommand(missing.lesson)}</code> shows what it is about.</p>`]
      : [],
  ];
  return paragraphs.length > 0 ? advice(paragraphs) : markup``;
}

/** What to look at first in a lesson. If all checks say the same, no check comes first. */
function adviceAbout(lesson: LessonResult, title: string, begin: "Begin" | "Then begin"): Markup {
  const check = firstUnsolved(lesson.checks)!;
  const link = markup`<a href="#${anchorOf(lesson)}">${title}</a>`;
  const isSame = sameVerdict(lesson.checks) !== null;
  const words = isSame ? printableLine(check.message.split("\n", 1)[0], LONGEST_ADVICE) : check.name;
  const command = lessonCommand(lesson.lesson);
  return markup`<p>${begin} with ${link}${isSame ? "" : ", and look at this check first"}:</p>
<p>${statusMark(checkStatus(check))} <b>${words}</b></p>
<p>On your own machine, <code>${command} --hint</code> shows a hint, and <code>${command}</code> judges the lesson
again.</p>`;
}

function advice(content: readonly Markup[]): Markup {
  return markup`<section class="advice" aria-labelledby="advice">
<h2 id="advice">Where to begin</h2>
${content}
</section>`;
}

function row(result: LessonResult, student: StudentResult, title: string): Markup {
  const { status, points, maxPoints, rule } = result;
  const name = hasSection(result, student) ? markup`<a href="#${anchorOf(result)}">${title}</a>` : title;
  const remarks = [...wasLate(result) ? ["late"] : [], ...rule?.dropped ? ["does not count"] : []].join(", ");
  const isKnown = status !== "waiting" && status !== "not graded";
  return markup`<tr><th scope="row">${name}${remarks && markup` <b class="warning">${remarks}</b>`}</th><td>${
    lessonMark(result, refusalsOf(result, student))
  }</td><td>${isKnown ? score(points, maxPoints) : ""}</td></tr>`;
}

/** Whether there is anything to say about a lesson. */
function hasSection(result: LessonResult, student: StudentResult): boolean {
  return result.status !== "missing" || refusalsNamed(result, student).length > 0;
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
