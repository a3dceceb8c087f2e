/**
 * The page about a class, for the instructor: `index.markup`.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { printableLine } from "../../../base/printable.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults, LessonResult, StudentResult } from "../class_results.ts";
import { classTable, LONGEST_NAME, notesOf } from "./class_table.ts";
import { distribution } from "./distribution.ts";
import { documentOf } from "./document.ts";
import { filesList } from "./files_list.ts";
import { hardestChecksTable } from "./hardest_checks.ts";
import { type Markup, markup } from "./markup.ts";
import script from "./index_script.js" with { type: "text" };
import { lessonSection, type Picture } from "./lesson_section.ts";

/** Where the page finds the other files. */
export interface IndexFiles {
  /** The lessons that have a goal picture, `pictures/goal/LESSON.svg`. */
  goals: ReadonlySet<string>;
  /** The name of a student's file in `feedback/`, by the student's identifier. */
  feedback: ReadonlyMap<string, string>;
}

/**
 * The page with the class as a table, the distribution of the points, the hardest checks, and each student's checks. It
 * works without a network, next to the folders `pictures/` and `feedback/`.
 */
export function indexPage(results: ClassResults, files: IndexFiles): string {
  const { course, students, lessons } = results;
  const maxPoints = lessons.reduce((sum, lesson) => sum + lesson.maxPoints, 0);
  const body = markup`
    <header>
        <h1>${course}: results of the class</h1>
        ${noticesOf(results)}
        <ul class="figures">
    ${figuresOf(results, maxPoints)}
    </ul>
        <nav aria-label="On this page"><ul>
        <li><a href="#students">The class</a></li>
        <li><a href="#points">Distribution of the points</a></li>
        <li><a href="#hardest">The hardest checks</a></li>
        <li><a href="#checks">Every check</a></li>
        </ul></nav>
        </header>
    <main id="main">
      <section aria-labelledby="students">
        <h2 id="students">The class</h2>
        ${classTable(results)}
          </section>
      <section aria-labelledby="points">
        <h2 id="points">Distribution of the points</h2>
        ${distribution(students.map(({ points }) => points), maxPoints)}
          </section>
      <section aria-labelledby="hardest">
        <h2 id="hardest">The hardest checks</h2>
        <p class="note">Of the students who handed in the lesson. A known mistake is a wrong answer with the same results.</p>
        ${hardestChecksTable(results)}
          </section>
      <section aria-labelledby="checks">
        <h2 id="checks">Every check</h2>
        <p class="note">Only the students that are open are printed.</p>
        <p id="unfold"
          hidden><button type="button">Open all that are shown</button> <button type="button">Close all</button></p>
        <div id="details">
        ${students.map((student, i) => studentDetails(student, `s${i + 1}`, results, files))}
            </div>
      </section>
    </main>
    <footer>
      <p>Checks ran with seed ${results.seed}.</p>
    </footer>
  `;
  return documentOf({ title: `${course}: results of the class`, body, pictures: "'self' file:", script });
}

/** What changes how the results must be read, before everything else. */
function noticesOf({ waiting, walls }: ClassResults): Markup[] {
  return [
    ...waiting > 0
      ? [
        markup`<p class="notice"><b>Not complete:</b> ${
          counted(waiting, "file still waits", "files still wait")
        } to be judged.</p>`,
      ]
      : [],
    ...walls === 1
      ? [markup`
        <p
          class="notice"><b>One wall:</b> some lessons were judged behind Deno’s permissions alone. On Linux, bubblewrap is a second wall.</p>
      `]
      : [],
  ];
}

/** The class in a few numbers. */
function figuresOf({ students, lessons }: ClassResults, maxPoints: number): Markup[] {
  const points = students.map((student) => student.points).sort((a, b) => a - b);
  const middle = points.length / 2;
  const median = (points[Math.ceil(middle) - 1] + points[Math.floor(middle)]) / 2;
  const solved = students.filter((student) => student.lessons.every(({ status }) => status === "pass")).length;
  const missing = students.filter((student) => student.lessons.every(({ status }) => status === "missing")).length;
  const figures: [string, string][] = [
    [String(students.length), students.length === 1 ? "student" : "students"],
    [students.length > 0 ? `${median} of ${maxPoints}` : "–", "points (median)"],
    [String(solved), "solved everything"],
    [String(missing), "handed in nothing"],
  ];
  return figures.map(([number, words]) => markup`<li><b>${number}</b> ${words}</li>`);
}

function studentDetails(student: StudentResult, id: string, { lessons }: ClassResults, files: IndexFiles): Markup {
  const { name, email, points, maxPoints } = student;
  const file = files.feedback.get(student.student);
  const titles = new Map(lessons.map(({ id, title }) => [id, title]));
  const handedIn = student.lessons.filter(({ status }) => status !== "missing");
  const missing = student.lessons.filter(({ status }) => status === "missing").map(({ lesson }) => digitsOf(lesson));
  const facts = [
    markup`<span><bdi>${printableLine(student.student, LONGEST_NAME)}</bdi></span>`,
    ...email !== null ? [markup`<span><bdi>${printableLine(email, LONGEST_NAME)}</bdi></span>`] : [],
    ...file !== undefined
      ? [markup`<span><a href="feedback/${encodeURIComponent(file)}">feedback for the student</a></span>`]
      : [],
  ];
  // the address leads to the content, because a browser then opens the details around it
  return markup`
    <details class="student">
      <summary><h3><bdi>${printableLine(
        name,
        LONGEST_NAME,
      )}</bdi></h3> <span class="score">${points}/${maxPoints}</span> <span class="notes">${notesOf(
        student,
      )}</span></summary>
      <div id="${id}">
    <p class="facts">${facts}</p>
    ${missing.length > 0 ? markup`<p>Not handed in: ${missing.join(", ")}</p>` : ""}
    ${handedIn.map((result) => lessonOf(result, titles.get(result.lesson)!, files))}
    ${filesList(student, "h4")}
    <p><a href="#students">Back to the class</a></p>
      </div>
    </details>
  `;
}

function lessonOf(result: LessonResult, title: string, { goals }: IndexFiles): Markup {
  const { lesson, picture, pictureSummary } = result;
  const own: Picture | null = picture === null
    ? null
    : { address: `pictures/${encodeURIComponent(picture)}`, description: pictureSummary };
  const goal: Picture | null = goals.has(lesson)
    ? { address: `pictures/goal/${encodeURIComponent(lesson)}.svg`, description: "" }
    : null;
  const heading = markup`<h4>${digitsOf(lesson)} · ${title}</h4>`;
  return lessonSection(result, { heading, reader: "instructor", picture: own, goal });
}
