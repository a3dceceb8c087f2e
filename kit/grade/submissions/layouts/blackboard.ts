/**
 * Blackboard's "Assignment File Download".
 * @module
 */
import type { Item } from "../files/item.ts";
import { readList } from "../files/read_list.ts";
import { areMostly, type Handed, isJunk, type Layout, type Split } from "./layout.ts";

/**
 * `Assignment 4_alovelace_attempt_2026-11-28-10-11-12_04_gradient_descent.ts`, and for each attempt a receipt,
 * `Assignment 4_alovelace_attempt_2026-11-28-10-11-12.txt`. The time is that of the server, without its zone. Sources:
 * the receipts and regular expressions in timdrysdale/gradex-cli (README.md) and in vangef/BBGradebookOrganiser. What
 * follows the first time is the student's own name for the file, which may pretend to be another student's.
 */
const FILE = /^(.+?)_attempt_(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)(?:(\.txt)|_(.+))$/s;

/** The first line of a receipt: `Name: Ada Lovelace (alovelace)`. */
const RECEIPT = /^Name:[ \t]*(.*?)[ \t]*\(([^()\r\n]+)\)[ \t]*$/m;

/** How much of a receipt is read, in bytes: the name is in its first line, and a comment of the student may be long. */
const READ_BYTES = 4096;

/** Blackboard's export. Late marks are not in it. */
export const blackboard: Layout = {
  name: "blackboard",
  title: "Blackboard's export",
  isIdentified: true,
  isUnmistakable: true,
  recognizes: ({ items }) => Promise.resolve(areMostly(items, ({ name }) => FILE.test(name))),
  split: async ({ items }) => {
    const people = await peopleIn(items);
    const split: Split = { students: [], others: [] };
    for (const item of items) {
      const student = handed(item, people);
      if (student) split.students.push(student);
      else if (!isJunk(item.name)) split.others.push(item);
    }
    return split;
  },
};

/** A student, as a receipt says. */
interface Person {
  user: string;
  name: string;
}

/** The students by the beginnings of the names of their files: "Assignment 4_alovelace". */
async function peopleIn(items: readonly Item[]): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  for (const item of items) {
    const match = FILE.exec(item.name);
    if (!match?.[8] || item.content === null || item.kind !== "file") continue;
    const [, name, user] = RECEIPT.exec(await readList(item, READ_BYTES)) ?? [];
    // another user's name in a receipt is a mistake, or an attempt to hand in for somebody else
    if (user !== undefined && match[1].endsWith(`_${user}`)) people.set(match[1], { user, name });
  }
  return people;
}

function handed(item: Item, people: ReadonlyMap<string, Person>): Handed | null {
  const [, prefix, year, month, day, hour, minute, second, , file] = FILE.exec(item.name) ?? [];
  if (prefix === undefined || item.kind === "folder") return null;
  const person = people.get(prefix);
  const user = person?.user ?? prefix.slice(prefix.lastIndexOf("_") + 1);
  if (!user) return null;
  const time = [year, month, day, hour, minute, second];
  return {
    student: user,
    name: person?.name || null,
    email: null,
    pieces: [{
      item,
      name: file ?? item.name,
      submittedAt: `${year}-${month}-${day}T${hour}:${minute}:${second}`,
      isLate: null,
      order: time.map(Number),
    }],
  };
}
