/**
 * The result of a student in a lesson, for the instructor and for the student.
 * @module
 */
import { printableLine, printableName } from "../../../base/printable.ts";
import { firstUnsolved } from "../../../judge/run/first_unsolved.ts";
import type { GradedCheck } from "../../journal/entry.ts";
import { wasLate } from "../../rules/counted_points.ts";
import { lossWords, scaledWords } from "../../rules/rule_words.ts";
import type { LessonResult } from "../class_results.ts";
import { checkItem } from "./check_item.ts";
import { checkWords } from "./check_words.ts";
import { knownMistake } from "./known_mistake.ts";
import { lessonMark } from "./lesson_mark.ts";
import { type Markup, markup } from "./markup.ts";
import type { Refusal } from "./refusals.ts";
import { refusedFile } from "./refused_file.ts";
import { score } from "./score.ts";
import { sameVerdict } from "./same_verdict.ts";
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
  /** The refused files that are named for the lesson. */
  refused: readonly Refusal[];
  /** The student's picture; null if there is none. */
  picture: Picture | null;
  /** The goal picture; null if there is none, or it is not shown. */
  goal: Picture | null;
}

/**
 * A lesson that was handed in, with all of its checks, and the student's picture next to the goal; or why it is missing.
 */
export function lessonSection(result: LessonResult, options: Options): Markup {
  const { heading, reader, refused, picture, goal } = options;
  const { points, maxPoints, checks } = result;
  const wasJudged = checks.length > 0;
  return markup`<section class="lesson">
<div class="title">${heading} ${lessonMark(result, refused)} ${wasJudged ? score(points, maxPoints) : ""}</div>
${factsOf(result, reader)}
${wasJudged ? [checksOf(result, reader), picturesOf(picture, goal, reader)] : whyNot(result, options)}
</section>
`;
}

/** When it was handed in, and how it was judged. */
function factsOf(result: LessonResult, reader: Reader): Markup {
  const { submittedAt, maxPoints, rule, path, device, walls, seconds, gradedAt } = result;
  const facts = [
    ...path !== null ? [markup`<code>${printableName(path)}</code>`] : [],
    ...submittedAt !== null ? [markup`handed in ${moment(submittedAt)}`] : [],
    ...rule?.dueAt ? [markup`due ${moment(rule.dueAt)}`] : [],
    ...wasLate(result) && !rule ? [markup`<b class="warning">late</b>`] : [],
    ...rule ? [scaledWords(rule, maxPoints)].filter((words) => words !== "").map((words) => markup`${words}`) : [],
    ...rule ? lossWords(rule).map((words) => markup`<b class="warning">${words}</b>`) : [],
    ...gradedAt !== null ? [markup`judged ${moment(gradedAt)}`] : [],
    ...device !== null ? [markup`on ${printableLine(device, 100)}`] : [],
    // walls are the instructor's business
    ...walls !== null && reader === "instructor" ? [markup`behind ${walls === 1 ? "one wall" : "two walls"}`] : [],
    ...seconds !== null ? [markup`in ${duration(seconds)}`] : [],
  ];
  if (facts.length === 0) return markup``;
  return markup`<p class="facts">${facts.map((fact) => markup`<span>${fact}</span>`)}</p>`;
}

/** Why it was not judged. If the reason is about the grader's machine, a student is not told. */
function whyNot({ status, message }: LessonResult, { reader, refused }: Options): Markup {
  if (status === "missing") {
    return markup`<p>A file for this lesson was refused:</p>
<ul>
${refused.map((refusal) => markup`<li>${refusedFile(refusal)}</li>`)}
</ul>`;
  }
  if (status === "waiting") return markup`<p>This file still waits to be judged.</p>`;
  if (reader === "instructor") return markup`<p>${printableLine(message, LONGEST_REASON)}</p>`;
  return markup`<p>This lesson could not be judged. It is not your fault: ask your instructor.</p>`;
}

function checksOf(result: LessonResult, reader: Reader): Markup {
  const { lesson, checks } = result;
  const first = firstUnsolved(checks);
  const optionsOf = (check: GradedCheck) => {
    const isFirst = reader === "student" && check === first && check.status !== "skipped";
    const mistake = knownMistake(check, result);
    // as in the terminal, the question is only asked where no message names the mistake
    const question = isFirst && !check.hasCause ? mistake?.text ?? "" : "";
    const name = mistake ? `Known mistake: ${mistake.mutant}` : "";
    const diagnosis = reader === "student" ? question : name;
    return { file: `${lesson}.ts`, isFirst, diagnosis, printed: PRINTED[reader] };
  };
  const same = sameVerdict(checks);
  if (!same) {
    return markup`<ul class="checks">
${checks.map((check) => checkItem(check, optionsOf(check)))}
</ul>`;
  }
  const options = optionsOf(checks[0]);
  return markup`<div class="same">
<p class="note">The same in all ${checks.length} checks:</p>
${checkWords(same.common, options)}
</div>
<ul class="checks">
${same.rest.map((check) => checkItem(check, { ...options, isFirst: false, diagnosis: "" }))}
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
