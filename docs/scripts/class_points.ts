/**
 * The points of a class as a table: a folder for each student, a line for each folder.
 *
 *     deno run -A docs/scripts/class_points.ts SUBMISSIONS [LESSON…]
 */
import { lessons, run } from "downhill/course";

const [submissions, ...numbers] = Deno.args;
const chosen = lessons.filter(({ id }) => numbers.length === 0 || numbers.includes(id.slice(0, 2)));

const students: string[] = [];
for await (const { name, isDirectory } of Deno.readDir(submissions)) if (isDirectory) students.push(name);

const line = (name: string, cells: string[]) => name.padEnd(20) + cells.map((cell) => cell.padStart(6)).join("");
console.log(line("student", [...chosen.map(({ id }) => id.slice(0, 2)), "sum"]));
for (const student of students.sort()) {
  const points: number[] = [];
  for (const { id } of chosen) points.push(await pointsOf(id, `${submissions}/${student}`));
  console.log(line(student, [...points, points.reduce((sum, each) => sum + each, 0)].map(String)));
}

/** The points that the file of `lesson` in `folder` reaches: 0 if there is none. */
async function pointsOf(lesson: string, folder: string): Promise<number> {
  for await (const record of run(lesson, { target: folder, picture: false })) {
    if (record.type === "score") return record.points;
  }
  return 0;
}
