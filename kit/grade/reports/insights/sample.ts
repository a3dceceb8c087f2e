/**
 * @module
 */
import { withoutComments } from "../../../teach/stubs/without_comments.ts";
import { anonymous, type Person } from "./anonymous.ts";
import { type Edit, editOf } from "./edit_of.ts";
import type { WrongAnswer } from "./wrong_answers.ts";

/** Of how many files of a wrong answer the sample is chosen. */
const MOST_FILES = 20;

/** The longest file that can be a sample, in characters; no solution of the course has more than 17,000. */
const LONGEST_FILE = 100_000;

/** A wrong answer, and how its sample differs from the solution. */
export interface Sampled extends WrongAnswer {
  /** The edit of the sample without comments and names; null if the files are missing or very long, or differ in nothing. */
  edit: Edit | null;
  /** The messages of `checks`, without names. */
  messages: string[];
}

/** What is needed to make samples. */
export interface Sources {
  /** The students of the class. */
  people: readonly Person[];
  /** The solution of the lesson. */
  solution: string;
  /** Reads a file that was handed in; null if this is not possible. */
  read(sha256: string): Promise<string | null>;
}

/**
 * Chooses a sample of a wrong answer: of the first files in the order of their hashes, the one with the shortest edit.
 * Comments are removed, and the names of everyone who gave the answer.
 */
export async function sampled(answer: WrongAnswer, { people, solution, read }: Sources): Promise<Sampled> {
  const authors = answer.by.map(({ student }) => people[student]);
  const hashes = [...new Set(answer.by.map(({ result }) => result.sha256!))].slice(0, MOST_FILES);
  const edits: Edit[] = [];
  for (const hash of hashes) {
    const text = await read(hash);
    if (text === null || text.length > LONGEST_FILE) continue;
    const edit = editOf(solution, anonymous(withoutComments(text), authors));
    if (edit) edits.push(edit);
  }
  edits.sort((a, b) => lengthOf(a) - lengthOf(b)); // equally long ones stay in the order of the hashes
  return {
    ...answer,
    edit: edits[0] ?? null,
    messages: answer.checks.map(({ message }) => anonymous(message, authors)),
  };
}

function lengthOf({ replace, by }: Edit): number {
  return replace.length + by.length;
}
