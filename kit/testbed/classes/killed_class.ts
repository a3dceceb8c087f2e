/**
 * A class that is graded by a grader which tests kill.
 * @module
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { processesLeft } from "../hostile/processes.ts";
import { smallSolution } from "../small_course.ts";
import { type Started, until } from "../started.ts";
import { gradeSmallClass } from "./grade_small_class.ts";
import { startGrading } from "./start_grading.ts";
import { writeClass } from "./write_class.ts";

const SEARCH = "03_exhaustive_search";
const DESCENT = "04_gradient_descent";
const [search, descent] = [smallSolution("03"), smallSolution("04")];
const uphill = descent.replace("x -= learningRate", "x += learningRate");

/** A class with right, wrong, missing and broken lessons. */
export const CLASS = {
  ada: { [SEARCH]: search, [DESCENT]: descent },
  bob: { [SEARCH]: search, [DESCENT]: uphill },
  eve: { [DESCENT]: "export function (" },
  zoe: { [SEARCH]: `${search}\n// zoe`, [DESCENT]: `${descent}\n// zoe` },
};

/** Places for a class. */
export interface Places {
  /** The folder with everything. */
  folder: string;
  /** The class's folder. */
  out: string;
  /** Starts a grader in a process of its own. */
  start: () => Started;
}

/** Runs `work` with submissions, and tests that no process, draft or temporary file is left. */
export async function withClass(
  layout: "folders" | "zips",
  students: Record<string, Record<string, string>>,
  work: (submissions: string, places: Places) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const submissions = await writeClass(folder, layout, students);
    const [out, temporary] = [join(folder, "grades"), join(folder, "temporary")];
    await Deno.mkdir(temporary);
    const start = () => startGrading([submissions, out], { TMPDIR: temporary });
    await work(submissions, { folder, out, start });
    assertEquals(await processesLeft(folder), []);
    await until(() => [...Deno.readDirSync(temporary)].length === 0, "a temporary file is left");
    const files = await Array.fromAsync(Deno.readDir(out), ({ name }) => name);
    assertEquals(files.filter((name) => name.endsWith(".tmp")), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Grades without being killed, and returns the folder and the number of records. */
export async function undisturbed(submissions: string, folder: string): Promise<{ out: string; records: number }> {
  const out = join(folder, "undisturbed");
  let records = 0;
  await gradeSmallClass(submissions, out, { pictures: true, onRecord: () => records++ });
  return { out, records };
}
