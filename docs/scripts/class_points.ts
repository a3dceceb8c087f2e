/**
 * The points of a class as a table: one folder for each student, one line for each folder.
 *
 *     deno run -A docs/scripts/class_points.ts SUBMISSIONS [LESSON…]
 */
import { lessons, printableName, run } from "downhill/course";

const [submissions, ...numbers] = Deno.args;
const chosen = lessons.filter(({ id }) => numbers.length === 0 || numbers.includes(id.slice(0, 2)));

const students: string[] = [];
for await (const { name, isDirectory } of Deno.readDir(submissions)) if (isDirectory) students.push(name);

// students choose the names of folders: they must not break the table
const line = (name: string, cells: string[], note = "") =>
  printableName(name).padEnd(20) + cells.map((cell) => cell.padStart(6)).join("") + note;
console.log(line("student", [...chosen.map(({ id }) => id.slice(0, 2)), "sum"]));
for (const student of students.sort()) {
  const cells: string[] = [];
  let [sum, note] = [0, ""];
  for (const { id } of chosen) {
    try {
      const points = await pointsOf(id, `${submissions}/${student}/${id}.ts`);
      sum += points;
      cells.push(String(points));
    } catch (error) { // whatever it is, the others are still judged
      cells.push("?");
      note += `  ${id.slice(0, 2)} could not be judged: ${printableName(String(error))}`;
    }
  }
  console.log(line(student, [...cells, String(sum)], note));
}

/** The points of `file` in the checks of `lesson`: 0 if the file is missing. */
async function pointsOf(lesson: string, file: string): Promise<number> {
  for await (const record of run(lesson, { target: file, picture: false })) {
    if (record.type === "score") return record.points;
  }
  return 0;
}
