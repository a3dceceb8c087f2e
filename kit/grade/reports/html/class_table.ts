/**
 * The class as a table that sorts and filters.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { printableLine } from "../../../base/printable.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { type Markup, markup } from "./markup.ts";
import { STATUSES, statusMark, statusText } from "./status_mark.ts";

/** The longest name or identifier, in characters. */
export const LONGEST_NAME = 120;

/** Numbers by which lessons without a verdict are sorted, below all those with points. */
const WITHOUT_VERDICT: Record<string, number> = { "not graded": -1, waiting: -2, missing: -3 };

/** The form with the filters, and the table. The script shows the form and makes the headings work. */
export function classTable({ lessons, students }: ClassResults): Markup {
  const found = new Set(students.flatMap((student) => student.lessons.map(({ status }) => status)));
  const statuses = STATUSES.filter((status) => found.has(status));
  const headings = lessons.map(({ id, title }) => {
    return column(markup`<abbr title="${title}">${digitsOf(id)}</abbr>`, "number");
  });
  return markup`
    <form id="filter" hidden>
    <label for="text">Search</label> <input id="text" type="search" placeholder="name or note" autocomplete="off">
    <label for="lesson">Lesson</label> <select id="lesson">
    <option value="">any lesson</option>
    ${lessons.map(({ id, title }, i) => markup`<option value="${i}">${digitsOf(id)} · ${title}</option>`)}
    </select>
    <label for="status">Status</label> <select id="status">
    <option value="">any status</option>
    ${statuses.map((status) => markup`<option value="${status}">${statusText(status)}</option>`)}
    </select>
    <p id="shown" role="status"></p>
    </form>
    <div class="scroll" role="region" aria-labelledby="class-caption" tabindex="0">
      <table id="class">
        <caption id="class-caption">Points of each student in each lesson</caption>
        <thead>
          <tr>${column(markup`Student`, "text")}${column(markup`Points`, "number")}${headings}${column(
            markup`Notes`,
            "text",
          )}</tr>
        </thead>
        <tbody>
    ${students.map((student, i) => row(student, i + 1))}
        </tbody>
      </table>
    </div>
  `;
}

/** A column's heading. Without the script, its button does nothing, so the script shows which way it sorts. */
function column(heading: Markup, kind: "text" | "number"): Markup {
  return markup`<th scope="col" aria-sort="none" data-kind="${kind}"><button type="button">${heading}</button></th>`;
}

function row(student: StudentResult, index: number): Markup {
  const { name, student: id, email, points, maxPoints, lessons } = student;
  const identifier = id === name
    ? ""
    : markup`<span class="identifier"><bdi>${printableLine(id, LONGEST_NAME)}</bdi></span>`;
  const statuses = lessons.map(({ status }) => status).join("|");
  return markup`<tr data-student="s${index}" data-statuses="${statuses}" data-email="${
    printableLine(email ?? "", LONGEST_NAME)
  }">
<th scope="row"><a href="#s${index}"><bdi>${printableLine(name, LONGEST_NAME)}</bdi></a>${identifier}</th>
<td data-value="${points}"><span class="score">${points}/${maxPoints}</span></td>
${lessons.map(cell)}
<td>${notesOf(student)}</td>
</tr>`;
}

function cell({ status, points, maxPoints }: LessonResult): Markup {
  const value = WITHOUT_VERDICT[status];
  const score = value === undefined ? markup`<span class="score">${points}/${maxPoints}</span>` : "";
  return markup`<td data-value="${value ?? points}">${statusMark(status)}${score}</td>`;
}

/** What else an instructor should know: "2 late, 1 file refused". */
export function notesOf({ lessons, refused, ignored }: StudentResult): string {
  const late = lessons.filter(({ isLate }) => isLate).length;
  return [
    ...late > 0 ? [`${late} late`] : [],
    ...refused.length > 0 ? [`${counted(refused.length, "file")} refused`] : [],
    ...ignored.length > 0 ? [`${counted(ignored.length, "file")} ignored`] : [],
  ].join(", ");
}
