/**
 * The folder into which `nbgrader collect` copies submissions.
 * @module
 */
import type { Item } from "../files/item.ts";
import { readList } from "../files/read_list.ts";
import { type Handed, inTime, isJunk, type Layout, type Piece, type Place, plainPiece, type Split } from "./layout.ts";

/** The folder's name, and that of the file with the time. Source: jupyter/nbgrader, nbgrader/coursedir.py. */
const [FOLDER, TIMESTAMP] = ["submitted", "timestamp.txt"];

/** How many folders are looked into, to find out whether they are nbgrader's. */
const LOOKED_AT = 20;

/** `2026-11-28 10:11:12.131415 UTC`. The zone may also be +0100, or the name of a zone, which is left out. */
const TIME = /^\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(UTC|Z|[+-]\d\d:?\d\d)?/;

/** nbgrader's folders, `submitted/STUDENT/ASSIGNMENT/`. Late marks are not in them. */
export const nbgrader: Layout = {
  name: "nbgrader",
  title: "nbgrader's folders",
  isIdentified: true,
  isUnmistakable: true,
  recognizes: async (place) => {
    if (submitted(place) !== null || place.name === FOLDER) return true;
    const students = folders(place.items).slice(0, LOOKED_AT);
    return await areMore(students, async (student) => await areMore(folders(await childrenOf(student)), hasTime));
  },
  split: async (place) => {
    const items = await submitted(place)?.children() ?? place.items;
    const split: Split = { students: [], others: [] };
    for (const item of items) {
      if (item.kind === "folder" && !isJunk(item.name)) split.students.push(await handed(item));
      else if (!isJunk(item.name)) split.others.push(item);
    }
    return split;
  },
};

/** The folder of all students, if `place` contains it: the folder of a course has others beside it. */
function submitted({ items }: Place): Item | null {
  return items.find(({ name, kind }) => name === FOLDER && kind === "folder") ?? null;
}

/** What is in a folder; nothing if it cannot be read, which is reported when the student's files are collected. */
async function childrenOf(folder: Item): Promise<Item[]> {
  return await folder.children().catch(() => []);
}

async function hasTime(assignment: Item): Promise<boolean> {
  return (await childrenOf(assignment)).some(({ name }) => name === TIMESTAMP);
}

/** Whether more than half fulfil a condition: a student can hand in a file with any name. */
async function areMore(items: readonly Item[], condition: (item: Item) => Promise<boolean>): Promise<boolean> {
  const results = await Promise.all(items.map(condition));
  return results.filter(Boolean).length * 2 > items.length;
}

function folders(items: readonly Item[]): Item[] {
  return items.filter(({ kind, name }) => kind === "folder" && !isJunk(name));
}

async function handed(student: Item): Promise<Handed> {
  const items = await student.children().catch(() => null);
  const pieces: Piece[] = items === null ? [plainPiece(student)] : []; // what cannot be read is refused there
  for (const item of items ?? []) {
    const list = item.kind === "folder" ? (await childrenOf(item)).find(({ name }) => name === TIMESTAMP) : undefined;
    const submittedAt = list ? timeIn(await readList(list, 1000)) : null;
    pieces.push({ ...plainPiece(item), submittedAt, order: inTime(submittedAt) });
  }
  return { student: student.name, name: null, email: null, pieces };
}

/** The time in ISO 8601, or null. */
function timeIn(text: string): string | null {
  const [, date, time, zone = ""] = TIME.exec(text) ?? [];
  if (date === undefined) return null;
  return `${date}T${time}${zone === "UTC" ? "Z" : zone.replace(/^(...)(?=\d\d$)/, "$1:")}`;
}
