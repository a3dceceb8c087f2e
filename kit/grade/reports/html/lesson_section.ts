/**
 * The result of a student in a lesson, for the instructor and for the student.
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import type { LessonResult } from "../class_results.ts";
import { lessonStatus } from "../statuses.ts";
import { checkItem } from "./check_item.ts";
import { knownMistake } from "./known_mistake.ts";
import { type Markup, markup } from "./markup.ts";
import { score } from "./score.ts";
import { statusMark } from "./status_mark.ts";
import { duration, moment } from "./time_element.ts";

/** The longest description of a picture, in characters. */
const LONGEST_DESCRIPTION = 600;

/** The longest reason why a lesson was not judged, in characters. */
const LONGEST_REASON = 1000;

/**
 * How much of a lesson's output is shown at each check, in characters: the page about a class must stay small enough to
 * be opened.
 */
const PRINTED = { instructor: 600, student: 4000 };

/** For whom a page is. */
export type Reader = "instructor" | "student";

/** A picture on a page. */
export interface Picture {
  /** Its address. */
  address: string;
  /** What it shows, in words. */
  description: string;
}

/** How the result is shown. */
interface Options {
  /** The heading. */
  heading: Markup;
  /** For whom. */
  reader: Reader;
  /** The student's picture; null if there is none. */
  picture: Picture | null;
  /** The goal picture; null if there is none, or it is not shown. */
  goal: Picture | null;
}

/** A lesson that was handed in, with all of its checks, and the student's picture next to the goal. */
export function lessonSection(result: LessonResult, { heading, reader, picture, goal }: Options): Markup {
  const { points, maxPoints, checks } = result;
  const wasJudged = checks.length > 0;
  return markup`<section class="lesson">
<div class="title">${heading} ${statusMark(lessonStatus(result))} ${wasJudged ? score(points, maxPoints) : ""}</div>
${factsOf(result, reader)}
${wasJudged ? [checksOf(result, reader), picturesOf(picture, goal, reader)] : whyNot(result, reader)}
</section>
`;
}

/** When it was handed in, and how it was judged. */
function factsOf(result: LessonResult, reader: Reader): Markup {
  const { submittedAt, isLate, path, device, walls, seconds, gradedAt } = result;
  const facts = [
    ...path !== null ? [markup`<code>${printableName(path)}</code>`] : [],
    ...submittedAt !== null ? [markup`handed in ${moment(submittedAt)}`] : [],
    ...isLate ? [markup`<b class="warning">late</b>`] : [],
    ...gradedAt !== null ? [markup`judged ${moment(gradedAt)}`] : [],
    ...device !== null ? [markup`on ${printableLine(device, 100)}`] : [],
    // walls are the instructor's business
    ...walls !== null && reader === "instructor" ? [markup`behind ${walls === 1 ? "one wall" : "two walls"}`] : [],
    ...seconds !== null ? [markup`in ${duration(seconds)}`] : [],
  ];
  return markup`<p class="facts">${facts.map((fact) => markup`<span>${fact}</span>`)}</p>`;
}

/** Why it was not judged. The reason is about the grader's machine, so a student is not told. */
function whyNot({ status, message }: LessonResult, reader: Reader): Markup {
  if (status === "waiting") return markup`<p>This file still waits to be judged.</p>`;
  if (reader === "instructor") return markup`<p>${printableLine(message, LONGEST_REASON)}</p>`;
  return markup`<p>This lesson could not be judged. It is not your fault: ask your instructor.</p>`;
}

function checksOf(result: LessonResult, reader: Reader): Markup {
  const first = firstUnsolved(result.checks);
  const items = result.checks.map((check) => {
    const isFirst = reader === "student" && check === first && check.status !== "skipped";
    const mistake = knownMistake(check, result);
    // as in the terminal, the question is only asked where no message names the mistake
    const question = isFirst && !check.hasCause ? mistake?.text ?? "" : "";
    const name = mistake ? `Known mistake: ${mistake.mutant}` : "";
    const diagnosis = reader === "student" ? question : name;
    return checkItem(check, { file: `${result.lesson}.ts`, isFirst, diagnosis, printed: PRINTED[reader] });
  });
  return markup`<ul class="checks">
${items}
</ul>`;
}

function picturesOf(picture: Picture | null, goal: Picture | null, reader: Reader): Markup {
  if (!picture && !goal) return markup``;
  const own = reader === "student" ? "Your picture" : "The student’s picture";
  return markup`<div class="pictures">
${picture ? figure(picture, own) : markup`<p class="none">No picture was drawn.</p>`}
${goal ? figure(goal, "The goal") : ""}
</div>`;
}

/** A browser runs no script in an image, and loads nothing for it. So even a hostile SVG is harmless here. */
function figure({ address, description }: Picture, caption: string): Markup {
  const words = printableLine(description, LONGEST_DESCRIPTION) || caption;
  return markup`<figure><img loading="lazy" src="${address}" alt="${words}"><figcaption>${caption}</figcaption></figure>`;
}
