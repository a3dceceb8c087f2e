/**
 * Tests that a wrong shape gets an error that a learner can use.
 * @module
 */
import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { digitsOf } from "../../base/lesson_number.ts";
import { findLesson } from "../../judge/run/find_lesson.ts";
import { root } from "../../base/root.ts";
import { collect } from "../../judge/run/collect.ts";
import type { CheckRecord } from "../../judge/run/record.ts";
import { runIn } from "../../judge/run/run.ts";
import { jobFor } from "../../judge/run/job.ts";
import { sandboxFor } from "../../judge/run/sandbox_for.ts";
import { applyMutant } from "../../base/mutants.ts";
import { syllabus } from "../../../syllabus.ts";
import { type WrongShape, wrongShapes } from "./wrong_shapes.ts";

/** The numbers of the lessons with tensors from Part II on. */
export const numbers = syllabus.filter(({ part, device }) => part !== "I" && device !== null).map(({ id }) =>
  digitsOf(id)
);

/** Registers the test that judges all mistakes of {@linkcode wrongShapes} on `device`. */
export function testWrongShapes(device: "cpu" | "wasm"): void {
  Deno.test(`on ${device}, the error for a wrong shape has the shapes and the learner's line`, async () => {
    const folder = await Deno.makeTempDir();
    const mistakes = wrongShapes.filter(({ lesson, isSlow }) =>
      numbers.includes(lesson) && (!isSlow || device !== "cpu")
    );
    if (mistakes.length === 0) return; // the course has no such lesson
    const files = mistakes.map((mistake, i) => {
      const file = join(folder, `${i}.ts`);
      Deno.writeTextFileSync(file, mistakenText(mistake));
      return file;
    });
    // all lessons share one process, which has the images of the last lessons: starting TF.js takes longer than most
    // checks
    const others = files.map((file) => pathToFileURL(file));
    const jobs = { target: files[0], device };
    const sandbox = sandboxFor(jobFor(findLesson(numbers.at(-1)!), jobs), { others });
    try {
      const problems: string[] = [];
      for (const [i, mistake] of mistakes.entries()) {
        sandbox.exchange(others[i]);
        const run = runIn(sandbox, jobFor(findLesson(mistake.lesson), jobs), { picture: false, only: [mistake.check] });
        const { checks } = await collect(run);
        problems.push(...checks.flatMap((check) => problemsOf(mistake, check)));
      }
      assertEquals(problems, []);
    } finally {
      sandbox.dispose();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

function mistakenText({ lesson, name, replace, by, check }: WrongShape): string {
  const path = join(root, "solutions", `${findLesson(lesson).id}.ts`);
  return applyMutant(Deno.readTextFileSync(path), { name, replace, by, refusedBy: check }, path);
}

/** The problems with the verdict on a mistake. */
function problemsOf(mistake: WrongShape, { status, message, location }: CheckRecord): string[] {
  const { lesson, name, by, shapes, line = by.split("\n")[0], isLegal = false } = mistake;
  const found: string[] = [];
  if (status !== (isLegal ? "fail" : "error")) found.push(`is ${status}`);
  const missing = (shapes.match(/\[.*?\]/g) ?? []).filter((shape) => !hasShape(message, shape));
  if (missing.length > 0) found.push(`does not name ${missing.join(" and ")}`);
  if (!isLegal && !location?.source.includes(line)) found.push(`points at ${location?.source ?? "no line"}`);
  return found.length === 0 ? [] : [`${lesson}, ${name}: ${found.join(", ")}: ${message}`];
}

/** Whether `message` has a shape such as "[80, 1]", in our notation or in TF.js's: 80,1 or (80,1) or 80 × 1. */
function hasShape(message: string, shape: string): boolean {
  if (shape === "[]") return message.includes(shape);
  const lengths = shape.slice(1, -1).replaceAll(", ", ",");
  // a single number counts only if the message calls it a shape
  const before = lengths.includes(",") ? "(?<![\\d,.])" : "(?<=shapes? |and |[(\\[])";
  return new RegExp(`${before}${lengths}(?!,?\\d)`, "i").test(message.replaceAll(/, | × /g, ","));
}
