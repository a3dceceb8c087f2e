/**
 * The page about a class, for the instructor: `index.html`.
 * @module
 */
import { counted } from "../../../learn/plot/parts/number_text.ts";
import { rounded } from "../../rules/counted_points.ts";
import type { ClassResults } from "../class_results.ts";
import { classTable } from "./class_table.ts";
import { distribution } from "./distribution.ts";
import { documentOf } from "./document.ts";
import { hardestChecksTable } from "./hardest_checks.ts";
import script from "./index_script.js" with { type: "text" };
import { type Markup, markup } from "./markup.ts";
import { type OtherFiles, studentDetails } from "./student_details.ts";

/** Leads to the page that says more about the mistakes. */
const insights = markup` <a href="insights.html">What the class got wrong</a> says more, and has samples of other wrong
answers.`;

/**
 * The page with the class as a table, the distribution of the points, the hardest checks, and the checks of each
 * student. It needs no network, only the folders `pictures/` and `feedback/` next to it.
 * @returns The page in pieces: that about a large class would need much memory.
 */
export function indexPage(results: ClassResults, files: OtherFiles): Generator<string> {
  const title = `${results.course}: results of the class`;
  // the second source is for browsers in which a file has no origin
  return documentOf({ title, body: bodyOf(title, results, files), pictures: "'self' file:", script });
}

function* bodyOf(title: string, results: ClassResults, files: OtherFiles): Generator<Markup> {
  const { students, seed } = results;
  const maxPoints = mostPoints(results);
  yield markup`<header>
<h1>${title}</h1>
${noticesOf(results)}
<ul class="figures">
${figuresOf(results, maxPoints)}
</ul>
<nav aria-label="On this page">
<ul>
<li><a href="#students">The class</a></li>
<li><a href="#points">Distribution of the points</a></li>
<li><a href="#hardest">The hardest checks</a></li>
<li><a href="#checks">Every check</a></li>
</ul>
</nav>
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
<p class="note">Only students who handed in the lesson are counted. A known mistake is a wrong answer that gives the same
results.${files.hasInsights ? insights : ""}</p>
${hardestChecksTable(results)}
</section>
<section aria-labelledby="checks">
<h2 id="checks">Every check</h2>
<p class="note">On paper, only the students that are open are printed.</p>
<p id="unfold" hidden><button type="button">Open all that are shown</button> <button type="button">Close all</button></p>
<div id="details">
`;
  for (const [i, student] of students.entries()) yield studentDetails(student, `s${i + 1}`, results, files);
  yield markup`</div>
</section>
</main>
<footer><p>The checks ran with the seed ${seed}.</p></footer>
`;
}

/** What changes the meaning of the results. It is said before everything else. */
function noticesOf({ waiting, walls }: ClassResults): Markup[] {
  const wait = counted(waiting, "file still waits", "files still wait");
  return [
    ...waiting > 0 ? [markup`<p class="notice"><b>Not complete:</b> ${wait} to be judged.</p>`] : [],
    ...walls === 1
      ? [
        markup`<p class="notice"><b>One wall:</b> some lessons were judged behind Deno’s permissions alone. On Linux,
bubblewrap adds a second wall.</p>`,
      ]
      : [],
  ];
}

/** The points that a student can reach. If each student's lowest lessons do not count, this differs between students. */
function mostPoints({ rules, lessons, students }: ClassResults): number {
  if (rules?.dropLowest) return Math.max(0, ...students.map(({ maxPoints }) => maxPoints));
  return rounded(lessons.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
}

/** The class in a few numbers. */
function figuresOf({ students }: ClassResults, maxPoints: number): Markup[] {
  const points = students.map((student) => student.points).sort((a, b) => a - b);
  const middle = (points.length - 1) / 2;
  const median = rounded((points[Math.floor(middle)] + points[Math.ceil(middle)]) / 2);
  const all = (status: string) => students.filter(({ lessons }) => lessons.every((lesson) => lesson.status === status));
  const figures: [figure: number | string, words: string][] = [
    [students.length, students.length === 1 ? "student" : "students"],
    [students.length > 0 ? `${median} of ${maxPoints}` : "–", "points (median)"],
    [all("pass").length, "solved everything"],
    [all("missing").filter(({ refused }) => refused.length === 0).length, "handed in nothing"],
  ];
  return figures.map(([figure, words]) => markup`<li><b>${figure}</b> ${words}</li>`);
}
