/**
 * The result of a student in a lesson, for the instructor and for the student.
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import type { LessonResult } from "../class_results.ts";
import { checkItem } from "./check_item.ts";
import { type Markup, markup } from "./markup.ts";
import { statusMark } from "./status_mark.ts";
import { duration, moment } from "./time_element.ts";

/** The longest description of a picture, in characters. */
const LONGEST_DESCRIPTION = 600;

/** How much of a lesson's output is shown at each check: a page about a class must stay small enough to be opened. */
const PRINTED = { instructor: 600, student: 4000 };

/** How the result is shown. */
interface Options {
  /** The heading. */
  heading: Markup;
  /** For whom. */
  reader: "instructor" | "student";
  /** The student's picture; null if there is none. */
  picture: Picture | null;
  /** The goal picture; null if there is none, or it is not shown. */
  goal: Picture | null;
}

/** A picture on a page. */
export interface Picture {
  /** Its address. */
  address: string;
  /** What it shows, in words. */
  description: string;
}

/** The lesson with all of its checks, and the student's picture beside the goal. */
export function lessonSection(result: LessonResult, { heading, reader, picture, goal }: Options): Markup {
  const { status, points, maxPoints, checks } = result;
  const score = status === "missing" || status === "waiting"
    ? ""
    : markup`<span class="score">${points}/${maxPoints}</span>`;
  return markup`<section class="lesson">
<div class="title">${heading} ${statusMark(status)} ${score}</div>
${[
    ...metaOf(result, reader),
    ...checksOf(result, reader),
    ...checks.length > 0 ? [figures(picture, goal, reader)] : [],
  ]}
</section>`;
}

/** When it was handed in and how it was judged, and why it was not. */
function metaOf(result: LessonResult, reader: Options["reader"]): Markup[] {
  const { status, submittedAt, isLate, path, device, walls, seconds, gradedAt, message } = result;
  const isForStudent = reader === "student";
  const facts = [
    ...path !== null ? [markup`<span><code>${printableName(path)}</code></span>`] : [],
    ...submittedAt !== null ? [markup`<span>handed in ${moment(submittedAt)}</span>`] : [],
    ...isLate ? [markup`<span><b class="late">late</b></span>`] : [],
    ...gradedAt !== null ? [markup`<span>judged ${moment(gradedAt)}</span>`] : [],
    ...device !== null ? [markup`<span>on ${printableLine(device, 100)}</span>`] : [],
    // a student has not heard of walls
    ...walls !== null && !isForStudent ? [markup`<span>behind ${walls === 1 ? "one wall" : "two walls"}</span>`] : [],
    ...seconds !== null ? [markup`<span>in ${duration(seconds)}</span>`] : [],
  ];
  // the reason is about the grader's machine, so it is only for the instructor
  const why = isForStudent
    ? "This lesson could not be judged, and you are not to blame. Your instructor knows the reason."
    : printableLine(message, 1000);
  return [
    ...facts.length > 0 ? [markup`<p class="facts">${facts}</p>`] : [],
    ...status === "not graded" ? [markup`<p>${why}</p>`] : [],
    ...status === "waiting" ? [markup`<p>This file still waits to be judged.</p>`] : [],
  ];
}

function checksOf({ lesson, checks, diagnosis }: LessonResult, reader: Options["reader"]): Markup[] {
  if (checks.length === 0) return [];
  const first = firstUnsolved(checks);
  const items = checks.map((check) => {
    const isFirst = reader === "student" && check === first;
    const known = check.status === "pass" ? null : check.diagnosis ?? (check.status === "fail" ? diagnosis : null);
    // as in the terminal: the question follows where no message names the mistake
    const question = isFirst && !check.hasCause && known ? known.text : "";
    return checkItem(check, {
      file: `${lesson}.ts`,
      isFirst,
      diagnosis: reader === "student" ? question : known ? `Known mistake: ${known.mutant}` : "",
      printed: PRINTED[reader],
    });
  });
  return [markup`<ul class="checks">
${items}
</ul>`];
}

function figures(picture: Picture | null, goal: Picture | null, reader: Options["reader"]): Markup {
  if (!picture && !goal) return markup``;
  const whose = reader === "student" ? "Your picture" : "The student’s picture";
  return markup`<div class="pictures">
${picture ? figure(picture, whose) : markup`<p class="none">No picture was drawn.</p>`}
${goal ? figure(goal, "The goal") : ""}
</div>`;
}

/** A browser runs no script in an image, and loads nothing for it. So even a hostile SVG is harmless here. */
function figure({ address, description }: Picture, caption: string): Markup {
  const text = printableLine(description, LONGEST_DESCRIPTION) || caption;
  return markup`<figure><img loading="lazy" src="${address}" alt="${text}"><figcaption>${caption}</figcaption></figure>`;
}
