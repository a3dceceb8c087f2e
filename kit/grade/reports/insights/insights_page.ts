/**
 * The page about what a class got wrong, for the instructor: `insights.html`. It names no student.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import { numbersOf } from "../../../base/numbers_of.ts";
import { printableLine } from "../../../base/printable.ts";
import { counted } from "../../../learn/plot/parts/number_text.ts";
import type { ClassResults } from "../class_results.ts";
import { documentOf } from "../html/document.ts";
import { type Markup, markup } from "../html/markup.ts";
import { passedShare } from "../html/passed_share.ts";
import { statusMark } from "../html/status_mark.ts";
import { checkStatus } from "../statuses.ts";
import { isCandidate } from "./candidates.ts";
import type { CheckInsights, LessonInsights } from "./insights.ts";
import type { Sampled } from "./sample.ts";
import { differences } from "./differences.ts";
import { topicsOf } from "./topics.ts";

/** How many mistakes, and how many wrong answers, are listed at a check. */
const MOST_LISTED = 3;

/** How many checks of a wrong answer have their message on the page. */
const MOST_MESSAGES = 3;

/** The longest name of a known mistake, message and line of code, in characters. */
const LONGEST_MISTAKE = 300;
const LONGEST_MESSAGE = 400;
const LONGEST_LINE = 200;

/** How many lines of a sample are shown. */
const MOST_LINES = 24;

/** How many known mistakes of a lesson are listed without unfolding. */
const MOST_MISTAKES = 8;

/** What is known about a lesson, with samples of the most frequent wrong answers. */
export interface SampledLesson extends LessonInsights {
  /** The first wrong answers of `wrong`. */
  samples: Sampled[];
}

/** The page, in pieces. It needs no other file. */
export function insightsPage(results: ClassResults, lessons: readonly SampledLesson[]): Generator<string> {
  const title = `${results.course}: what the class got wrong`;
  return documentOf({ title, body: bodyOf(title, results, lessons), pictures: "'none'" });
}

function* bodyOf(title: string, { waiting }: ClassResults, lessons: readonly SampledLesson[]): Generator<Markup> {
  const judged = lessons.filter((lesson) => lesson.judged > 0);
  const wait = counted(waiting, "file still waits", "files still wait");
  yield markup`<header>
<h1>${title}</h1>
${waiting > 0 ? markup`<p class="notice"><b>Not complete:</b> ${wait} to be judged.</p>` : ""}
<p class="note">Every number is a number of students. A known mistake is a wrong answer that gives the same results. The
page names nobody; <a href="index.html">the page about the class</a> does.</p>
<nav aria-label="On this page">
<ul>
${judged.map(({ id, title }) => markup`<li><a href="#l${digitsOf(id)}">${digitsOf(id)} ${title}</a></li>`)}
</ul>
</nav>
</header>
<main id="main">
<section aria-labelledby="topics">
<h2 id="topics">What to talk about</h2>
${topics(judged)}
</section>
`;
  for (const lesson of judged) yield lessonPart(lesson);
  const others = lessons.filter((lesson) => lesson.judged === 0).map(({ id }) => id);
  yield markup`${
    others.length > 0
      ? markup`<p>Nobody handed in ${others.length === 1 ? "lesson" : "lessons"} ${numbersOf(others, ", ")}.</p>\n`
      : ""
  }</main>
`;
}

/** The mistakes that most students made. */
function topics(lessons: readonly SampledLesson[]): Markup {
  const topics = topicsOf(lessons);
  if (topics.length === 0) return markup`<p>No mistake was made twice.</p>`;
  const items = topics.map(({ lesson, count, mistake, index }) => {
    const { id, title, judged, samples } = lesson;
    const what = mistake !== undefined
      ? markup`${printableLine(mistake, LONGEST_MISTAKE)}`
      : markup`${link(lesson, index!)}: ${messageOf(samples[index!], 0)}`;
    return markup`<li><b>${count} of ${judged}</b> ${what}
<span class="of">${digitsOf(id)} ${title}</span></li>`;
  });
  return markup`<ol class="topics">
${items}
</ol>`;
}

function lessonPart(lesson: SampledLesson): Markup {
  const { id, title, judged, solved, checks, wrong, samples } = lesson;
  const failed = checks.filter((check) => check.passed < check.judged);
  const more = wrong.slice(samples.length);
  const rest = more.length === 0
    ? markup``
    : markup`<p class="note">${counted(more.length, "more wrong answer")} without a sample, ${
      more[0].by.length > 1 ? `of at most ${more[0].by.length} students` : "of one student"
    }${more.length > 1 ? " each" : ""}.</p>`;
  const candidates = samples.filter(isCandidate).length;
  const file = `insights/${id}.ts`;
  return markup`<section aria-labelledby="l${digitsOf(id)}">
<h2 id="l${digitsOf(id)}">${digitsOf(id)} ${title}</h2>
<p>${counted(judged, "student")} handed it in, ${solved === 0 ? "nobody" : solved} solved it.</p>
${knownMistakes(lesson)}
${failed.length > 0 ? tableOf(lesson, failed) : ""}
${
    samples.length === 0 ? "" : [
      markup`<h3 class="others">Wrong answers that no known mistake explains</h3>`,
      ...candidates === 0 ? [] : [
        markup`<p class="note"><a href="${file}"><code>${file}</code></a> has ${
          candidates === 1 ? "one of them as a candidate" : `${candidates} of them as candidates`
        } for <code>tests/mutants/${id}.ts</code>.</p>`,
      ],
      ...samples.map((_, index) => wrongAnswer(lesson, index)),
      rest,
    ]
  }
</section>
`;
}

/** All known mistakes of a lesson. */
function knownMistakes({ judged, mistakes }: SampledLesson): Markup {
  if (mistakes.length === 0) return markup``;
  const list = (some: typeof mistakes) =>
    markup`<ul>
${some.map(({ name, count }) => markup`<li><b>${count} of ${judged}</b> ${printableLine(name, LONGEST_MISTAKE)}</li>`)}
</ul>`;
  const rest = mistakes.slice(MOST_MISTAKES);
  return markup`<h3 class="others">Known mistakes</h3>
${list(mistakes.slice(0, MOST_MISTAKES))}
${
    rest.length > 0
      ? markup`<details>
<summary>${counted(rest.length, "more known mistake")}</summary>
${list(rest)}
</details>`
      : ""
  }`;
}

function tableOf(lesson: SampledLesson, checks: readonly CheckInsights[]): Markup {
  return markup`<h3 class="others">Checks that not everybody passed</h3>
<table class="hardest">
<caption class="unseen">The checks of lesson ${digitsOf(lesson.id)} that not everybody passed</caption>
<thead><tr><th scope="col">Check</th><th scope="col">Passed</th><th scope="col">The others</th></tr></thead>
<tbody>
${checks.map((check) => row(check, lesson))}
</tbody>
</table>`;
}

function row(
  { name, hidden, judged, passed, mistakes, wrong, untouched }: CheckInsights,
  lesson: SampledLesson,
): Markup {
  const items = [
    ...mistakes.slice(0, MOST_LISTED)
      .map(({ name, count }) => markup`<li>${count} × ${printableLine(name, LONGEST_MISTAKE)}</li>`),
    ...others(mistakes.slice(MOST_LISTED), "other known mistakes"),
    ...wrong.slice(0, MOST_LISTED).map(({ index, count }) => markup`<li>${count} × ${link(lesson, index)}</li>`),
    ...others(wrong.slice(MOST_LISTED), "other wrong answers"),
    ...untouched > 0 ? [markup`<li>${untouched} × not written yet</li>`] : [],
  ];
  return markup`<tr><th scope="row">${name}${hidden ? markup` <b class="quiet">hidden</b>` : ""}</th>
<td>${passedShare({ passed, judged })}</td>
<td><ul>
${items}
</ul></td></tr>`;
}

/** The rest of a list in a line, so that the numbers still add up. */
function others(rest: readonly { count: number }[], words: string): Markup[] {
  return rest.length === 0 ? [] : [markup`<li>${rest.reduce((sum, { count }) => sum + count, 0)} × ${words}</li>`];
}

/** The name of a wrong answer, which leads to its sample if there is one. */
function link({ id, samples }: SampledLesson, index: number): Markup {
  const name = `wrong answer ${index + 1}`;
  return index < samples.length ? markup`<a href="#${anchor(id, index)}">${name}</a>` : markup`${name}`;
}

function anchor(lesson: string, index: number): string {
  return `w${digitsOf(lesson)}-${index + 1}`;
}

function wrongAnswer({ id, samples }: SampledLesson, index: number): Markup {
  const answer = samples[index];
  const { by, checks } = answer;
  const shown = checks.map((_, i) => i)
    .filter((i) => i === 0 || answer.messages[i] !== answer.messages[i - 1]).slice(0, MOST_MESSAGES);
  const items = shown.map((i) =>
    markup`<li>${statusMark(checkStatus(checks[i]))} ${checks[i].name}: ${messageOf(answer, i)}</li>`
  );
  const hidden = checks.length - shown.length;
  return markup`<section class="wrong" id="${anchor(id, index)}">
<h4>Wrong answer ${index + 1}: ${counted(by.length, "student")}</h4>
<ul>
${items}
${hidden > 0 ? markup`<li>and ${counted(hidden, "more check")}</li>` : ""}
</ul>
${sampleOf(answer)}
</section>`;
}

/** The first line of a message. */
function messageOf({ messages }: Sampled, index: number): string {
  return printableLine(messages[index].split("\n")[0], LONGEST_MESSAGE);
}

/** How the sample differs from the solution. */
function sampleOf({ edit }: Sampled): Markup {
  if (!edit) {
    return markup`<p class="none">There is no sample: its file is missing or very long, or has the code of the solution.</p>`;
  }
  const lines = differences(edit);
  const shown = lines.slice(0, MOST_LINES).map(({ sign, code }) => {
    const text = `${sign} ${printableLine(code, LONGEST_LINE)}`;
    return sign === "+"
      ? markup`<ins>${text}</ins>`
      : sign === "−"
      ? markup`<del>${text}</del>`
      : markup`<span>${text}</span>`;
  });
  return markup`<pre class="sample">${shown}${lines.length > MOST_LINES ? markup`<i>… more lines</i>` : ""}</pre>`;
}
