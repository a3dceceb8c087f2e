/**
 * The lesson in its own process. This is the only module that imports a lesson.
 * @module
 */
import { linesOf } from "../../base/lines_of.ts";
import { readLesson } from "./lesson_file.ts";

/** What the lesson exports, by name. */
export type Namespace = Record<string, unknown>;

/** The lesson to be asked. It is imported when it is first needed. */
export class LessonModule {
  /** Its address. */
  url: string;
  /** Its text when it was imported, or before that its present text, which messages quote. */
  lines: readonly string[];
  #namespace: Promise<Namespace> | undefined;
  readonly #all: Set<string>;

  /** @param url The address of the lesson for which the process is started. */
  constructor(url: string) {
    this.url = url;
    this.#all = new Set([url]);
    this.lines = firstLines(url);
  }

  /** Whether the lesson has started to run: from then on, an error may be its fault. */
  get hasBegun(): boolean {
    return this.#namespace !== undefined;
  }

  /** Replaces the previous lesson with the one at `url`, if that is a different one. */
  exchange(url: string): void {
    if (url !== this.url) this.#namespace = undefined;
    this.#all.add(this.url = url);
  }

  /** Whether the module at `url` is a lesson that was asked for, now or before. */
  isLesson(url: string): boolean {
    return this.#all.has(url);
  }

  /** Imports the lesson, unless it is already imported. */
  load(): Promise<Namespace> {
    return this.#namespace ??= this.#import();
  }

  async #import(): Promise<Namespace> {
    this.lines = linesIn(this.url); // a process that waited for a save still has the old text
    return await import(this.url);
  }
}

/** Returns none if there is no such file. */
function linesIn(url: string): string[] {
  return linesOf(readLesson(url) ?? "");
}

function firstLines(url: string): string[] {
  try {
    return linesIn(url);
  } catch {
    return []; // the first question is answered with the reason
  }
}
