/**
 * Grades a class of the small course with its pictures, in a process of its own, so that a test can kill it and choose
 * its environment.
 *
 *     deno run -A grade_program.ts SUBMISSIONS OUT [all]
 *
 * It grades lessons 03 and 04; with `all`, also lesson 20, which needs TF.js.
 * @module
 */
import { syllabus } from "../course/syllabus.ts";
import { gradeSmallClass } from "./grade_small_class.ts";

const [submissions, out, all] = Deno.args;
await gradeSmallClass(submissions, out, {
  pictures: true,
  onRecord: (record) => console.log(JSON.stringify(record)),
  ...all === "all" ? { lessons: syllabus } : {},
});
