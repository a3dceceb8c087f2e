/**
 * Imports the lesson in the lesson's own process. This is the only module that imports a lesson.
 * @module
 */
import { linesOf } from "../../base/lines_of.ts";
import { readLesson } from "./lesson_file.ts";

/** The exports of a lesson, by name. */
export type Namespace = Record<string, unknown>;

/** The lesson that receives the requests. It is imported when it is first needed. */
export class LessonModule {
  /** The URL of the lesson. */
  url: string;
  /** The lines of the lesson, for messages. After the import, they are the lines of the imported text. */
  lines: readonly string[];
  #namespace: Promise<Namespace> | undefined;
  readonly #all: Set<string>;

  /** @param url The URL of the lesson for which the process is started. */
  constructor(url: string) {
    this.url = url;
    this.#all = new Set([url]);
    this.lines = firstLines(url);
  }

  /** Whether the lesson has started to run. From then on, the lesson may have caused an error. */
  get hasBegun(): boolean {
    return this.#namespace !== undefined;
  }

  /** Replaces the lesson with the one at `url`, if it is a different lesson. */
  exchange(url: string): void {
    if (url !== this.url) this.#namespace = undefined;
    this.#all.add(this.url = url);
  }

  /** Whether the module at `url` is a lesson that has been requested, now or earlier. */
  isLesson(url: string): boolean {
    return this.#all.has(url);
  }

  /** Imports the lesson, unless it is already imported. */
  load(): Promise<Namespace> {
    return this.#namespace ??= this.#import();
  }

  async #import(): Promise<Namespace> {
    this.lines = linesIn(this.url); // the lesson may have been saved again since its lines were read
    return await import(this.url);
  }
}

/** The lines of a file; no lines if it cannot be read. */
function linesIn(url: string): string[] {
  return linesOf(readLesson(url) ?? "");
}

function firstLines(url: string): string[] {
  try {
    return linesIn(url);
  } catch {
    return []; // the answer to the first request gives the reason
  }
}
