/**
 * The page as a view of the records of a run. It turns records into sections, and keeps the sections for pages that are
 * opened later.
 * @module
 */
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { KnobValues } from "../../base/syllabus.ts";
import { digitsOf } from "../../base/lesson_number.ts";
import { readText } from "../../base/read_text.ts";
import { root, shortPath } from "../../base/root.ts";
import { type Markup, markup } from "../../grade/reports/html/markup.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import { readLesson } from "../../judge/sandbox/lesson_file.ts";
import type { Job } from "../../judge/run/job.ts";
import type { CheckRecord, PictureRecord, ProgressRecord, RunRecord, ScoreRecord } from "../../judge/run/record.ts";
import { withLook } from "../../learn/training/training.ts";
import { briefOf } from "../../teach/stubs/brief_of.ts";
import { goalPicture } from "../../teach/stubs/goal_picture.ts";
import { syllabus } from "../../../syllabus.ts";
import { nextUnsolved, type Progress, readProgress } from "../progress/progress.ts";
import { briefHtml } from "./brief/brief_html.ts";
import { checksSection, scoreSection } from "./sections/checks.ts";
import { knobsSection, knobText, knobValues } from "./sections/knobs.ts";
import { mapSection } from "./sections/map.ts";
import { goalSection, pictureSections, stoppedSections } from "./sections/picture.ts";
import { signaturesSection } from "./sections/signatures.ts";
import { trainingSection } from "./sections/training.ts";
import { comparisonSection } from "./sections/comparison.ts";
import { courseVersion } from "./course_version.ts";
import { helpText } from "./help_text.ts";
import { Saves } from "./saves.ts";
import type { Sections } from "./serve.ts";

/** How often a training run is drawn anew, in milliseconds. */
const DRAW_MS = 100;

/** What stands beside the picture while a new one is drawn, so that nobody takes the old one for it. */
const DRAWING = "drawing…";

/** How the lesson can be opened in an editor. */
export interface Editing {
  /** The name of an editor that the page can open; undefined if there is none. */
  editor?: string;
  /** Otherwise, the line to type in a terminal; undefined if no editor is known. */
  command?: (path: string, line?: number) => string;
}

/** The text of a lesson; "" if there is none, or if it is a link, a pipe or anything else that is never read. */
function textOf(url: string): string {
  try {
    return (readLesson(url) ?? "").replaceAll("\r\n", "\n");
  } catch {
    return "";
  }
}

/** Turns records into sections. */
export class PageView {
  /** All sections as they are now. */
  readonly sections: Sections = {};
  readonly #send: (sections: Sections) => void;
  #job?: Job;
  #text = "";
  #progress: Progress = { lessons: new Map(), full: new Map(), hints: new Map() };
  #checks: CheckRecord[] = [];
  #score?: ScoreRecord;
  #training: ProgressRecord[] = [];
  #trainingDrawn = -Infinity;
  readonly #saves = new Saves();
  /** Whether the last verdict has a picture. */
  #hasPicture = false;
  /** Whether a slider has been moved since the usual picture was drawn. */
  #isTurned = false;

  readonly #editing: Editing;

  /**
   * @param send Called with each section that has changed.
   * @param editing How the lesson can be opened in an editor; by default, the page only shows its path.
   */
  constructor(send: (sections: Sections) => void, editing: Editing = {}) {
    this.#send = send;
    this.#editing = editing;
  }

  /** Shows another lesson. */
  async lesson(job: Job): Promise<void> {
    this.#job = job;
    this.#saves.clear();
    const { id, title } = job.entry;
    this.#checks = [];
    this.#score = undefined;
    this.#change({
      title: `${digitsOf(id)} · ${title}`,
      file: this.#fileHtml(),
      ...{
        brief: "",
        checks: "",
        training: "",
        picture: "",
        chart: "",
        words: "",
        data: "",
        goal: "",
        knobs: "",
        saves: "",
        comparison: "",
        help: "",
        types: "",
        drawing: "",
      },
    });
    const [solution, goal] = await Promise.all([
      readText(join(root, "solutions", `${id}.ts`)),
      Deno.readTextFile(goalPicture(id)).catch(() => ""),
    ]);
    if (this.#job !== job) return;
    const signatures = signaturesSection(solution, `solutions/${id}.ts`);
    this.#change({
      brief: briefHtml(briefOf(solution)) + signatures.text,
      goal: goalSection(goal),
      ...this.sections.picture ? {} : pictureSections(undefined),
      knobs: knobsSection(job.entry.knobs ?? []),
    });
    await this.progressed();
  }

  /** Begins a verdict. */
  begin(): void {
    this.#checks = [];
    this.#score = undefined;
    this.#training = [];
    this.#hasPicture = false;
    this.#text = textOf(this.#job!.url.href);
    this.#change({
      score: scoreSection({ checks: [] }, markup``),
      state: "judging",
      types: "",
      help: "",
      drawing: DRAWING,
    });
  }

  /** Shows what the compiler says about a lesson, which comes after the verdict and does not change it. */
  types(lines: readonly string[]): void {
    this.#change({
      types: lines.length > 0 ? markup`<h2>Types</h2><pre tabindex="0">${lines.join("\n")}</pre>`.text : "",
    });
  }

  /** Shows a record. */
  record(record: RunRecord): void {
    if (record.type === "check") this.#checks.push(record);
    if (record.type === "score") this.#score = record;
    if (record.type === "picture") {
      this.#hasPicture = true;
      if (this.#isTurned) this.#change({ knobs: knobsSection(this.#job?.entry.knobs ?? []) });
      this.#isTurned = false;
      const sections = pictureSections(record);
      this.#saves.complete(sections);
      this.#change({ ...sections, drawing: "" });
    }
    if (record.type === "progress") return this.#train(record);
    if (this.#training.length > 0) {
      this.#training = [];
      this.#change({ training: "" });
    }
    if (record.type === "score") {
      this.#showVerdict();
      const { checks, score } = this.sections;
      this.#saves.add(record.points, record.maxPoints, { checks, score, ...pictureSections(undefined) });
      this.#change({ saves: this.#saves.section() });
    } else if (record.type === "check") {
      this.#change({ score: scoreSection({ checks: this.#checks }, markup``), checks: this.#checksHtml() });
    }
  }

  /** Ends a verdict. The picture before is shown up to here, so that nothing flickers, but it is not that of this save. */
  end(): void {
    if (!this.#hasPicture) this.#change({ ...pictureSections(undefined), drawing: "" });
  }

  /**
   * The numbers and choices, and what shows the picture with them; undefined if they are not those of this lesson.
   * @param about What the page sends: the position of each slider and of each list.
   */
  turned(about: string): { knobs: KnobValues; show: (record: PictureRecord) => void } | undefined {
    const { knobs = [], id } = this.#job?.entry ?? { id: "" };
    const values = knobValues(knobs, about);
    if (!values) return undefined;
    this.#isTurned = true;
    // the sliders are not replaced on pages that are open, or the one that is being dragged would be lost
    this.sections.knobs = knobsSection(knobs, values);
    const texts = knobs.map((knob) => [`value-${knob.name}`, knobText(knob, values[knob.name])]);
    this.#send({ positions: about, ...Object.fromEntries(texts) });
    this.#change({ drawing: DRAWING });
    const show = (record: PictureRecord) => {
      if (id !== this.#job?.entry.id) return;
      this.#change({ ...pictureSections(record), drawing: "" });
    };
    return { knobs: values, show };
  }

  /**
   * Says that the training run was stopped, and shows its loss so far.
   * @param path Where the picture of this loss is.
   * @param svg The picture; "" if it could not be drawn.
   */
  stopped(path: string, svg: string): void {
    this.#training = [];
    const score =
      markup`<p class="points"><b>Stopped</b></p><p class="quiet">The loss so far is in ${path}. Save the file, or press r, to judge it again.</p>`;
    this.#change({
      ...{ training: "", score: score.text, state: "judged", drawing: "" },
      ...svg ? stoppedSections(svg) : {},
    });
  }

  /** Shows the points and hints that are stored now. */
  async progressed(): Promise<void> {
    this.#progress = await readProgress().catch(() => this.#progress);
    this.#change({ map: mapSection(syllabus, this.#progress, this.#job?.entry.id ?? "") });
    if (!this.#score) return;
    this.#showVerdict();
    const isSolved = this.#score.points === this.#score.maxPoints && this.#job?.target === "lessons";
    this.#change({ comparison: isSolved ? await comparisonSection(this.#job!.entry.id) : "" });
  }

  /** What the page showed after an earlier save, and which one that was; undefined if there is no such save. */
  past(number: string): Sections | undefined {
    const sections = this.#saves.at(number);
    return sections && { ...sections, looking: number };
  }

  /** A text that says everything somebody needs who is asked for help. */
  async help(): Promise<Sections> {
    if (!this.#job) return {};
    const version = await courseVersion();
    const text = helpText({ checks: this.#checks, score: this.#score, file: this.#file(), text: this.#text, version });
    return {
      help:
        markup`<h2>Ask for help</h2><p>Copy this text to whoever you ask: <button type="button" id="copy-help" data-do="copy" data-about="help-text">Copy</button></p><pre id="help-text" tabindex="0">${text}</pre>`
          .text,
    };
  }

  #showVerdict(): void {
    this.#change({
      checks: this.#checksHtml(),
      score: scoreSection({ checks: this.#checks, score: this.#score }, this.#next()),
      state: "judged",
    });
    if (this.sections.file !== this.#fileHtml()) this.#change({ file: this.#fileHtml() });
  }

  /** The path of the lesson's file, and how to open it, at the line of the first mistake. */
  #fileHtml(): string {
    const { editor, command } = this.#editing;
    const line = command?.(this.#file(), firstUnsolved(this.#checks)?.location?.line);
    const open = editor
      ? markup` <button type="button" id="edit" data-do="edit">Open in ${editor} <kbd>e</kbd></button>`
      : line
      ? markup` To open it, type <code id="command">${line}</code> <button type="button" id="copy-command" data-do="copy" data-about="command">Copy the line</button>`
      : markup``;
    return markup`<code id="path">${this.#file()}</code> <button type="button" id="copy" data-do="copy" data-about="path">Copy the path</button>${open}`
      .text;
  }

  /** The lesson's file, as the learner would type it. */
  #file(): string {
    return shortPath(fileURLToPath(this.#job!.url));
  }

  #checksHtml(): string {
    return checksSection({
      checks: this.#checks,
      score: this.#score,
      file: this.#file(),
      text: this.#text,
      hints: this.#progress.hints,
    });
  }

  /** What comes after a solved lesson. */
  #next(): Markup {
    if (!this.#score || this.#score.points < this.#score.maxPoints) return markup``;
    const { id, learned } = this.#job!.entry;
    const next = nextUnsolved(this.#progress, id);
    const way = next && next.id !== id
      ? markup`<button type="button" id="next" data-do="next">Next: ${
        digitsOf(next.id)
      } · ${next.title} <kbd>n</kbd></button>`
      : markup`<p>Every other lesson is solved.</p>`;
    return markup`<p class="learned">${learned}</p>${way}`;
  }

  #train(record: ProgressRecord): void {
    this.#training = withLook(record, this.#training);
    const now = performance.now();
    if (now - this.#trainingDrawn < DRAW_MS) return;
    this.#trainingDrawn = now;
    this.#change({ training: trainingSection(this.#training) });
  }

  #change(sections: Sections): void {
    Object.assign(this.sections, sections);
    this.#send(sections);
  }
}
