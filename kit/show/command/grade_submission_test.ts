import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { checksOf } from "../../judge/run/check.ts";
import { withFolder } from "../../testbed/classes/with_folder.ts";
import { SMALL_COURSE, smallJob, smallLesson, smallSolution } from "../../testbed/small_course.ts";
import { showSubmission } from "./grade_submission.ts";

/** A solution that is wrong for every function except x². */
const ONLY_PARABOLA = smallSolution("04").replace("df(x)", "2 * x");

/** The first line that is printed about a submission. */
async function firstLine(submission: string, isForInstructors: boolean): Promise<string> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: string) => lines.push(line);
  try {
    await showSubmission({
      ...{ submission, student: "ada", lessons: [smallLesson("04")], course: SMALL_COURSE, seed: 42, device: "auto" },
      ...{ jobs: 1, requiredWalls: 1, format: () => "", result: join(submission, "result.json"), isJson: false },
      ...{ isForInstructors, isOnGithub: false },
    });
  } finally {
    console.log = log;
  }
  return lines[0];
}

Deno.test("showSubmission() prints nothing about hidden checks where students may read it", () =>
  withFolder({ "04_gradient_descent.ts": ONLY_PARABOLA }, async (folder) => {
    const hidden = (await checksOf(smallJob("04"))).find(({ id }) => id === "04-general")!;
    hidden.hidden = true;
    try {
      assertEquals(await firstLine(folder, true), "04_gradient_descent: 6/8 points, fail");
      assertEquals(await firstLine(folder, false), "04_gradient_descent: 6/6 points, pass");
    } finally {
      delete hidden.hidden;
    }
  }));
