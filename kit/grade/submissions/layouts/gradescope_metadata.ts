/**
 * Reads the lines of Gradescope's `submission_metadata.yml` that are about students. Most of the file is what tests
 * printed, often many megabytes, so it is read line by line, and only what Ruby's YAML library writes is understood:
 * each submission begins at the left margin, and whatever a test or a student wrote is further to the right than the
 * lines about students.
 * @module
 */
import { textLines } from "../files/text_lines.ts";

/** A submission in the list. */
export interface GradescopeSubmission {
  /** Who has handed it in: more than one if it is the submission of a group. */
  submitters: Submitter[];
  /** When it was handed in, in ISO 8601, or null. */
  createdAt: string | null;
}

/** A student in the list. */
export interface Submitter {
  /** The name, or null. */
  name: string | null;
  /** The number that the school has given to the student, or null. */
  sid: string | null;
  /** The email address, or null. */
  email: string | null;
}

/** `submission_1234567:` begins a submission. */
const SUBMISSION = /^(submission_\d+|'submission_\d+'|"submission_\d+"):$/;

/** `  :submitters:` and `  :created_at: …`: the keys are Ruby's symbols. */
const KEY = /^ {2}:?([a-z_]+):(?: (.*))?$/;

/** `  - :name: Ada Lovelace` begins a student, `    :email: ada@example.edu` continues it. */
const DETAIL = /^ {2}(- | {2}):?(name|sid|email): (.*)$/;

/** `2026-11-28 10:11:12.131415000 Z`. */
const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)?$/;

/** The submissions by the names of their folders. If a name is there twice, the first counts. */
export async function readMetadata(path: string): Promise<Map<string, GradescopeSubmission>> {
  const submissions = new Map<string, GradescopeSubmission>();
  let submission: GradescopeSubmission | null = null;
  let isInSubmitters = false;
  for await (const line of textLines(path)) {
    if (/^\S/.test(line)) {
      const folder = SUBMISSION.exec(line)?.[1].replace(/['"]/g, "");
      if (folder === undefined) continue; // "---", "...", or the end of a text that a test printed
      submission = { submitters: [], createdAt: null };
      if (!submissions.has(folder)) submissions.set(folder, submission);
      isInSubmitters = false;
    } else if (submission) {
      const [, start, detail, written] = isInSubmitters && DETAIL.exec(line) || [];
      const [, key, value] = KEY.exec(line) ?? [];
      if (start !== undefined) {
        if (start === "- ") submission.submitters.push({ name: null, sid: null, email: null });
        const submitter = submission.submitters.at(-1);
        if (submitter) submitter[detail as keyof Submitter] = scalar(written);
      } else if (key !== undefined) {
        isInSubmitters = key === "submitters";
        if (key === "created_at") submission.createdAt ??= time(scalar(value ?? "") ?? "");
      }
    }
  }
  return submissions;
}

/** The text of a value; null if it is empty. */
function scalar(written: string): string | null {
  const text = written.trim();
  const inner = text.slice(1, -1);
  if (/^'.*'$/.test(text)) return inner.replaceAll("''", "'") || null;
  if (/^".*"$/.test(text)) return unescaped(inner) || null;
  return text === "~" || text === "null" ? null : text || null;
}

/** The text of a value in double quotes, with YAML's most common escapes. */
function unescaped(text: string): string {
  return text.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))/g, (_, x?: string, u?: string, other?: string) => {
    const code = x ?? u;
    return code === undefined ? other === "n" || other === "t" ? " " : other! : String.fromCharCode(parseInt(code, 16));
  });
}

function time(text: string): string | null {
  const [, date, clock, zone = ""] = TIME.exec(text) ?? [];
  return date === undefined ? null : `${date}T${clock}${zone.replace(/^(...)(?=\d\d$)/, "$1:")}`;
}
