/**
 * `deno task lesson LESSON --watch`: shows a verdict at every save.
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { showHint, takeHint } from "../command/hint.ts";
import { showList } from "../command/list.ts";
import { doLastWork, interrupt } from "../../base/interrupt.ts";
import { onDevice } from "../command/on_device.ts";
import { openInViewer } from "../command/open_in_viewer.ts";
import type { LessonRequest } from "../command/request.ts";
import { showReset } from "../command/reset.ts";
import { isSolvedBy, orSayWhy } from "../command/result.ts";
import { printVerdictJson, showRecords, typeErrorLines, wayOn } from "../command/verdict.ts";
import { goalPicture } from "../../teach/stubs/goal_picture.ts";
import { nextUnsolved, readProgress } from "../progress/progress.ts";
import { shortPath } from "../../base/root.ts";
import { firstUnsolved } from "../../judge/run/first_unsolved.ts";
import type { CheckRecord, RunRecord } from "../../judge/run/record.ts";
import { drawnBy, runIn } from "../../judge/run/run.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { type Job, jobFor } from "../../judge/run/job.ts";
import { syllabus } from "../../../syllabus.ts";
import type { Sandbox } from "../../judge/sandbox/sandbox.ts";
import type { LessonEntry } from "../../base/syllabus.ts";
import { wrap } from "../terminal/wrap.ts";
import { type Action, actionOf, KEYS } from "./keys.ts";
import { readKeys } from "./read_keys.ts";
import { Screen } from "./screen.ts";
import type { OpenPage, PageOptions } from "../page/page.ts";
import type { Asked } from "../page/serve.ts";
import { type FileWatch, watchFile } from "./watch_file.ts";
import { watchParent } from "./watch_parent.ts";

const ASK_RESET = "Press r once more to restore the stub; what you wrote is kept in backups/.";

/**
 * Shows the verdict on `lesson` at the start and whenever the text of its file changes. A save interrupts the running
 * verdict. In a terminal, keys trigger the actions in {@linkcode KEYS}. Ends when q is pressed, the terminal is closed,
 * or the process that started it ends.
 * @param pageOptions How the verdicts are also shown in the browser; undefined if they are not.
 * @returns The exit code.
 * @throws {UsageError} If there must be a page, and its address cannot be stored.
 */
export async function watchLesson(
  lesson: LessonEntry,
  request: LessonRequest,
  pageOptions?: PageOptions,
): Promise<number> {
  // most learners use the terminal only, so they need not wait for the page's code
  const page = pageOptions && await import("../page/page.ts").then(({ openPage }) => openPage(pageOptions));
  const session = new Session(lesson, await onDevice(lesson, request), request.device, page);
  const end = () => session.end();
  const leaving = ["unload", "error", "unhandledrejection"] as const; // at Ctrl-C, or after an error in our code
  for (const event of leaving) addEventListener(event, end);
  try {
    await session.ended;
    return 0;
  } finally {
    for (const event of leaving) removeEventListener(event, end);
    end();
  }
}

/** When a file was last written; undefined if there is none. */
function whenWritten(path: string): Promise<number | undefined> {
  return Deno.stat(path).then(({ mtime }) => mtime?.getTime(), () => undefined);
}

/** One `--watch` command, from its start to its end. */
class Session {
  /** Resolves when the session ends. */
  readonly ended: Promise<void>;
  readonly #end: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly #hasKeys: boolean;
  readonly #screen: Screen;
  readonly #giveBack: (() => void)[] = [];
  #request: LessonRequest;
  /** The device that was named on the command line. */
  readonly #device: LessonRequest["device"];
  #job: Job;
  #file?: FileWatch;
  /** A sandbox whose process has already been started, and waits for the next save. */
  #spare?: Sandbox;
  /**
   * The inode number of the folder that the waiting process can read. If the folder is replaced by another of the same
   * name, the process can still read only the old one.
   */
  #folder?: number | null;
  /** Ends the running verdict. */
  #verdict = new AbortController();
  /** Resolves when the current output is complete: only one piece of work prints at a time. */
  #shown: Promise<unknown> = Promise.resolve();
  #lastAction: Action = "none";
  readonly #page?: OpenPage;
  /** The verdicts of the last run, for hints on the page. */
  #checks: CheckRecord[] = [];
  /** A sandbox that draws the picture with the numbers of the page's sliders, and what they were when last moved. */
  #drawing?: Sandbox;
  #turned?: { about: string; isKept: boolean };
  #isDrawing = false;

  constructor(lesson: LessonEntry, request: LessonRequest, device: LessonRequest["device"], page?: OpenPage) {
    this.#request = request;
    this.#page = page;
    if (page) page.onAsked = (asked) => void orSayWhy(() => this.#ask(asked));
    this.#job = jobFor(lesson, request);
    this.#device = device;
    this.ended = this.#end.promise;
    this.#hasKeys = !request.json && Deno.stdin.isTerminal();
    this.#screen = new Screen(this.#hasKeys ? KEYS : "", request.style);
    this.#watch(this.#job); // this comes first, because it may throw, and there is nothing to restore yet
    this.#giveBack.push(watchParent(() => this.end()));
    if (this.#hasKeys) this.#giveBack.push(readKeys((characters) => this.#press(characters), () => this.end()));
  }

  /** Ends the processes, stops watching the file, and restores the terminal. Can be called twice. */
  end(): void {
    this.#verdict.abort();
    this.#spare?.dispose();
    this.#spare = undefined;
    this.#stopDrawing();
    this.#file?.stop();
    this.#screen.back();
    for (const giveBack of this.#giveBack) giveBack();
    void this.#page?.close();
    this.#end.resolve();
  }

  /** Switches to the lesson of `job`. The first verdict names the lesson's file, because the learner must open it. */
  #watch(job: Job): void {
    this.#verdict.abort();
    this.#file?.stop();
    this.#spare?.dispose();
    this.#job = job;
    this.#spare = this.#newSandbox();
    this.#warm(this.#spare);
    const path = fileURLToPath(job.url);
    const where = this.#page ? `\nThe page: ${this.#page.address}` : "";
    let announcement = this.#request.json ? "" : `A verdict at every save of ${shortPath(path)}${where}`;
    this.#page?.view.lesson(job).catch(this.#end.reject);
    this.#file = watchFile(path, {
      onChange: () =>
        this.#judge(() => {
          if (announcement) console.log(wrap(announcement, 2, this.#request.style.width));
          announcement = "";
        }),
      onPolling: () =>
        this.#screen.add(() =>
          console.error(
            wrap(
              `File changes are not reported here: ${shortPath(path)} is read every 0.3 s.`,
              2,
              this.#request.style.width,
            ),
          )
        ),
    });
  }

  /** Replaces the verdict on the screen with a new verdict, below the output of `first`. */
  #judge(first: () => void | Promise<unknown>): void {
    this.#lastAction = "none"; // the question about a reset is no longer on the screen
    this.#verdict.abort();
    const { signal } = this.#verdict = new AbortController();
    this.#show(async () => {
      if (signal.aborted) return;
      const records = this.#shownOnPage(this.#records(signal), signal);
      if (this.#request.json) return await printVerdictJson(this.#job, this.#request, records, signal);
      this.#screen.clear();
      await first();
      if (signal.aborted) return;
      await this.#showVerdict(records, signal);
    });
  }

  async #showVerdict(records: AsyncIterable<RunRecord>, signal: AbortSignal): Promise<void> {
    const job = this.#job;
    const lesson = job.entry;
    const checks = await showRecords(records, job, this.#request, signal);
    if (signal.aborted) return;
    this.#request = { ...this.#request, open: false }; // one window of the viewer is enough
    if (!this.#hasKeys) console.log(await wayOn(lesson, checks, this.#request));
    else if (isSolvedBy(checks)) {
      console.log(wrap(`${lesson.learned}\nSolved. Press n for the next lesson.`, 2, this.#request.style.width));
    }
    this.#screen.showFooter();
    // without await, so that keys need not wait for the compiler
    typeErrorLines(job, checks, this.#request, signal).then((lines) => {
      if (!signal.aborted) this.#page?.view.types(lines.map((line) => stripVTControlCharacters(line)));
      if (lines.length > 0) this.#add(signal, () => lines.forEach((line) => console.log(line)));
    }, this.#end.reject);
  }

  #newSandbox(): Sandbox {
    return sandboxFor(this.#job, { isEdited: true, measured: this.#request.measured });
  }

  #warm(sandbox: Sandbox): void {
    this.#folder = this.#folderNow();
    sandbox.warm();
  }

  #folderNow(): number | null {
    try {
      return Deno.statSync(new URL(".", this.#job.url)).ino;
    } catch {
      return null;
    }
  }

  /** Runs the checks in the waiting process. As soon as the verdict is known, it starts the next process. */
  async *#records(signal: AbortSignal): AsyncGenerator<RunRecord, void, undefined> {
    const sandbox = this.#spare!;
    if (this.#folder !== this.#folderNow()) sandbox.dispose(); // the run starts a new process
    const next = this.#spare = this.#newSandbox();
    const kill = () => sandbox.dispose();
    signal.addEventListener("abort", kill);
    try {
      for await (
        const record of runIn(sandbox, this.#job, { ...this.#request, pictureSpec: this.#page !== undefined })
      ) {
        yield record;
        if (record.type === "score" && this.#spare === next) this.#warm(next);
      }
    } finally {
      signal.removeEventListener("abort", kill);
      kill();
    }
  }

  /** Passes on the records, and shows them on the page if there is one, until the next save. */
  async *#shownOnPage(
    records: AsyncIterable<RunRecord>,
    signal: AbortSignal,
  ): AsyncGenerator<RunRecord, void, undefined> {
    if (!this.#page) return yield* records;
    const { view } = this.#page;
    const checks: CheckRecord[] = [];
    this.#stopDrawing();
    this.#checks = []; // no hint before the verdict: the first check that does not pass is not known yet
    view.begin();
    for await (const record of records) {
      if (signal.aborted) return;
      if (record.type === "check") checks.push(record);
      if (record.type === "score") this.#checks = checks;
      view.record(record);
      yield record;
      if (record.type === "score") await view.progressed(); // the points have been stored
    }
    if (!signal.aborted) view.end();
  }

  /** Does what a reader of the page asks for. */
  async #ask({ do: what, about }: Asked): Promise<void> {
    switch (what) {
      case "run":
        return this.#judge(() => {});
      case "hint":
        await takeHint(this.#checks);
        return await this.#page!.view.progressed();
      case "turn":
      case "release": // the slider stays where it is: later curves are compared with this one
        return await this.#turn(about ?? "", what === "release");
      case "edit":
        return await this.#page!.edit(fileURLToPath(this.#job.url), firstUnsolved(this.#checks)?.location?.line);
      case "next":
        return await this.#next();
      case "stop":
        return await this.#stop();
      case "lesson": {
        const lesson = syllabus.find(({ id }) => id === about);
        if (lesson && lesson !== this.#job.entry) await this.#go(lesson);
      }
    }
  }

  /** Draws the picture with the numbers of the sliders. While one is drawn, only the newest request waits. */
  async #turn(about: string, isKept: boolean): Promise<void> {
    this.#turned = { about, isKept };
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    try {
      while (this.#turned !== undefined) {
        const view = this.#page!.view;
        const { about, isKept } = this.#turned;
        const turned = view.turned(about);
        this.#turned = undefined;
        if (!turned) return;
        const sandbox = this.#drawing ??= this.#newSandbox();
        const record = await drawnBy(sandbox, { hasSpec: true, knobs: turned.knobs, isKept });
        if (sandbox === this.#drawing) turned.show(record);
      }
    } finally {
      this.#isDrawing = false;
    }
  }

  /** Ends the process that draws: the file has changed, or another lesson is watched. */
  #stopDrawing(): void {
    this.#drawing?.dispose();
    this.#drawing = undefined;
    this.#turned = undefined;
  }

  /** Stops a training run as Ctrl-C does, but goes on watching. */
  async #stop(): Promise<void> {
    const path = join(this.#request.plots, `${this.#job.entry.id}-stopped.svg`);
    const before = await whenWritten(path);
    const work = doLastWork();
    if (!work) return;
    await work;
    this.#verdict.abort();
    const isNew = await whenWritten(path) !== before; // or it could not be drawn
    const svg = isNew ? await Deno.readTextFile(path).catch(() => "") : "";
    this.#page?.view.stopped(shortPath(path), svg);
  }

  /** Calls `work` when the current output is complete. If `work` fails, the session ends. */
  #show(work: () => Promise<unknown>): void {
    this.#shown = this.#shown.then(work).catch(this.#end.reject);
  }

  /** Shows the output of `work` below the verdict to which `signal` belongs, if that verdict is still on the screen. */
  #add(signal: AbortSignal, work: () => unknown): void {
    this.#show(async () => signal.aborted || await this.#screen.add(() => orSayWhy(async () => await work())));
  }

  #press(characters: string): void {
    const action = actionOf(characters, this.#lastAction);
    this.#lastAction = action;
    const isOwn = this.#request.target === "lessons";
    const { signal } = this.#verdict;
    const add = (work: () => unknown) => this.#add(signal, work);
    const instead = (work: () => unknown) =>
      this.#show(async () => signal.aborted || await this.#screen.instead(() => orSayWhy(async () => await work())));
    switch (action) {
      case "interrupt":
        return interrupt();
      case "quit":
        return this.end();
      case "next":
        return void orSayWhy(() => this.#next());
      case "hint":
        return instead(() => showHint(this.#job, this.#request).finally(() => this.#page?.view.progressed()));
      case "list":
        return instead(() => showList(this.#request));
      case "open":
        this.#screen.back();
        return void this.#openPicture(); // some viewers do not return before their window is closed
      case "ask reset":
        return add(() =>
          console.log(
            wrap(isOwn ? ASK_RESET : "There is nothing to reset in the solutions.", 2, this.#request.style.width),
          )
        );
      case "reset":
        if (!isOwn) return;
        return this.#judge(() => orSayWhy(() => this.#reset()));
      case "none":
        return this.#show(() => Promise.resolve(this.#screen.back()));
    }
  }

  async #next(): Promise<void> {
    const next = nextUnsolved(await readProgress(), this.#job.entry.id);
    if (next && next !== this.#job.entry) return await this.#go(next);
    const message = next ? "This is the only lesson left." : "Every lesson is solved: well done.";
    await this.#screen.add(() => console.log(wrap(message, 2, this.#request.style.width)));
  }

  /** Switches to another lesson. It begins without --full, and on the device that is fastest for it. */
  async #go(lesson: LessonEntry): Promise<void> {
    this.#request = await onDevice(lesson, { ...this.#request, full: false, device: this.#device });
    this.#watch(jobFor(lesson, this.#request));
  }

  async #reset(): Promise<void> {
    await showReset(this.#job.entry, this.#request);
    await this.#file?.acknowledge();
  }

  /** Opens the lesson's own picture, or the goal picture if there is none yet. */
  async #openPicture(): Promise<void> {
    const own = join(this.#request.plots, `${this.#job.entry.id}.svg`);
    const path = await Deno.stat(own).then(() => own, () => goalPicture(this.#job.entry.id));
    const complaint = await openInViewer(path);
    if (complaint) this.#screen.add(() => console.error(wrap(complaint, 2, this.#request.style.width)));
  }
}
