/**
 * Grades lesson 04 of the small course on the workers of a database, in a process of its own.
 *
 *     deno run -A grade_program.ts URL SUBMISSIONS OUT
 *
 * @module
 */
import { ClassOnMachines } from "../../grade/queue/class_on_machines.ts";
import { Database } from "../../grade/queue/database.ts";
import { gradeSmallClass } from "../classes/grade_small_class.ts";
import { smallLesson } from "../small_course.ts";
import { COURSE_HASH } from "./cluster.ts";

const [url, submissions, out] = Deno.args;
const database = await Database.connect(url, { name: "downhill grade" });
const options = { database, courseHash: COURSE_HASH, seed: 42, device: "auto", walls: 1, isAgain: false };
await gradeSmallClass(submissions, out, { lessons: [smallLesson("04")], machines: new ClassOnMachines(options) });
Deno.exit();
