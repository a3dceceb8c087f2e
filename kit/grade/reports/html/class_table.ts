/**
 * The class as a table that sorts and filters.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import type { ClassResults, LessonResult, LessonStatus, StudentResult } from "../class_results.ts";
import { lessonStatus, type ShownStatus, STATUSES } from "../statuses.ts";
import { lessonMark } from "./lesson_mark.ts";
import { type Markup, markup } from "./markup.ts";
import { notesOf } from "./notes.ts";
import { person } from "./person.ts";
import { refusalsOf } from "./refusals.ts";
import { score } from "./score.ts";

/** The numbers by which lessons without points are sorted, below all others. */
const WITHOUT_POINTS: Partial<Record<LessonStatus, number>> = { "not graded": -1, "waiting": -2, "missing": -3 };

/** The fields for filtering, and the table. The script shows the fields and makes the headings work. */
export function classTable({ lessons, students }: ClassResults): Markup {
  const found = new Set(students.flatMap((student) => student.lessons.map(lessonStatus)));
  const statuses = (Object.keys(STATUSES) as ShownStatus[]).filter((status) => found.has(status));
  const options = statuses.map((status) =>
    markup`<option value="${status}">${STATUSES[status].symbol} ${status}</option>`
  );
  const columns = [
    column(markup`Student`, "text"),
    column(markup`Points`, "number"),
    ...lessons.map(({ id, title }) => column(markup`<abbr title="${title}">${digitsOf(id)}</abbr>`, "number")),
    column(markup`Notes`, "text"),
  ];
  return markup`<form id="filter" hidden>
<label for="text">Search</label> <input id="text" type="search" placeholder="name or note" autocomplete="off">
<label for="lesson">Lesson</label> <select id="lesson">
<option value="">any lesson</option>
${lessons.map(({ id, title }, i) => markup`<option value="${i}">${digitsOf(id)} · ${title}</option>`)}
</select>
<label for="status">Status</label> <select id="status">
<option value="">any status</option>
${options}
</select>
<p id="shown" role="status"></p>
</form>
<div class="scroll" role="region" aria-labelledby="class-caption" tabindex="0">
<table id="class">
<caption id="class-caption">Points of each student in each lesson</caption>
<thead><tr>
${columns}
</tr></thead>
<tbody>
${students.map((student, i) => row(student, i + 1))}
</tbody>
</table>
</div>`;
}

/** The heading of a column. Its button sorts. */
function column(heading: Markup, kind: "text" | "number"): Markup {
  return markup`<th scope="col" aria-sort="none" data-kind="${kind}"><button type="button">${heading}</button></th>`;
}

function row(student: StudentResult, number: number): Markup {
  const { name, student: id, email, points, maxPoints, lessons } = student;
  const identifier = id === name ? "" : markup`<span class="identifier">${person(id)}</span>`;
  const statuses = lessons.map(lessonStatus).join("|");
  return markup`<tr data-student="s${number}" data-statuses="${statuses}" data-email="${email ?? ""}">
<th scope="row"><a href="#s${number}">${person(name)}</a>${identifier}</th>
<td data-value="${points}">${score(points, maxPoints)}</td>
${lessons.map((lesson) => cell(lesson, student))}
<td>${notesOf(student)}</td>
</tr>`;
}

function cell(result: LessonResult, student: StudentResult): Markup {
  const { status, points, maxPoints, rule } = result;
  const value = WITHOUT_POINTS[status];
  const mark = lessonMark(result, refusalsOf(result, student));
  if (value !== undefined) return markup`<td data-value="${value}">${mark}</td>`;
  const reached = score(points, maxPoints);
  const shown = rule?.dropped ? markup`<span class="quiet" title="does not count">(${reached})</span>` : reached;
  return markup`<td data-value="${points}">${mark} ${shown}</td>`;
}
