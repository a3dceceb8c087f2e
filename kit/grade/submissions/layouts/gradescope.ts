/**
 * Gradescope's "Export submissions".
 * @module
 */
import type { Item } from "../files/item.ts";
import { type GradescopeSubmission, readMetadata } from "./gradescope_metadata.ts";
import { areMostly, type Handed, inTime, isJunk, type Layout, type Place, plainPiece, type Split } from "./layout.ts";

/** The list of all submissions. */
const METADATA = "submission_metadata.yml";

/** The name of a submission's folder. */
const FOLDER = /^submission_\d+$/;

/** Gradescope's export. Late marks are not in it. */
export const gradescope: Layout = {
  name: "gradescope",
  title: "Gradescope's export",
  isIdentified: true,
  recognizes: (place) =>
    Promise.resolve(metadataOf(place) !== null || areMostly(place.items, ({ name }) => FOLDER.test(name))),
  split: async (place) => {
    const metadata = metadataOf(place);
    const submissions = metadata?.content ? await readMetadata(metadata.content) : new Map<string, never>();
    const split: Split = { students: [], others: [], problems: [] };
    for (const item of place.items) {
      if (item === metadata || isJunk(item.name)) continue;
      const submission = submissions.get(item.name);
      if (submission) split.students.push(...handedBy(item, submission));
      else if (FOLDER.test(item.name)) split.students.push(handed(item, item.name, null, null, null));
      else split.others.push(item);
    }
    const unknown = split.students.filter(({ student, pieces: [{ item }] }) => student === item.name).length;
    if (unknown > 0) {
      split.problems!.push(
        `${METADATA} does not name the students of ${unknown} submissions: they have numbers instead.`,
      );
    }
    return split;
  },
};

function metadataOf({ items }: Place): Item | null {
  return items.find(({ name, kind }) => name === METADATA && kind === "file") ?? null;
}

/** A submission of a group counts for each of its students. */
function handedBy(item: Item, { submitters, createdAt }: GradescopeSubmission): Handed[] {
  if (submitters.length === 0) return [handed(item, item.name, null, null, createdAt)];
  return submitters.map(({ name, sid, email }) =>
    handed(item, sid ?? email ?? name ?? item.name, name, email, createdAt)
  );
}

function handed(
  item: Item,
  student: string,
  name: string | null,
  email: string | null,
  submittedAt: string | null,
): Handed {
  return { student, name, email, pieces: [{ ...plainPiece(item), submittedAt, order: inTime(submittedAt) }] };
}
