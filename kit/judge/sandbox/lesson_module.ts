/**
 * The lesson in its own process. This is the only module that imports one.
 * @module
 */
import { linesOf } from "../../base/lines_of.ts";
import { readLesson } from "./lesson_file.ts";

/** What the lesson exports, by name. */
export type Namespace = Record<string, unknown>;

/** The lesson that is asked; it is imported when it is first needed. */
export class LessonModule {
  /** Its address. */
  url: string;
  /** Its text when it was imported, or until then its present text, for messages to quote. */
  lines: readonly string[];
  #namespace: Promise<Namespace> | undefined;
  readonly #all: Set<string>;

  /** @param url The address of the lesson for which the process is started. */
  constructor(url: string) {
    this.url = url;
    this.#all = new Set([url]);
    this.lines = firstLines(url);
  }

  /** Whether the lesson has begun to run: from then on, it may be at fault. */
  get hasBegun(): boolean {
    return this.#namespace !== undefined;
  }

  /** Replaces the previous lesson with the one at `url`, if it is another. */
  exchange(url: string): void {
    if (url !== this.url) this.#namespace = undefined;
    this.#all.add(this.url = url);
  }

  /** Whether the module at `url` is a lesson that was asked for, now or before. */
  isLesson(url: string): boolean {
    return this.#all.has(url);
  }

  /** Imports the lesson, unless that is done already. */
  load(): Promise<Namespace> {
    return this.#namespace ??= this.#import();
  }

  async #import(): Promise<Namespace> {
    this.lines = linesIn(this.url); // a process that waited for a save knows the old text
    return await import(this.url);
  }
}

/** None if there is no such file. */
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
