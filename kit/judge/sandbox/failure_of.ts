/**
 * Describes an error from the lesson's process as plain text that can be sent.
 * @module
 */
import { withMinus } from "../../base/minus.ts";
import { shapesSentence } from "../../learn/device/shapes_told.ts";
import type { LessonModule } from "./lesson_module.ts";
import type { Failure, Location, Request } from "./messages.ts";
import { followsFromPromise } from "./promises_in_tidy.ts";

/** At most this many characters of a message are sent; a learner sees fewer. */
export const MAX_MESSAGE = 5000;

/** Thrown when the lesson does not export something that the probe uses. */
export class MissingExport extends Error {}

/** The circumstances in which something was thrown. */
export interface Thrown {
  /** The lesson that received the request. */
  lesson: Pick<LessonModule, "url" | "lines">;
  /** The request, or null if there has been none yet. */
  request: Request | null;
  /** The error about a promise that was returned to `tf.tidy`, if there was one: such a promise causes later errors. */
  promise?: Error;
}

/** Describes a thrown value. It is read only once, and carefully, because reading it may run code of the lesson. */
export function failureOf(error: unknown, { promise, ...during }: Thrown): Failure {
  try {
    if (!(error instanceof Error)) return { reason: "call", message: thrownText(error), location: null };
    const [name, message, stack] = [error.name, error.message, error.stack].map((text) => `${text}`);
    const location = locationOf(`${stack}\n${message}`, during.lesson);
    const text = (name === "Error" || error instanceof MissingExport ? message : `${name}: ${message}`)
      .slice(0, MAX_MESSAGE);
    if (promise && followsFromPromise(message)) return failureOf(promise, during);
    return {
      reason: error instanceof MissingExport ? "missing" : reasonOf(name, message, location, during.request),
      message: text + shapesSentence(error, text),
      location,
    };
  } catch {
    return { reason: "call", message: "threw something that cannot even be read", location: null };
  }
}

/** Describes a thrown value that is not an error and therefore has no line. */
function thrownText(thrown: unknown): string {
  const advice = "throw new Error(…), which records its line.";
  try {
    const isPlain = typeof thrown === "number" || typeof thrown === "bigint";
    const isText = typeof thrown === "string" || Object.getPrototypeOf(thrown ?? Object) === Object.prototype;
    const text = isPlain ? withMinus(String(thrown)) : isText ? JSON.stringify(thrown) : String(thrown);
    return `threw ${text.slice(0, 200)}, which is not an error: ${advice}`;
  } catch {
    return `threw something of type ${typeof thrown}: ${advice}`;
  }
}

/**
 * The innermost of the lesson's own lines in `text`, which is the stack of an error and its message, because a syntax
 * error has its line in the message. If a file is outside the working directory, Deno writes its address with unescaped
 * spaces and umlauts.
 */
function locationOf(text: string, { url, lines }: Thrown["lesson"]): Location | null {
  for (const address of [url, decodeURIComponent(url)]) {
    const start = text.indexOf(`${address}:`);
    const match = start < 0 ? null : /^:(\d+):(\d+)/.exec(text.slice(start + address.length));
    if (!match) continue;
    const line = Number(match[1]);
    return { line, column: Number(match[2]), source: (lines[line - 1] ?? "").trim() };
  }
  return null;
}

function reasonOf(
  name: string,
  message: string,
  location: Location | null,
  request: Request | null,
): Failure["reason"] {
  if (name === "Todo") return "todo";
  if (/Array buffer allocation failed|could not allocate memory|out of memory/i.test(message)) return "memory";
  if (request?.kind === "load") return "load";
  const unknown = /^([\w$]+) is not defined$/.exec(message)?.[1];
  const isProbes = name === "ReferenceError" && location === null && request?.kind === "evaluate";
  return isProbes && unknown && isFreeInProbe(unknown, request.probe) ? "probe" : "call";
}

/**
 * Whether the running probe uses `name` without declaring it. If so, the check is wrong, not the lesson. The error
 * alone does not show this, because a lesson can throw any error.
 */
function isFreeInProbe(name: string, probe: string): boolean {
  if (name in globalThis) return false;
  const escaped = name.replaceAll("$", "\\$");
  const isUsed = new RegExp(`(?<![\\w$.])${escaped}(?![\\w$])`).test(probe);
  const isDeclared = new RegExp(`([{(,]\\s*|\\b(const|let|var|function|class) )${escaped}(?![\\w$])`).test(probe);
  return isUsed && !isDeclared;
}
