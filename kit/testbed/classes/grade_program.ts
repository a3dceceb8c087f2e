/**
 * Grades a class of the small course with its pictures, in a process of its own, so that a test can kill it.
 *
 *     deno run -A grade_program.ts SUBMISSIONS OUT
 *
 * @module
 */
import { gradeSmallClass } from "./grade_small_class.ts";

const [submissions, out] = Deno.args;
await gradeSmallClass(submissions, out, {
  pictures: true,
  onRecord: (record) => console.log(JSON.stringify(record)),
});
