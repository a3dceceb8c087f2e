/**
 * The page about one student, for the student: `feedback/NAME.markup`.
 * @module
 */
import { digitsOf, lessonCommand } from "../../../base/lesson_number.ts";
import { printableLine } from "../../../base/printable.ts";
import { svgDescription } from "../../../learn/plot/parts/svg_description.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { LONGEST_NAME } from "./class_table.ts";
import { documentOf } from "./document.ts";
import { filesList } from "./files_list.ts";
import { type Markup, markup } from "./markup.ts";
import { lessonSection, type Picture } from "./lesson_section.ts";
import { statusMark } from "./status_mark.ts";
import { withoutPaths } from "./without_paths.ts";

/** The longest picture that the page contains, in characters: a page must stay small enough to be sent. */
const LONGEST_PICTURE = 1_000_000;

/** What the page about a student contains besides the results. */
export interface FeedbackPictures {
  /** The student's own pictures as SVG documents, by their names in `pictures/`. */
  pictures: ReadonlyMap<string, string>;
  /** The goal pictures as SVG documents, by the lessons' ids. */
  goals: ReadonlyMap<string, string>;
}

/**
 * The page about a student's own results. It needs no other file. It says nothing about other students, and names no
 * folder of the grader.
 * @param folders The folders of the grader whose paths a message or an output of the lesson may contain.
 */
export function feedbackPage(
  student: StudentResult,
  { course, lessons }: Pick<ClassResults, "course" | "lessons">,
  { pictures, goals }: FeedbackPictures,
  folders: readonly string[] = [],
): string {
  const own = withoutPaths(student, folders);
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
  const title = `${course}: your results`;
  const body = markup`<header>
<h1>${title}</h1>
<p class="who"><bdi>${printableLine(own.name, LONGEST_NAME)}</bdi></p>
<p class="total"><b class="score">${own.points} of ${own.maxPoints}</b> points</p>
${noticesOf(own)}
</header>
<main id="main">
${adviceFor(own, titles)}
<section aria-labelledby="lessons">
<h2 id="lessons">Your lessons</h2>
<table class="lessons">
<caption class="hidden">Your points in each lesson</caption>
<thead><tr><th scope="col">Lesson</th><th scope="col">Status</th><th scope="col">Points</th></tr></thead>
<tbody>
${own.lessons.map((result) => row(result, titles.get(result.lesson)!))}
</tbody>
</table>
</section>
${
    own.lessons.filter(({ status }) => status !== "missing").map((result) => {
      const heading = markup`<h2 id="lesson-${digitsOf(result.lesson)}">${nameOf(result, titles)}</h2>`;
      const picture = pictureOf(pictures.get(result.picture ?? ""), result.pictureSummary);
      // next to a right answer, the goal would be the same picture again
      const goal = result.status === "pass" ? null : pictureOf(goals.get(result.lesson));
      return lessonSection(result, { heading, reader: "student", picture, goal });
    })
  }
${filesList(own, "h2")}
</main>`;
  return documentOf({ title, body, pictures: "data:" });
}

function noticesOf({ lessons }: StudentResult): Markup[] {
  const waiting = lessons.some(({ status }) => status === "waiting");
  return [
    ...waiting ? [markup`<p class="notice"><b>Not complete:</b> some of your files still wait to be judged.</p>`] : [],
    ...lessons.some(({ walls }) => walls === 1)
      ? [markup`<p class="notice"><b>One wall:</b> some of your lessons were judged behind one wall instead of two.</p>`]
      : [],
  ];
}

/** What to do next: the first check of the first lesson that needs work. */
function adviceFor({ lessons }: StudentResult, titles: ReadonlyMap<string, string>): Markup {
  const isOpen = ({ checks, status }: LessonResult) => checks.length > 0 && !["pass", "skipped"].includes(status);
  const lesson = lessons.find(isOpen);
  const missing = lessons.find(({ status }) => status === "missing");
  if (lesson) {
    const check = firstUnsolved(lesson.checks)!;
    return markup`
      <section class="advice" aria-labelledby="advice">
        <h2 id="advice">Where to begin</h2>
        <p>Begin with <a href="#lesson-${digitsOf(lesson.lesson)}">${nameOf(
          lesson,
          titles,
        )}</a>, and look at this check first:</p>
        <p>${statusMark(check.status)} <b>${check.name}</b></p>
        <p><code>${lessonCommand(lesson.lesson)} --hint</code> shows a hint. <code>${lessonCommand(
          lesson.lesson,
        )}</code> judges your lesson again on your own machine.</p>
      </section>
    `;
  }
  if (!missing) return markup``;
  return markup`
    <section class="advice" aria-labelledby="advice">
      <h2 id="advice">Where to begin</h2>
      <p>You did not hand in ${nameOf(missing, titles)}. <code>${lessonCommand(
        missing.lesson,
      )}</code> shows what it is about.</p>
    </section>
  `;
}

function nameOf({ lesson }: LessonResult, titles: ReadonlyMap<string, string>): string {
  return `${digitsOf(lesson)} · ${titles.get(lesson)}`;
}

function row({ lesson, status, points, maxPoints, isLate }: LessonResult, title: string): Markup {
  const name = `${digitsOf(lesson)} · ${title}`;
  const link = status === "missing" ? name : markup`<a href="#lesson-${digitsOf(lesson)}">${name}</a>`;
  return markup`
    <tr>
      <th scope="row">${link}${isLate
        ? markup`
          <b class="late">late</b>
        `
        : ""}</th>
      <td>${statusMark(status)}</td>
      <td><span class="score">${points}/${maxPoints}</span></td>
    </tr>
  `;
}

/** A picture whose address contains the whole SVG. */
function pictureOf(svg: string | undefined, description?: string): Picture | null {
  if (!svg || svg.length > LONGEST_PICTURE) return null;
  const address = `data:image/svg+xml;base64,${new TextEncoder().encode(svg).toBase64()}`;
  return { address, description: description ?? svgDescription(svg) };
}
