/**
 * The map of the course: every lesson with its points, and where the learner is.
 * @module
 */
import { digitsOf } from "../../../base/lesson_number.ts";
import type { LessonEntry } from "../../../base/syllabus.ts";
import { markup } from "../../../grade/reports/html/markup.ts";
import { isSolved, nextUnsolved, type Progress } from "../../progress/progress.ts";

/** The section, as a list that leads to each lesson. */
export function mapSection(lessons: readonly LessonEntry[], progress: Progress, current: string): string {
  const next = nextUnsolved(progress, undefined, lessons)?.id;
  const items = lessons.map(({ id, title }) => {
    const points = progress.lessons.get(id);
    const state = isSolved(progress, id) ? "solved" : points?.points ? "begun" : "to do";
    const symbol = { "solved": "✓", "begun": "…", "to do": "□" }[state];
    const name = `${digitsOf(id)} · ${title}, ${state}${id === next ? ", next" : ""}`;
    return markup`<li><button type="button" id="lesson-${id}" data-do="lesson" data-about="${id}" class="${
      state.replace(" ", "-")
    }${id === next ? " next" : ""}" aria-label="${name}" title="${name}"${
      id === current ? markup` aria-current="true"` : ""
    }><span aria-hidden="true">${symbol}</span> ${digitsOf(id)}</button></li>`;
  });
  return markup`<ol class="map">${items}</ol>`.text;
}
